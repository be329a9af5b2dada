"""Links inside HTML that the server answers.

HTML that the page shows (answers, tables, charts) carries its actions as links: `#cite?source=…&start=…&end=…`. A link
is the one carrier that the chat's sanitizer leaves whole, that a keyboard reaches and that a screen reader names.
One listener a kind turns a click into a Gradio event with the link's parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Literal
from urllib.parse import urlencode

import gradio as gr

LinkKind = Literal["cite", "ask", "talk", "forget", "judge", "report", "filter", "plan", "table"]
"""cite opens words, ask asks, talk opens a conversation, forget deletes one, judge finds fault with an answer, report
opens a notice, filter narrows the list of findings, plan opens the filters of an answer, table saves its table."""

_LISTEN = """
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#KIND?"]');
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  const place = Object.fromEntries(new URLSearchParams(link.hash.slice('#KIND?'.length)));
  if ('KIND' === 'ask' && link.closest('#workbench.answering')) return;
  AFTER
  trigger('click', place);
}, true);
"""
_AFTER: dict[LinkKind, str] = {
    "cite": """
  document.querySelectorAll('a.open').forEach((other) => { other.classList.remove('open'); });
  link.classList.add('open');
  window.reader?.open(link);
""",
    "judge": "link.textContent = window.pageWords.noted;",
    "talk": "link.closest('details')?.removeAttribute('open');",
}


def link(kind: LinkKind, content: str, *, title: str = "", css: str = "", **place: object) -> str:
    """A link of that kind around `content`, which is HTML; `place` are its parameters."""
    target = escape(f"#{kind}?{urlencode(place)}")
    named = f' title="{escape(title)}"' if title else ""
    return f'<a class="{escape(css or kind)}" href="{target}"{named}>{content}</a>'


def listener(kind: LinkKind) -> gr.HTML:
    """The invisible component whose `click` event is a click on any link of that kind, wherever it stands."""
    script = _LISTEN.replace("AFTER", _AFTER.get(kind, "")).replace("KIND", kind)
    return gr.HTML("", js_on_load=script, elem_id=f"listen-{kind}", elem_classes="listener")


def place_of(event: gr.EventData) -> Mapping[str, Any]:
    """The parameters of the link that was clicked; they come from the browser and are not to be trusted."""
    data = event._data
    return data if isinstance(data, Mapping) else {}
