import codecs
import hashlib
from pathlib import Path

import pytest

from assistant.errors import ReadingError
from assistant.reading import read_file

TEXT = "关于巡察整改情况的通报\r\n一、药品管理不规范。\n　　整改情况：已完成。\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gb18030", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
@pytest.mark.parametrize("text", [TEXT, "整改情况的通报", TEXT * 400 + "2024年：98.5％ ABC"])
def test_read_file_any_chinese_encoding_gives_every_character(
    tmp_path: Path, encoding: str, mark: bytes, text: str
) -> None:
    path = tmp_path / "通报.txt"
    path.write_bytes(mark + text.encode(encoding))

    document = read_file(path)

    assert document.text == text
    assert document.source == "通报.txt"
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(("name", "media"), [("a.md", "md"), ("a.MD", "md"), ("a.txt", "txt"), ("没有后缀", "txt")])
def test_read_file_media_is_told_by_name(tmp_path: Path, name: str, media: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT, "utf-8")

    assert read_file(path).media == media


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", "empty"),
        ("空白.txt", b" \r\n\t ", "empty"),
        ("只有标记.txt", codecs.BOM_UTF8, "no text"),
        ("乱码.txt", bytes(range(256)) * 4, "UTF-8"),
        ("程序.bin", b"\x7fELF\x02\x01\x01\x00" + bytes(200), "save it as"),
        ("画.dat", b"\x89PNG\r\n\x1a\n" + bytes(50), "damaged"),
        ("旧.dat", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "old Word"),
    ],
)
def test_read_file_not_text_raises_naming_file_and_remedy(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(ReadingError) as caught:
        read_file(path)

    assert name in str(caught.value)
    assert words in str(caught.value)
    assert caught.value.message_zh is not None
    assert name in caught.value.message_zh


def test_read_file_missing_or_folder_raises(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(ReadingError, match="cannot open"):
            read_file(path)
