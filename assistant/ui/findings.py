"""The page of the findings: one list over all reports, filters, counts, charts, download."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import gradio as gr

from assistant.core import today
from assistant.schema import STATUSES, TOPICS
from assistant.ui.charts import status_chart, timeline, topic_chart
from assistant.ui.downloads import packed
from assistant.ui.finding_list import (
    DueChoice,
    Narrowing,
    counts_html,
    findings_csv,
    findings_xlsx,
    narrowed,
    status_choices,
    table_html,
    topic_choices,
)
from assistant.ui.links import place_of
from assistant.ui.port import Service
from assistant.ui.words import Words

_WRITERS = {"csv": findings_csv, "xlsx": findings_xlsx}


class FindingsPage:
    """The page inside an open tab."""

    def __init__(self, service: Service, w: Words) -> None:
        self._service, self._w = service, w
        with gr.Row(elem_id="filters"):
            self._hospitals = gr.Dropdown(
                [], label=w("findings.hospital"), multiselect=True, elem_id="filter-hospital", min_width=200
            )
            self._topics = gr.Dropdown(
                topic_choices(w), label=w("findings.topic"), multiselect=True, elem_id="filter-topic", min_width=200
            )
            self._statuses = gr.Dropdown(
                status_choices(w), label=w("findings.status"), multiselect=True, elem_id="filter-status", min_width=200
            )
            self._due = gr.Dropdown(
                [(w(f"findings.{key}"), key) for key in get_args(DueChoice)], value="all", label=w("findings.due"),
                elem_id="filter-due", min_width=140, filterable=False,
            )  # fmt: skip
            self._text = gr.Textbox(
                label=w("findings.text"), placeholder=w("findings.text_hint"), elem_id="filter-text", min_width=160
            )
        with gr.Row(elem_id="findings-head"):
            self._counts = gr.HTML(elem_id="findings-counts")
            self._clear = gr.Button(w("findings.clear"), size="sm", scale=0, min_width=96, elem_id="filters-clear")
            self._downloads = {
                suffix: gr.Button(
                    w(f"findings.{suffix}"), size="sm", scale=0, min_width=112, elem_id=f"findings-{suffix}"
                )
                for suffix in _WRITERS
            }
        self._table = gr.HTML(elem_id="findings-table")
        self._charts = gr.HTML(elem_id="charts")

    def wire(self, tab: gr.Tab, tabs: gr.Tabs, links: gr.HTML, saver: gr.HTML) -> None:
        """Connect the page; `links` are the links that narrow the list, wherever they stand."""
        quick: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
        filters = [self._hospitals, self._topics, self._statuses, self._due, self._text]
        shown = [self._counts, self._table, self._charts]
        tab.select(self._menu, None, self._hospitals, **quick).then(self._show, filters, shown, **quick)
        chosen = [self._hospitals.input, self._topics.input, self._statuses.input, self._due.input]
        # Of a text box, Gradio 6.31 tells no `input`, only `change`.
        gr.on([*chosen, self._text.change], self._show, filters, shown, trigger_mode="always_last", **quick)
        links.click(self._narrow, filters, [tabs, *filters], **quick).then(self._show, filters, shown, **quick)
        self._clear.click(lambda: ([], [], [], "all", ""), None, filters, **quick).then(
            self._show, filters, shown, **quick
        )
        for suffix, button in self._downloads.items():
            button.click(self._packer(suffix), filters, saver, **quick)

    def _menu(self) -> Any:
        return gr.Dropdown([(row.fields.hospital, row.source) for row in self._service.reports()])

    def _show(self, *values: Any) -> tuple[str, str, str]:
        as_of = today().isoformat()
        rows = narrowed(self._service, narrowing(*values), as_of)
        w = self._w
        charts = status_chart(w, rows) + topic_chart(w, rows) + timeline(w, rows, as_of) if rows else ""
        return counts_html(w, rows), table_html(w, rows, as_of), f'<div class="charts">{charts}</div>'

    def _narrow(
        self, hospitals: Any, topics: Any, statuses: Any, due: Any, text: Any, event: gr.EventData
    ) -> tuple[Any, ...]:
        """What a mark stands for: the list as it is narrowed now, and further by what the mark says."""
        place = place_of(event)
        known = {row.source for row in self._service.reports()}
        wanted = narrowing(
            [place["hospital"]] if place.get("hospital") in known else hospitals,
            [place["topic"]] if "topic" in place else topics,
            [place["status"]] if "status" in place else statuses,
            place.get("due", due),
            text,
        )
        chosen = (list(wanted.sources), list(wanted.topics), list(wanted.statuses), wanted.due, wanted.text)
        return gr.Tabs(selected="findings"), *chosen

    def _packer(self, suffix: str) -> Callable[..., str]:
        def pack(*values: Any) -> str:
            rows = narrowed(self._service, narrowing(*values), today().isoformat())
            return packed(f"{self._w('findings.file')}.{suffix}", _WRITERS[suffix](rows))

        return pack


def narrowing(hospitals: Any, topics: Any, statuses: Any, due: Any, text: Any) -> Narrowing:
    """The filters as they stand; what is no known value of theirs is passed over."""
    return Narrowing(
        sources=tuple(str(each) for each in hospitals or ()),
        topics=tuple(topic for topic in TOPICS if topic in (topics or ())),
        statuses=tuple(status for status in STATUSES if status in (statuses or ())),
        due=due if due in get_args(DueChoice) else "all",
        text=str(text or "")[:200],
    )
