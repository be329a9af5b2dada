"""Sentences that the search by meaning puts forward: for questions in other words or another language.

Nearness of meaning alone answers nothing. It says where to look; the typed value, or the words, must be there too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.passages.index import ReportIndex
from assistant.answering.passages.model import PassageSearch, SearchHit, Snippet

Nominees = Mapping[tuple[str, int], int]
"""By source and start of a unit: its rank by meaning, from 1."""

_DEPTH = 12
"""Hits asked for; those of the words alone are passed over."""
_DEPTH_WITHIN = 60
"""The same where only those of some findings count."""
LAST = 5
"""Rank to which nearness counts."""


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
    hits = search.search(question, _DEPTH_WITHIN if ordinals else _DEPTH, sources=sorted(by_source))
    ranked = sorted((place, n) for n, hit in enumerate(hits) for ranker, place in hit.why if ranker == "dense")
    inside = [hits[n] for _, n in ranked if not ordinals or (hits[n].source, hits[n].finding) in ordinals]
    found: dict[tuple[str, int], int] = {}
    for rank, hit in enumerate(inside[:LAST], start=1):
        for unit in by_source[hit.source].units:
            if unit.start < hit.end and hit.start < unit.end:
                found.setdefault((hit.source, unit.start), rank)
    return found


def nearness(rank: int | None) -> float:
    """What it adds to a unit's score that it stands at this rank."""
    return 0.3 / rank**0.5 if rank is not None and rank <= LAST else 0.0


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
