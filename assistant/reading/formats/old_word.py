"""Old Word files (.doc, .wps, .rtf) and OpenDocument texts: turned into .docx by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ReadingError
from assistant.reading.formats.docx import READER as DOCX
from assistant.reading.package import damaged, locked
from assistant.reading.registry import Content

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 180


@dataclass(frozen=True, slots=True)
class OldWordReader:
    """Reads what only an office program understands."""

    rank: int = 15
    suffixes: frozenset[str] = frozenset({".doc", ".wps", ".rtf", ".odt"})

    def accepts(self, data: bytes, suffix: str) -> bool:
        """Rich text, OpenDocument text, and compound files that hold a Word document or an encrypted one."""
        if data.startswith(_RTF) or _ODT in data[:200]:
            return True
        if not data.startswith(_COMPOUND):
            return False
        return suffix in self.suffixes or _WORD_STREAM in data or _ENCRYPTED_STREAM in data

    def read(self, data: bytes, name: str) -> Content:
        """The text of the converted file; its places are those of the conversion."""
        if _ENCRYPTED_STREAM in data:
            raise locked(name)
        program = next((found for one in _PROGRAMS if (found := shutil.which(one))), None)
        if program is None:
            raise ReadingError(
                f"{name!r} is an old Word file: save it as .docx, or install LibreOffice (`soffice` on the PATH)",
                message_zh=f"“{name}”是旧版 Word 文件，请另存为 .docx，或安装 LibreOffice 后重试",
            )
        content = DOCX.read(_converted(data, name, program), name)
        return Content(content.text, "doc", content.locations)


def _converted(data: bytes, name: str, program: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="assistant-") as folder:
        suffix = ".rtf" if data.startswith(_RTF) else ".odt" if _ODT in data[:200] else ".doc"
        source, target = Path(folder, f"notice{suffix}"), Path(folder, "notice.docx")
        source.write_bytes(data)
        # A profile of its own: a running office of the user would refuse a second one.
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
        try:
            subprocess.run(
                [*command, "--outdir", folder, str(source)], capture_output=True, timeout=_SECONDS, check=True
            )
            return target.read_bytes()
        except subprocess.TimeoutExpired as e:
            raise ReadingError(
                f"LibreOffice did not convert {name!r} within {_SECONDS} seconds; save it as .docx",
                message_zh=f"LibreOffice 未能在{_SECONDS}秒内转换“{name}”，请另存为 .docx",
            ) from e
        except (subprocess.CalledProcessError, OSError) as e:
            raise damaged(name) from e


READER = OldWordReader()
