"""Compares hospitals on a theme, over all their findings: nobody is dropped, and silence is named."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.evidence import CitationBook
from assistant.answering.hospitals import Gazetteer
from assistant.answering.passages.mentioning import theme_forms
from assistant.answering.passages.model import Nearest, Snippet
from assistant.comparison.approaches import approaches, practices
from assistant.comparison.facts import finding_facts, mention_facts, profile_facts
from assistant.comparison.model import Comparison, Item, Near, Section
from assistant.comparison.themes import Matches, Theme, match_records, match_words, nearest, read_theme
from assistant.errors import UnknownReportError
from assistant.records import FindingQuery, FindingRow, ReportRow
from assistant.text.flat import fold

_WORDS_UP_TO = 1000
"""Notices whose whole text is looked through for a theme in words."""
_CODE_WORDS_UP_TO = 50
"""The same for the words of a field of work: the records say nearly all, and reading every text takes long."""


class Records(Protocol):
    """The typed queries a comparison runs."""

    def reports(self) -> list[ReportRow]:
        """Every report, without its findings."""
        ...

    def findings(self, query: FindingQuery | None = None) -> list[FindingRow]:
        """The findings a query selects."""
        ...

    def text(self, source: str) -> str:
        """The text of a report."""
        ...


class Mentions(Protocol):
    """The finder of sentences."""

    def mentions(self, theme: str, sources: Sequence[str]) -> Mapping[str, Sequence[Snippet]]:
        """Everything each source says of a theme, complete, in document order."""
        ...


@dataclass(frozen=True)
class Comparer:
    """Makes comparisons. `search` is None where nothing was indexed: then words and records decide alone."""

    records: Records
    passages: Mentions
    search: Nearest | None = None

    def compare(self, topic: str | None = None, hospitals: Collection[str] = ()) -> Comparison:
        """The hospitals (all, where none is named) on a topic code, a topic's name, any words, or everything.

        Raises UnknownReportError for a hospital of which no notice is stored.
        """
        theme = read_theme(topic)
        reports = named_reports(self.records.reports(), hospitals)
        sources = [row.source for row in reports]
        rows = self._rows(theme, sources)
        matches = self._matches(theme, rows, sources)
        book = CitationBook()
        by_source: dict[str, list[FindingRow]] = {}
        for row in rows:
            by_source.setdefault(row.source, []).append(row)
        sections = tuple(
            _section(book, theme, row, by_source.get(row.source, []), matches[row.source]) for row in reports
        )
        common, only = approaches(sections, _written(rows, matches))
        return Comparison(
            theme=theme.words,
            topics=theme.topics,
            sections=sections,
            common=common,
            only=only,
            practices=practices(sections),
            citations=book.citations,
        )

    def _holding(self, words: str, sources: Sequence[str]) -> list[str]:
        """The sources whose text holds every word of a theme in some form: cutting the others up would be in vain."""
        groups = theme_forms(words)
        found = []
        for source in sources:
            text = fold(self.records.text(source)).lower()
            if all(any(form in text for form in group) for group in groups):
                found.append(source)
        return found

    def _rows(self, theme: Theme, sources: Sequence[str]) -> list[FindingRow]:
        """The findings that can belong to the theme: by code the database picks them, by words all are looked at."""
        by_code = theme.by_code and not _read_texts(theme, sources)
        return self.records.findings(FindingQuery(sources=tuple(sources), topics=theme.topics if by_code else ()))

    def _matches(self, theme: Theme, rows: Sequence[FindingRow], sources: Sequence[str]) -> dict[str, Matches]:
        found = {source: Matches() for source in sources}
        for row in rows:
            match = match_records(theme, row)
            if match is not None:
                found[row.source].findings[row.finding.ordinal] = match
        if not _read_texts(theme, sources):
            return found
        sought = theme.sought if len(sources) <= _CODE_WORDS_UP_TO else (theme.words,)
        for words in sought:
            for source, snippets in self.passages.mentions(words, self._holding(words, sources)).items():
                match_words(snippets, words, found[source])
        if self.search is not None and not theme.by_code:
            for source, ordinal, reason in nearest(theme, self.search, sources):
                if ordinal not in found[source].findings:
                    found[source].near[ordinal] = reason
        return found


def _written(rows: Sequence[FindingRow], matches: Mapping[str, Matches]) -> dict[str, str]:
    """All that each hospital wrote in its findings on the theme."""
    words: dict[str, list[str]] = {}
    for row in rows:
        if row.finding.ordinal in matches[row.source].findings:
            words.setdefault(row.hospital, []).extend(measure.evidence.quote for measure in row.finding.measures)
    return {hospital: "".join("".join(said).split()) for hospital, said in words.items()}


def _read_texts(theme: Theme, sources: Sequence[str]) -> bool:
    """Whether the notices' whole texts are searched, beside the records."""
    return not theme.is_everything and len(sources) <= (_CODE_WORDS_UP_TO if theme.by_code else _WORDS_UP_TO)


def named_reports(rows: Sequence[ReportRow], hospitals: Collection[str]) -> list[ReportRow]:
    """The reports of these hospitals in the order named, by full name or any short form; all of them without names."""
    if not hospitals:
        return list(rows)
    gazetteer = Gazetteer.of(rows)
    chosen: list[ReportRow] = []
    for name in hospitals:
        meant = {hospital for mention in gazetteer.find(name) for hospital in mention.hospitals}
        exact = [row for row in rows if row.fields.hospital == name]
        found = exact or [row for row in rows if row.fields.hospital in meant]
        if not found:
            raise UnknownReportError(
                f"no report of {name!r} is stored: `assistant ingest` takes it in",
                message_zh=f"没有“{name}”的通报，请先导入。",
            )
        chosen += [row for row in found if row not in chosen]
    return chosen


def _section(
    book: CitationBook, theme: Theme, report: ReportRow, rows: Sequence[FindingRow], matches: Matches
) -> Section:
    """One notice: in comparing everything with what it says of itself."""
    profile = profile_facts(book, report) if theme.is_everything else ()
    items = tuple(_item(book, row, matches) for row in rows if row.finding.ordinal in matches.findings)
    return Section(
        hospital=report.fields.hospital,
        source=report.source,
        feedback_date=report.fields.feedback_date,
        discloses_status=report.discloses_status,
        profile=(*profile, *mention_facts(book, matches.outside)),
        items=items,
        near=tuple(
            _near(book, row, matches.near[row.finding.ordinal]) for row in rows if row.finding.ordinal in matches.near
        ),
    )


def _item(book: CitationBook, row: FindingRow, matches: Matches) -> Item:
    finding, match = row.finding, matches.findings[row.finding.ordinal]
    return Item(
        ordinal=finding.ordinal,
        label=finding.label,
        title=finding.title,
        status=finding.status,
        topics=finding.topics,
        reason=match.reason,
        whole=match.whole,
        facts=finding_facts(book, row, match),
    )


def _near(book: CitationBook, row: FindingRow, reason: str) -> Near:
    marks = book.numbers(book.finding(row, row.finding.title_evidence))
    return Near(ordinal=row.finding.ordinal, title=row.finding.title, reason=reason, citations=marks)
