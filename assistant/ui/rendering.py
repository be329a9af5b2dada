"""Answers as HTML. Text of notices is data: it is escaped, and no link, image or tag of it comes alive."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import NamedTuple

from markdown_it import MarkdownIt

from assistant.answering.answer import Answer, Citation
from assistant.ui.answer_table import MANY, saved_html, table_html
from assistant.ui.links import link
from assistant.ui.plan_line import Names, plan_html
from assistant.ui.words import Words

_MARK = re.compile(r"\[(\d{1,4})\]")
_HEAD_AFTER_LIST = re.compile(r"\n(?=\*\*[^\n]+\*\*[ ]*$)", re.MULTILINE)
"""Before a line that is a heading in bold: without an empty line, Markdown would take it into the list above."""
_CHIPS_THEN_STOP = re.compile(r'((?:<a class="cite"[^>]*>\d+</a>)+[。，；、：）])')


@lru_cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    # Nothing in an answer may load or lead anywhere: its words come from documents.
    return parser.disable(["image", "link", "autolink", "reference", "html_inline", "html_block", "entity"])


def prose(w: Words, text: str, citations: tuple[Citation, ...] = ()) -> str:
    """Markdown of ours as HTML, its citation marks `[1]` as chips that open the source."""
    html = str(_markdown().render(_HEAD_AFTER_LIST.sub("\n\n", text)))

    def chip(mark: re.Match[str]) -> str:
        number = int(mark[1])
        return citation_chip(w, number, citations[number - 1]) if 0 < number <= len(citations) else mark[0]

    # A line may not begin with the full stop that follows a chip.
    html = _CHIPS_THEN_STOP.sub(r'<span class="keep">\1</span>', _MARK.sub(chip, html))
    # A wide table scrolls in a box of its own; the page never does.
    return html.replace("<table>", '<div class="scroll"><table>').replace("</table>", "</table></div>")


def citation_chip(w: Words, number: int, citation: Citation) -> str:
    """A numbered link that opens the place it carries."""
    title = w("source.chip", n=number, where=f"{citation.hospital}，{citation.label}")
    return link("cite", str(number), title=title, source=citation.source, start=citation.start, end=citation.end)


class Parts(NamedTuple):
    """The text of an answer in three: what is said first, the list in words, what closes it."""

    lead: str
    listed: str
    rest: str


def parts_of(answer: Answer) -> Parts:
    """The text taken apart where its table can stand for its list; all of it is the lead where not."""
    text = answer.answer
    closing = next((part for part in (answer.silence, answer.coverage) if part), "")
    begins = text.rfind(f"\n\n{closing}") if closing else -1
    tabled = answer.table is not None and len(answer.table.rows) >= MANY
    if not tabled or not answer.lead or not text.startswith(answer.lead) or begins < len(answer.lead):
        return Parts(text, "", "")
    return Parts(answer.lead, text[len(answer.lead) : begins].strip(), text[begins:].strip())


def answer_html(w: Words, answer: Answer, question: str, *, turn: int = 0, names: Names = None) -> str:
    """The whole answer to `question`, the conversation's turn number `turn`: how it was read, the text, its table, its
    sources by name, what one might ask next. `names` gives the hospitals of the plan.
    """
    plan = plan_html(w, answer.plan, turn, names)
    return f'<div class="answer">{plan}{_text(w, answer, turn)}{_foot(w, answer, question, turn)}{_next(answer)}</div>'


def settled_html(w: Words, answer: Answer, added: str, *, turn: int = 0, names: Names = None) -> str:
    """An answer whose facts are whole while a model is still writing its summary; `added` is what it wrote so far."""
    waiting = f'<p class="waiting">{w("chat.summing")}</p>'
    plan = plan_html(w, answer.plan, turn, names)
    return f'<div class="answer partial">{plan}{_text(w, answer, turn)}{prose(w, added)}{waiting}</div>'


def partial_html(w: Words, plan: str, text: str) -> str:
    """An answer that is still being written. The plan stands where it will stand, so that nothing jumps."""
    waiting = "" if text else f'<p class="waiting">{w("chat.waiting")}</p>'
    return f'<div class="answer partial">{plan}{prose(w, text)}{waiting}</div>'


def failed_html(w: Words, question: str, reason: str) -> str:
    """Why there is no answer, and the way to ask again."""
    again = link("ask", w("chat.again"), css="ask", question=question)
    said = w("chat.failed", reason=escape(reason))
    return f'<div class="answer failed"><p>{said}</p><p class="next">{again}</p></div>'


def _text(w: Words, answer: Answer, turn: int) -> str:
    lead, listed, rest = parts_of(answer)
    said = prose(w, lead, answer.citations)
    if answer.table is None or not listed:
        return said
    chips = {number: citation_chip(w, number, citation) for number, citation in enumerate(answer.citations, 1)}
    said += table_html(w, answer.table, chips, turn, answer.left)
    head = w("chat.details", n=len(answer.table.rows))
    said += f'<details class="listed"><summary>{head}</summary>{prose(w, listed, answer.citations)}</details>'
    return said + prose(w, rest, answer.citations)


def _foot(w: Words, answer: Answer, question: str, turn: int) -> str:
    copy = f'<a class="copy" href="#copy" title="{w("chat.copy_hint")}">{w("chat.copy")}</a>　' + link(
        "judge", w("chat.wrong"), title=w("chat.wrong_hint"), question=question
    )
    if not answer.citations:
        return f'<p class="foot">{copy}</p>'
    sources = "".join(
        f"<li>{citation_chip(w, number, citation)}"
        f"<span>{escape(citation.hospital)}　{escape(citation.label)}</span></li>"
        for number, citation in enumerate(answer.citations, start=1)
    )
    head = w("chat.sources", n=len(answer.citations))
    tabled = answer.table is not None and parts_of(answer).listed
    saved = "" if tabled else f'<p class="table-tools">{saved_html(w, turn)}</p>'
    return (
        f'<p class="foot">{copy}</p>'
        f'<details class="sources"><summary>{head}</summary>{saved}<ol>{sources}</ol></details>'
    )


def _next(answer: Answer) -> str:
    chips = "".join(link("ask", escape(question), question=question) for question in answer.suggestions)
    return f'<p class="next">{chips}</p>' if chips else ""


def question_html(text: str) -> str:
    """A user's words, as typed."""
    return escape(text).replace("\n", "<br>")
