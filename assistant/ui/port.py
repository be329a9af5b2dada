"""What the page needs of the core: the part of `assistant.core.Assistant` that it calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from assistant.answering.answer import Answer, AnswerEvent
from assistant.answering.changing import Asked, PlanChange
from assistant.ingestion import Indexed, IngestEvent
from assistant.reading.document import Document
from assistant.records.query import FindingQuery, FindingRow, ReportRow
from assistant.reporting import Reporting
from assistant.schema import Report
from assistant.settings import ExtractorChoice


class Service(Protocol):
    """The core as the page sees it; safe to call from several threads."""

    def reports(self) -> list[ReportRow]:
        """What is loaded."""
        ...

    def report(self, source: str) -> Report:
        """A report with its findings. Raises `UnknownReportError`."""
        ...

    def findings(self, query: FindingQuery | None = None) -> list[FindingRow]:
        """The findings that meet the query, by source and ordinal."""
        ...

    def document(self, source: str) -> Document:
        """The text of a report. Raises `UnknownReportError`."""
        ...

    def ask(self, question: str) -> Answer:
        """The whole answer to a question that stands alone."""
        ...

    def stream(
        self, question: str, history: Sequence[str | Asked] = (), *, change: PlanChange | None = None
    ) -> Iterator[AnswerEvent]:
        """Answer a question; `history` holds the earlier questions of the conversation, oldest first, `change` what
        the reader set in place of how this one was understood.
        """
        ...

    def listed(self, answer: Answer) -> Answer:
        """The same answer with every record that it counts listed."""
        ...

    def ingest(
        self, paths: Iterable[Path | str], extractor: ExtractorChoice = "auto", *, index: bool = True
    ) -> Iterator[IngestEvent]:
        """Take in files, telling of each; the failure of one is an event."""
        ...

    def reread(self, sources: Sequence[str]) -> Iterator[IngestEvent]:
        """Read reports anew from the text that is kept of them."""
        ...

    def pending(self) -> set[str] | None:
        """The reports that cannot be searched by meaning yet; None where that is not known."""
        ...

    def repair(self) -> Iterator[Indexed]:
        """Bring the search index in line with the records, telling of each report."""
        ...

    @property
    def reporting(self) -> Reporting:
        """What makes documents of the records."""
        ...

    def delete(self, source: str) -> None:
        """Forget a report. Raises `UnknownReportError`."""
        ...
