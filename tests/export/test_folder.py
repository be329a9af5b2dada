from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import ExportError
from assistant.export import file_names, write_folder


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["a.txt", "b.md"], ["a.json", "b.json"]),
        (["a.txt", "a.docx", "b.md"], ["a.txt.json", "a.docx.json", "b.json"]),
        (["A.txt", "a.md"], ["A.txt.json", "a.md.json"]),
        (["通报.v2.txt"], ["通报.v2.json"]),
    ],
)
def test_every_source_has_a_name_of_its_own(sources: list[str], expected: list[str]) -> None:
    assert list(file_names(sources, ".json").values()) == expected


def test_files_are_written_and_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    write_folder(folder, ["a", "b"], [("a", b"old"), ("b", b"old")])

    written = write_folder(folder, ["a", "b"], [("a", b"new"), ("b", b"new")])

    assert written == [folder / "a", folder / "b"]
    assert [path.read_bytes() for path in sorted(folder.iterdir())] == [b"new", b"new"]


def test_foreign_file_stops_everything_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "theirs.json").write_text("{}", "utf-8")

    with pytest.raises(ExportError, match=r"theirs\.json.*empty folder"):
        write_folder(tmp_path, ["a"], [("a", b"new")])

    assert [path.name for path in tmp_path.iterdir()] == ["theirs.json"]


def test_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", "utf-8")

    with pytest.raises(ExportError, match="give a folder"):
        write_folder(tmp_path / "out", ["a"], [("a", b"new")])


def test_failure_midway_leaves_no_half_file(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "a", b"whole"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_folder(tmp_path, ["a", "b"], files())

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"whole")]
