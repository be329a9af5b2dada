"""What the core gives, as the items of the interface."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from assistant.answering.answer import Citation
from assistant.api.model import (
    AccountabilityItem,
    AmountItem,
    AuditEntry,
    CitedWords,
    CommitmentItem,
    ComparedFinding,
    ComparedHospital,
    DueItem,
    DueState,
    FactItem,
    FindingItem,
    PassageItem,
    ReportItem,
    RuleItem,
    SharedApproach,
)
from assistant.audit import AuditItem
from assistant.comparison import due
from assistant.comparison.model import Approach, Fact, Item, Section
from assistant.records.query import FindingRow, ReportRow
from assistant.schema import Evidence
from assistant.search_index import FoundWords


def report_item(row: ReportRow) -> ReportItem:
    """A notice."""
    fields = row.fields
    return ReportItem(
        source=row.source,
        hospital=fields.hospital,
        province=fields.province,
        city=fields.city,
        inspection_level=fields.inspection_level,
        feedback_date=fields.feedback_date,
        published=fields.published,
        findings=row.findings,
        declared=fields.declared_totals.findings,
        discloses_status=row.discloses_status,
        statuses=row.status_counts,
        doubts=row.doubts,
    )


def finding_item(row: FindingRow) -> FindingItem:
    """A finding with everything that is recorded of it."""
    finding = row.finding
    return FindingItem(
        hospital=row.hospital,
        source=row.source,
        finding=finding.ordinal,
        label=finding.label,
        section=finding.section,
        title=finding.title,
        words=finding.title_evidence,
        status=finding.status,
        status_words=finding.status_evidence,
        topics=finding.topics,
        commitments=tuple(
            CommitmentItem(what=each.what, due=each.due, proposer=each.proposer, **_words(each.evidence))
            for each in finding.commitments
        ),
        accountability=tuple(
            AccountabilityItem(
                action=each.action, persons=each.persons, proposer=each.proposer, **_words(each.evidence)
            )
            for each in finding.accountability
        ),
        amounts=tuple(
            AmountItem(value_yuan=each.value_yuan, kind=each.kind, proposer=each.proposer, **_words(each.evidence))
            for each in finding.amounts
        ),
        rules=tuple(
            RuleItem(name=each.name, action=each.action, proposer=each.proposer, **_words(each.evidence))
            for each in finding.rules
        ),
        measures=tuple(each.evidence for each in finding.measures),
    )


def cited_words(citation: Citation) -> CitedWords:
    """A citation without the place, which only some formats have."""
    return CitedWords.model_validate(citation.model_dump(exclude={"place"}))


def passage_item(report: ReportRow, finding: FindingRow | None, hit: FoundWords, text: str) -> PassageItem:
    """Words that the search found in `text`, the text of their notice; `finding` is None outside findings."""
    return PassageItem(
        hospital=report.fields.hospital,
        source=hit.source,
        finding=hit.finding,
        label=f"{finding.finding.label}{finding.finding.title}" if finding else "",
        score=round(hit.score, 6),
        **_words(Evidence.cut(text, hit.start, hit.end)),
    )


def compared_finding(section: Section, item: Item, cited: Sequence[CitedWords]) -> ComparedFinding:
    """A finding of a comparison whose citations, numbered from 1, are `cited`."""
    return ComparedFinding(
        hospital=section.hospital,
        source=section.source,
        finding=item.ordinal,
        label=item.label,
        title=item.title,
        status=item.status,
        topics=item.topics,
        reason=item.reason,
        whole=item.whole,
        facts=tuple(_fact_item(fact, cited) for fact in item.facts),
    )


def compared_hospital(section: Section) -> ComparedHospital:
    """A notice of a comparison."""
    return ComparedHospital(
        hospital=section.hospital,
        source=section.source,
        feedback_date=section.feedback_date,
        discloses_status=section.discloses_status,
        findings=len(section.items),
        mentions=sum(fact.kind == "mention" for fact in section.profile),
    )


def shared_approach(approach: Approach, cited: Sequence[CitedWords]) -> SharedApproach:
    """A way of going about it."""
    words = (cited[number - 1] for fact in approach.examples for number in fact.citations)
    return SharedApproach(name=approach.name, hospitals=approach.hospitals, words=tuple(words))


def due_item(state: DueState, item: due.DueItem) -> DueItem:
    """A commitment in its state."""
    return DueItem(
        hospital=item.hospital,
        source=item.source,
        finding=item.finding,
        label=item.label,
        title=item.title,
        what=item.what,
        due=item.due,
        state=state,
        due_words=item.due_evidence,
        closed_words=item.closed,
        **_words(item.evidence),
    )


def audit_entry(item: AuditItem) -> AuditEntry:
    """A contradiction."""
    return AuditEntry.model_validate(item.model_dump())


def _fact_item(fact: Fact, cited: Sequence[CitedWords]) -> FactItem:
    return FactItem(
        kind=fact.kind,
        text=fact.text,
        due=fact.due,
        value_yuan=fact.value_yuan,
        persons=fact.persons,
        words=tuple(cited[number - 1] for number in fact.citations),
    )


class _Words(TypedDict):
    quote: str
    start: int
    end: int


def _words(evidence: Evidence) -> _Words:
    return _Words(quote=evidence.quote, start=evidence.start, end=evidence.end)
