"""Plain text and Markdown: the decoded file, character for character. Markdown marks stay; the outline knows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.errors import ReadingError
from assistant.reading.encoding import decode
from assistant.reading.registry import Content

_MARKDOWN = frozenset({".md", ".markdown"})
_TEXT = frozenset({".txt", ".text"})
_MARKUP = re.compile(r"\s*(?:<!doctype\s+html|<html|<\?xml|\{\\rtf)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads what is text and nothing more."""

    rank: int = 90
    suffixes: frozenset[str] = _TEXT | _MARKDOWN

    def accepts(self, data: bytes, suffix: str) -> bool:
        """Anything that decodes to text and is no markup; a text file by name always, so that its error is clear."""
        if suffix in self.suffixes:
            return True
        text = decode(data)
        return text is not None and not _MARKUP.match(text)

    def read(self, data: bytes, name: str) -> Content:
        """The decoded file; a byte order mark is not a character of it."""
        text = decode(data)
        if text is None:
            raise ReadingError(
                f"{name!r} is not readable text (tried UTF-8, GB18030, UTF-16); save it as UTF-8 text",
                message_zh=f"文件“{name}”不是可读的文本，请另存为 UTF-8 文本",
            )
        suffix = "." + name.rpartition(".")[2].lower()
        return Content(text, "md" if suffix in _MARKDOWN else "txt")


READER = PlainReader()
