"""Word documents (.docx): the printed text, automatic numbers included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from assistant.errors import ReadingError
from assistant.reading.package import Package, damaged, member_names
from assistant.reading.registry import Content
from assistant.reading.word.body import read_body
from assistant.reading.word.numbering import Numbering
from assistant.reading.xml import Element, parse

_MAIN = re.compile(r"word/document\d*\.xml")


@dataclass(frozen=True, slots=True)
class DocxReader:
    """Reads what Word, WPS and LibreOffice save as .docx."""

    rank: int = 10
    suffixes: frozenset[str] = frozenset({".docx", ".docm"})

    def accepts(self, data: bytes, suffix: str) -> bool:
        """A zip file with a Word body in it; a zip file named .docx always, so that its error is clear."""
        if not data.startswith(b"PK\x03\x04"):
            return False
        names = member_names(BytesIO(data))
        return suffix in self.suffixes if names is None else any(_MAIN.fullmatch(name) for name in names)

    def read(self, data: bytes, name: str) -> Content:
        """The body in reading order."""
        package = Package(data, name)
        main = next((one.filename for one in package.members if _MAIN.fullmatch(one.filename)), None)
        if main is None:
            raise damaged(name)
        try:
            built = read_body(
                parse(package.read(main)),
                Numbering(_part(package, "word/numbering.xml"), _part(package, "word/styles.xml")),
            )
        except etree.XMLSyntaxError as e:
            raise damaged(name) from e
        if not built.text.strip() and any(one.filename.startswith("word/media/") for one in package.members):
            raise ReadingError(
                f"{name!r} holds pictures and no text; save it as PDF, whose pages can be recognised",
                message_zh=f"文件“{name}”里只有图片、没有文字，请另存为 PDF 后导入，以便识别",
            )
        return Content(built.text, "docx", built.locations)


def _part(package: Package, member: str) -> Element | None:
    return parse(package.read(member)) if package.has(member) else None


READER = DocxReader()
