"""Archives: what is in them comes out under plain names, what is meant to harm does not."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.errors import ReadingError
from assistant.reading.archive import expand, is_archive

LIMIT = 5 * 2**20


def zipped(members: Mapping[str, bytes], **kwargs: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def opened(tmp_path: Path, data: bytes, name: str = "通报.zip") -> dict[str, bytes]:
    path = tmp_path / name
    path.write_bytes(data)
    return {one.name: one.read_bytes() for one in expand(path, tmp_path / "out", max_bytes=LIMIT)}


def gbk_named(name: str, data: bytes) -> bytes:
    """As Chinese Windows writes: the name in GBK, and no word about it."""
    raw = name.encode("gb18030")
    return zipped({"x" * len(raw): data}).replace(b"x" * len(raw), raw)


def test_members_come_out_under_their_last_name_and_other_kinds_stay(tmp_path: Path) -> None:
    found = opened(
        tmp_path,
        zipped(
            {
                "甲/通报一.txt": b"1", "乙/通报二.TXT": b"2", "说明.xlsx": b"3", "__MACOSX/._通报一.txt": b"4",
                ".隐藏.txt": b"5", "甲/~$通报.docx": b"6", "甲/": b"",
            }
        ),
    )  # fmt: skip

    assert found == {"通报一.txt": b"1", "通报二.TXT": b"2"}


def test_same_names_in_two_folders_are_told_apart_the_same_way_every_time(tmp_path: Path) -> None:
    data = zipped({"甲院/通报.txt": b"1", "乙院/通报.txt": b"2"})

    assert opened(tmp_path, data) == {"甲院-通报.txt": b"1", "乙院-通报.txt": b"2"}


def test_names_in_gbk_and_utf8_are_read(tmp_path: Path) -> None:
    assert opened(tmp_path, gbk_named("整改通报.txt", b"1")) == {"整改通报.txt": b"1"}
    assert opened(tmp_path, zipped({"整改.txt": b"1"}), "b.zip") == {"整改.txt": b"1"}


def test_archive_in_an_archive_is_opened_once(tmp_path: Path) -> None:
    inner = zipped({"通报.txt": b"1"})
    twice = zipped({"里.zip": zipped({"里.zip": inner})})

    assert opened(tmp_path, zipped({"里.zip": inner})) == {"通报.txt": b"1"}
    with pytest.raises(ReadingError, match="archives within archives"):
        opened(tmp_path, twice, "层.zip")


@pytest.mark.parametrize(
    "name", ["../外.txt", "a/../../外.txt", "/etc/外.txt", "C:\\外.txt", "..\\外.txt", "\\\\服务器\\外.txt"]
)
def test_paths_that_lead_outside_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadingError, match="leads outside") as caught:
        opened(tmp_path, zipped({"好.txt": b"1", name: b"2"}))

    assert caught.value.message_zh and "通报.zip" in caught.value.message_zh
    assert not list(tmp_path.parent.glob("外.txt"))


def test_links_are_left_alone(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("链接.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("好.txt", "1")

    assert opened(tmp_path, buffer.getvalue()) == {"好.txt": b"1"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"大.txt": bytes(30 * 2**20)}), "unpacks to far more"),
        (zipped({f"{i}.txt": b"" for i in range(2001)}), "unpacks to far more"),
        (zipped({"好.txt": b"1" * 1000})[:-20], "damaged"),
        (zipped({"说明.xlsx": b"1"}), "no file that can be read"),
        (zipped({}), "no file that can be read"),
        (bytes(LIMIT + 1).replace(b"\0", b"PK\x03\x04", 1), "larger than 5 MB"),
    ],
)
def test_bad_archives_say_why(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(ReadingError, match=words) as caught:
        opened(tmp_path, data)

    assert "通报.zip" in str(caught.value)
    assert caught.value.message_zh and "通报.zip" in caught.value.message_zh


def test_member_that_unpacks_to_more_than_it_declares_is_refused(tmp_path: Path) -> None:
    data = zipped({"通报.txt": b"1" * 5000})
    declared = (5000).to_bytes(4, "little")

    with pytest.raises(ReadingError, match=r"damaged|unpacks to far more"):
        opened(tmp_path, data.replace(declared, (10).to_bytes(4, "little")))


def test_locked_archive_asks_for_one_without_password(tmp_path: Path) -> None:
    data = bytearray(zipped({"通报.txt": b"1"}))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + offset] |= 0x1

    with pytest.raises(ReadingError, match="password"):
        opened(tmp_path, bytes(data))


def test_office_files_are_no_archives(tmp_path: Path) -> None:
    for name, members in {"a.docx": {"word/document.xml": b"x"}, "b.zip": {"[Content_Types].xml": b"x"}}.items():
        (tmp_path / name).write_bytes(zipped(members))
        assert not is_archive(tmp_path / name)
    (tmp_path / "文字.txt").write_text("PK 不是压缩包", "utf-8")
    assert not is_archive(tmp_path / "文字.txt")
    assert not is_archive(tmp_path / "没有.zip")
    assert expand(tmp_path / "没有.zip", tmp_path, max_bytes=LIMIT) == [tmp_path / "没有.zip"]
