"""Zip files opened with care: a few kilobytes may unpack to gigabytes, and names may point outside the folder.

Word files are zip files too, so both readers come through here.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from assistant.errors import ReadingError

MAX_MEMBERS = 2000
MAX_TOTAL = 400 * 2**20
"""Bytes of all members together, unpacked."""
_MAX_RATIO = 200
_RATIO_FROM = 2**20
"""Small members compress well by nature; the ratio is looked at above this many bytes."""
_ENCRYPTED = 0x1
_CHUNK = 2**16


def member_names(source: Path | BytesIO) -> frozenset[str] | None:
    """The names in a zip file's directory; None where there is none that can be read."""
    try:
        with zipfile.ZipFile(source) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return None


class Package:
    """The members of a zip file whose size was checked before anything was unpacked."""

    def __init__(self, data: bytes, name: str, *, max_total: int = MAX_TOTAL) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as e:
            raise damaged(name) from e
        self.members = [info for info in self._zip.infolist() if not info.is_dir()]
        self._refuse_bombs(max_total)

    def _refuse_bombs(self, max_total: int) -> None:
        total = sum(info.file_size for info in self.members)
        puffed = any(
            info.file_size > _RATIO_FROM and info.file_size > _MAX_RATIO * max(1, info.compress_size)
            for info in self.members
        )
        if len(self.members) > MAX_MEMBERS or total > max_total or puffed:
            raise _bomb(self.name)

    def has(self, member: str) -> bool:
        """Whether there is a member of that name."""
        return any(info.filename == member for info in self.members)

    def read(self, member: str | zipfile.ZipInfo) -> bytes:
        """The bytes of a member; what unpacks to more than it declares is refused."""
        info = self._zip.getinfo(member) if isinstance(member, str) else member
        if info.flag_bits & _ENCRYPTED:
            raise locked(self.name)
        parts, size = [], 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > info.file_size:
                        raise _bomb(self.name)
                    parts.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as e:
            raise damaged(self.name) from e
        return b"".join(parts)


def damaged(name: str) -> ReadingError:
    """The error of a file whose end or middle is missing."""
    return ReadingError(
        f"{name!r} is damaged or was not written to its end; download or export it again",
        message_zh=f"文件“{name}”已损坏或不完整，请重新下载或导出",
    )


def too_large(name: str, max_bytes: int) -> ReadingError:
    """The error of a file above the limit."""
    limit = max_bytes // 2**20
    return ReadingError(
        f"{name!r} is larger than {limit} MB, more than any notice needs; shrink it, or raise ASSISTANT_MAX_FILE_MB",
        message_zh=f"文件“{name}”超过{limit}MB，请压缩或拆分后再导入，或调高 ASSISTANT_MAX_FILE_MB",
    )


def locked(name: str) -> ReadingError:
    """The error of a file that wants a password."""
    return ReadingError(
        f"{name!r} is protected by a password; save it without one",
        message_zh=f"文件“{name}”有密码保护，请去掉密码后再导入",
    )


def _bomb(name: str) -> ReadingError:
    return ReadingError(
        f"{name!r} unpacks to far more than a notice needs and was not opened; unpack it yourself and check it",
        message_zh=f"文件“{name}”解压后过大，为安全起见没有打开，请自行解压检查后再导入",
    )
