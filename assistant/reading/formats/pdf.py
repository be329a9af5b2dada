"""PDF: the text layer where there is one, recognised characters where a page is a picture."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from assistant.errors import ReadingError
from assistant.reading.builder import lines_of
from assistant.reading.package import damaged, locked
from assistant.reading.pages.furniture import strip_furniture
from assistant.reading.pages.lines import Page, PageLine
from assistant.reading.pages.paragraphs import SCAN_SLACK, paragraphs
from assistant.reading.registry import Content

_ONE_AT_A_TIME = threading.Lock()
"""The library that reads PDF is not safe to use from several threads."""
_MAX_PAGES = 1000
_SIGNATURE_WITHIN = 1024
_FEW = 8
"""A page with fewer readable characters is looked at as a picture."""
_SCAN_DPI = 200
_MAX_SIDE = 5000
"""Pixels: a poster is not rendered at full size."""


@dataclass(frozen=True, slots=True)
class PdfReader:
    """Reads PDF files, page by page."""

    rank: int = 10
    suffixes: frozenset[str] = frozenset({".pdf"})

    def accepts(self, data: bytes, suffix: str) -> bool:  # noqa: ARG002 - the content tells
        """The signature, near the start as the standard allows."""
        return b"%PDF-" in data[:_SIGNATURE_WITHIN]

    def read(self, data: bytes, name: str) -> Content:
        """The paragraphs of all pages, with the page each stands on."""
        with _ONE_AT_A_TIME, _opened(data, name) as document:
            if len(document) > _MAX_PAGES:
                raise ReadingError(
                    f"{name!r} has {len(document)} pages, more than the {_MAX_PAGES} of any notice; split it",
                    message_zh=f"文件“{name}”共{len(document)}页，超过上限{_MAX_PAGES}页，请拆分后再导入",
                )
            pages, scanned = _pages(document, name)
        built = lines_of(paragraphs(strip_furniture(pages), slack=SCAN_SLACK if scanned else 0.0))
        return Content(built.text, "scan" if scanned else "pdf", built.locations)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as e:
        raise (locked(name) if "password" in str(e).lower() else damaged(name)) from e
    try:
        yield document
    finally:
        document.close()


def _pages(document: Any, name: str) -> tuple[list[Page], bool]:
    """Every page read, and whether most of the text had to be recognised."""
    from assistant.reading.pages.pdf_lines import page_lines
    from assistant.reading.pages.ruled_tables import gather_rows, page_rules

    pages, recognised = [], 0
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        width, height = page.get_size()
        rules = page_rules(page)
        lines = page_lines(page, number, rules)
        if _is_picture(page, lines):
            lines = _recognise(page, number, name)
            recognised += 1
        else:
            lines = gather_rows(lines, rules)
        pages.append(Page(number, width, height, lines))
        page.close()
    return pages, recognised * 2 > len(pages)


def _is_picture(page: Any, lines: tuple[PageLine, ...]) -> bool:
    """Whether the words of a page are in its pictures: hardly any text, or text in unknown characters."""
    import pypdfium2.raw as pdfium

    words = "".join(line.text for line in lines)
    unreadable = sum(0xE000 <= ord(char) <= 0xF8FF or char == "\ufffd" for char in words)
    if len(words) - unreadable >= max(_FEW, unreadable):
        return False
    return bool(unreadable) or any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4))


def _recognise(page: Any, number: int, name: str) -> tuple[PageLine, ...]:
    from assistant.reading.pages.ocr import engine, recognise

    engine(name)
    scale = min(_SCAN_DPI / 72, _MAX_SIDE / max(page.get_size()))
    return recognise(page.render(scale=scale).to_numpy(), number, name, 1 / scale)


READER = PdfReader()
