"""A report as rows: what `save` writes. The way back is `assistant.records.loading`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.reading.document import Document
from assistant.records.due import last_day
from assistant.records.tables import (
    AccountabilityTable,
    AliasTable,
    AmountTable,
    Base,
    CommitmentTable,
    DocumentTable,
    DoubtTable,
    FieldEvidenceTable,
    FindingSpanTable,
    FindingTable,
    FindingTopicTable,
    LocationTable,
    MeasureTable,
    PassageTable,
    RuleTable,
)
from assistant.schema import Evidence, Finding, Report, ReportFields

Cell = str | int | float | None
Rows = list[dict[str, Cell]]


def report_row(report: Report, version: str) -> dict[str, Cell]:
    """The row of `report` itself, without its id."""
    fields = report.fields
    return {
        "source": report.source,
        "sha256": report.sha256,
        "version": version,
        **_plain(fields),
        **{f"declared_{name}": value for name, value in fields.declared_totals},
        **{f"contact_{name}": value for name, value in fields.contact},
    }


def _plain(fields: ReportFields) -> dict[str, Cell]:
    return fields.model_dump(exclude={"declared_totals", "contact", "aliases", "evidence"})


def rows_of(report_id: int, report: Report, document: Document) -> Mapping[type[Base], Rows]:
    """Every row below the report's own, by table, parents before children."""
    of_report: dict[type[Base], Rows] = {
        DocumentTable: [{"media": document.media, "text": document.text}],
        LocationTable: _numbered(
            {"start_offset": spot.start, "end_offset": spot.end, "place": spot.place} for spot in document.locations
        ),
        FieldEvidenceTable: _numbered(
            {"field": name, **_words(words)} for name, words in report.fields.evidence.items()
        ),
        AliasTable: _numbered({"name": name} for name in report.fields.aliases),
        PassageTable: _numbered({"heading": part.heading, **_words(part.evidence)} for part in report.passages),
        DoubtTable: _numbered(
            {"kind": doubt.kind, "message": doubt.message, "finding": doubt.finding, **_words(doubt.evidence)}
            for doubt in report.doubts
        ),
        FindingTable: [_finding_row(finding) for finding in report.findings],
    }
    for finding in report.findings:
        for table, rows in _rows_of_finding(finding).items():
            of_report.setdefault(table, []).extend({"ordinal": finding.ordinal, **row} for row in rows)
    return {table: [{"report_id": report_id, **row} for row in rows] for table, rows in of_report.items()}


def _finding_row(finding: Finding) -> dict[str, Cell]:
    return {
        "ordinal": finding.ordinal,
        "label": finding.label,
        "section": finding.section,
        "title": finding.title,
        **_words(finding.title_evidence, "title"),
        "status": finding.status,
        "status_basis": finding.status_basis,
        **_words(finding.status_evidence, "status"),
        **_words(finding.department, "department"),
        **_words(finding.deadline, "deadline"),
        "summary": finding.summary,
    }


def _rows_of_finding(finding: Finding) -> dict[type[Base], Rows]:
    return {
        FindingSpanTable: _numbered({"start_offset": start, "end_offset": end} for start, end in finding.spans),
        FindingTopicTable: _numbered({"topic": topic} for topic in finding.topics),
        MeasureTable: _numbered({"marker": each.marker, **_words(each.evidence)} for each in finding.measures),
        CommitmentTable: _numbered(
            {
                "what": each.what,
                "due": each.due,
                "due_last": last_day(each.due) if each.due else None,
                "proposer": each.proposer,
                **_words(each.evidence),
                **_words(each.due_evidence, "due"),
            }
            for each in finding.commitments
        ),
        AccountabilityTable: _numbered(
            {"action": each.action, "persons": each.persons, "proposer": each.proposer, **_words(each.evidence)}
            for each in finding.accountability
        ),
        AmountTable: _numbered(
            {"value_yuan": each.value_yuan, "kind": each.kind, "proposer": each.proposer, **_words(each.evidence)}
            for each in finding.amounts
        ),
        RuleTable: _numbered(
            {"name": each.name, "action": each.action, "proposer": each.proposer, **_words(each.evidence)}
            for each in finding.rules
        ),
    }


def _words(evidence: Evidence | None, name: str = "evidence") -> dict[str, Cell]:
    return {
        f"{name}_start": evidence.start if evidence else None,
        f"{name}_end": evidence.end if evidence else None,
        f"{name}_quote": evidence.quote if evidence else None,
    }


def _numbered(rows: Iterable[dict[str, Cell]]) -> Rows:
    return [{"position": position, **row} for position, row in enumerate(rows)]
