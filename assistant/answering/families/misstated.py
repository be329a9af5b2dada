"""Questions that state what the notice states otherwise: how many findings there are, or that all are done."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.families.counts import status_count
from assistant.schema import OPEN, Evidence
from assistant.text.clauses import sentences
from assistant.text.flat import fold

_ALL_FINDINGS = re.compile(
    r"^[^,]{0,6}?(?:\d+|[一二三四五六七八九十]+)?[个条项]?(?:反馈|巡察)?的?问题(?:已经?|都|全部?|全都|均)+(?:已经?)?(?:整改|改|办|做|完成|销号|办结|了结)[^,]{0,4},"
)


def misstated(desk: Desk) -> bool:
    """Put right what a question states as a fact; False where the notice bears it out, or says nothing of it."""
    if len(desk.reports) != 1 or desk.english or desk.within:
        return False
    return _all_done(desk) or _number_of_findings(desk)


def claims_all_done(question: str) -> bool:
    """Whether a question goes on from all findings being put right (9个问题都改完了,谁来总结的)."""
    return _ALL_FINDINGS.search(fold(question)) is not None


def _all_done(desk: Desk) -> bool:
    """Count by status where a question goes on from all findings being put right, and some are not."""
    row = next(iter(desk.reports.values()))
    totals = row.fields.declared_totals
    left = (
        not row.discloses_status
        or any(row.status_counts.get(status) for status in OPEN)
        or totals.partial
        or totals.unfinished
    )
    if not left or not claims_all_done(desk.plan.asked):
        return False
    desk.plan = desk.plan.model_copy(update={"premise": "done", "statuses": (), "theme": "", "topics": ()})
    status_count(desk)
    return True


_SO_MANY = re.compile(r"(?:反馈|指出|查出|发现|提出|列出)(?:了|的)?(?P<n>\d+)[个条项](?:具体|突出)?问题")


def _number_of_findings(desk: Desk) -> bool:
    """Answer by the number of findings alone, where the question takes another for granted."""
    said = findings_corrected(desk)
    if said:
        desk.draft.present(next(iter(desk.reports)))
        desk.draft.lead = said
    return bool(said)


def findings_corrected(desk: Desk) -> str:
    """The number of findings that the notice declares, where a question takes another for granted; else empty."""
    source, row = next(iter(desk.reports.items()))
    match, declared = _SO_MANY.search(fold(desk.plan.asked)), row.fields.declared_totals.findings
    if match is None or int(match["n"]) in (declared, row.findings):
        return ""
    if re.search(rf"(?<!\d){match['n']}[个条项]", fold(desk.records.text(source))):
        return ""
    if declared is None:
        return desk.say("number_of_findings_listed", hospital=row.fields.hospital, n=row.findings)
    evidence = row.fields.evidence.get("declared_totals.findings")
    mark = desk.cite_field(source, "declared_totals.findings")
    quote = f"“{nested(clip(_sentence_round(desk.records.text(source), evidence), 160))}”{mark}" if evidence else mark
    return desk.say("number_of_findings", hospital=row.fields.hospital, n=declared, quote=quote)


def _sentence_round(text: str, evidence: Evidence) -> str:
    """The sentence an evidence stands in."""
    spans = sentences(text, max(0, text.rfind("\n", 0, evidence.start)), len(text))
    return next((text[a:b].strip() for a, b in spans if a <= evidence.start < b), evidence.quote)
