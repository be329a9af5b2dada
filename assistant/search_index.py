"""The search index as the core sees it: derived from the records, and told apart by their versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from assistant.schema import Report


class SearchIndex(Protocol):
    """What finds words of the reports. Holds nothing that the records do not."""

    def versions(self) -> Mapping[str, str]:
        """By source, the version of each report it holds, as given to `upsert`; empty where it holds it in part."""
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
