"""Sections that come back to earlier findings: recognised by their titles, merged into them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.flat import fold

_MARKS = re.compile(r"[\W_]+")
_ALIKE = 0.75
_HALF = 0.5
_SHORTENED = 5
"""Characters from which a part of a title stands for it: a table of what is left shortens them."""


def title_key(title: str) -> str:
    """A title in the form that titles are compared in: no white space, no punctuation."""
    return _MARKS.sub("", fold(title))


class TitleIndex:
    """Finds the earlier finding that a title speaks of."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._keys = [title_key(title) for title in titles]
        self._exact = {key: i for i, key in reversed(list(enumerate(self._keys)))}
        self._pairs = [_pairs(key) for key in self._keys]

    def find(self, title: str) -> int | None:
        """The index of the title equal to this one, the only one that holds it, or very like it; None where none is."""
        key = title_key(title)
        if key in self._exact:
            return self._exact[key]
        holding = [i for i, own in enumerate(self._keys) if key in own] if len(key) >= _SHORTENED else []
        if len(holding) == 1:
            return holding[0]
        pairs = _pairs(key)
        best = max(range(len(self._keys)), key=lambda i: _likeness(pairs, self._pairs[i]), default=None)
        return best if best is not None and _likeness(pairs, self._pairs[best]) >= _ALIKE else None

    def nearest(self, name: str) -> int | None:
        """The index of the one title that holds most of a short name's words; None where none or several do."""
        pairs = _pairs(title_key(name))
        shares = [len(pairs & own) / len(pairs) if pairs else 0.0 for own in self._pairs]
        best = max(shares, default=0.0)
        return shares.index(best) if best >= _HALF and shares.count(best) == 1 else None


def _pairs(key: str) -> frozenset[str]:
    return frozenset(key[i : i + 2] for i in range(len(key) - 1))


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Dice coefficient of two-character pieces."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
