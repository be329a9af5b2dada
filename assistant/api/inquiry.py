"""The questions that other programs put to the core: thin, typed, and bounded whatever the corpus holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Protocol, TypeVar

from pydantic import BaseModel

from assistant.answering.answer import Answer
from assistant.answering.table_file import table_file
from assistant.api import items as made
from assistant.api import model
from assistant.audit import AuditItem
from assistant.comparison.due import DueItem, DueList
from assistant.comparison.engine import named_reports
from assistant.comparison.model import Comparison
from assistant.records.query import FindingQuery, FindingRow, Matter, ReportRow
from assistant.schema import STATUSES, Status
from assistant.search_index import FoundWords

Row = TypeVar("Row")
Made = TypeVar("Made", bound=BaseModel)


class Core(Protocol):
    """The part of `assistant.core.Assistant` that is asked; safe to call from several threads."""

    def reports(self) -> list[ReportRow]:
        """What is loaded."""
        ...

    def findings(self, query: FindingQuery | None = None) -> list[FindingRow]:
        """The findings that meet the query."""
        ...

    def tally(self, query: FindingQuery | None = None) -> dict[str, dict[Status, int]]:
        """How many they are, by source and status."""
        ...

    def text(self, source: str) -> str:
        """The text that offsets count in."""
        ...

    def search(self, query: str, limit: int, sources: Collection[str] | None = None) -> Sequence[FoundWords]:
        """The nearest stretches, best first."""
        ...

    def pending(self) -> set[str] | None:
        """What cannot be searched yet."""
        ...

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer."""
        ...

    def listed(self, answer: Answer) -> Answer:
        """An answer with every record that it counts listed."""
        ...

    def compare(self, topic: str | None = None, hospitals: Collection[str] = ()) -> Comparison:
        """Hospitals on a theme."""
        ...

    def due(self, as_of: date | None = None, hospitals: Collection[str] = ()) -> DueList:
        """Commitments on a day."""
        ...

    def audit(self, hospitals: Collection[str] = ()) -> list[AuditItem]:
        """Contradictions."""
        ...


class Inquiry:
    """Each question as one function from a filter to a page. Errors are those of the core."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def reports(self, wanted: model.Paged) -> model.ReportPage:
        """What is loaded."""
        rows = self._core.reports()
        items, following = _page(rows, wanted.offset, wanted.limit, made.report_item)
        return model.ReportPage(total=len(rows), next_offset=following, items=items)

    def findings(self, wanted: model.FindingFilter) -> model.FindingPage:
        """The findings that meet the filter, and how many they are by status. Raises UnknownReportError."""
        query = self._query(wanted)
        tally = self._core.tally(query)
        total = sum(sum(counted.values()) for counted in tally.values())
        items, _ = _page(self._core.findings(query), wanted.offset, wanted.limit, made.finding_item)
        following = wanted.offset + len(items)
        counts: dict[Status, int] = {status: sum(each.get(status, 0) for each in tally.values()) for status in STATUSES}
        return model.FindingPage(
            total=total,
            next_offset=following if following < total else None,
            items=items,
            by_status={status: count for status, count in counts.items() if count},
            hospitals=len({row.fields.hospital for row in self._core.reports() if row.source in tally}),
        )

    def passages(self, wanted: model.PassageFilter) -> model.PassageList:
        """The stretches of the notices that are nearest to what is sought. Raises UnknownReportError."""
        rows = {row.source: row for row in self._named(wanted.hospital)}
        found = self._core.search(wanted.query, wanted.limit, list(rows) if wanted.hospital else None)
        hits = [hit for hit in found if hit.source in rows]
        keys = tuple((hit.source, hit.finding) for hit in hits if hit.finding is not None)
        findings = {(row.source, row.finding.ordinal): row for row in self._core.findings(FindingQuery(ordinals=keys))}

        def passage(hit: FoundWords) -> model.PassageItem:
            finding = findings.get((hit.source, hit.finding or 0))
            return made.passage_item(rows[hit.source], finding, hit, self._core.text(hit.source))

        items, _ = _page(hits, 0, wanted.limit, passage)
        return model.PassageList(items=items, not_indexed=len((self._core.pending() or set()) & rows.keys()))

    def compare(self, wanted: model.CompareFilter) -> model.ComparisonPage:
        """Hospitals on a theme: none is dropped, silence is named. Raises UnknownReportError."""
        comparison = self._core.compare(wanted.theme, wanted.hospital)
        cited = [made.cited_words(citation) for citation in comparison.citations]
        pairs = [(section, item) for section in comparison.sections for item in section.items]
        items, following = _page(pairs, wanted.offset, wanted.limit, lambda pair: made.compared_finding(*pair, cited))
        return model.ComparisonPage(
            total=len(pairs),
            next_offset=following,
            items=items,
            theme=comparison.theme,
            topics=comparison.topics,
            hospitals=tuple(made.compared_hospital(section) for section in comparison.sections[: model.MAX_ITEMS]),
            hospitals_total=len(comparison.sections),
            common=tuple(made.shared_approach(each, cited) for each in comparison.common),
            only=tuple(made.shared_approach(each, cited) for each in comparison.only),
        )

    def due(self, wanted: model.DueFilter) -> model.DuePage:
        """Commitments as they stand on a day, overdue first. Raises UnknownReportError."""
        listed = self._core.due(wanted.as_of, wanted.hospital)
        states: list[tuple[model.DueState, tuple[DueItem, ...]]] = [
            ("overdue", listed.overdue), ("ahead", listed.ahead),
            ("undated", listed.undated), ("closed", listed.closed),
        ]  # fmt: skip
        chosen = [(state, item) for state, found in states if state in (wanted.state or (state,)) for item in found]
        items, following = _page(chosen, wanted.offset, wanted.limit, lambda pair: made.due_item(*pair))
        return model.DuePage(
            total=len(chosen),
            next_offset=following,
            items=items,
            as_of=listed.as_of,
            counts={state: len(found) for state, found in states},
        )

    def audit(self, wanted: model.AuditFilter) -> model.AuditPage:
        """Contradictions inside notices. Raises UnknownReportError."""
        found = [
            each
            for each in self._core.audit(wanted.hospital)
            if not wanted.severity or each.severity in wanted.severity
        ]
        items, following = _page(found, wanted.offset, wanted.limit, made.audit_entry)
        return model.AuditPage(total=len(found), next_offset=following, items=items)

    def ask(self, asked: model.AskRequest) -> model.Reply:
        """The answer to a question. Raises QuestionError."""
        answer = self._core.ask(asked.question, asked.history)
        given, _ = _page(answer.citations, 0, model.MAX_CITATIONS, made.cited_words)
        return model.Reply(
            answer=answer.answer,
            abstained=answer.abstained,
            citations=given,
            citations_total=len(answer.citations),
            left=answer.left,
            plan=answer.plan,
            llm=answer.llm,
            seconds=round(answer.seconds, 4),
        )

    def table(self, asked: model.TableRequest) -> bytes:
        """The answer's table as a file, every record that it counts with its sources. Raises QuestionError."""
        answer = self._core.listed(self._core.ask(asked.question, asked.history))
        return table_file(answer, asked.format)

    def _named(self, hospitals: Collection[str]) -> list[ReportRow]:
        return named_reports(self._core.reports(), hospitals)

    def _query(self, wanted: model.FindingFilter) -> FindingQuery:
        return FindingQuery(
            sources=tuple(row.source for row in self._named(wanted.hospital)) if wanted.hospital else None,
            topics=wanted.topic,
            statuses=wanted.status,
            due_from=wanted.due_from.isoformat() if wanted.due_from else None,
            due_to=wanted.due_to.isoformat() if wanted.due_to else None,
            with_commitments="commitments" in wanted.holding,
            with_accountability="accountability" in wanted.holding,
            with_amounts="amounts" in wanted.holding,
            with_rules="rules" in wanted.holding,
            about=Matter(title_words=(wanted.words,)) if wanted.words else None,
            limit=wanted.offset + wanted.limit,
        )


def _page(
    rows: Sequence[Row], offset: int, limit: int, item: Callable[[Row], Made]
) -> tuple[tuple[Made, ...], int | None]:
    """At most `limit` items from `offset` on, as many as a page may have characters, and where the next page begins."""
    page: list[Made] = []
    size = 0
    for row in rows[offset : offset + limit]:
        each = item(row)
        size += len(each.model_dump_json())
        if page and size > model.MAX_CHARACTERS:
            break
        page.append(each)
    following = offset + len(page)
    return tuple(page), following if following < len(rows) else None
