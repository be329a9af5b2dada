"""Search by meaning and by words, fused by rank: neither is trusted alone.

Scores of the two cannot be compared, ranks can: reciprocal rank fusion (Cormack et al. 2009). The order is the same for
the same reports, whatever order they came in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from vectorstore.dense import DenseStore
from vectorstore.lexical import LexicalStore, Scope, Stored

_DIGITS = 4
"""Of a cosine: the engines sum in another order and differ in the sixth place."""

Ranker = Literal["dense", "lexical"]

_CONSTANT = 60
WEIGHTS: Mapping[Ranker, float] = {"dense": 1.0, "lexical": 1.0}
"""Measured by `python -m evals.retrieval`."""
_DEPTH = 4
"""Each ranker gives this many times the hits asked for, so that a chunk both know can rise."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a notice that was found, half-open in code points."""

    source: str
    finding: int | None
    start: int
    end: int
    text: str
    score: float
    why: tuple[tuple[Ranker, int], ...]
    """Who found it, and at which rank, from 1."""
    closeness: float = 0.0
    """Cosine to the question; 0 where the search by meaning did not find it."""


class HybridRetriever:
    """Finds chunks for a question. Nothing is loaded before the first search."""

    def __init__(self, dense: DenseStore, lexical: LexicalStore, weights: Mapping[Ranker, float] | None = None) -> None:
        self._dense, self._lexical = dense, lexical
        self._weights = WEIGHTS if weights is None else weights

    def weighted(self, weights: Mapping[Ranker, float]) -> HybridRetriever:
        """The same search with other weights; a ranker without one is not asked."""
        return HybridRetriever(self._dense, self._lexical, weights)

    def search(
        self,
        query: str,
        k: int = 20,
        sources: Collection[str] | None = None,
        findings: Collection[tuple[str, int]] | None = None,
    ) -> list[Hit]:
        """The best `k` chunks within `sources` and `findings` (by source and ordinal); None leaves a filter open."""
        scope = Scope(None if sources is None else set(sources), None if findings is None else set(findings))
        if k < 1 or not query.strip() or scope.is_empty:
            return []
        depth = max(_DEPTH * k, 50)
        by_words = self._lexical.search(query, depth, scope) if self._weights.get("lexical") else []
        near = self._nearest(query, depth, scope) if self._weights.get("dense") else []
        by_meaning = [chunk for _, chunk in near]
        closeness = {chunk.id: round(1.0 - distance, _DIGITS) for distance, chunk in near}
        return fuse({"dense": by_meaning, "lexical": by_words}, self._weights, closeness)[:k]

    def _nearest(self, query: str, depth: int, scope: Scope) -> list[tuple[float, Stored]]:
        """Nearest chunks with their distance; ties, and vectors the catalogue does not hold, are settled by it."""
        near = self._dense.search(query, depth, scope)
        stored = self._lexical.get(key for key, _ in near)
        known = [(distance, stored[key]) for key, distance in near if key in stored]
        return sorted(known, key=lambda hit: (hit[0], _place(hit[1])))


def fuse(
    rankings: Mapping[Ranker, Sequence[Stored]],
    weights: Mapping[Ranker, float],
    closeness: Mapping[str, float] | None = None,
) -> list[Hit]:
    """One ranking out of several: each adds weight / (60 + rank). Ties by source and place.

    `closeness` says by id how near in meaning a chunk is, where that is known.
    """
    close = closeness or {}
    found: dict[str, Stored] = {}
    ranks: dict[str, list[tuple[Ranker, int]]] = {}
    for ranker, chunks in sorted(rankings.items()):
        for rank, chunk in enumerate(chunks, start=1):
            found[chunk.id] = chunk
            ranks.setdefault(chunk.id, []).append((ranker, rank))
    scores = {key: sum(weights[ranker] / (_CONSTANT + rank) for ranker, rank in at) for key, at in ranks.items()}
    order = sorted(found, key=lambda key: (-scores[key], _place(found[key])))
    return [
        Hit(c.source, c.finding, c.start, c.end, c.text, scores[c.id], tuple(ranks[c.id]), close.get(c.id, 0.0))
        for c in (found[key] for key in order)
    ]


def _place(chunk: Stored) -> tuple[str, int, int, str]:
    return chunk.source, chunk.start, chunk.end, chunk.id
