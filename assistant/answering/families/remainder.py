"""What a finding leaves over, and why: 剩的那一项卡在哪, after a question about the finding."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, commitment_words, nested
from assistant.records.query import FindingQuery, FindingRow
from assistant.schema import Evidence
from assistant.text.clauses import sentences
from assistant.text.flat import fold

_ASKED = re.compile(
    r"(?:剩下?|余下|差|没(?:改|办|做|完|弄|整)[^,，。?？]{0,3})的?(?:那|这)?(?:一|两|几|\d+)?(?:项|个|条|件|台|家|处|起|笔|部分|问题|些)"
)
_TOLD = re.compile(r"咋|怎么|卡|为什么|为啥|为何|原因|打算|情况|是什么|是啥|是哪|回事|如何")
_LEFT = re.compile(
    r"剩余?|其余|余下|最后\d*[一两几]?[项个条件台家处起笔]|另外?有?\d+[项个条件台家处起笔]|尚未|暂未|暂不|未能|无法|拒|仍在|还在|正在"
)
_NOT_TOLD = re.compile(r"多少|几(?:项|个|条|件|台|家|处|起|笔|号|月|天|时)")
_SHOWN = 4


def remainder(desk: Desk) -> bool:
    """Say what is left over in the finding of the turn before, in its own words; False where that is not asked for, or
    the finding leaves nothing over.
    """
    question = desk.plan.question
    if not desk.within or _NOT_TOLD.search(question) or not (_ASKED.search(question) and _TOLD.search(question)):
        return False
    for place in desk.within:
        for row in desk.records.findings(FindingQuery(sources=(place[0],), ordinals=(place,))):
            if _tell(desk, row):
                return True
    return False


def _tell(desk: Desk, row: FindingRow) -> bool:
    text = desk.records.text(row.source)
    title = row.finding.title_evidence
    left = [
        Evidence.cut(text, a, b)
        for start, end in row.finding.spans
        for a, b in sentences(text, start, end)
        if a >= title.end and _LEFT.search(fold(text[a:b]))
    ]
    if not left:
        return False
    desk.draft.present(row.source, row.finding.ordinal)
    quotes = "；".join(f"“{nested(clip(e.quote, 220))}”{desk.book.finding(row, e)}" for e in left[:_SHOWN])
    told = desk.say("said_by", hospital=row.hospital, quotes=quotes)
    said = "".join(e.quote for e in left[:_SHOWN])
    rest = [c for c in row.finding.commitments if c.evidence.quote not in said]
    if rest:
        words = desk.semicolon.join(commitment_words(desk, row, c) for c in rest[:3])
        told += desk.say("dated_remainder", what=words)
    desk.draft.lead = told
    return True
