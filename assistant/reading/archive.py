"""A zip file of notices -> the files in it, unpacked into a folder of ours.

Names inside an archive are only names: files are written under their last part, never along a path the archive gives,
and an archive that tries to lead outside is refused altogether.
"""

from __future__ import annotations

import re
import stat
import zipfile
from collections import Counter
from pathlib import Path, PurePosixPath

from assistant.errors import ReadingError
from assistant.reading.package import Package, member_names, too_large
from assistant.reading.registry import known_suffixes

SUFFIX = ".zip"
_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "OFD.xml", "word/document.xml"})
_MAX_DEPTH = 2
_UTF8_NAME = 0x800
_LEADS_OUT = re.compile(r"^(?:/|\\|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*]")
_LONGEST = 80
"""Characters of a name, ending left out: file systems count 255 bytes."""


def is_archive(path: Path) -> bool:
    """Whether a file is a zip file of files, by content: Word files are zip files too, and no archives."""
    try:
        with path.open("rb") as file:
            if not file.read(4).startswith(_MAGICS):
                return False
        names = member_names(path)
    except OSError:
        return False
    return path.suffix.lower() == SUFFIX if names is None else not names & _OFFICE


def readable_suffixes() -> frozenset[str]:
    """Endings of everything that can be taken in: what readers read, and archives of it."""
    return known_suffixes() | {SUFFIX}


def expand(path: Path, folder: Path, *, max_bytes: int) -> list[Path]:
    """The files that a path means: those in an archive, unpacked below `folder`, or the file itself."""
    return unpack(path, folder, max_bytes=max_bytes) if is_archive(path) else [path]


def unpack(path: Path, folder: Path, *, max_bytes: int, depth: int = 1) -> list[Path]:
    """Write every readable file of an archive into `folder`, archives inside it opened once more; their paths.

    Raises ReadingError where the archive is damaged, locked, too large, leads outside, or holds nothing to read.
    """
    if path.stat().st_size > max_bytes:
        raise too_large(path.name, max_bytes)
    package = Package(path.read_bytes(), path.name)
    named = [(info, _decoded(info)) for info in package.members]
    for _, name in named:
        if _LEADS_OUT.search(name):
            raise ReadingError(
                f"{path.name!r} holds a file that leads outside the archive ({name!r}) and was not opened; "
                "get it from another source",
                message_zh=f"压缩包“{path.name}”内有指向包外的路径（{name}），为安全起见没有打开，请核实来源",
            )
    wanted = [(info, name) for info, name in named if _is_wanted(info, name)]
    names = _flat_names([name for _, name in wanted])
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Path] = []
    for (info, _), name in zip(wanted, names, strict=True):
        target = folder / name
        target.write_bytes(package.read(info))
        if target.suffix.lower() != SUFFIX:
            found.append(target)
        elif depth < _MAX_DEPTH:
            found += unpack(target, folder / f"{target.stem}-inside", max_bytes=max_bytes, depth=depth + 1)
        else:
            raise ReadingError(
                f"{path.name!r} holds archives within archives; unpack it yourself",
                message_zh=f"压缩包“{path.name}”层层嵌套，请自行解压后再导入",
            )
    if not found:
        raise ReadingError(
            f"{path.name!r} holds no file that can be read ({', '.join(sorted(readable_suffixes()))})",
            message_zh=f"压缩包“{path.name}”里没有可读取的文件",
        )
    return found


def _decoded(info: zipfile.ZipInfo) -> str:
    """The name as its maker wrote it: Chinese Windows writes GBK and says nothing about it."""
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _is_wanted(info: zipfile.ZipInfo, name: str) -> bool:
    """Files that a folder would be searched for: no hidden ones, no links, no other kinds."""
    path = PurePosixPath(name.replace("\\", "/"))
    if any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts):
        return False
    if stat.S_ISLNK(info.external_attr >> 16):
        return False
    return path.suffix.lower() in readable_suffixes()


def _flat_names(names: list[str]) -> list[str]:
    """A file name for each member; where two folders hold the same name, the folders tell them apart."""
    paths = [PurePosixPath(name.replace("\\", "/")) for name in names]
    counts = Counter(_clean(path.name) for path in paths)
    flat = [_clean(path.name) if counts[_clean(path.name)] == 1 else _clean("-".join(path.parts)) for path in paths]
    seen: Counter[str] = Counter()
    for i, name in enumerate(flat):
        seen[name] += 1
        if seen[name] > 1:
            flat[i] = f"{PurePosixPath(name).stem}-{seen[name]}{PurePosixPath(name).suffix}"
    return flat


def _clean(name: str) -> str:
    path = PurePosixPath(_UNPRINTABLE.sub("_", name))
    return path.stem[:_LONGEST] + path.suffix
