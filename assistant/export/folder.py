"""A folder of exported files, written so that no reader sees half a file and nothing foreign is touched."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from assistant.errors import ExportError


def file_names(sources: Sequence[str], suffix: str) -> dict[str, str]:
    """A file name for each source: its stem with `suffix`, or its whole name where two sources share the stem."""
    stems = Counter(PurePath(source).stem.casefold() for source in sources)
    return {
        source: (source if stems[PurePath(source).stem.casefold()] > 1 else PurePath(source).stem) + suffix
        for source in sources
    }


def write_folder(folder: Path, names: Iterable[str], files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Write `files` (name and content; their names are `names`) into `folder` and nothing else; the paths written.

    Raises ExportError, before anything is written, where the folder holds a file that this export would not replace:
    what reads the folder would take it for part of the export, and deleting it is not ours to decide.
    """
    _refuse_foreign(folder, set(names))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_replace(folder / name, content) for name, content in files]
    except OSError as error:
        raise ExportError(
            f"cannot write to {str(folder)!r}: {error}", message_zh=f"无法写入“{folder}”：{error.strerror}"
        ) from error


def write_file(path: Path, content: bytes) -> Path:
    """Write one file, whole or not at all; whatever stood there is replaced. Raises ExportError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _replace(path, content)
    except OSError as error:
        raise ExportError(
            f"cannot write {str(path)!r}: {error}", message_zh=f"无法写入“{path}”：{error.strerror}"
        ) from error


def _refuse_foreign(folder: Path, names: set[str]) -> None:
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{str(folder)!r} is a file: give a folder", message_zh=f"“{folder}”是文件，请指定文件夹。")
    foreign = sorted(path.name for path in folder.iterdir() if path.name not in names) if folder.exists() else []
    if foreign:
        raise ExportError(
            f"{str(folder)!r} holds {foreign[0]!r}, which is no part of this export: give an empty folder",
            message_zh=f"“{folder}”中已有其他文件（{foreign[0]}），请指定一个空文件夹。",
        )


def _replace(path: Path, content: bytes) -> Path:
    """Write beside the place and move: whoever reads sees the old file or the new one, whole."""
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path
