"""Answers as HTML. Text of notices is data: it is escaped, and no link, image or tag of it comes alive."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt

from assistant.answering.answer import Answer, Citation
from assistant.ui.links import link

_MARK = re.compile(r"\[(\d{1,4})\]")
_HEAD_AFTER_LIST = re.compile(r"\n(?=\*\*[^\n]+\*\*[ ]*$)", re.MULTILINE)
"""Before a line that is a heading in bold: without an empty line, Markdown would take it into the list above."""
_CHIPS_THEN_STOP = re.compile(r'((?:<a class="cite"[^>]*>\d+</a>)+[。，；、：）])')


@lru_cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    # Nothing in an answer may load or lead anywhere: its words come from documents.
    return parser.disable(["image", "link", "autolink", "reference", "html_inline", "html_block", "entity"])


def prose(text: str, citations: tuple[Citation, ...] = ()) -> str:
    """Markdown of ours as HTML, its citation marks `[1]` as chips that open the source."""
    html = str(_markdown().render(_HEAD_AFTER_LIST.sub("\n\n", text)))

    def chip(mark: re.Match[str]) -> str:
        number = int(mark[1])
        return citation_chip(number, citations[number - 1]) if 0 < number <= len(citations) else mark[0]

    # A line may not begin with the full stop that follows a chip.
    html = _CHIPS_THEN_STOP.sub(r'<span class="keep">\1</span>', _MARK.sub(chip, html))
    # A wide table scrolls in a box of its own; the page never does.
    return html.replace("<table>", '<div class="scroll"><table>').replace("</table>", "</table></div>")


def citation_chip(number: int, citation: Citation) -> str:
    """A numbered link that opens the place it carries."""
    title = f"来源 {number}：{citation.hospital}，{citation.label}"
    return link("cite", str(number), title=title, source=citation.source, start=citation.start, end=citation.end)


def answer_html(answer: Answer, question: str) -> str:
    """The whole answer to `question`: how it was read, the text, its sources by name, what one might ask next."""
    text = prose(answer.answer, answer.citations)
    return f'<div class="answer">{plan_html(answer.plan_line)}{text}{_foot(answer, question)}{_next(answer)}</div>'


def partial_html(plan_line: str, text: str) -> str:
    """An answer that is still being written. The line stands where it will stand, so that nothing jumps."""
    waiting = "" if text else '<p class="waiting">正在查阅通报…</p>'
    return f'<div class="answer partial">{plan_html(plan_line)}{prose(text)}{waiting}</div>'


def failed_html(question: str, reason: str) -> str:
    """Why there is no answer, and the way to ask again."""
    again = link("ask", "再试一次", css="ask", question=question)
    return f'<div class="answer failed"><p>没有答成：{escape(reason)}</p><p class="next">{again}</p></div>'


def plan_html(line: str) -> str:
    """How the question was understood."""
    return f'<p class="plan-line">{escape(line)}</p>' if line else ""


def _foot(answer: Answer, question: str) -> str:
    copy = '<a class="copy" href="#copy" title="复制回答全文">复制回答</a>　' + link(
        "judge", "回答有误", title="记下这一问，作为改进的用例", question=question
    )
    if not answer.citations:
        return f'<p class="foot">{copy}</p>'
    sources = "".join(
        f"<li>{citation_chip(number, citation)}<span>{escape(citation.hospital)}　{escape(citation.label)}</span></li>"
        for number, citation in enumerate(answer.citations, start=1)
    )
    count = len(answer.citations)
    return (
        f'<p class="foot">{copy}</p>'
        f'<details class="sources"><summary>来源（{count} 处）</summary><ol>{sources}</ol></details>'
    )


def _next(answer: Answer) -> str:
    chips = "".join(link("ask", escape(question), question=question) for question in answer.suggestions)
    return f'<p class="next">{chips}</p>' if chips else ""


def question_html(text: str) -> str:
    """A user's words, as typed."""
    return escape(text).replace("\n", "<br>")
