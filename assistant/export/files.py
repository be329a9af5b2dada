"""A paper as the bytes of a file, by format."""

from __future__ import annotations

from typing import Literal

from assistant.export.markdown import markdown
from assistant.export.paper import Paper

PaperFormat = Literal["md", "docx", "xlsx"]


def paper_bytes(paper: Paper, format: PaperFormat) -> bytes:
    """`paper` in `format`."""
    if format == "md":
        return markdown(paper).encode()
    # Imported here: both are slow to load, and most commands write neither.
    if format == "docx":
        from assistant.export.word import word

        return word(paper)
    from assistant.export.workbook import workbook

    return workbook(paper)
