"""Answers and sources as HTML. Text of notices is data: it is escaped, and no link, image or tag of it comes alive."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from markdown_it import MarkdownIt

from assistant.answering.answer import Answer, Citation
from assistant.reading.document import Document

_MARK = re.compile(r"\[(\d{1,4})\]")
_CHIPS_THEN_STOP = re.compile(r'((?:<a class="cite"[^>]*>\d+</a>)+[。，；、：）])')
_CONTEXT = 400
"""Characters shown on either side of a quote, at least; cut at line ends."""


@lru_cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    # Nothing in an answer may load or lead anywhere: its words come from documents.
    return parser.disable(["image", "link", "autolink", "reference", "html_inline", "html_block", "entity"])


def prose(text: str, citations: tuple[Citation, ...] = ()) -> str:
    """Markdown of ours as HTML, its citation marks `[1]` as chips that open the source."""
    html = str(_markdown().render(text))

    def chip(mark: re.Match[str]) -> str:
        number = int(mark[1])
        return citation_chip(number, citations[number - 1]) if 0 < number <= len(citations) else mark[0]

    # A line may not begin with the full stop that follows a chip.
    return _CHIPS_THEN_STOP.sub(r'<span class="keep">\1</span>', _MARK.sub(chip, html))


def citation_chip(number: int, citation: Citation) -> str:
    """A numbered link that carries the place it opens. A link, since the chat's sanitizer strips other carriers."""
    place = f"来源 {number}：{citation.hospital}，{citation.label}"
    target = urlencode({"source": citation.source, "start": citation.start, "end": citation.end})
    return f'<a class="cite" href="#{escape(target)}" title="{escape(place)}">{number}</a>'


def answer_html(answer: Answer) -> str:
    """A whole answer: how the question was read, then the text, then its sources by name."""
    sources = "".join(
        f"<li>{citation_chip(number, citation)}<span>{escape(citation.hospital)}　{escape(citation.label)}</span></li>"
        for number, citation in enumerate(answer.citations, start=1)
    )
    listed = (
        f'<details class="sources"><summary>来源（{len(answer.citations)} 处）</summary><ol>{sources}</ol></details>'
        if answer.citations
        else ""
    )
    line = f'<p class="plan-line">{escape(answer.plan_line)}</p>' if answer.plan_line else ""
    return f'<div class="answer">{prose(answer.answer, answer.citations)}{line}{listed}</div>'


def partial_html(text: str) -> str:
    """An answer that is still being written."""
    return f'<div class="answer">{prose(text)}</div>'


def question_html(text: str) -> str:
    """A user's words, as typed."""
    return escape(text).replace("\n", "<br>")


def source_html(document: Document, hospital: str, start: int, end: int) -> str:
    """The words from `start` to `end` (code points, half-open) marked in their context."""
    text = document.text
    left = text.rfind("\n", 0, max(0, start - _CONTEXT)) + 1
    right = text.find("\n", min(len(text), end + _CONTEXT))
    right = len(text) if right < 0 else right
    place = document.place(start)
    where = "　".join(escape(part) for part in (document.source, place) if part)
    before, quote, after = (escape(part) for part in (text[left:start], text[start:end], text[end:right]))
    more_left, more_right = ("…" if left else ""), ("…" if right < len(text) else "")
    header = f"<header><h3>{escape(hospital)}</h3><p>{where}</p></header>"
    return (
        f'<article class="source" tabindex="0" aria-label="原文">{header}'
        f'<div class="text">{more_left}{before}<mark>{quote}</mark>{after}{more_right}</div></article>'
    )


def empty_source_html() -> str:
    """The source panel before anything was opened."""
    return '<article class="source empty"><p>点击回答中的数字编号，这里显示通报原文并标出所引的句子。</p></article>'
