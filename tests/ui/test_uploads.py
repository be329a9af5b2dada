"""Uploads: safe names, limits, nothing replaced."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from assistant.errors import ReadingError
from assistant.ui.uploads import safe_name, take_upload

SUFFIXES = {".txt", ".docx"}


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("整改通报（终稿）.txt", "整改通报（终稿）.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.TXT", "boot.txt"),
        ("a\nb;rm -rf.txt", "a_b_rm -rf.txt"),
        (".hidden.txt", "hidden.txt"),
        ("<script>.txt", "_script_.txt"),
        ("", "通报"),
        ("长" * 300 + ".docx", "长" * 120 + ".docx"),
    ],
)
def test_safe_names(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def take(given: Path, folder: Path, stored: dict[str, str] | None = None) -> Path:
    return take_upload(given, folder, suffixes=SUFFIXES, max_bytes=100, stored=stored or {})


def test_file_is_copied_by_content(tmp_path: Path) -> None:
    given = tmp_path / "通报.txt"
    given.write_text("内容", encoding="utf-8")

    kept = take(given, tmp_path / "uploads")

    assert kept == tmp_path / "uploads" / "通报.txt"
    assert kept.read_bytes() == given.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [("a.exe", b"x", "不支持"), ("a.txt", b"", "空的"), ("a.txt", b"x" * 101, "上限"), ("a", b"x", "不支持")],
)
def test_what_is_refused_and_why(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    given = tmp_path / name
    given.write_bytes(content)

    with pytest.raises(ReadingError) as refused:
        take(given, tmp_path / "uploads")

    assert why in str(refused.value.message_zh)
    assert not (tmp_path / "uploads").exists()


def test_loaded_report_of_the_same_name_is_not_replaced(tmp_path: Path) -> None:
    given = tmp_path / "通报.txt"
    given.write_bytes(b"new")

    with pytest.raises(ReadingError, match="other contents"):
        take(given, tmp_path / "uploads", {"通报.txt": hashlib.sha256(b"old").hexdigest()})

    assert take(given, tmp_path / "uploads", {"通报.txt": hashlib.sha256(b"new").hexdigest()}).exists()
