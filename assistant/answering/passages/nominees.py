"""Sentences that the search by meaning puts forward: for questions in other words or another language.

Nearness of meaning alone answers nothing. It says where to look; the typed value, or the words, must be there too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev
from typing import NamedTuple

from assistant.answering.passages.index import ReportIndex
from assistant.answering.passages.model import PassageSearch, SearchHit, Snippet


class Nominee(NamedTuple):
    """How near in meaning a unit is."""

    rank: int
    """By meaning, from 1."""
    standout: float
    """By how much it is nearer than the next five, in standard deviations of the next thirty: a question that the
    notice answers has one passage that stands out, any other has many that are equally far."""


Nominees = Mapping[tuple[str, int], Nominee]
"""By source and start of a unit."""

_DEPTH = 60
"""Hits asked for; those of the words alone are passed over."""
LAST = 5
"""Rank to which nearness counts."""
_NEXT, _AROUND = 5, 30


def nominees(
    search: PassageSearch | None,
    question: str,
    indexes: Sequence[ReportIndex],
    ordinals: Sequence[tuple[str, int]] | None = None,
) -> Nominees:
    """The units of these notices, or of these findings, nearest in meaning to the question; none without a search."""
    if search is None or not indexes or not question.strip():
        return {}
    by_source = {index.source: index for index in indexes}
    hits = search.search(question, _DEPTH, sources=sorted(by_source))
    placed = sorted((place, n) for n, hit in enumerate(hits) for ranker, place in hit.why if ranker == "dense")
    ranked = [hits[n] for _, n in placed]
    inside = [hit for hit in ranked if not ordinals or (hit.source, hit.finding) in ordinals]
    telling = [hit for hit in ranked if not _on_title(by_source[hit.source], hit)]
    found: dict[tuple[str, int], Nominee] = {}
    for rank, hit in enumerate(inside[:LAST], start=1):
        nominee = Nominee(rank, _standout(hit, telling))
        for unit in by_source[hit.source].units:
            if unit.start < hit.end and hit.start < unit.end:
                found.setdefault((hit.source, unit.start), nominee)
    return found


def _standout(hit: SearchHit, ranked: Sequence[SearchHit]) -> float:
    others = [each.closeness for each in ranked if each is not hit][:_AROUND]
    if len(others) <= _NEXT:
        return 0.0
    return (hit.closeness - fmean(others[:_NEXT])) / max(pstdev(others), 1e-6)


def _on_title(index: ReportIndex, hit: SearchHit) -> bool:
    """Whether a hit is a title: near to every question about its finding, and no rival to the words below it."""
    return any(unit.is_title and unit.start <= hit.start and hit.end <= unit.end for unit in index.units)


def nearness(nominee: Nominee | None) -> float:
    """What it adds to a unit's score that it is near in meaning."""
    return 0.3 / nominee.rank**0.5 if nominee is not None and nominee.rank <= LAST else 0.0


def located(hits: Sequence[SearchHit], index: ReportIndex) -> tuple[Snippet, ...]:
    """The stretches found in one notice as words to quote, in their order."""
    labels = {unit.finding: index.blocks[unit.block].label for unit in reversed(index.units)}
    return tuple(
        Snippet(
            index.source,
            index.hospital,
            hit.finding,
            labels.get(hit.finding, ""),
            hit.start,
            hit.end,
            index.text[hit.start : hit.end],
            1.0 / place,
        )
        for place, hit in enumerate(hits, start=1)
    )
