"""Web pages (.html, .htm, .mhtml): the notice in the page, told from menus and page furniture."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass

from assistant.errors import ReadingError
from assistant.reading.builder import TextBuilder
from assistant.reading.encoding import decode
from assistant.reading.registry import Content
from assistant.reading.web.article import find_article
from assistant.reading.web.blocks import html_text, parse_page, read_lines

_HEAD = 4096
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html|<head[\s>]|<body|<meta\s)",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:p|div|table|section|article|h[1-6]|span)[\s>]", re.IGNORECASE)
_CLOSED = re.compile(rb"</(?:p|div|td|li|section|h[1-6])\s*>", re.IGNORECASE)
_MHTML = re.compile(
    rb"(?:from|mime-version|date|subject|snapshot-[\w-]+)\s*:.*?content-type:\s*multipart/related", re.I | re.S
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_FEWEST = 3
"""A text may quote a tag or two; a fragment of a page closes many."""


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """Reads pages saved by a browser, and the fragments that web editors give."""

    rank: int = 30
    suffixes: frozenset[str] = frozenset({".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"})

    def accepts(self, data: bytes, suffix: str) -> bool:  # noqa: ARG002 - the content tells
        """What begins as a page does, or begins with a block and closes several. A stray tag makes no page."""
        data = _narrow(data)
        if _PAGE.match(data[:_HEAD]) or _MHTML.match(data[:_HEAD]):
            return True
        return _FRAGMENT.match(data[:_HEAD]) is not None and len(_CLOSED.findall(data)) >= _FEWEST

    def read(self, data: bytes, name: str) -> Content:
        """The notice, a line a block."""
        data = _narrow(data)
        if not _PAGE.match(data[:_HEAD]) and _MHTML.match(data[:_HEAD]):
            data = _page_of_archive(data)
        root = parse_page(_decoded(data))
        lines = read_lines(root) if root is not None else []
        if root is None or not lines:
            raise ReadingError(
                f"the web page {name!r} holds no text; its content was perhaps loaded later: open it in a browser and "
                "save it as PDF",
                message_zh=f"网页“{name}”里没有正文，内容可能是后加载的，请在浏览器中打开后另存为 PDF",
            )
        title = next((html_text(one) for one in root.iter("title")), "")
        builder = TextBuilder()
        for line in find_article(root, lines, title):
            builder.line((line.text, f"表{line.row[0]}第{line.row[1]}行" if line.row else None))
        return Content(builder.text, "html", builder.locations)


def _narrow(data: bytes) -> bytes:
    """UTF-16 pages as UTF-8, so that markup can be looked for in bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").encode()
    return data


def _page_of_archive(data: bytes) -> bytes:
    """The page inside what a browser saves as one file."""
    for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload
    return b""


def _decoded(data: bytes) -> str:
    """The page in characters: UTF-8 where it is valid, else what the page declares, else the Chinese standard."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:_HEAD])
    name = declared[1].decode("ascii", "ignore").lower() if declared else ""
    if name in ("big5", "big5-hkscs", "utf-16", "shift_jis", "euc-jp"):
        return data.decode(name, errors="replace")
    # GB2312 pages hold GBK characters as often as not; GB18030 covers both.
    return decode(data) or data.decode("gb18030", errors="replace")


READER = HtmlReader()
