"""Search: both rankers, their fusion, filters, and the same order whatever came in first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from vectorstore.lexical import Stored
from vectorstore.retrieval import fuse


@pytest.fixture
def index(make_index, build):
    filled = make_index()
    for source in ("a.txt", "b.txt"):
        filled.upsert(*build(source))
    return filled


def stored(name: str, start: int = 0) -> Stored:
    return Stored(f"{name}{start}", name, 1, start, start + 1, "measure", "", "文")


def test_chunk_that_both_know_beats_what_one_knows_better() -> None:
    first = [stored("p"), stored("q")]
    second = [stored("r"), stored("q")]

    hits = fuse({"dense": first, "lexical": second}, {"dense": 1.0, "lexical": 1.0})

    assert [hit.source for hit in hits] == ["q", "p", "r"]
    assert hits[0].why == (("dense", 2), ("lexical", 2))
    assert hits[0].score == pytest.approx(2 / 62)


def test_weights_shift_the_order() -> None:
    hits = fuse({"dense": [stored("p")], "lexical": [stored("q")]}, {"dense": 1.0, "lexical": 2.0})

    assert [hit.source for hit in hits] == ["q", "p"]


def test_ties_go_by_source_and_place() -> None:
    hits = fuse({"dense": [stored("z")], "lexical": [stored("a", 5)]}, {"dense": 1.0, "lexical": 1.0})

    assert [hit.source for hit in hits] == ["a", "z"]


@pytest.mark.parametrize(
    ("question", "source", "finding"),
    [
        ("药品采购办法修订了吗", "a.txt", 1),
        ("灭火器更换了多少具", "a.txt", 2),
        ("耗材扫码", "b.txt", 1),
        ("轮岗了几名中层干部", "b.txt", 2),
        ("联系电话是多少", "a.txt", None),
    ],
)
def test_question_finds_its_finding(index, question, source, finding) -> None:
    [best] = index.search(question, 1)

    assert (best.source, best.finding) == (source, finding)


@pytest.mark.parametrize("question", ["药", "岗", "“", "  ", "NEAR(", 'a"b', "*", "的"])
def test_strange_and_tiny_questions_do_no_harm(index, question) -> None:
    hits = index.search(question)

    assert len(hits) <= 20


def test_one_character_is_found_inside_and_at_the_end_of_words(index) -> None:
    lexical = index.retriever.weighted({"lexical": 1.0})

    assert {hit.finding for hit in lexical.search("岗")} == {2}
    assert any("灭火器" in hit.text for hit in lexical.search("具"))


def test_filters_hold_for_both_rankers(index) -> None:
    assert {hit.source for hit in index.search("药品采购", sources=["b.txt"])} == {"b.txt"}
    only = index.search("药品采购", findings=[("a.txt", 2), ("b.txt", 1)])
    assert {(hit.source, hit.finding) for hit in only} == {("a.txt", 2), ("b.txt", 1)}
    both = index.search("药品采购", sources=["a.txt"], findings=[("a.txt", 2), ("b.txt", 1)])
    assert {(hit.source, hit.finding) for hit in both} == {("a.txt", 2)}
    assert index.search("药品采购", sources=[]) == []
    assert index.search("药品采购", findings=[]) == []


def test_filter_too_long_for_the_vector_store_is_applied_here(index) -> None:
    many = [f"no-{i}.txt" for i in range(300)]

    assert {hit.source for hit in index.search("药品采购", sources=[*many, "b.txt"])} == {"b.txt"}


def test_order_does_not_depend_on_what_came_in_first(index, make_index, build) -> None:
    other = make_index("other")
    for source in ("b.txt", "a.txt", "b.txt"):
        other.upsert(*build(source))

    for question in ("药品采购", "完成情况", "市委巡察组", "台账"):
        assert index.search(question) == other.search(question)


def test_hits_are_verbatim(index, build) -> None:
    for hit in index.search("整改"):
        assert build(hit.source)[1][hit.start : hit.end] == hit.text


def test_threads_may_search_at_once(index) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(index.search, ["药品采购"] * 12))

    assert all(hits == found[0] for hits in found)
