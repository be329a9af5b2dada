"""The source panel: a whole notice beside whatever is read, with the words in question marked and in view."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import pairwise

import gradio as gr

from assistant.errors import UnknownReportError
from assistant.reading.document import Document
from assistant.schema import Report
from assistant.ui.links import place_of
from assistant.ui.port import Service
from assistant.ui.words import Words

_AROUND = 30_000
"""Characters shown on either side of the marked words: a whole notice, but not a whole book."""

# `reader` shows and hides the panel at once, before the server has answered; the words come after.
READER_JS = """
window.reader = {
  opener: null,
  page() { return document.querySelector('#workbench').classList; },
  open(link) {
    this.opener = link;
    this.page().add('reading');
    // A panel that was hidden cannot be scrolled before it shows.
    requestAnimationFrame(() => this.place());
  },
  place() {
    const box = element.querySelector('.text');
    const mark = element.querySelector('mark');
    if (!box) return;
    const above = mark ? mark.getBoundingClientRect().top - box.getBoundingClientRect().top : 0;
    box.scrollTop = mark ? box.scrollTop + above - box.clientHeight / 3 : 0;
  },
  close() {
    this.page().remove('reading');
    document.querySelectorAll('a.open').forEach((other) => other.classList.remove('open'));
    this.opener?.focus();
  },
};
document.addEventListener('click', (event) => {
  if (!event.target.closest('a[href="#close"]')) return;
  event.preventDefault();
  window.reader.close();
}, true);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && window.reader.page().contains('reading')) window.reader.close();
});
watch('value', () => {
  window.reader.place();
  element.querySelector('mark')?.closest('article').focus({preventScroll: true});
});
"""


def source_panel(w: Words) -> gr.HTML:
    """The panel, empty."""
    return gr.HTML(empty_source_html(w, w("source.empty")), js_on_load=READER_JS, elem_id="source")


def opener(service: Service, w: Words) -> Callable[[gr.EventData], str]:
    """What answers a click on a citation."""

    # Gradio gives the event to a parameter of that type.
    def opened(event: gr.EventData) -> str:
        return panel_html(service, w, event)

    return opened


def panel_html(service: Service, w: Words, event: gr.EventData) -> str:
    """The panel for the link that was clicked; the empty one where its place does not exist."""
    place = place_of(event)
    try:
        source, start, end = str(place["source"]), int(place["start"]), int(place["end"])
        document, report = service.document(source), service.report(source)
    except (KeyError, TypeError, ValueError, UnknownReportError):
        return empty_source_html(w, w("source.gone"))
    if not 0 <= start < end <= len(document.text):
        return empty_source_html(w, w("source.moved"))
    return source_html(w, document, report, start, end)


def source_html(w: Words, document: Document, report: Report, start: int = 0, end: int = 0) -> str:
    """The notice with the words from `start` to `end` (code points, half-open) marked; none where the two are equal."""
    place = document.place(start)
    where = "　".join(escape(part) for part in (document.source, place) if part)
    return (
        f'<article class="source" tabindex="-1" aria-label="{w("source.panel")}">'
        f"<header><div><h2>{escape(report.fields.hospital)}</h2><p>{where}</p></div>{_close(w)}</header>"
        f'<div class="text" tabindex="0" role="region" lang="zh-CN" aria-label="{w("source.text")}">'
        f"{_marked(document.text, report, start, end)}</div></article>"
    )


def _marked(text: str, report: Report, start: int, end: int) -> str:
    """The text in pieces: titles of findings strong, the words in question marked."""
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    titles = [(title.start, title.end) for title in (finding.title_evidence for finding in report.findings)]
    cuts = sorted({left, right, start, end, *(cut for title in titles for cut in title if left < cut < right)})
    strong = {cut for title in titles for cut in cuts if title[0] <= cut < title[1]}
    pieces, marking = ["…" if left else ""], False
    for here, there in pairwise(cuts):
        if (start <= here < end) != marking:
            pieces.append("</mark>" if marking else "<mark>")
            marking = not marking
        piece = escape(text[here:there])
        pieces.append(f"<strong>{piece}</strong>" if here in strong else piece)
    return "".join([*pieces, "</mark>" if marking else "", "…" if right < len(text) else ""])


def empty_source_html(w: Words, why: str) -> str:
    """The panel without a notice, and why."""
    return (
        f'<article class="source empty" tabindex="-1" aria-label="{w("source.panel")}">'
        f"<header><div><h2>{w('source.panel')}</h2></div>{_close(w)}</header><p>{escape(why)}</p></article>"
    )


def _close(w: Words) -> str:
    hint, name, word = w("source.close_hint"), w("source.close_name"), w("source.close")
    return f'<a class="close" href="#close" title="{hint}" aria-label="{name}">{word}</a>'
