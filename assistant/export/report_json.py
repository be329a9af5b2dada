"""A report as JSON for other programs: the form that annotators and scorers use, with every value's quote."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from assistant.schema import Finding, Report, ReportFields


def report_json(report: Report) -> dict[str, Any]:
    """`report` in the exchange form: source, report, findings."""
    prefix = _prefix(report.source)
    return {
        "source": report.source,
        "report": _fields(report.fields),
        "findings": [_finding(prefix, finding) for finding in report.findings],
    }


def _prefix(source: str) -> str:
    """The three digits that number the file, else its name without ending."""
    numbered = re.match(r"\d{3}(?!\d)", source)
    return numbered[0] if numbered else PurePath(source).stem


def _fields(fields: ReportFields) -> dict[str, Any]:
    return fields.model_dump(exclude={"aliases", "evidence"})


def _finding(prefix: str, finding: Finding) -> dict[str, Any]:
    return {
        "id": f"{prefix}-{finding.ordinal}",
        "label": finding.label,
        "section": finding.section,
        "title": finding.title,
        "status": finding.status,
        "status_basis": finding.status_basis,
        "topics": list(finding.topics),
        "measures": len(finding.measures),
        "pending": [{"what": each.what, "due": each.due, "quote": each.evidence.quote} for each in finding.commitments],
        "accountability": [
            {"action": each.action, "persons": each.persons, "quote": each.evidence.quote}
            for each in finding.accountability
        ],
        "amounts": [
            {"value_yuan": _number(each.value_yuan), "kind": each.kind, "quote": each.evidence.quote}
            for each in finding.amounts
        ],
        "rules": [{"name": each.name, "action": each.action} for each in finding.rules],
    }


def _number(value: float) -> int | float:
    """Whole sums without a decimal point."""
    return int(value) if value.is_integer() else value
