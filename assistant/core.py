"""The assistant: the one object that faces talk to. Safe to share between threads.

The records are the truth; the search index is derived from them and rebuilt from them. Whatever is written goes in an
order that a crash can only leave the index lacking a report, never holding one that changed or is gone; `check` says
so and `repair` puts it right.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

from assistant.answering.answer import Answer, AnswerEvent
from assistant.answering.changing import Asked, PlanChange
from assistant.errors import QuoteError
from assistant.export import csv_tables, file_names, paper_bytes, report_json, write_folder, xlsx_tables
from assistant.ingestion import Indexed, IngestEvent, Ingestion, Reading, find_files
from assistant.reading.document import Document
from assistant.records import FindingQuery, FindingRow, RecordStore, ReportRow, version_of
from assistant.schema import Report, Status
from assistant.search_index import FoundWords, SearchIndex
from assistant.settings import ExtractorChoice, Settings

if TYPE_CHECKING:
    from assistant.answering.passages.model import PassageSearch
    from assistant.answering.prose import LeadWriter
    from assistant.audit import AuditItem
    from assistant.comparison.due import DueList
    from assistant.comparison.model import Comparison
    from assistant.reporting import Reporting

_WARMING = "平均住院日是多少天"
"""A question that takes the longest way, through the prose; its answer is thrown away."""


class Answers(Protocol):
    """What turns a question and the questions before it into an answer."""

    def ask(
        self,
        question: str,
        history: Sequence[str | Asked] = (),
        *,
        id: str | None = None,
        change: PlanChange | None = None,
    ) -> Answer:
        """The whole answer."""
        ...

    def stream(
        self,
        question: str,
        history: Sequence[str | Asked] = (),
        *,
        id: str | None = None,
        change: PlanChange | None = None,
    ) -> Iterator[AnswerEvent]:
        """The answer as it is made; the last event is `Done`."""
        ...

    def listed(self, answer: Answer) -> Answer:
        """The same answer with every record that it counts listed."""
        ...


@dataclass(frozen=True)
class Parts:
    """What an assistant is made of. The functions are called at first use: most commands need only some of them."""

    store: RecordStore
    index: Callable[[], SearchIndex]
    answers: Callable[[RecordStore], Answers]
    reading: Callable[[ExtractorChoice], Reading]
    stop: Callable[[], None] = lambda: None
    """Ends what runs beside the assistant: the embedded model."""
    search: Callable[[], PassageSearch] | None = None
    """The search by meaning, where there is one; comparisons do without."""
    writer: Callable[[], LeadWriter | None] = lambda: None
    """What writes the paragraph of a comparison, where a model is there."""


class Assistant:
    """Takes in notices, answers questions about them, hands the records out."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store = parts.store
        self._opening = threading.RLock()
        self._deriving = threading.RLock()
        # Held while the index takes in a report, which can take seconds: apart, so that answers need not wait.
        self._index: SearchIndex | None = None
        self._answers: Answers | None = None

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """An assistant over the databases that `settings` name; they are created or migrated where needed."""
        # Imported here: the composition knows every concrete part, and the core none of them.
        from assistant.composition import compose

        return cls(compose(settings))

    def close(self) -> None:
        """Let go of the databases."""
        with self._deriving, self._opening:
            if self._index is not None:
                self._index.close()
                self._index = None
            self._store.close()
            self._parts.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- taking in -----------------------------------------------------------------------------------------------

    def ingest(
        self, paths: Iterable[Path | str], extractor: ExtractorChoice = "auto", *, index: bool = True
    ) -> Iterator[IngestEvent]:
        """Take in files, and of folders everything readable inside; then bring the search index up to date.

        Idempotent: a file whose bytes and rules are unchanged is left alone. The failure of one file is an event, and
        the rest goes on. Without `index`, which is the slow part, answers find words but no paraphrases until `repair`.
        """
        reading = self._parts.reading(extractor)
        files = find_files([Path(path) for path in paths], reading.suffixes)
        try:
            yield from Ingestion(self._store, self._put, reading).run(files)
        finally:
            reading.close()
        if index:
            yield from self.repair()

    def reread(self, sources: Sequence[str], extractor: ExtractorChoice = "auto") -> Iterator[IngestEvent]:
        """Read reports anew from the text that is kept of them: after the rules or the model changed, or on doubt.

        Answers find words at once, and paraphrases again after `repair`. A report that is gone fails alone.
        """
        reading = self._parts.reading(extractor)
        try:
            yield from Ingestion(self._store, self._put, reading).again(list(sources))
        finally:
            reading.close()

    def pending(self) -> set[str] | None:
        """The reports that the search index does not hold as they are now; None while it is not open, which takes
        seconds and is not for this to do.
        """
        if self._index is None:
            return None
        held = self._index.marked()
        return {source for source, version in self._store.versions().items() if held.get(source) != version}

    def delete(self, source: str) -> None:
        """Forget a report. Raises UnknownReportError where there is none of that name."""
        self._store.report_row(source)
        with self._deriving:
            self._opened_index().delete(source)
            self._store.delete(source)

    def check(self) -> list[str]:
        """What does not agree, a sentence each: records with their texts, the index with the records."""
        versions = self._store.versions()
        return [*self._false_quotes(versions), *self._opened_index().check(versions)]

    def _false_quotes(self, sources: Iterable[str]) -> Iterator[str]:
        # Imported here: only this check looks at values again once they are stored.
        from assistant.extraction.gate import check_report

        for source in sources:
            try:
                check_report(self._store.report(source), self._store.text(source))
            except QuoteError as error:
                yield str(error)

    def repair(self) -> Iterator[Indexed]:
        """Bring the search index in line with the records, report by report where they differ."""
        index = self._opened_index()
        stored, held = self._store.versions(), index.versions()
        for source in sorted(held.keys() - stored.keys()):
            index.delete(source)
        missing = [source for source, version in stored.items() if held.get(source) != version]
        for position, source in enumerate(missing, 1):
            with self._deriving:
                index.upsert(self._store.report(source), self._store.text(source), stored[source])
            yield Indexed(source, position, len(missing))

    def rebuild(self) -> None:
        """Make the search index anew from the records, whatever state it is in."""
        with self._deriving:
            versions = self._store.versions()
            self._opened_index().rebuild(
                (self._store.report(source), self._store.text(source), version) for source, version in versions.items()
            )

    def _put(self, report: Report, document: Document, version: str) -> None:
        """Store a report; what is derived from the one before goes first, and its words can be found at once."""
        with self._deriving:
            index = self._opened_index()
            index.forget_words(report.source)
            self._store.save(report, document, version)
            index.note(report, document.text, version_of(report, version))

    def _opened_index(self) -> SearchIndex:
        with self._opening:
            if self._index is None:
                self._index = self._parts.index()
            return self._index

    # --- answering -----------------------------------------------------------------------------------------------

    def ask(
        self,
        question: str,
        history: Sequence[str | Asked] = (),
        *,
        id: str | None = None,
        change: PlanChange | None = None,
    ) -> Answer:
        """The answer to `question`; `history` holds the questions asked before it, oldest first.

        `change` is what the reader set in place of how the question was understood.
        """
        answers = self._opened_answers()
        started = time.perf_counter()
        answer = answers.ask(question, history, id=id, change=change)
        return answer.model_copy(update={"seconds": time.perf_counter() - started})

    def stream(
        self,
        question: str,
        history: Sequence[str | Asked] = (),
        *,
        id: str | None = None,
        change: PlanChange | None = None,
    ) -> Iterator[AnswerEvent]:
        """The answer as it is made; the last event is `Done`."""
        return self._opened_answers().stream(question, history, id=id, change=change)

    def listed(self, answer: Answer) -> Answer:
        """`answer` with every record that it counts in its table, each cited: for a file.

        Over very many notices an answer lists the first records and says how many are left; see `Answer.left`.
        """
        return self._opened_answers().listed(answer)

    def warm(self) -> None:
        """Load what the first answers would otherwise wait for: word lists, the index, the embedder."""
        self._opened_answers().ask(_WARMING)

    def _opened_answers(self) -> Answers:
        with self._opening:
            if self._answers is None:
                self._answers = self._parts.answers(self._store)
            return self._answers

    # --- overviews -----------------------------------------------------------------------------------------------

    @cached_property
    def reporting(self) -> Reporting:
        """What makes documents of the records: comparisons, briefs, deadlines, audits."""
        # Imported here: most commands make no documents.
        from assistant.reporting import Reporting

        return Reporting(self._store, self._parts.search, self._parts.writer)

    def compare(self, topic: str | None = None, hospitals: Collection[str] = ()) -> Comparison:
        """Hospitals (all, where none is named) on a topic code, any words, or everything; none is dropped.

        Raises UnknownReportError for a hospital of which no notice is stored.
        """
        return self.reporting.compare(topic, hospitals)

    def due(self, as_of: date | None = None, hospitals: Collection[str] = ()) -> DueList:
        """Commitments by deadline as they stand on `as_of` (None: today)."""
        return self.reporting.due(as_of or today(), hospitals)

    def audit(self, hospitals: Collection[str] = ()) -> list[AuditItem]:
        """The contradictions inside each notice."""
        return list(self.reporting.audit(hospitals))

    # --- handing out ---------------------------------------------------------------------------------------------

    def reports(self) -> list[ReportRow]:
        """All reports, by source."""
        return self._store.reports()

    def report(self, source: str) -> Report:
        """The report of that name. Raises UnknownReportError where there is none."""
        return self._store.report(source)

    def findings(self, query: FindingQuery | None = None) -> list[FindingRow]:
        """The findings that meet `query`, by source and ordinal."""
        return self._store.findings(query)

    def tally(self, query: FindingQuery | None = None) -> dict[str, dict[Status, int]]:
        """How many findings meet `query`, by source and status, without reading them."""
        return self._store.tally(query)

    def search(self, query: str, limit: int, sources: Collection[str] | None = None) -> Sequence[FoundWords]:
        """The stretches of the notices nearest to `query` by meaning and by words, best first; see `pending`."""
        return self._opened_index().search(query, limit, sources)

    def document(self, source: str) -> Document:
        """The file of that name as its reader gave it, with the places of the original."""
        return self._store.document(source)

    def text(self, source: str) -> str:
        """The text that the offsets of that report count in."""
        return self._store.text(source)

    def export_json(self, folder: Path) -> list[Path]:
        """One JSON a report and nothing else in `folder`; the files written."""
        names = file_names(self._store.sources(), ".json")
        return write_folder(
            folder,
            names.values(),
            ((name, _json_bytes(report_json(self._store.report(source)))) for source, name in names.items()),
        )

    def export_text(self, folder: Path) -> list[Path]:
        """The text of each report, character for character what offsets count in; the files written."""
        names = file_names(self._store.sources(), ".txt")
        return write_folder(
            folder, names.values(), ((name, self._store.text(source).encode()) for source, name in names.items())
        )

    def export_csv(self, folder: Path) -> list[Path]:
        """Tables of the findings and of what they hold; the files written."""
        tables = csv_tables(self._store.findings())
        return write_folder(folder, tables, tables.items())

    def export_xlsx(self, folder: Path) -> list[Path]:
        """The same tables as the sheets of one workbook; the files written."""
        tables = xlsx_tables(self._store.findings())
        return write_folder(folder, tables, tables.items())

    def export_docx(self, folder: Path) -> list[Path]:
        """A brief of each report as a Word document; the files written."""
        names = file_names(self._store.sources(), ".docx")
        briefs = ((names[source], paper_bytes(paper, "docx")) for source, paper in self.reporting.briefs((), today()))
        return write_folder(folder, names.values(), briefs)


def today() -> date:
    """The day of judgement where none is given, by the clock of this machine."""
    return datetime.now().astimezone().date()


def _json_bytes(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
