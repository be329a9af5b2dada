"""The page of the findings: one list over all reports, filters, counts, charts, download."""

from __future__ import annotations

import datetime
from typing import Any, get_args

import gradio as gr

from assistant.schema import STATUSES, TOPICS
from assistant.ui.charts import status_chart, timeline, topic_chart
from assistant.ui.downloads import packed
from assistant.ui.finding_list import (
    DUE_ZH,
    DueChoice,
    Narrowing,
    counts_html,
    findings_csv,
    narrowed,
    status_choices,
    table_html,
    topic_choices,
)
from assistant.ui.links import place_of
from assistant.ui.port import Service


class FindingsPage:
    """The page inside an open tab."""

    def __init__(self, service: Service) -> None:
        self._service = service
        with gr.Row(elem_id="filters"):
            self._hospitals = gr.Dropdown([], label="医院", multiselect=True, elem_id="filter-hospital", min_width=200)
            self._topics = gr.Dropdown(
                topic_choices(), label="主题", multiselect=True, elem_id="filter-topic", min_width=200
            )
            self._statuses = gr.Dropdown(
                status_choices(), label="整改状态", multiselect=True, elem_id="filter-status", min_width=200
            )
            self._due = gr.Dropdown(
                [(name, key) for key, name in DUE_ZH.items()], value="all", label="未完事项", elem_id="filter-due",
                min_width=140, filterable=False,
            )  # fmt: skip
            self._text = gr.Textbox(label="文字", placeholder="标题或措施中的词", elem_id="filter-text", min_width=160)
        with gr.Row(elem_id="findings-head"):
            self._counts = gr.HTML(elem_id="findings-counts")
            self._clear = gr.Button("清除条件", size="sm", scale=0, min_width=96, elem_id="filters-clear")
            self._download = gr.Button("下载 CSV", size="sm", scale=0, min_width=96, elem_id="findings-csv")
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
        links.click(self._narrow, None, [tabs, *filters], **quick).then(self._show, filters, shown, **quick)
        self._clear.click(lambda: ([], [], [], "all", ""), None, filters, **quick).then(
            self._show, filters, shown, **quick
        )
        self._download.click(self._packed, filters, saver, **quick)

    def _menu(self) -> Any:
        return gr.Dropdown([(row.fields.hospital, row.source) for row in self._service.reports()])

    def _show(self, *values: Any) -> tuple[str, str, str]:
        today = datetime.datetime.now(tz=datetime.UTC).astimezone().date().isoformat()
        rows = narrowed(self._service, narrowing(*values), today)
        charts = status_chart(rows) + topic_chart(rows) + timeline(rows, today) if rows else ""
        return counts_html(rows), table_html(rows, today), f'<div class="charts">{charts}</div>'

    def _narrow(self, event: gr.EventData) -> tuple[Any, ...]:
        place = place_of(event)
        known = {row.source for row in self._service.reports()}
        wanted = narrowing(
            [place["hospital"]] if place.get("hospital") in known else [],
            [place["topic"]] if "topic" in place else [],
            [place["status"]] if "status" in place else [],
            "all",
            "",
        )
        chosen = (list(wanted.sources), list(wanted.topics), list(wanted.statuses), "all", "")
        return gr.Tabs(selected="findings"), *chosen

    def _packed(self, *values: Any) -> str:
        today = datetime.datetime.now(tz=datetime.UTC).astimezone().date().isoformat()
        return packed("问题清单.csv", findings_csv(narrowed(self._service, narrowing(*values), today)))


def narrowing(hospitals: Any, topics: Any, statuses: Any, due: Any, text: Any) -> Narrowing:
    """The filters as they stand; what is no known value of theirs is passed over."""
    return Narrowing(
        sources=tuple(str(each) for each in hospitals or ()),
        topics=tuple(topic for topic in TOPICS if topic in (topics or ())),
        statuses=tuple(status for status in STATUSES if status in (statuses or ())),
        due=due if due in get_args(DueChoice) else "all",
        text=str(text or "")[:200],
    )
