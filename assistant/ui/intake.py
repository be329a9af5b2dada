"""Taking files in from the page, reading reports again and letting them go: each file's line as it happens."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from assistant.errors import AssistantError, ReadingError
from assistant.ingestion import FileDone, FileFailed, FileSkipped, FileStarted, FindingsRead, Indexed, IngestEvent
from assistant.reading.registry import known_suffixes
from assistant.settings import Settings
from assistant.ui.port import Service
from assistant.ui.report_view import found_of_declared, reports_table
from assistant.ui.uploads import safe_name, take_upload
from assistant.ui.words import Words

logger = logging.getLogger(__name__)

Step = tuple[str, str]
"""The progress, a line a file, and the table of the reports as it grows."""


class Intake:
    """What changes the loaded reports, told in HTML."""

    def __init__(self, service: Service, settings: Settings, w: Words) -> None:
        self._service, self._w = service, w
        self._folder = settings.data_dir / "uploads"
        self._max_bytes = settings.max_upload_mb * 2**20

    def table(self) -> str:
        """The loaded reports as they are now."""
        return reports_table(self._w, self._service.reports(), self._service.pending())

    def take(self, files: Sequence[str] | None) -> Iterator[Step]:
        """Take in what was dropped."""
        lines: dict[str, str] = {}
        paths = []
        for given in files or ():
            name = safe_name(Path(given).name)
            try:
                paths.append(self._copied(Path(given)))
                lines[name] = _line(name, "waits", self._w("reports.waits"))
            except ReadingError as error:
                lines[name] = _line(name, "failed", self._w.error(error))
        yield _progress(lines), self.table()
        if paths:
            yield from self._followed(lines, self._service.ingest(paths, index=False))

    def reread(self, sources: Sequence[str]) -> Iterator[Step]:
        """Read reports again from the text that is kept of them."""
        lines = {source: _line(source, "waits", self._w("reports.waits")) for source in sources}
        yield _progress(lines), self.table()
        yield from self._followed(lines, self._service.reread(sources))

    def _followed(self, lines: dict[str, str], events: Iterable[IngestEvent]) -> Iterator[Step]:
        done = failed = 0
        for event in events:
            lines.update([self._told(event)])
            self._tidy(event)
            done += isinstance(event, FileDone)
            failed += isinstance(event, FileFailed)
            # Of a file that is only begun, the table shows nothing new.
            yield _progress(lines), self.table()
        summary = self._w("reports.finished", done=done, failed=failed)
        yield _progress(lines, summary), self.table()
        for indexed in self._service.repair():
            busy = self._w("reports.indexing", done=indexed.index, total=indexed.total)
            yield _progress(lines, f"{summary}{busy}"), self.table()
        yield _progress(lines, summary), self.table()

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
            said = self._w("reports.not_deleted", reason=escape(self._w.error(error)))
            return f'<p class="notice failed" role="status">{said}</p>'
        if source == safe_name(source):
            (self._folder / source).unlink(missing_ok=True)
        logger.info("a report was deleted from the page")
        return f'<p class="notice" role="status">{self._w("reports.deleted", name=escape(source))}</p>'

    def _told(self, event: IngestEvent) -> tuple[str, str]:
        """What happened to a file, by its name."""
        w = self._w
        if isinstance(event, Indexed):
            return event.source, _line(event.source, "done", w("reports.searchable"))
        name = event.path.name
        if isinstance(event, FileStarted):
            return name, _line(name, "reads", w("reports.reads"))
        if isinstance(event, FindingsRead):
            return name, _line(name, "reads", w("reports.model_reads", done=event.done, total=event.total))
        if isinstance(event, FileFailed):
            return name, _line(name, "failed", w.error(event.error))
        if isinstance(event, FileSkipped):
            return name, _line(name, "skipped", w.error(event.error))
        said = w("reports.got", found=found_of_declared(w, event.findings, event.declared))
        said += w("reports.got_doubts", n=event.doubts) if event.doubts else ""
        return name, _line(name, "done", said + ("" if event.changed else w("reports.got_before")), raw=True)


def _line(name: str, state: str, said: str, *, raw: bool = False) -> str:
    return f'<li class="{state}"><b>{escape(name)}</b><span>{said if raw else escape(said)}</span></li>'


def _progress(lines: dict[str, str], summary: str = "") -> str:
    told = f'<p class="quiet">{summary}</p>' if summary else ""
    return f'<ul class="progress" role="status" aria-live="polite">{"".join(lines.values())}</ul>{told}'
