"""How well notices were read: exported reports held against gold, field by field.

    python -m evals.extraction EXPORTED_DIR GOLD_DIR

Findings are paired in document order by title. What was not found counts as missed in every field, what was invented as
false in every field. Pending matters and accountability pair by quote, amounts by value, rules by name. Every figure is
printed with its n and a 95 % interval from resampling whole reports, since errors within one notice are alike.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

Item = dict[str, Any]
Match = Callable[[Item, Item], float]

_NOISE = re.compile(r"[\s，,。.;；:：、\"'“”‘’《》()（）]")
_SAME_TITLE = 0.6
_RESAMPLES = 500


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """A text without white space, punctuation and width, for comparing."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


def _text(value: object) -> str:
    return key("" if value is None else str(value))


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0..1; one that holds most of the other counts as nearly the same."""
    a, b = key(one), key(other)
    if not a or not b:
        return 0.0
    short, long = sorted((a, b), key=len)
    if short in long and len(short) >= 4 and len(short) * 2 >= len(long):
        return max(0.85, len(short) / len(long))
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def shared_run(one: str, other: str) -> float:
    """The longest common run over the shorter text: 1 when one holds the other."""
    a, b = key(one), key(other)
    if not a or not b:
        return 0.0
    return difflib.SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size / min(len(a), len(b))


def align(found: Sequence[Item], gold: Sequence[Item]) -> list[tuple[Item, Item]]:
    """The pairing of findings in document order with the greatest likeness of titles."""
    like = [[likeness(str(one.get("title") or ""), other["title"]) for other in gold] for one in found]
    best = [[0.0] * (len(gold) + 1) for _ in range(len(found) + 1)]
    for i in reversed(range(len(found))):
        for j in reversed(range(len(gold))):
            paired = like[i][j] + best[i + 1][j + 1] if like[i][j] >= _SAME_TITLE else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(found) and j < len(gold):
        if like[i][j] >= _SAME_TITLE and abs(best[i][j] - like[i][j] - best[i + 1][j + 1]) < 1e-9:
            pairs.append((found[i], gold[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def pair_up(found: Sequence[Item], gold: Sequence[Item], match: Match) -> list[tuple[Item, Item]]:
    """One-to-one pairs, the best match first."""
    scored = [(match(one, other), i, j) for i, one in enumerate(found) for j, other in enumerate(gold)]
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    pairs = []
    for score, i, j in sorted(scored, key=lambda cell: -cell[0]):
        if score > 0 and i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            pairs.append((found[i], gold[j]))
    return pairs


def _quoted(one: Item, other: Item) -> float:
    run = shared_run(str(one.get("quote") or ""), other["quote"])
    if run < 0.5:
        return 0.0
    acts = "action" in other
    same = likeness(str(one.get("action") or ""), other["action"]) if acts else one.get("due") == other.get("due")
    return run + 0.02 * same


def _valued(one: Item, other: Item) -> float:
    return 1 + _quoted(one, other) if abs(float(one["value_yuan"]) - other["value_yuan"]) < 0.5 else 0.0


def _named(one: Item, other: Item) -> float:
    same = likeness(str(one.get("name") or ""), other["name"])
    return same if same >= 0.85 else 0.0


_LISTS: dict[str, Match] = {"pending": _quoted, "accountability": _quoted, "amounts": _valued, "rules": _named}


@dataclass
class Tally:
    """Hits, false ones and misses of one metric; a share counts as hits and misses alone."""

    hit: int = 0
    false: int = 0
    missed: int = 0
    is_share: bool = False

    def add(self, hit: int, false: int, missed: int) -> None:
        """Count on."""
        self.hit, self.false, self.missed = self.hit + hit, self.false + false, self.missed + missed

    @property
    def n(self) -> int:
        """How many gold items the figure is about."""
        return self.hit + self.missed

    @property
    def value(self) -> float:
        """F1, or the share of hits."""
        whole = self.hit + self.missed if self.is_share else 2 * self.hit + self.false + self.missed
        return 1.0 if whole == 0 else (self.hit if self.is_share else 2 * self.hit) / whole


_F1 = ("segmentation_f1", "topics_f1", *(f"{name}_f1" for name in _LISTS))
METRICS = (
    "segmentation_f1", "status_accuracy", "status_basis_accuracy", "topics_f1", "topic_first_ok", "measures_exact",
    "pending_f1", "accountability_f1", "amounts_f1", "rules_f1", "due_date_recall", "persons_recall", "action_recall",
    "rule_action_ok", "report_fields",
)  # fmt: skip
Tallies = dict[str, Tally]


def score_report(found: Item | None, gold: Item) -> Tallies:
    """All metrics of one report; None for a report that was not exported at all."""
    tallies: Tallies = {name: Tally(is_share=name not in _F1) for name in METRICS}
    mine = found["findings"] if found else []
    pairs = align(mine, gold["findings"])
    tallies["segmentation_f1"].add(len(pairs), len(mine) - len(pairs), len(gold["findings"]) - len(pairs))
    paired_mine, paired_gold = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    for one, other in pairs:
        _score_finding(tallies, one, other)
    for other in gold["findings"]:
        if id(other) not in paired_gold:
            _score_finding(tallies, {}, other)
    for one in mine:
        if id(one) not in paired_mine:
            tallies["topics_f1"].add(0, len(set(one.get("topics") or [])), 0)
            for name in _LISTS:
                tallies[f"{name}_f1"].add(0, len(one.get(name) or []), 0)
    _score_fields(tallies["report_fields"], found["report"] if found else None, gold["report"])
    return tallies


def _score_finding(tallies: Tallies, one: Item, gold: Item) -> None:
    def share(name: str, good: bool) -> None:
        tallies[name].add(int(good), 0, int(not good))

    topics, wanted = list(one.get("topics") or []), set(gold["topics"])
    got = set(topics)
    tallies["topics_f1"].add(len(got & wanted), len(got - wanted), len(wanted - got))
    share("topic_first_ok", bool(topics) and topics[0] in wanted)
    share("status_accuracy", one.get("status") == gold["status"])
    share("status_basis_accuracy", one.get("status_basis") == gold["status_basis"])
    share("measures_exact", one.get("measures") == gold["measures"])
    found_of: dict[str, dict[int, Item]] = {}
    for name, match in _LISTS.items():
        mine = one.get(name) or []
        pairs = pair_up(mine, gold[name], match)
        tallies[f"{name}_f1"].add(len(pairs), len(mine) - len(pairs), len(gold[name]) - len(pairs))
        found_of[name] = {id(other): found for found, other in pairs}
    nothing: Item = {}
    for other in gold["pending"]:
        if other["due"]:
            share("due_date_recall", found_of["pending"].get(id(other), nothing).get("due") == other["due"])
    for other in gold["accountability"]:
        mine = found_of["accountability"].get(id(other))
        share("persons_recall", mine is not None and mine.get("persons") == other["persons"])
        share("action_recall", mine is not None and likeness(str(mine.get("action")), other["action"]) >= _SAME_TITLE)
    for other in gold["rules"]:
        share("rule_action_ok", found_of["rules"].get(id(other), nothing).get("action") == other["action"])


def _score_fields(tally: Tally, mine: Item | None, gold: Item) -> None:
    for name, wanted in gold.items():
        if isinstance(wanted, dict):
            inner = mine.get(name) if mine is not None else None
            _score_fields(tally, inner if isinstance(inner, dict) else ({} if mine is not None else None), wanted)
            continue
        got = mine.get(name) if mine is not None else None
        same = got == wanted or (wanted is not None and got is not None and _text(got) == _text(wanted))
        good = mine is not None and same
        tally.add(int(good), 0, int(not good))


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric with how many gold items it is about and its 95 % interval."""

    value: float
    n: int
    low: float
    high: float


@dataclass
class Scores:
    """The metrics of each report, and their sums."""

    by_report: dict[str, Tallies] = field(default_factory=dict)

    def figure(self, name: str) -> Figure:
        """One metric over all reports; the interval resamples whole reports."""
        tallies = [tallies[name] for tallies in self.by_report.values()]
        dice = random.Random(name)
        spread = sorted(_sum(dice.choices(tallies, k=len(tallies))).value for _ in range(_RESAMPLES))
        low, high = spread[int(_RESAMPLES * 0.025)], spread[int(_RESAMPLES * 0.975) - 1]
        whole = _sum(tallies)
        return Figure(whole.value, whole.n, low, high)

    def values(self) -> dict[str, float]:
        """All metrics over all reports."""
        return {name: _sum(tallies[name] for tallies in self.by_report.values()).value for name in METRICS}

    def wrong(self) -> dict[str, int]:
        """How many items of each metric are wrong: missed or false."""
        sums = {name: _sum(tallies[name] for tallies in self.by_report.values()) for name in METRICS}
        return {name: tally.missed + tally.false for name, tally in sums.items()}


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally.hit, tally.false, tally.missed)
        total.is_share = tally.is_share
    return total


def load_reports(folder: Path) -> dict[str, Item]:
    """Exported or gold reports of a folder, by source."""
    read = (json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json")))
    return {one["source"]: one for one in read if isinstance(one, dict) and "findings" in one}


def score(found: dict[str, Item], gold: dict[str, Item]) -> Scores:
    """Score every gold report; one that is missing counts as all wrong."""
    return Scores({source: score_report(found.get(source), wanted) for source, wanted in gold.items()})


def table(columns: dict[str, Scores]) -> str:
    """The metrics as lines, a column a run."""
    width = max(22, *(len(name) for name in METRICS))
    lines = [f"{'':{width}}" + "".join(f"{name:>24}" for name in columns)]
    for metric in METRICS:
        cells = []
        for scores in columns.values():
            figure = scores.figure(metric)
            cells.append(f"{figure.value:.3f} [{figure.low:.3f}–{figure.high:.3f}]".rjust(24))
        n = next(iter(columns.values())).figure(metric).n
        lines.append(f"{metric:{width}}" + "".join(cells) + f"  n={n}")
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exported", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    scores = score(load_reports(given.exported), load_reports(given.gold))
    if given.json:
        grouped: dict[str, dict[str, float]] = defaultdict(dict)
        for source, tallies in scores.by_report.items():
            grouped[source] = {name: tally.value for name, tally in tallies.items()}
        sys.stdout.write(json.dumps({"all": scores.values(), **grouped}, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(table({"all": scores}) + "\n")


if __name__ == "__main__":
    main()
