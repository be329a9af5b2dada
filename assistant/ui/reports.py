"""The page of the reports: what is loaded, taking in more, looking at one, deleting it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.core import today
from assistant.errors import AssistantError, ReadingError, UnknownReportError
from assistant.export import paper_bytes
from assistant.ingestion import FileFailed, FileSkipped, FileStarted, FindingsRead, Indexed, IngestEvent
from assistant.reading.registry import known_suffixes
from assistant.settings import Settings
from assistant.ui.downloads import packed
from assistant.ui.links import place_of
from assistant.ui.port import Service
from assistant.ui.report_view import found_of_declared, report_html, reports_table
from assistant.ui.source import source_html
from assistant.ui.uploads import safe_name, take_upload

logger = logging.getLogger(__name__)

# The notice stands beside its outline where there is room for both; on a phone it would hide it.
_READ_BESIDE = "() => { if (window.innerWidth > 1000) window.reader.open(document.querySelector('#back')); }"


class ReportsPage:
    """The page inside an open tab."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self._service = service
        self._uploads = Uploads(service, settings)
        self._opened = gr.State(None)
        with gr.Column(elem_id="reports-list") as self._list:
            self._files = gr.File(
                file_count="multiple", file_types=sorted(known_suffixes()), label="上传通报：可一次拖入多份",
                height=150, elem_id="upload",
            )  # fmt: skip
            self._progress = gr.HTML(elem_id="upload-progress")
            self._table = gr.HTML(elem_id="reports-table")
        with gr.Column(visible=False, elem_id="report") as self._detail:
            with gr.Row(elem_id="report-tools"):
                self._back = gr.Button("返回列表", size="sm", scale=0, min_width=96, elem_id="back")
                self._brief = gr.Button("下载简报", size="sm", scale=0, min_width=96, elem_id="brief")
                self._delete = gr.Button("删除这份通报", size="sm", scale=0, min_width=120, elem_id="delete")
                self._sure = gr.Button("确认删除", size="sm", variant="stop", scale=0, min_width=96, visible=False,
                                       elem_id="delete-sure")  # fmt: skip
                self._keep = gr.Button("不删", size="sm", scale=0, min_width=72, visible=False, elem_id="delete-not")
            self._view = gr.HTML(elem_id="report-view")

    def wire(self, tab: gr.Tab, tabs: gr.Tabs, links: gr.HTML, source: gr.HTML, saver: gr.HTML) -> None:
        """Connect the page; `links` are the links to a report, wherever they stand, `source` the source panel."""
        quick: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
        shown = [self._list, self._detail, self._view, self._opened, self._sure, self._keep, self._delete]
        tab.select(self._table_now, None, self._table, **quick)
        self._files.upload(
            self._uploads.take, self._files, [self._progress, self._table], api_visibility="private",
            show_progress="hidden",
        ).then(lambda: None, None, self._files, **quick)  # fmt: skip
        links.click(self._open, None, [tabs, source, *shown], **quick).success(None, js=_READ_BESIDE, **quick)
        self._back.click(self._listed, None, shown, **quick).then(self._table_now, None, self._table, **quick)
        self._brief.click(self._packed, self._opened, saver, **quick)
        self._delete.click(lambda: _buttons(asking=True), None, [self._sure, self._keep, self._delete], **quick)
        self._keep.click(lambda: _buttons(asking=False), None, [self._sure, self._keep, self._delete], **quick)
        self._sure.click(self._deleted, self._opened, [*shown, self._progress, self._table], **quick)

    def _table_now(self) -> str:
        return reports_table(self._service.reports())

    def _listed(self) -> tuple[Any, ...]:
        return gr.Column(visible=True), gr.Column(visible=False), "", None, *_buttons(asking=False)

    def _open(self, event: gr.EventData) -> tuple[Any, ...]:
        source = str(place_of(event).get("source", ""))
        try:
            report, document = self._service.report(source), self._service.document(source)
        except UnknownReportError:
            raise gr.Error("这份通报已不在收录范围内。", title="", print_exception=False) from None
        view = report_html(report)
        opened = (gr.Column(visible=False), gr.Column(visible=True), view, source, *_buttons(asking=False))
        return gr.Tabs(selected="reports"), source_html(document, report), *opened

    def _packed(self, source: str | None) -> str:
        """The brief of the open report, as a Word document."""
        hospitals = [row.fields.hospital for row in self._service.reports() if row.source == source]
        briefs = dict(self._service.reporting.briefs(hospitals, today())) if hospitals else {}
        if source not in briefs:
            raise gr.Error("这份通报已不在收录范围内。", title="", print_exception=False)
        return packed(f"{Path(source).stem}-简报.docx", paper_bytes(briefs[source], "docx"))

    def _deleted(self, source: str | None) -> tuple[Any, ...]:
        said = self._uploads.delete(source) if source else ""
        return *self._listed(), said, self._table_now()


class Uploads:
    """Taking files in and letting reports go, told in HTML."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self._service = service
        self._folder = settings.data_dir / "uploads"
        self._max_bytes = settings.max_upload_mb * 2**20

    def take(self, files: Sequence[str] | None) -> Iterator[tuple[str, str]]:
        """Take in what was dropped: the progress, a line a file, and the table of the reports as it grows."""
        lines: dict[str, str] = {}
        paths = []
        for given in files or ():
            name = safe_name(Path(given).name)
            try:
                paths.append(self._copied(Path(given)))
                lines[name] = _line(name, "waits", "等待读取")
            except ReadingError as error:
                lines[name] = _line(name, "failed", error.message_zh or str(error))
        yield _progress(lines), reports_table(self._service.reports())
        if not paths:
            return
        for event in self._service.ingest(paths, index=False):
            lines.update([_told(event)])
            self._tidy(event)
            yield _progress(lines), reports_table(self._service.reports())
        for indexed in self._service.repair():
            yield _progress(lines, indexed), reports_table(self._service.reports())
        yield _progress(lines), reports_table(self._service.reports())

    def _copied(self, given: Path) -> Path:
        stored = {row.source: row.sha256 for row in self._service.reports()}
        return take_upload(
            given, self._folder, suffixes=known_suffixes(), max_bytes=self._max_bytes, stored=stored
        )  # fmt: skip

    def _tidy(self, event: IngestEvent) -> None:
        """A copy that became no report is not kept."""
        if isinstance(event, FileFailed | FileSkipped) and event.path.parent == self._folder:
            event.path.unlink(missing_ok=True)

    def delete(self, source: str) -> str:
        """Forget a report and the copy that was uploaded."""
        try:
            self._service.delete(source)
        except AssistantError as error:
            return f'<p class="notice failed" role="status">没有删成：{escape(error.message_zh or str(error))}</p>'
        if source == safe_name(source):
            (self._folder / source).unlink(missing_ok=True)
        logger.info("a report was deleted from the page")
        return f'<p class="notice" role="status">已删除“{escape(source)}”及其全部记录。</p>'


def _told(event: IngestEvent) -> tuple[str, str]:
    """What happened to a file, by its name."""
    if isinstance(event, Indexed):
        return event.source, _line(event.source, "done", "已可检索")
    name = event.path.name
    if isinstance(event, FileStarted):
        return name, _line(name, "reads", "正在读取…")
    if isinstance(event, FindingsRead):
        return name, _line(name, "reads", f"模型正在阅读 {event.done}/{event.total} 条")
    if isinstance(event, FileFailed):
        return name, _line(name, "failed", event.error.message_zh or str(event.error))
    if isinstance(event, FileSkipped):
        return name, _line(name, "skipped", event.error.message_zh or "已收录过")
    doubts = f"，{event.doubts} 处存疑" if event.doubts else ""
    again = "" if event.changed else "；此前已收录，未重复计入"
    return name, _line(
        name, "done", f"读出 {found_of_declared(event.findings, event.declared)}{doubts}{again}", raw=True
    )


def _line(name: str, state: str, said: str, *, raw: bool = False) -> str:
    return f'<li class="{state}"><b>{escape(name)}</b><span>{said if raw else escape(said)}</span></li>'


def _progress(lines: dict[str, str], indexed: Indexed | None = None) -> str:
    busy = f'<p class="quiet">正在建立检索 {indexed.index}/{indexed.total}，现在已经可以提问。</p>' if indexed else ""
    return f'<ul class="progress" role="status" aria-live="polite">{"".join(lines.values())}</ul>{busy}'


def _buttons(*, asking: bool) -> tuple[Any, Any, Any]:
    """确认删除 and 不删 in the place of 删除 while asking."""
    return gr.Button(visible=asking), gr.Button(visible=asking), gr.Button(visible=not asking)
