"""What answering needs of its surroundings, as ports: the records, and the finder of sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.answering.passages.model import Nearby, Snippet, SnippetAnswer
from assistant.records.query import FindingQuery, FindingRow, Ranked, ReportRow, ValueKind, ValueTotal
from assistant.schema import Report, Status


class Records(Protocol):
    """The typed queries answering runs over the stored reports."""

    def reports(self) -> list[ReportRow]:
        """Every report, without its findings."""
        ...

    def findings(self, query: FindingQuery) -> list[FindingRow]:
        """The findings a query selects."""
        ...

    def tally(self, query: FindingQuery) -> dict[str, dict[Status, int]]:
        """How many findings meet a query, by source and status."""
        ...

    def value_totals(self, kind: ValueKind, query: FindingQuery) -> list[ValueTotal]:
        """What the findings that meet a query hold of one kind, by source."""
        ...

    def leading(
        self, query: FindingQuery, by: Ranked, limit: int, holding: ValueKind | None = None
    ) -> list[FindingRow]:
        """The first findings that meet a query, in the order asked for."""
        ...

    def report(self, source: str) -> Report:
        """One report, whole."""
        ...

    def text(self, source: str) -> str:
        """The text the offsets of a report count in."""
        ...


class Passages(Protocol):
    """The finder of sentences: facts inside the prose."""

    def answer_snippets(
        self, question: str, sources: Sequence[str], ordinals: Sequence[tuple[str, int]] | None = None
    ) -> SnippetAnswer:
        """The sentences of `sources` that answer `question`, within the given findings if any are given."""
        ...

    def near(
        self, words: str, sources: Sequence[str], k: int = 4, ordinals: Sequence[tuple[str, int]] | None = None
    ) -> Sequence[Nearby]:
        """The `k` sentences that speak most of what `words` say, by words and by meaning, best first."""
        ...

    def mentions(self, theme: str, sources: Sequence[str]) -> Mapping[str, Sequence[Snippet]]:
        """Everything each source says of a theme, complete, in document order."""
        ...

    def holding(self, question: str, sources: Sequence[str], enough: float = 0.6) -> Mapping[str, Sequence[Snippet]]:
        """Every passage of each source with at least `enough` of what a question speaks of, in document order."""
        ...

    def beyond(self, question: str, theme: str, sources: Sequence[str]) -> bool:
        """Whether the first part of a question speaks of something of weight that its theme leaves out."""
        ...

    def titled(self, question: str, sources: Sequence[str]) -> Mapping[tuple[str, int], float]:
        """By (source, ordinal): the share of what a question speaks of that a finding's title holds."""
        ...

    def speaking(self, theme: str, sources: Sequence[str]) -> Sequence[str]:
        """Those of the sources that speak of a theme: in one place, with all its words."""
        ...

    def lagging(self) -> int:
        """How many notices can be found by their words and not yet by meaning."""
        ...

    def best_finding(self, question: str, sources: Sequence[str]) -> Sequence[tuple[str, int, float]]:
        """(source, ordinal, score) of the findings a question is about, best first."""
        ...

    def nearest(self, question: str, source: str, *, by_meaning: bool = False) -> Sequence[Snippet]:
        """The stretches of one report nearest to a question, whatever they say: by meaning and words, or by meaning
        alone.
        """
        ...

    def agreed_finding(self, question: str, sources: Sequence[str], *, within: int = 1) -> tuple[str, int] | None:
        """The finding that the retriever holds meant, if both its rankers have it among their first `within`."""
        ...
