"""Uploads: copied into a folder of our own, under a safe name, before anything reads them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

from assistant.errors import ReadingError

_UNSAFE = re.compile(r"[^\w.()（）《》“”〔〕\[\]、，,+ -]")
_MAX_NAME = 120


def safe_name(name: str) -> str:
    """A file name without folders, control characters, or what a file system or a command could trip over."""
    bare = PureWindowsPath(PurePosixPath(unicodedata.normalize("NFC", name)).name).name
    stem, dot, suffix = _UNSAFE.sub("_", bare).strip(" .-").rpartition(".")
    if not stem:
        stem, dot, suffix = suffix or "通报", "", ""
    return f"{stem[:_MAX_NAME]}{dot}{suffix[:8].lower()}"


def take_upload(
    given: Path, folder: Path, *, suffixes: Collection[str], max_bytes: int, stored: Mapping[str, str]
) -> Path:
    """Copy an uploaded file into `folder`; where it now lies. `stored` holds the SHA-256 of each loaded report by name.

    Raises `ReadingError` for a file of another kind, an empty one, one larger than `max_bytes`, and one whose name a
    loaded report of other contents has: an upload never replaces a notice that somebody else may be reading.
    """
    name = safe_name(given.name)
    size = given.stat().st_size
    if Path(name).suffix not in suffixes:
        kinds = "、".join(sorted(suffix.lstrip(".") for suffix in suffixes))
        raise ReadingError(
            f"{name!r} is no kind of file that is read", message_zh=f"不支持这种文件；可以上传 {kinds}。"
        )
    if size == 0:
        raise ReadingError(f"{name!r} is empty", message_zh="文件是空的。")
    if size > max_bytes:
        limit = max_bytes // 2**20
        raise ReadingError(f"{name!r} is larger than {limit} MB", message_zh=f"文件超过 {limit} MB 的上限。")
    content = given.read_bytes()
    if stored.get(name, same := hashlib.sha256(content).hexdigest()) != same:
        why = "已收录同名但内容不同的通报；请改名后上传，或先删除原有的。"
        raise ReadingError(f"a report called {name!r} with other contents is loaded", message_zh=why)
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / name
    kept.write_bytes(content)
    return kept
