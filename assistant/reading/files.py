"""A path -> its Document: read the bytes once, ask the readers by content, say clearly why not."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.errors import ReadingError
from assistant.reading.document import Document
from assistant.reading.package import too_large
from assistant.reading.registry import known_suffixes, readers

_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF file"),
)


MAX_BYTES = 50 * 2**20


def read_file(path: Path, *, max_bytes: int = MAX_BYTES) -> Document:
    """The text of a file with its name and hash. Raises ReadingError, naming the file and the remedy."""
    try:
        if path.stat().st_size > max_bytes:
            raise too_large(path.name, max_bytes)
        data = path.read_bytes()
    except OSError as e:
        raise ReadingError(
            f"cannot open {path.name!r}: {e.strerror or e}; check the path and the permissions",
            message_zh=f"打不开文件“{path.name}”，请检查路径和权限",
        ) from e
    if not data.strip():
        raise ReadingError(
            f"{path.name!r} is empty; export or download it again",
            message_zh=f"文件“{path.name}”是空的，请重新导出或下载",
        )
    suffix = path.suffix.lower()
    reader = next((reader for reader in readers() if reader.accepts(data, suffix)), None)
    if reader is None:
        raise _unknown(path.name, data)
    content = reader.read(data, path.name)
    if not content.text.strip():
        raise ReadingError(
            f"{path.name!r} holds no text; export or download it again",
            message_zh=f"文件“{path.name}”里没有文字，请重新导出或下载",
        )
    digest = hashlib.sha256(data).hexdigest()
    return Document(path.name, digest, content.text, content.media, content.locations)


def _unknown(name: str, data: bytes) -> ReadingError:
    what = next((what for magic, what in _SIGNATURES if data.startswith(magic)), "no text that is known here")
    known = ", ".join(sorted(known_suffixes()))
    return ReadingError(
        f"cannot read {name!r}: it is {what}; save it as one of {known}",
        message_zh=f"无法读取文件“{name}”：格式不支持，请另存为 docx、pdf、html、txt 或图片",
    )
