"""How many findings carry a status in the very words that the question quotes (写“阶段性成效”的)."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk
from assistant.records.query import FindingRow
from assistant.text.flat import fold

_WRITTEN = re.compile(
    r"(?:写|标|注|用|挂|打|勾|为)[的着作成为是了明选上]{0,3}[“\"‘'「【](?P<words>[^”\"’'」】]{2,14})[”\"’'」】]"
)
_COUNTED = re.compile(r"几[条个项件]|多少[条个项件]?|占|比例|几成|百分")
_SHARE = re.compile(r"占|比例|几成|百分")


def labelled(desk: Desk) -> bool:
    """Count the findings whose status is printed in the very words quoted, be it only one wording."""
    return _COUNTED.search(desk.plan.question) is not None and counted_by_words(desk, least=1)


def counted_by_words(desk: Desk, least: int = 2) -> bool:
    """Count the findings by the words their status is printed in; False where fewer than `least` such wordings are
    quoted, or none of them stands in a status.
    """
    wordings = list(dict.fromkeys(m["words"] for m in _WRITTEN.finditer(desk.plan.question)))
    if len(wordings) < least or len(desk.reports) != 1:
        return False
    rows = [row for row in desk.findings() if row.finding.status_evidence is not None]
    found = {words: [row for row in rows if _printed(row, words)] for words in wordings}
    if not any(found.values()):
        return False
    source = next(iter(desk.reports))
    desk.draft.present(source)
    each = [desk.say("written_so", words=words, n=len(own)) for words, own in found.items()]
    counts = desk.say("section_states_joint").join(each)
    desk.draft.lead = desk.say("status_words", hospital=desk.hospital(source), counts=counts)
    if _SHARE.search(desk.plan.question):
        desk.draft.lead = _shares(desk, found, desk.reports[source].findings) + desk.draft.lead
    for words, own in found.items():
        for row in own:
            desk.draft.bullet(f"“{words}”：{desk.title(row)}{desk.cite_status(row)}")
    return True


def _shares(desk: Desk, found: dict[str, list[FindingRow]], total: int) -> str:
    """What share of all findings carries each wording."""
    return "".join(
        desk.say("ratio_of", status=f"“{words}”", n=len(own), total=total, share=percent(len(own), total))
        for words, own in found.items()
    )


def _printed(row: FindingRow, words: str) -> bool:
    """Whether the status of a finding is printed in these words: 未完成 and 基本完成 are not 完成."""
    evidence = row.finding.status_evidence
    printed = fold(_UNTICKED.sub("", evidence.quote)) if evidence else ""
    return re.search(rf"{_UNQUALIFIED}{re.escape(words)}", printed) is not None


_UNTICKED = re.compile(r"[□☐]\s*[^\s□☐☑☒√■✓✔]+")
"""A box that is not ticked, with its words."""
_UNQUALIFIED = "(?<![未不没])(?<!没有)(?<!基本)(?<!大体)(?<!部分)(?<!阶段性)"


def percent(part: int, whole: int) -> str:
    """A share with one decimal, rounded half up; 75% and not 75.0%."""
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"
