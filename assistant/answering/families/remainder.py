"""What a finding leaves over, and why: 剩的那一项卡在哪, after a question about the finding."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, commitment_words, nested
from assistant.answering.questions import names_matter
from assistant.records.query import FindingRow
from assistant.schema import Evidence
from assistant.text.clauses import sentences
from assistant.text.flat import fold

_ASKED = re.compile(
    r"(?:还(?:剩|差|缺|欠)|剩下|余下)(?:下|着|了|的)?(?:那|这)?(?:哪|什么|啥)|(?:剩|余)(?:下)?的(?:那些|呢|都|又|钱|部分)?(?=[,，]|为|怎|干|做|用|现)"
    r"|没[\u4e00-\u9fff]{1,6}的(?:那|这)?(?:一|两|几)?(?:部分|些|项|个|条|笔|块|家)"
    r"|(?:剩下?|余下|差|没(?:改|办|做|完|弄|整)[^,，。?？]{0,3})的?(?:那|这)?(?:一|两|几|\d+)?(?:项|个|条|件|台|家|处|起|笔|部分|问题|些)"
)
_TOLD = re.compile(
    r"哪|到.{0,2}(?:步|程度|地步)|现在|干嘛|干啥|做什么|用|什么|啥|咋|怎么|卡|为什么|为啥|为何|原因|打算|情况|是什么|是啥|是哪|回事|如何"
)
_LEFT = re.compile(
    r"剩余?|其余|余下|最后\d*[一两几]?[项个条件台家处起笔]|另外?有?\d+[项个条件台家处起笔]|尚未|暂未|暂不|未能|无法|拒|仍在|还在|正在"
)
_NOT_TOLD = re.compile(r"多少|几(?:项|个|条|件|台|家|处|起|笔|号|月|天|时)")
_SHOWN = 4


_PROGRESS = re.compile(
    r"到.{0,2}[哪什].{0,2}(?:步|程度|地步)|进展|什么情况|啥情况|情况(?:呢|如何)|卡在|为(?:什么|啥|何)[^,]{0,4}没|(?:咋|怎么)(?:还|会|就)?没|差在哪|打算"
)
"""Asked of several findings presented together: how each of them stands."""


_WHY_NOT = re.compile(r"(?:为(?:什么|啥|何)|咋|怎么|因(?:为)?(?:什么|啥|何))[^,]{0,6}[没未]|卡在|差在哪")
_CAUSE = re.compile(r"因(?!此)|由于|鉴于|受.{1,14}(?:影响|限制|局限)|导致|缺失|困难|待(?!遇|岗|业|命)")


def remainder(desk: Desk) -> bool:
    """Say what is left over in the findings of the turn before, in their own words; False where that is not asked for,
    or none of them leaves anything over.
    """
    question = desk.plan.question
    general = not desk.plan.theme or not names_matter(question)
    together = len(desk.within) > 1 and general and _PROGRESS.search(question) is not None
    rest = len(desk.within) == 1 and general and _WHY_NOT.search(question)
    rest = rest or (_NOT_TOLD.search(question) is None and _ASKED.search(question) and _TOLD.search(question))
    if not desk.within or not (rest or together):
        return False
    rows = desk.findings_at(desk.within)
    told = [(row, words) for row in rows if (words := _left_over(desk, row))]
    if not told:
        return False
    if len(told) == 1 or not together:
        row, (quotes, further) = told[0]
        desk.draft.present(row.source, row.finding.ordinal)
        desk.draft.lead = desk.say("said_by", hospital=row.hospital, quotes=quotes) + further
        return True
    desk.draft.lead = desk.say("still_standing", n=len(told))
    for row, (quotes, further) in told:
        desk.draft.present(row.source, row.finding.ordinal)
        state = f"{desk.status(row.finding.status)}{desk.cite_status(row)}"
        desk.draft.bullet(f"{desk.place(row)}，{state}：{quotes}。{further}")
    return True


def _left_over(desk: Desk, row: FindingRow) -> tuple[str, str] | None:
    """The sentences of a finding that say what is left, and what else it leaves open; None where nothing is."""
    text = desk.records.text(row.source)
    title = row.finding.title_evidence
    left = [
        Evidence.cut(text, a, b)
        for start, end in row.finding.spans
        for a, b in sentences(text, start, end)
        if a >= title.end and not _is_state(row, a, b) and _tells_why(fold(text[a:b]))
    ] or [c.evidence for c in row.finding.commitments]
    if not left:
        return None
    quotes = "；".join(f"“{nested(clip(e.quote, 220))}”{desk.book.finding(row, e)}" for e in left[:_SHOWN])
    said = "".join(e.quote for e in left[:_SHOWN])
    rest = [c for c in row.finding.commitments if c.evidence.quote not in said]
    words = desk.semicolon.join(commitment_words(desk, row, c) for c in rest[:3])
    return quotes, desk.say("dated_remainder", what=words) if words else ""


def _is_state(row: FindingRow, start: int, end: int) -> bool:
    """Whether a sentence is but the line of the finding's status."""
    state = row.finding.status_evidence
    return state is not None and start <= state.start and state.end <= end and end - start <= len(state.quote) + 4


def _tells_why(sentence: str) -> bool:
    return _LEFT.search(sentence) is not None or _CAUSE.search(sentence) is not None
