"""How well the units of a notice meet a question: which of its words occur there, or in the measure and title above.

A word in the very clause counts whole; in the same measure, the title or elsewhere in the finding it counts less:
notices name their subject once and then speak on. Rare words weigh more (idf over the units of the corpus).
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.passages.abbreviations import longer_forms
from assistant.answering.passages.index import ReportIndex, Unit
from assistant.answering.passages.question import Focus, Term

IN_MEASURE = 0.8
IN_TITLE = 0.75
IN_BLOCK = 0.55
IN_SECTION = 0.35
_SOFT = 0.75
"""Weight of a verb or adjective beside a noun's: notices paraphrase them more freely."""
_STRANGE = 0.8
"""Flat weight of one that no notice uses: how people talk, not what they ask about."""
_FOCAL = 1.3
"""Weight of the word next to the question word."""
_FOCAL_AROUND = 0.6
"""Worth of such a word where it stands only round the unit."""
PERIOD_AROUND = 0.5
"""Worth of a date that stands only round the unit, beside other words there: figures belong to the date near them."""
SILENT = 0.4
"""Worth of a unit that prints no year for a year asked about: notices leave out the year they are in."""
_PARTLY = 0.6
"""Worth of a part of a word (纠纷 for 医疗纠纷), by its share of the word."""


_WHOLE = 0.8
"""Worth from which a form stands for the whole word."""
_ABBREVIATED = 0.85
"""Worth of the longer word that a word of the question abbreviates."""

_YEAR = re.compile(r"(?:19|20)\d{2}年?")


@dataclass(frozen=True, slots=True)
class Meeting:
    """How a unit meets a question."""

    unit: Unit
    coverage: float
    """Weighted share of the question's words that the unit and its surroundings hold, 0 to 1."""
    direct: float
    """The same for the unit alone."""
    missing: tuple[Term, ...]
    """Words found neither in the unit nor round it."""


class Frequencies:
    """In how many units of the corpus a written form occurs; counted when first asked for."""

    def __init__(self, indexes: Sequence[ReportIndex]) -> None:
        self._indexes = indexes
        self._units = max(1, sum(len(index.units) for index in indexes))
        self._weight = lru_cache(maxsize=20_000)(self._count)

    def weight(self, term: Term) -> float:
        """How much a term tells: idf of its written forms, less for verbs and words carried over, 0 to about 7."""
        found, idf = self._weight(term.alternatives)
        factor = term.factor * (_FOCAL if term.focal and found else 1.0)
        if term.hard:
            return idf * factor
        return (_SOFT * idf if found else _STRANGE) * factor

    def telling(self) -> float:
        """The weight of a noun that one unit of the corpus holds."""
        return math.log(1 + self._units / 2)

    def _count(self, alternatives: tuple[tuple[str, float], ...]) -> tuple[int, float]:
        forms = [form for form, _ in alternatives]
        found = 0
        for index in self._indexes:
            present = [form for form in forms if form in index.flat]
            if present:
                found += sum(any(form in unit.flat for form in present) for unit in index.units)
        return found, math.log(1 + self._units / (found + 2))


def with_parts(term: Term, indexes: Iterable[ReportIndex]) -> Term:
    """The term with what it abbreviates, or its parts, as further forms if nothing in scope holds it as it is."""
    held = list(indexes)
    whole = [form for form, worth in term.alternatives if worth >= _WHOLE]
    if term.kind != "word" or any(form in index.flat for form in whole for index in held):
        return term
    longer = frozenset[str]().union(*(longer_forms(term.text, index.flat) for index in held))
    if longer:
        extra = [(form, _ABBREVIATED) for form in sorted(longer)]
        return Term(term.text, (*term.alternatives, *extra), term.hard, term.kind, term.factor, term.focal)
    if len(term.text) < 3:
        return term
    parts = {term.text[a:b] for a in range(len(term.text)) for b in range(a + 2, len(term.text) + 1)} - {term.text}
    present = [p for p in parts if any(p in index.flat for index in held)]
    extra = sorted((p, _PARTLY * len(p) / len(term.text)) for p in present)
    return Term(term.text, (*term.alternatives, *extra), term.hard, term.kind, term.factor)


def meet(
    index: ReportIndex,
    focus: Focus,
    weights: Sequence[float],
    among: frozenset[int] | None = None,
    also: Collection[int] = (),
) -> list[Meeting]:
    """Every unit of a notice that holds at least one of the question's words, with how well it meets the question.

    Units that begin at `also` are met whatever words they hold.
    """
    total = sum(weights) or 1.0
    units = [u for u in index.units if among is None or u.finding in among]
    direct = [_matches(term, index, units) for term in focus.terms]
    by_measure = [_best_by(found, units, lambda u: u.measure) for found in direct]
    by_block = [_best_by(found, units, lambda u: u.block) for found in direct]
    titles = [[matched(term, block.title) for block in index.blocks] for term in focus.terms]
    sections = [[matched(term, block.section) for block in index.blocks] for term in focus.terms]
    meetings = []
    for position, unit in enumerate(units):
        inside = sum(w * d.get(position, 0.0) for w, d in zip(weights, direct, strict=True))
        if not inside and unit.start not in also:
            continue
        covered, missing = 0.0, []
        for t, weight in enumerate(weights):
            around = max(
                IN_MEASURE * by_measure[t].get(unit.measure, 0.0),
                IN_TITLE * titles[t][unit.block],
                IN_BLOCK * by_block[t].get(unit.block, 0.0) if unit.finding is not None else 0.0,
                IN_SECTION * sections[t][unit.block],
            )
            best = max(direct[t].get(position, 0.0), _dated(focus.terms[t], unit, around))
            covered += weight * best
            if best == 0:
                missing.append(focus.terms[t])
        meetings.append(Meeting(unit, covered / total, inside / total, tuple(missing)))
    return meetings


def _dated(term: Term, unit: Unit, around: float) -> float:
    """What the surroundings add: for a date less than for words, and nothing where the unit has another year."""
    if term.kind != "period":
        return around * (_FOCAL_AROUND if term.focal else 1.0)
    if _YEAR.search(unit.flat):
        return 0.0
    return max(PERIOD_AROUND * around, SILENT if _YEAR.fullmatch(term.text) else 0.0)


def _matches(term: Term, index: ReportIndex, units: Sequence[Unit]) -> dict[int, float]:
    """By position in `units`: how well the unit's own words meet the term."""
    forms = [(form, worth) for form, worth in term.alternatives if form in index.flat]
    if not forms:
        return {}
    found: dict[int, float] = {}
    for position, unit in enumerate(units):
        best = max(
            (worth for form, worth in forms if form in unit.flat and _stands(term, form, unit.flat)), default=0.0
        )
        if best:
            found[position] = best
    return found


def _stands(term: Term, form: str, flat: str) -> bool:
    """Whether a form found in `flat` means the term: 8月 asked about with its year is not the 8月 of 2019年8月."""
    if term.kind != "period" or form[:4].isdigit() or not term.text[:4].isdigit():
        return True
    return re.search(rf"(?<!\d年)(?<!\d){re.escape(form)}", flat) is not None


def matched(term: Term, flat: str) -> float:
    """How well a text in matching form meets a term: the worth of its best written form there, 0 to 1."""
    return max((worth for form, worth in term.alternatives if form in flat), default=0.0)


def _best_by(found: dict[int, float], units: Sequence[Unit], key: object) -> dict[int, float]:
    best: dict[int, float] = {}
    for position, worth in found.items():
        group = key(units[position])  # type: ignore[operator]
        if worth > best.get(group, 0.0):
            best[group] = worth
    return best
