"""A file's hash is known by its size and time of change, once it has lain for a while."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import ReadingError
from assistant.known_files import KnownFiles
from assistant.records import RecordStore

OLD = 1_700_000_000_000_000_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    with RecordStore(f"sqlite:///{tmp_path / 'records.db'}").open() as opened:
        yield opened


def written(path: Path, words: str, changed_ns: int | None = OLD) -> Path:
    path.write_text(words, "utf-8")
    if changed_ns is not None:
        os.utime(path, ns=(changed_ns, changed_ns))
    return path


def hashed(store: RecordStore, path: Path) -> str:
    known = KnownFiles(store)
    found = known.sha256(path)
    known.remember()
    return found


@pytest.mark.parametrize(
    ("words", "changed_ns", "read_again"),
    [("甲乙", OLD, False), ("甲乙", OLD + 1, True), ("甲乙丙", OLD, True)],
    ids=["same size and time", "another time", "another size"],
)
def test_file_is_read_again_only_where_it_may_have_changed(
    store: RecordStore, tmp_path: Path, words: str, changed_ns: int, read_again: bool
) -> None:
    path = written(tmp_path / "a.txt", "子丑")
    first = hashed(store, path)
    written(path, words, changed_ns)

    now = hashlib.sha256(words.encode()).hexdigest()

    assert hashed(store, path) == (now if read_again else first)


def test_file_changed_just_now_is_not_remembered(store: RecordStore, tmp_path: Path) -> None:
    hashed(store, written(tmp_path / "a.txt", "子丑", None))

    assert store.seen_files() == {}


def test_file_that_is_gone_is_a_reading_error(store: RecordStore, tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"gone\.txt"):
        KnownFiles(store).sha256(tmp_path / "gone.txt")
