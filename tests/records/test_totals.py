"""Counts and orders that the engine makes are those of the findings themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.records import FindingQuery, RecordStore, ValueTotal
from assistant.records.query import Ranked, ValueKind


@pytest.fixture
def filled(store: RecordStore, notice: Callable[..., object]) -> RecordStore:
    for source in ("b.txt", "a.txt"):
        store.save(*notice(source))
    return store


@pytest.mark.parametrize(
    ("kind", "query", "expected"),
    [
        ("accountability", FindingQuery(), (1, 1, 2.0)),
        ("accountability", FindingQuery(value_words=("提醒谈话",)), (1, 1, 2.0)),
        ("accountability", FindingQuery(value_words=("处分",)), None),
        ("amounts", FindingQuery(), (1, 1, 35_000.0)),
        ("rules", FindingQuery(value_words=("药品采购",)), (1, 1, 0.0)),
        ("rules", FindingQuery(topics=("safety",)), None),
        ("commitments", FindingQuery(), (1, 2, 0.0)),
        ("commitments", FindingQuery(due_from="2024-12-31"), (1, 1, 0.0)),
        ("commitments", FindingQuery(due_from="2025-01-01"), None),
    ],
    ids=repr,
)
def test_totals_are_by_report(filled: RecordStore, kind: ValueKind, query: FindingQuery, expected: object) -> None:
    wanted = [ValueTotal(source, *expected) for source in ("a.txt", "b.txt")] if expected else []

    assert filled.value_totals(kind, query) == wanted


@pytest.mark.parametrize(
    ("by", "query", "expected"),
    [
        ("place", FindingQuery(), ["a.txt 1", "a.txt 2", "b.txt 1"]),
        ("place", FindingQuery(statuses=("completed",)), ["a.txt 1", "b.txt 1"]),
        ("due", FindingQuery(), ["a.txt 2", "b.txt 2"]),
        ("due", FindingQuery(due_to="2024-06-30"), []),
        ("amount", FindingQuery(), ["a.txt 1", "b.txt 1"]),
    ],
)
def test_leading_findings_come_whole_and_in_order(
    filled: RecordStore, by: Ranked, query: FindingQuery, expected: list[str]
) -> None:
    found = filled.leading(query, by, 3)

    assert [f"{row.source} {row.finding.ordinal}" for row in found] == expected
    assert all(row in filled.findings() for row in found)


def test_listing_reads_only_what_changed(filled: RecordStore, notice: Callable[..., object]) -> None:
    before = {row.source: row for row in filled.reports()}
    filled.save(*notice("c.txt", "石泉市中医院"))
    filled.save(*notice("a.txt", salt="edited"))
    filled.delete("b.txt")

    after = {row.source: row for row in filled.reports()}

    assert list(after) == ["a.txt", "c.txt"]
    assert after["a.txt"].sha256 != before["a.txt"].sha256
    assert after["c.txt"].fields.hospital == "石泉市中医院"
