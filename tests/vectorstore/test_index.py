"""Catalogue and vectors stay in step with the records, and say so when they do not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.errors import StoreError
from vectorstore.chunking import chunk_report
from vectorstore.dense import DenseStore
from vectorstore.embeddings import HashEmbedder


def test_stored_reports_agree_with_the_records(make_index, build) -> None:
    index = make_index()
    index.upsert(*build("a.txt"))
    index.upsert(*build("b.txt", "7"))

    assert index.versions() == {"a.txt": "1", "b.txt": "7"}
    assert index.check({"a.txt": "1", "b.txt": "7"}) == []
    assert index.ids("a.txt") == {c.id for c in chunk_report(*build("a.txt")[:2])}


def test_storing_twice_changes_nothing(make_index, build) -> None:
    index = make_index()
    index.upsert(*build("a.txt"))
    before = index.ids("a.txt")

    index.upsert(*build("a.txt"))

    assert index.ids("a.txt") == before
    assert index.check({"a.txt": "1"}) == []


def test_changed_report_leaves_nothing_of_the_old_one(make_index, build) -> None:
    index = make_index()
    index.upsert(*build("a.txt"))
    report, text, _ = build("a.txt")

    index.upsert(report.model_copy(update={"findings": report.findings[:1]}), text, "2")

    assert index.check({"a.txt": "2"}) == []
    assert not any(hit.finding == 2 for hit in index.search("灭火器 演练"))


def test_deleted_report_is_gone_everywhere(make_index, build) -> None:
    index = make_index()
    index.upsert(*build("a.txt"))
    index.upsert(*build("b.txt"))

    index.delete("a.txt")
    index.delete("never-there.txt")

    assert index.check({"b.txt": "1"}) == []
    assert {hit.source for hit in index.search("药品采购")} == {"b.txt"}


@pytest.mark.parametrize(
    ("expected", "complaint"),
    [
        ({}, "not in the records"),
        ({"a.txt": "1", "c.txt": "1"}, "'c.txt' is not in the search index"),
        ({"a.txt": "2"}, "another version"),
    ],
)
def test_disagreement_with_the_records_is_named(make_index, build, expected, complaint) -> None:
    index = make_index()
    index.upsert(*build("a.txt"))

    [found] = index.check(expected)

    assert complaint in found


def test_vectors_lost_behind_the_catalogue_are_noticed_and_mended(make_index, build, tmp_path: Path) -> None:
    index = make_index()
    index.upsert(*build("a.txt"))
    index.upsert(*build("b.txt"))
    other = DenseStore(HashEmbedder(64), tmp_path / "data" / "chroma")
    other.keep_only("a.txt", set())

    assert index.versions() == {"a.txt": "", "b.txt": "1"}
    assert "only one of" in index.check({"a.txt": "1", "b.txt": "1"})[0]

    index.upsert(*build("a.txt"))

    assert index.check({"a.txt": "1", "b.txt": "1"}) == []


def test_another_embedder_finds_its_own_collection_empty(make_index, build) -> None:
    index = make_index()
    index.upsert(*build("a.txt"))
    index.close()

    changed = make_index(embedder=HashEmbedder(32))

    assert changed.versions() == {"a.txt": ""}


def test_collection_made_with_other_settings_is_refused_until_rebuilt(make_index, build, tmp_path: Path) -> None:
    import chromadb

    index = make_index()
    name = DenseStore(HashEmbedder(64), tmp_path).name
    client = chromadb.PersistentClient(path=str(tmp_path / "data" / "chroma"))
    client.create_collection(name, embedding_function=None, metadata={"model": "hash-64", "dimension": 64})
    client.close()

    with pytest.raises(StoreError, match="rebuild"):
        index.upsert(*build("a.txt"))

    index.rebuild([build("a.txt")])
    assert index.check({"a.txt": "1"}) == []


def test_words_are_indexed_anew_when_the_segmentation_changes(make_index, build, tmp_path: Path) -> None:
    index = make_index()
    index.upsert(*build("a.txt"))
    before = index.search("灭火器")
    index.close()
    with sqlite3.connect(tmp_path / "data" / "chunks.db") as connection:
        connection.execute("UPDATE meta SET value = 'older' WHERE key = 'segmentation'")
    connection.close()

    assert index.search("灭火器") == before
    index.delete("a.txt")
    assert index.search("灭火器") == []


def test_broken_catalogue_is_a_store_error(make_index, build, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "chunks.db").write_bytes(b"no database" * 400)

    with pytest.raises(StoreError, match=r"chunks\.db"):
        make_index().versions()


def test_words_are_found_before_there_are_vectors(make_index, build) -> None:
    index = make_index()
    index.note(*build("a.txt"))

    assert index.versions() == {"a.txt": ""}
    assert (index.lagging(), set(index.held())) == (1, {"a.txt"})
    assert [hit.finding for hit in index.search("灭火器")][:1] == [2]

    index.upsert(*build("a.txt"))

    assert (index.versions(), index.lagging()) == ({"a.txt": "1"}, 0)


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([["灭火器"]], {"a.txt"}),
        ([["已完成并长期坚持"]], {"a.txt", "b.txt"}),
        ([["灭火筒", "二级库"]], {"b.txt"}),
        ([["器"]], {"a.txt"}),
        ([["120"]], {"a.txt"}),
        ([["药品"], ["管理"]], {"a.txt"}),
        ([["灭火器"], ["遴选"]], set()),
        ([["消防"], ["灭火器"]], {"a.txt"}),
        ([["完成况"]], set()),
        ([["，"]], set()),
    ],
    ids=repr,
)
def test_sources_that_speak_of_words_are_found_over_the_whole_text(make_index, build, groups, expected) -> None:
    index = make_index()
    index.note(*build("a.txt"))
    index.note(*build("b.txt"))

    assert index.holding(groups) == expected


def test_words_of_a_changed_or_forgotten_report_are_gone(make_index, build) -> None:
    index = make_index()
    for version in ("1", "2"):
        index.note(*build("a.txt", version))
    index.note(*build("b.txt"))
    index.forget_words("b.txt")

    assert index.holding([["管理"]]) == {"a.txt"}


def test_catalogue_from_before_vectors_were_noted_counts_as_embedded(make_index, build, tmp_path: Path) -> None:
    index = make_index()
    index.upsert(*build("a.txt"))
    index.close()
    with sqlite3.connect(tmp_path / "data" / "chunks.db") as connection:
        connection.execute("DROP TABLE embedded")
    connection.close()

    assert make_index().lagging() == 0
