"""Measures against persons in hospitals named together, where one of them has no such words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.passages.finder import PassageFinder
from assistant.answering.ports import Records


class Hit(NamedTuple):
    """A stretch that a search by meaning gives back."""

    source: str
    finding: int | None
    start: int
    end: int
    why: Sequence[tuple[str, int]] = (("dense", 1),)
    closeness: float = 0.6


class OneFinding:
    """A search that holds one finding of a notice nearest to everything."""

    def __init__(self, hit: Hit) -> None:
        self._hit = hit

    def search(self, query: str, k: int, sources: Sequence[str] | None = None) -> list[Hit]:
        return [self._hit] if sources is None or self._hit.source in sources else []

    def holding(self, groups: Sequence[Sequence[str]]) -> list[str]:
        return []

    def held(self) -> list[str]:
        return []

    def lagging(self) -> int:
        return 0


@pytest.mark.parametrize(("finding", "told"), [(1, True), (2, False)])
def test_the_nearest_finding_with_measures_is_told(shelf: Records, finding: int, told: bool) -> None:
    row = next(f for f in shelf.report("b2_totals.txt").findings if f.ordinal == finding)
    start, end = row.spans[0]
    search = OneFinding(Hit("b2_totals.txt", finding, start, end))
    answerer = Answerer(shelf, passages=PassageFinder(shelf, search), today=lambda: date(2025, 1, 1))

    answer = answerer.ask("收受礼品的事，青屿和松淮处理人有什么不一样").answer

    assert "政务警告" in answer
    assert ("对3人进行诫勉谈话" in answer) is told
    assert ("松淮县人民医院没有用到这样的说法" in answer) is told
