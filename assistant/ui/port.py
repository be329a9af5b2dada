"""What the page needs of the core: the part of `assistant.core.Assistant` that it calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.answering.answer import AnswerEvent
from assistant.reading.document import Document
from assistant.records.query import ReportRow


class Service(Protocol):
    """The core as the page sees it; safe to call from several threads."""

    def reports(self) -> list[ReportRow]:
        """What is loaded."""
        ...

    def document(self, source: str) -> Document:
        """The text of a report. Raises `UnknownReportError`."""
        ...

    def stream(self, question: str, history: Sequence[str] = ()) -> Iterator[AnswerEvent]:
        """Answer a question; `history` holds the earlier questions of the conversation, oldest first."""
        ...
