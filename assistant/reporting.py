"""What is made of the records for readers: comparisons, briefs, deadlines, audits, and documents of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.passages import PassageFinder
from assistant.answering.passages.model import Nearest, SearchHit
from assistant.answering.prose import LeadWriter
from assistant.audit import KIND_ZH, AuditItem, audit_report
from assistant.audit.composing import audit_paper
from assistant.comparison.brief import brief_paper
from assistant.comparison.calendar import calendar
from assistant.comparison.composing import comparison_paper
from assistant.comparison.due import DueList, due_list
from assistant.comparison.due_paper import due_paper
from assistant.comparison.engine import Comparer, named_reports
from assistant.comparison.model import Comparison
from assistant.comparison.writing import summary_written
from assistant.export import Paper, with_places
from assistant.records import FindingQuery, RecordStore, ReportRow


@dataclass(frozen=True)
class LazySearch:
    """A search that is opened at its first use: comparing by topic code needs none."""

    open: Callable[[], Nearest]

    def search(self, query: str, k: int, sources: Sequence[str] | None = None) -> Sequence[SearchHit]:
        """The `k` nearest stretches, best first."""
        return self.open().search(query, k, sources)


class Reporting:
    """Makes documents out of stored reports."""

    def __init__(
        self,
        store: RecordStore,
        search: Callable[[], Nearest] | None = None,
        writer: Callable[[], LeadWriter | None] = lambda: None,
    ) -> None:
        """`writer` opens what writes a comparison's paragraph; it is asked only for papers that want one."""
        self._store = store
        self._writer = writer
        self._comparer = Comparer(store, PassageFinder(store), LazySearch(search) if search else None)

    def compare(self, topic: str | None = None, hospitals: Collection[str] = ()) -> Comparison:
        """See `Comparer.compare`."""
        return self._comparer.compare(topic, hospitals)

    def comparison_paper(self, comparison: Comparison, *, written: bool = False) -> Paper:
        """The comparison as a document, its sources with their pages; with what the model writes, where `written`."""
        writer = self._writer() if written else None
        paragraph = summary_written(comparison, writer, self._store.text) if writer else None
        return with_places(comparison_paper(comparison, paragraph), self._store.document)

    def due(self, as_of: date, hospitals: Collection[str] = ()) -> DueList:
        """The commitments of these hospitals (all, where none is named) as they stand on a day."""
        sources = tuple(row.source for row in named_reports(self._store.reports(), hospitals))
        rows = self._store.findings(FindingQuery(sources=sources, with_commitments=True))
        texts = {source: self._store.text(source) for source in dict.fromkeys(row.source for row in rows)}
        return due_list(rows, as_of, texts)

    def due_paper(self, listed: DueList) -> Paper:
        """The commitments as a document."""
        return with_places(due_paper(listed), self._store.document)

    def calendar(self, listed: DueList) -> bytes:
        """The commitments as a calendar file."""
        return calendar(listed)

    def audit(self, hospitals: Collection[str] = ()) -> Iterator[AuditItem]:
        """The contradictions inside each notice, notice by notice."""
        for row in named_reports(self._store.reports(), hospitals):
            yield from audit_report(self._store.report(row.source), self._store.text(row.source))

    def audit_paper(self, items: Sequence[AuditItem], hospitals: Collection[str] = ()) -> Paper:
        """The audit as a document."""
        paper = audit_paper(items, len(named_reports(self._store.reports(), hospitals)))
        return with_places(paper, self._store.document)

    def briefs(self, hospitals: Collection[str], as_of: date) -> Iterator[tuple[str, Paper]]:
        """The brief of each notice of these hospitals, with its source name."""
        for row in named_reports(self._store.reports(), hospitals):
            yield row.source, self._brief(row, as_of)

    def _brief(self, row: ReportRow, as_of: date) -> Paper:
        text = self._store.text(row.source)
        found = audit_report(self._store.report(row.source), text)
        alarms = _alarms([item for item in found if item.severity != "low"])
        rows = self._store.findings(FindingQuery(sources=(row.source,)))
        return with_places(brief_paper(row, rows, text, as_of, alarms), self._store.document)


def _alarms(items: Sequence[AuditItem]) -> list[str]:
    """What an audit found, one sentence a kind: how often, and the first."""
    counts = Counter(item.kind for item in items)
    first = {item.kind: item.why for item in reversed(items)}
    return [
        f"{KIND_ZH[kind]}{f'（{number}处）' if number > 1 else ''}：{first[kind]}" for kind, number in counts.items()
    ]
