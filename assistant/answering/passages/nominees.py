"""Sentences that the search by meaning puts forward: for questions in other words or another language.

Nearness of meaning alone answers nothing. It says where to look; the typed value, or the words, must be there too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.passages.index import ReportIndex
from assistant.answering.passages.model import PassageSearch

Nominees = Mapping[tuple[str, int], int]
"""By source and start of a unit: its rank by meaning, from 1."""

_DEPTH = 12
"""Hits asked for; those of the words alone are passed over."""
LAST = 5
"""Rank to which nearness counts."""


def nominees(search: PassageSearch | None, question: str, indexes: Sequence[ReportIndex]) -> Nominees:
    """The units of these notices nearest in meaning to the question; empty without a search."""
    if search is None or not indexes or not question.strip():
        return {}
    by_source = {index.source: index for index in indexes}
    found: dict[tuple[str, int], int] = {}
    for hit in search.search(question, _DEPTH, sources=sorted(by_source)):
        rank = next((place for ranker, place in hit.why if ranker == "dense"), LAST + 1)
        if rank > LAST or hit.source not in by_source:
            continue
        for unit in by_source[hit.source].units:
            if unit.start < hit.end and hit.start < unit.end:
                key = (hit.source, unit.start)
                found[key] = min(rank, found.get(key, rank))
    return found


def nearness(rank: int | None) -> float:
    """What it adds to a unit's score that it stands at this rank."""
    return 0.3 / rank**0.5 if rank is not None and rank <= LAST else 0.0
