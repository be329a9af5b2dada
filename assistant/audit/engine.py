"""The audit of one notice: every rule over its records and text, the gravest first, one matter said once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.audit import chronology, deadlines, duplicates, progress, rates, statuses, sums, totals
from assistant.audit.model import SEVERITIES, AuditItem, Contradiction
from assistant.audit.stretches import Notice
from assistant.schema import Report

_ONE_RECKONING = {"difference", "remainder"}
"""Kinds that two rules may give to the same three numbers."""
Rule = Callable[[Notice], Iterator[Contradiction]]

RULES: tuple[Rule, ...] = (
    statuses.open_though_done,
    statuses.listed_as_open,
    progress.parts_against_whole,
    progress.in_force_yet_missing,
    totals.findings_against_listed,
    totals.statuses_against_listed,
    totals.closed_beyond_total,
    totals.statuses_beyond_findings,
    sums.differences,
    sums.parts_and_totals,
    sums.outstanding_with_payments,
    sums.implausible_sums,
    rates.shares,
    rates.changes,
    deadlines.differing,
    deadlines.beyond_own_deadline,
    deadlines.passed_at_publication,
    chronology.out_of_order,
    chronology.impossible,
    chronology.done_in_future,
    duplicates.repeated,
)


def audit_report(report: Report, text: str) -> tuple[AuditItem, ...]:
    """The contradictions inside one notice: by severity, then in document order.

    `text` is what the report's offsets count in.
    """
    notice = Notice.of(report, text)
    found = _without_echoes(contradiction for rule in RULES for contradiction in rule(notice))
    ordered = sorted(found, key=lambda each: (SEVERITIES.index(each.severity), each.finding or 0))
    return tuple(
        AuditItem(**each.model_dump(), hospital=report.fields.hospital, source=report.source) for each in ordered
    )


def _without_echoes(found: Iterator[Contradiction]) -> list[Contradiction]:
    """One item a kind and pair of words; two rules that find the same slip of the unit say it once."""
    kept: list[Contradiction] = []
    for each in found:
        echo = any(
            (each.kind == other.kind or {each.kind, other.kind} == _ONE_RECKONING)
            and each.finding == other.finding
            and any(a.start < b.end and b.start < a.end for a in each.quotes[-1:] for b in other.quotes)
            for other in kept
        )
        if not echo:
            kept.append(each)
    return kept
