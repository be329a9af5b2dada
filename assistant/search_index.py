"""The search index as the core sees it: derived from the records, and told apart by their versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from assistant.schema import Report


class SearchIndex(Protocol):
    """What finds words of the reports by meaning. Holds nothing that the records do not."""

    def versions(self) -> Mapping[str, str]:
        """By source, the version of each report it holds, as given to `upsert`."""
        ...

    def upsert(self, report: Report, text: str, version: str) -> None:
        """Hold `report` in the place of whatever is held under its source name; its offsets count in `text`."""
        ...

    def delete(self, source: str) -> None:
        """Forget a report; nothing happens where it is not held."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
