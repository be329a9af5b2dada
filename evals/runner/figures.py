"""A metric over cases with its 95 % interval, and the difference between two runs of the same cases."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from assistant.schema import Value
from evals.runner.case import Outcome, Part

_RESAMPLES = 1000
_Z = 1.96

Change = Literal["better", "worse", "noise", "same"]


class Figure(Value):
    """A metric: its value, the gold items and clusters it rests on, and its 95 % interval."""

    value: float
    n: int
    clusters: int
    low: float
    high: float


class Difference(NamedTuple):
    """What changed in a metric from one run to another, on the cases that both hold."""

    metric: str
    before: float
    after: float
    low: float
    """95 % interval of `after - before`, from resampling clusters with both runs paired."""
    high: float
    n: int

    @property
    def change(self) -> Change:
        """Better or worse only where the interval leaves zero out."""
        if self.before == self.after and self.low == self.high == 0.0:
            return "same"
        if self.low > 0:
            return "better"
        return "worse" if self.high < 0 else "noise"


class _Sum(NamedTuple):
    num: float
    den: float

    @property
    def value(self) -> float:
        """Nothing wanted and nothing found is right."""
        return self.num / self.den if self.den else 1.0


def figure(outcomes: Iterable[Outcome], metric: str) -> Figure:
    """`metric` over the outcomes that have it.

    The interval resamples clusters. Where all clusters agree, resampling sees no spread, and Wilson's bound over the
    n items stands in: nothing wrong among five is no proof of never.
    """
    clusters = _by_cluster(outcomes, metric)
    parts = [part for group in clusters.values() for part in group]
    total, n = _sum(parts), sum(part.n for part in parts)
    sums = [_sum(group) for group in clusters.values()]
    low, high = _spread(metric, sums)
    if low == high and n:
        low, high = _wilson(total.value, n)
    return Figure(value=total.value, n=n, clusters=len(clusters), low=low, high=high)


def difference(before: Sequence[Outcome], after: Sequence[Outcome], metric: str) -> Difference:
    """The change of `metric` from `before` to `after`; both must hold the same cases."""
    old, new = _by_cluster(before, metric), _by_cluster(after, metric)
    names = sorted(old.keys() & new.keys())
    pairs = [(_sum(old[name]), _sum(new[name])) for name in names]
    dice = random.Random(metric)
    spread = sorted(_gap(dice.choices(pairs, k=len(pairs))) for _ in range(_RESAMPLES)) if pairs else [0.0]
    low, high = _middle(spread)
    n = sum(part.n for name in names for part in new[name])
    return Difference(metric, _total(a for a, _ in pairs).value, _total(b for _, b in pairs).value, low, high, n)


def sign_test(better: int, worse: int) -> float:
    """The chance of a split at least this uneven if changes went either way alike (exact, two-sided)."""
    n, k = better + worse, min(better, worse)
    tail = sum(math.comb(n, i) for i in range(k + 1))
    return min(1.0, 2.0 * tail * math.pow(0.5, n))


def metrics_of(outcomes: Iterable[Outcome]) -> list[str]:
    """The metrics that occur, in the order in which they first do."""
    return list(dict.fromkeys(name for outcome in outcomes for name in outcome.verdict.parts))


def _by_cluster(outcomes: Iterable[Outcome], metric: str) -> Mapping[str, list[Part]]:
    clusters: dict[str, list[Part]] = defaultdict(list)
    for outcome in outcomes:
        part = outcome.verdict.parts.get(metric)
        if part is not None:
            clusters[outcome.cluster].append(part)
    return clusters


def _sum(parts: Iterable[Part]) -> _Sum:
    given = list(parts)
    return _Sum(math.fsum(part.num for part in given), math.fsum(part.den for part in given))


def _total(sums: Iterable[_Sum]) -> _Sum:
    given = list(sums)
    return _Sum(math.fsum(each.num for each in given), math.fsum(each.den for each in given))


def _spread(seed: str, sums: Sequence[_Sum]) -> tuple[float, float]:
    if not sums:
        return 0.0, 0.0
    dice = random.Random(seed)
    return _middle(sorted(_total(dice.choices(sums, k=len(sums))).value for _ in range(_RESAMPLES)))


def _gap(pairs: Sequence[tuple[_Sum, _Sum]]) -> float:
    return _total(b for _, b in pairs).value - _total(a for a, _ in pairs).value


def _middle(spread: Sequence[float]) -> tuple[float, float]:
    """The middle 95 % of sorted values."""
    return spread[int(len(spread) * 0.025)], spread[max(0, math.ceil(len(spread) * 0.975) - 1)]


def _wilson(share: float, n: int) -> tuple[float, float]:
    middle = (share + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
    half = _Z / (1 + _Z * _Z / n) * math.sqrt(share * (1 - share) / n + _Z * _Z / (4 * n * n))
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))
