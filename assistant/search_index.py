"""The search index as the core sees it: derived from the records, and told apart by their versions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from assistant.schema import Report


class FoundWords(Protocol):
    """A stretch of a notice that was found, half-open in code points."""

    @property
    def source(self) -> str:
        """The report's source name."""

    @property
    def finding(self) -> int | None:
        """Ordinal of the finding it stands in; None outside findings."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def score(self) -> float:
        """Comparable within one search only."""


class SearchIndex(Protocol):
    """What finds words of the reports. Holds nothing that the records do not."""

    def versions(self) -> Mapping[str, str]:
        """By source, the version of each report it holds, as given to `upsert`; empty where it holds it in part."""
        ...

    def marked(self) -> Mapping[str, str]:
        """The same by its own book-keeping, which is quick: vectors that were lost since are not noticed."""
        ...

    def search(self, query: str, k: int, sources: Collection[str] | None = None) -> Sequence[FoundWords]:
        """The `k` stretches nearest to `query`, best first, within `sources` (None: within all)."""
        ...

    def note(self, report: Report, text: str, version: str) -> None:
        """Hold the words of `report`, which is quick, in the place of whatever is held under its source name."""
        ...

    def forget_words(self, source: str) -> None:
        """Find a report no more, which is quick; what else is held of it goes with `upsert` or `delete`."""
        ...

    def upsert(self, report: Report, text: str, version: str) -> None:
        """Hold `report` in the place of whatever is held under its source name; its offsets count in `text`."""
        ...

    def delete(self, source: str) -> None:
        """Forget a report; nothing happens where it is not held."""
        ...

    def check(self, expected: Mapping[str, str]) -> list[str]:
        """What does not agree with the records, whose versions by source are `expected`; empty if all is well."""
        ...

    def rebuild(self, reports: Iterable[tuple[Report, str, str]]) -> None:
        """Throw everything away and hold `reports` instead, each with its text and version."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
