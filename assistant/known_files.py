"""The hash of a file by its size and time of change, where it was hashed before: a folder of thousands is not read."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from assistant.errors import ReadingError
from assistant.records import RecordStore, SeenFile

_SETTLED = 2_000_000_000
"""Nanoseconds after which a change would show in the time of change, however coarse the file system's clock is."""


class KnownFiles:
    """Hashes files, and remembers those that have lain unchanged for a while."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store
        self._seen: dict[str, SeenFile] | None = None
        self._fresh: list[SeenFile] = []

    def sha256(self, path: Path) -> str:
        """The SHA-256 of a file's bytes. Raises ReadingError where it cannot be opened."""
        if path.is_dir():
            raise ReadingError(
                f"no readable file in the folder {str(path)!r}", message_zh=f"文件夹“{path}”中没有可读取的文件。"
            )
        if self._seen is None:
            self._seen = self._store.seen_files()
        try:
            stat = path.stat()
            known = self._seen.get(str(path.resolve()))
            if known is not None and (known.size, known.changed_ns) == (stat.st_size, stat.st_mtime_ns):
                return known.sha256
            began = time.time_ns()
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ReadingError(
                f"{str(path)!r} cannot be opened: {error.strerror}; check the path and the permissions",
                message_zh=f"无法打开“{path}”：文件不存在或不可读，请检查路径和权限。",
            ) from error
        if began - stat.st_mtime_ns > _SETTLED:
            self._fresh.append(SeenFile(str(path.resolve()), stat.st_size, stat.st_mtime_ns, sha256))
        return sha256

    def remember(self) -> None:
        """Keep what was hashed, in one transaction."""
        self._store.remember_files(self._fresh)
        self._fresh = []
