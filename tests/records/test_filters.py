"""Every field of a `FindingQuery` narrows, alone and together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from assistant.records import FindingQuery, Matter, RecordStore, filters, loading

ALL = ["a.txt 1", "a.txt 2", "b.txt 1", "b.txt 2"]
FIRST = ["a.txt 1", "b.txt 1"]
SECOND = ["a.txt 2", "b.txt 2"]


@pytest.fixture
def filled(store: RecordStore, notice: Callable[..., object]) -> RecordStore:
    for source in ("b.txt", "a.txt"):
        store.save(*notice(source))
    return store


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (FindingQuery(), ALL),
        (FindingQuery(sources=("b.txt",)), ["b.txt 1", "b.txt 2"]),
        (FindingQuery(sources=("missing.txt",)), []),
        (FindingQuery(sources=()), []),
        (FindingQuery(ordinals=(("b.txt", 2), ("a.txt", 1), ("a.txt", 9))), ["a.txt 1", "b.txt 2"]),
        (FindingQuery(ordinals=()), []),
        (FindingQuery(topics=("drugs",)), FIRST),
        (FindingQuery(topics=("safety", "procurement")), ALL),
        (FindingQuery(topics=("tcm",)), []),
        (FindingQuery(statuses=("completed",)), FIRST),
        (FindingQuery(statuses=("unfinished", "not_stated")), SECOND),
        (FindingQuery(due_from="2024-12-31"), SECOND),
        (FindingQuery(due_from="2025-01-01"), []),
        (FindingQuery(due_to="2024-12-30"), []),
        (FindingQuery(due_to="2024-12-31"), SECOND),
        (FindingQuery(due_to="2024-12"), SECOND),
        (FindingQuery(due_from="2024-12-01", due_to="2024-12-31"), SECOND),
        (FindingQuery(with_commitments=True), SECOND),
        (FindingQuery(with_accountability=True), FIRST),
        (FindingQuery(with_amounts=True), FIRST),
        (FindingQuery(with_rules=True), FIRST),
        (FindingQuery(sources=("a.txt",), topics=("safety",), with_commitments=True), ["a.txt 2"]),
        (FindingQuery(topics=("drugs",), with_commitments=True), []),
        (FindingQuery(about=Matter(first_topics=("safety",))), SECOND),
        (FindingQuery(open_words=("消防水池", "不在文中")), SECOND),
        (FindingQuery(open_words=("不在文中",)), []),
        (FindingQuery(open_pattern="预计|计划"), SECOND),
        (FindingQuery(open_pattern="计划"), []),
        (FindingQuery(about=Matter(topics=("drugs",))), FIRST),
        (FindingQuery(about=Matter(title_words=("设施",))), SECOND),
        (FindingQuery(about=Matter(title_words=("%",))), []),
        (FindingQuery(about=Matter(topics=("drugs",), open_words=("水池",))), ALL),
        (FindingQuery(about=Matter()), []),
    ],
    ids=repr,
)
def test_query_finds(filled: RecordStore, query: FindingQuery, expected: list[str]) -> None:
    found = filled.findings(query)

    assert [f"{row.source} {row.finding.ordinal}" for row in found] == expected
    counted = {source: sum(of.values()) for source, of in filled.tally(query).items()}
    assert counted == {row.source: sum(1 for each in found if each.source == row.source) for row in found}


def test_found_findings_are_whole(filled: RecordStore, notice: Callable[..., object]) -> None:
    row = filled.findings(FindingQuery(sources=("a.txt",), topics=("drugs",)))[0]

    assert row.hospital == "云岭县人民医院"
    assert row.finding == notice("a.txt").report.findings[0]


def test_many_findings_are_as_whole_as_few(filled: RecordStore, monkeypatch: pytest.MonkeyPatch) -> None:
    few = filled.findings()
    monkeypatch.setattr(loading, "_MOST_NAMED", 1)

    assert filled.findings() == few
    assert [row.finding.ordinal for row in filled.findings(FindingQuery(limit=3))] == [1, 2, 1]


@pytest.mark.parametrize(("limit", "expected"), [(0, []), (3, ALL[:3]), (9, ALL)])
def test_limit_takes_the_first_by_source_and_ordinal(filled: RecordStore, limit: int, expected: list[str]) -> None:
    query = FindingQuery(limit=limit)

    assert [f"{row.source} {row.finding.ordinal}" for row in filled.findings(query)] == expected
    assert sum(sum(of.values()) for of in filled.tally(query).values()) == len(ALL)


def test_query_without_values_means_every_finding(filled: RecordStore) -> None:
    assert filled.findings() == filled.findings(FindingQuery())
    assert filled.tally() == {source: {"completed": 1, "not_stated": 1} for source in ("a.txt", "b.txt")}


@pytest.fixture
def reopened(filled: RecordStore, url: str) -> Iterator[RecordStore]:
    with RecordStore(url).open() as store:
        yield store


def test_same_question_gives_the_same_rows_after_a_restart(filled: RecordStore, reopened: RecordStore) -> None:
    assert reopened.findings() == filled.findings()


def test_very_many_names_are_no_more_parameters(filled: RecordStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "_NAMED", 1)

    found = filled.findings(FindingQuery(sources=("b.txt", "没有“这份”.txt")))

    assert [f"{row.source} {row.finding.ordinal}" for row in found] == ["b.txt 1", "b.txt 2"]
