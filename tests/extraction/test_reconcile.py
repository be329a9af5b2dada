"""Declared totals against what was read."""

from __future__ import annotations

import pytest

from assistant.extraction.reconcile import reconcile
from assistant.schema import DeclaredTotals, Evidence, Finding, ReportFields, Status


def findings(*statuses: Status) -> tuple[Finding, ...]:
    words = Evidence(start=0, end=1, quote="某")
    return tuple(
        Finding(
            ordinal=i, label="", section="", title="某", title_evidence=words, status=status,
            status_basis="none" if status == "not_stated" else "explicit",
            status_evidence=None if status == "not_stated" else words, spans=((0, 1),),
        )
        for i, status in enumerate(statuses, start=1)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("totals", "read", "kinds"),
    [
        ({"findings": 2, "completed": 1, "unfinished": 1}, ("completed", "unfinished"), []),
        ({"findings": 3}, ("completed", "unfinished"), ["count_mismatch"]),
        ({"completed": 2}, ("completed", "unfinished"), ["status_totals_mismatch"]),
        ({"completed": 2}, ("completed", "completed_ongoing"), []),
        ({"partial": 2}, ("mostly_completed", "partial"), []),
        ({"completed": 2}, ("completed", "not_stated"), []),
        ({"completed": 2, "unfinished": 1}, ("completed", "mostly_completed", "unfinished"), []),
        ({"completed": 1, "unfinished": 2}, ("completed", "mostly_completed", "unfinished"), []),
        ({"completed": 1, "unfinished": 2}, ("completed", "partial", "unfinished"), []),
        ({"completed": 2, "partial": 0}, ("completed", "mostly_completed"), ["status_totals_mismatch"] * 2),
        ({"completed": 2}, ("completed", "partial"), ["status_totals_mismatch"]),
        (
            {"completed": 3, "unfinished": 0},
            ("completed", "mostly_completed", "unfinished"),
            ["status_totals_mismatch"] * 2,
        ),
        ({}, ("completed",), []),
    ],
)
def test_reconcile(totals: dict[str, int], read: tuple[Status, ...], kinds: list[str]) -> None:
    fields = ReportFields(hospital="某医院", declared_totals=DeclaredTotals(**totals))

    assert [doubt.kind for doubt in reconcile(fields, findings(*read))] == kinds
