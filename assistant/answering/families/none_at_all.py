"""What a notice says did not happen at all (零发生, “双零”): the answer to how many there were."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.families.matching import words_of
from assistant.records.query import FindingRow
from assistant.schema import Evidence
from assistant.text.clauses import sentences
from assistant.text.flat import fold

_NONE = re.compile(
    r"[“‘]?[双三]零[”’]?|零(?:发生|违纪|违法|违规|处分|案件|问责|投诉|事故|举报|新增|容忍(?!.))|(?:未|没有)(?:再|新)?(?:发生|出现|查处)"
    r"|(?:人数|起数|数量?|件数)?(?:均|都)?(?:为|是)(?:零|0(?![\d.]))"
)
_MET = 4
"""Characters of the question's words that the sentence must hold to be about the same matter."""
_OF_ANYONE = re.compile(r"(?:工作|医务)?人员|职工|员工|干部|党员|全院|医院")
"""Words that say of whom, and not what."""
_YEAR = re.compile(r"20\d{2}")


def none_at_all(desk: Desk) -> str:
    """The sentence that says there was none of what is asked about, in the years asked about; empty where none does."""
    if len(desk.reports) != 1:
        return ""
    words = words_of(_OF_ANYONE.sub(" ", _YEAR.sub(" ", desk.plan.theme)))
    years = set(_YEAR.findall(desk.plan.asked))
    for row in desk.findings():
        found = _sentence(desk, row, words, years)
        if found is not None:
            desk.draft.present(row.source, row.finding.ordinal)
            mark = desk.book.finding(row, found)
            return desk.say("no_such_case", hospital=row.hospital, quote=nested(clip(found.quote, 120)), mark=mark)
    return ""


def _sentence(desk: Desk, row: FindingRow, words: tuple[str, ...], years: set[str]) -> Evidence | None:
    text = desk.records.text(row.source)
    for start, end in row.finding.spans:
        for a, b in sentences(text, start, end):
            said = fold(text[a:b])
            named = set(_YEAR.findall(said))
            if not _NONE.search(said) or (years and named and not years & named):
                continue
            if sum(len(word) for word in words if word in said) >= _MET:
                return Evidence.cut(text, a, b)
    return None
