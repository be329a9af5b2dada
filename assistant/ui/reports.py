"""The page of the reports: what is loaded, taking in more, looking at one, reading it again, deleting it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.core import today
from assistant.errors import UnknownReportError
from assistant.export import paper_bytes
from assistant.reading.registry import known_suffixes
from assistant.settings import Settings
from assistant.ui.downloads import packed
from assistant.ui.intake import Intake, Step
from assistant.ui.links import place_of
from assistant.ui.port import Service
from assistant.ui.report_view import report_html
from assistant.ui.source import source_html
from assistant.ui.words import Words

# The notice stands beside its outline where there is room for both; on a phone it would hide it.
_READ_BESIDE = "() => { if (window.innerWidth > 1000) window.reader.open(document.querySelector('#back')); }"


class ReportsPage:
    """The page inside an open tab."""

    def __init__(self, service: Service, settings: Settings, w: Words) -> None:
        self._service, self._w = service, w
        self._intake = Intake(service, settings, w)
        self._opened = gr.State(None)
        with gr.Column(elem_id="reports-list") as self._list:
            self._files = gr.File(
                file_count="multiple", file_types=sorted(known_suffixes()), label=w("reports.upload"), height=150,
                elem_id="upload",
            )  # fmt: skip
            self._progress = gr.HTML(elem_id="upload-progress")
            self._table = gr.HTML(elem_id="reports-table")
            with gr.Row(elem_id="reports-tools"):
                self._all_again = _button(w("reports.reread_all"), "reread-all", 120)
        with gr.Column(visible=False, elem_id="report") as self._detail:
            with gr.Row(elem_id="report-tools"):
                self._back = _button(w("reports.back"), "back", 96)
                self._brief = _button(w("reports.brief"), "brief", 96)
                self._again = _button(w("reports.reread"), "reread", 96)
                self._delete = _button(w("reports.delete"), "delete", 120)
                self._sure = gr.Button(
                    w("reports.delete_sure"), size="sm", variant="stop", scale=0, min_width=96, visible=False,
                    elem_id="delete-sure",
                )  # fmt: skip
                self._keep = gr.Button(
                    w("reports.delete_not"), size="sm", scale=0, min_width=72, visible=False, elem_id="delete-not"
                )
            self._told = gr.HTML(elem_id="reread-progress")
            self._view = gr.HTML(elem_id="report-view")

    def wire(self, tab: gr.Tab, tabs: gr.Tabs, links: gr.HTML, source: gr.HTML, saver: gr.HTML) -> None:
        """Connect the page; `links` are the links to a report, wherever they stand, `source` the source panel."""
        quick: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
        slow: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        opened, progress = self._opened, [self._progress, self._table]
        shown = [self._list, self._detail, self._view, opened, self._told, self._sure, self._keep, self._delete]
        sure = [self._sure, self._keep, self._delete]
        tab.select(self._intake.table, None, self._table, **quick)
        self._files.upload(self._intake.take, self._files, progress, **slow).then(
            lambda: None, None, self._files, **quick
        )
        self._all_again.click(self._reread_all, None, progress, **slow)
        links.click(self._open, None, [tabs, source, *shown], **quick).success(None, js=_READ_BESIDE, **quick)
        self._back.click(self._listed, None, shown, **quick).then(self._intake.table, None, self._table, **quick)
        self._brief.click(self._packed, opened, saver, **quick)
        self._again.click(self._reread, opened, self._told, **slow).then(self._view_now, opened, self._view, **quick)
        self._delete.click(lambda: _buttons(asking=True), None, sure, **quick)
        self._keep.click(lambda: _buttons(asking=False), None, sure, **quick)
        self._sure.click(self._deleted, opened, [*shown, *progress], **quick)

    def _listed(self) -> tuple[Any, ...]:
        return gr.Column(visible=True), gr.Column(visible=False), "", None, "", *_buttons(asking=False)

    def _open(self, event: gr.EventData) -> tuple[Any, ...]:
        source = str(place_of(event).get("source", ""))
        try:
            report, document = self._service.report(source), self._service.document(source)
        except UnknownReportError:
            raise self._gone() from None
        view = report_html(self._w, report)
        opened = (gr.Column(visible=False), gr.Column(visible=True), view, source, "", *_buttons(asking=False))
        return gr.Tabs(selected="reports"), source_html(self._w, document, report), *opened

    def _reread_all(self) -> Iterator[Step]:
        return self._intake.reread([row.source for row in self._service.reports()])

    def _reread(self, source: str | None) -> Iterator[str]:
        for progress, _ in self._intake.reread([source] if source else []):
            yield progress

    def _view_now(self, source: str | None) -> str:
        try:
            return report_html(self._w, self._service.report(source or ""))
        except UnknownReportError:
            raise self._gone() from None

    def _packed(self, source: str | None) -> str:
        """The brief of the open report, as a Word document."""
        hospitals = [row.fields.hospital for row in self._service.reports() if row.source == source]
        briefs = dict(self._service.reporting.briefs(hospitals, today())) if hospitals else {}
        if source not in briefs:
            raise self._gone()
        return packed(f"{Path(source).stem}-{self._w('reports.brief_name')}.docx", paper_bytes(briefs[source], "docx"))

    def _deleted(self, source: str | None) -> tuple[Any, ...]:
        said = self._intake.delete(source) if source else ""
        return *self._listed(), said, self._intake.table()

    def _gone(self) -> gr.Error:
        return gr.Error(self._w("page.gone"), title="", print_exception=False)


def _button(label: str, elem_id: str, width: int) -> gr.Button:
    return gr.Button(label, size="sm", scale=0, min_width=width, elem_id=elem_id)


def _buttons(*, asking: bool) -> tuple[Any, Any, Any]:
    """The question whether to delete, in the place of the button that asks it."""
    return gr.Button(visible=asking), gr.Button(visible=asking), gr.Button(visible=not asking)
