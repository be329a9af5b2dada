"""What is left of a finding that is not wholly done, in the notice's words: the reason given, then what is to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.desk import Desk, clip, commitment_words
from assistant.answering.particulars import particulars_asked, particulars_of
from assistant.answering.questions import cues_of
from assistant.records.query import FindingRow
from assistant.schema import OPEN, Commitment, Evidence
from assistant.text.clauses import clauses

_ASKS_CAUSE = re.compile(r"卡|绊|拦|堵|拖后腿|原因|缘由|为什么|为啥|为何|咋没|怎么没|怎么还|差在|难在|难点|症结|why")
_LABELLED = re.compile(r"原因[:：][^。；;\n]+")
_STATED = re.compile(r"^[\s但]*(?:因(?!此|而)|由于|鉴于|受.{2,20}(?:影响|限制|制约))")
_MARKS = "。；;，, \n"


def left_words(
    desk: Desk, row: FindingRow, about: Sequence[Commitment] | None = None, *, limit: int = 80, most: int = 3
) -> str:
    """What is still to come of a finding, with its marks; the reason first where the question asks for it."""
    chosen = (row.finding.commitments if about is None else about)[:most]
    remaining = desk.semicolon.join(commitment_words(desk, row, c, limit) for c in chosen)
    return desk.semicolon.join(words for words in (cause_words(desk, row, remaining), remaining) if words)


def entry_words(desk: Desk, row: FindingRow) -> str:
    """What a finding carries in lines or columns of its own of what the question asks: who leads, until when.

    Of one that is open and has no date at all, that there is none.
    """
    asked = set(particulars_asked(desk.plan.question))
    if cues_of(desk.plan.question) & {"commit", "deadline", "when"}:
        asked.add("deadline")
    if not asked:
        return ""
    own = particulars_of(desk.records.text(row.source), [row.finding]).get(row.finding.ordinal, ())
    said = [(each.label, each.value, each.evidence) for each in own if each.kind in asked]
    limit = row.finding.deadline
    if "deadline" in asked and limit is not None and not any(each.kind == "deadline" for each in own):
        said.append(("整改时限", re.split("[:：]", clip(limit.quote, 40))[-1].strip(), limit))
    words = "".join(
        desk.say("entry_beside", label=label, value=value, mark=desk.book.finding(row, evidence))
        for label, value, evidence in said
    )
    undated = row.finding.status in OPEN and not any(c.due for c in row.finding.commitments)
    if "deadline" in asked and undated and limit is None and not any(each.kind == "deadline" for each in own):
        words += desk.say("no_limit_beside")
    return words


def cause_words(desk: Desk, row: FindingRow, shown: str) -> str:
    """The reason the notice gives for a finding not done, where the question asks for it and it is not shown yet."""
    if not _ASKS_CAUSE.search(desk.plan.question):
        return ""
    for evidence in _causes(desk, row):
        words = clip(evidence.quote, 160)
        if words.split("：")[-1][:16] not in shown:
            return f"{words}{desk.book.finding(row, evidence)}"
    return ""


def _causes(desk: Desk, row: FindingRow) -> Iterator[Evidence]:
    """Reasons of a finding: those labelled as such, then the clauses that begin with a word for a reason."""
    text = desk.records.text(row.source)
    for start, end in row.finding.spans:
        for match in _LABELLED.finditer(text, start, end):
            yield Evidence.cut(text, match.start(), match.end())
    for start, end in row.finding.spans:
        for a, b in clauses(text, start, end):
            if _STATED.match(text[a:b]):
                yield Evidence.cut(text, a, a + len(text[a:b].rstrip(_MARKS)))
