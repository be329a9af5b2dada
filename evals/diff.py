"""Two runs of the same cases compared: what got better, what worse, and whether that could be chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.runner.case import Outcome
from evals.runner.figures import Difference, difference, metrics_of, sign_test
from evals.runner.running import load_run

_SHOWN = 30
_SURE = 0.05


class Comparison(NamedTuple):
    """What changed in one suite."""

    suite: str
    differences: tuple[Difference, ...]
    fixed: tuple[str, ...]
    """Cases that were wrong and are right."""
    broken: tuple[str, ...]
    """Cases that were right and are wrong."""
    chance: float
    """Of a split at least as uneven between fixed and broken, if both were equally likely (exact sign test)."""
    common: int
    only_one: int
    """Cases that one run alone holds; they are left out."""

    @property
    def worse(self) -> bool:
        """Whether anything got worse beyond chance."""
        lost = len(self.broken) > len(self.fixed) and self.chance < _SURE
        return lost or any(each.change == "worse" for each in self.differences)


def compare(before: Sequence[Outcome], after: Sequence[Outcome]) -> list[Comparison]:
    """The comparison of each suite that both runs hold; cases are paired by name and the rest left out."""
    old, new = _by_suite(before), _by_suite(after)
    return [_compared(suite, old[suite], new[suite]) for suite in old if suite in new]


def compare_folders(before: Path, after: Path) -> list[Comparison]:
    """The comparison of two runs on disk."""
    return compare(load_run(before)[1], load_run(after)[1])


def _by_suite(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Outcome]]:
    found: dict[str, dict[str, Outcome]] = defaultdict(dict)
    for outcome in outcomes:
        found[outcome.suite][outcome.id] = outcome
    return found


def _compared(suite: str, old: dict[str, Outcome], new: dict[str, Outcome]) -> Comparison:
    common = [name for name in old if name in new]
    before, after = [old[name] for name in common], [new[name] for name in common]
    fixed = tuple(name for name in common if not old[name].right and new[name].right)
    broken = tuple(name for name in common if old[name].right and not new[name].right)
    metrics = [name for name in metrics_of(before) if name in metrics_of(after)]
    return Comparison(
        suite,
        tuple(difference(before, after, metric) for metric in metrics),
        fixed,
        broken,
        sign_test(len(fixed), len(broken)),
        len(common),
        len(old.keys() ^ new.keys()),
    )


_ZH = {"better": "变好", "worse": "变差", "noise": "波动", "same": "不变"}


def lines(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """The comparison for a terminal."""
    for each in comparisons:
        alone = f"，{each.only_one} 题只在一次评测中，未比较" if each.only_one else ""
        yield f"{each.suite}：共同 {each.common} 题{alone}"
        for gap in each.differences:
            yield (
                f"  {_ZH[gap.change]}  {gap.metric:<24}{gap.before:.4f} → {gap.after:.4f}"
                f"  差 {gap.after - gap.before:+.4f} [{gap.low:+.4f}, {gap.high:+.4f}]  n={gap.n}"
            )
        if each.fixed or each.broken:
            sure = "不像偶然" if each.chance < _SURE else "可能是偶然"
            yield f"  改对 {len(each.fixed)} 题，改错 {len(each.broken)} 题，p={each.chance:.3f}（{sure}）"
        yield from _named("改对", each.fixed)
        yield from _named("改错", each.broken)


def _named(word: str, names: Sequence[str]) -> Iterator[str]:
    for name in names[:_SHOWN]:
        yield f"    {word} {name}"
    if len(names) > _SHOWN:
        yield f"    …… 另有 {len(names) - _SHOWN} 题"
