"""The same measure under two findings: one of the two was perhaps not dealt with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from assistant.audit.model import Contradiction
from assistant.audit.stretches import Notice
from assistant.schema import Evidence
from assistant.text.flat import fold

_MARKER = re.compile(r"^(?:[一二三四五六七八九十]{1,2}是|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、](?!\d)|[①-⑳])")
_LONG = 30
"""Flat characters from which words that recur are no coincidence."""
_SAME = 0.9
"""Share of trigrams that both hold."""


def repeated(notice: Notice) -> Iterator[Contradiction]:
    """Measures under different findings that say the same in the same words."""
    seen: list[tuple[int, Evidence, frozenset[str]]] = []
    for each in notice.findings:
        for measure in each.finding.measures:
            words = _MARKER.sub("", fold(measure.evidence.quote))
            if len(words) >= _LONG:
                grams = frozenset(words[i : i + 3] for i in range(len(words) - 2))
                seen.append((each.finding.ordinal, measure.evidence, grams))
    for (first, one, grams), (second, other, more) in combinations(seen, 2):
        alike_in_size = min(len(grams), len(more)) >= _SAME * max(len(grams), len(more))
        if first != second and alike_in_size and len(grams & more) >= _SAME * len(grams | more):
            yield Contradiction(
                kind="duplicate_measure",
                severity="low",
                finding=second,
                why=f"与本通报第{first}个问题的措施几乎逐字相同。",
                quotes=(one, other),
            )
