"""The findings and parts of a notice with their figures, kept ready in memory: scanning takes longer than answering."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

from assistant.answering.figures.meaning import Place
from assistant.answering.figures.scan import figures_of
from assistant.schema import Report
from assistant.text.flat import fold

_KEPT = 400
"""Notices kept ready."""


class _Shelf:
    """Places by notice, the longest unused given up first; questions may come from several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, int], tuple[Place, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str, int], make: Callable[[], Sequence[Place]]) -> tuple[Place, ...]:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        made = tuple(make())
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made


_SHELF = _Shelf()


def places_of(source: str, sha256: str, text: str, report: Callable[[], Report]) -> tuple[Place, ...]:
    """The places of a notice whose file has the hash `sha256`; `report` loads it where it is not ready."""
    return _SHELF.get((source, sha256, hash(text)), lambda: _places(report(), text))


def _places(report: Report, text: str) -> list[Place]:
    out = []
    for finding in report.findings:
        figures = tuple(f for start, end in finding.spans for f in figures_of(text, start, end))
        said = "".join(fold(text[start:end]) for start, end in finding.spans)
        out.append(Place(finding.ordinal, fold(finding.title), figures, said))
    owned = [span for finding in report.findings for span in finding.spans]
    for passage in report.passages:
        start, end = passage.evidence.start, passage.evidence.end
        figures = tuple(f for f in figures_of(text, start, end) if not any(a <= f.start < b for a, b in owned))
        out.append(Place(None, fold(passage.heading), figures, fold(text[start:end])))
    return out
