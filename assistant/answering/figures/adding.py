"""Adding up what the question names: item by item in one finding, each in a finding of its own, or all there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.figures.asked import Calculation
from assistant.answering.figures.meaning import (
    NAMED,
    Place,
    alike,
    assigned,
    by_aboutness,
    content,
    fitting_kind,
    met,
    sentence_of,
)
from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.scan import Figure
from assistant.answering.figures.summing import added

_ABOUT = 0.5
"""Share of the question's words that the place computed from must hold."""
_HINTED = 0.2
"""The same where the question says how many values there are."""


def total(wanted: Calculation, places: Sequence[Place], source: str) -> Reckoning | None:
    """What the things named come to together; without names, what all like figures on the matter come to."""
    if wanted.items:
        found = [c for place in places if (c := assigned(wanted, place, source, wanted.items)) and alike(c.figures)]
        best = max(found, key=lambda c: (c.score, -(c.place.ordinal or 10**6)), default=None)
        named = [word for item in wanted.items for word in content(item)]
        if best is not None and not _leaves_out(wanted, named, best.place, places):
            return _of_place(best.figures, best.place)
        apart = _one_place_each(wanted, places, source)
        if apart is not None:
            return apart
    product = _times(wanted, places, source)
    if product is not None:
        return product
    count = wanted.parts or (len(wanted.items) if len(wanted.items) > 1 else None)
    return _all_of(wanted, places, source, count)


def _one_place_each(wanted: Calculation, places: Sequence[Place], source: str) -> Reckoning | None:
    """A figure for each item, in a finding of its own: 超标接待费 here, 多付的工程款 there."""
    figures: list[Figure] = []
    chosen: list[Place] = []
    for item in wanted.items:
        words = content(item)
        ranked = []
        for place in places:
            for figure in fitting_kind(wanted, place.figures):
                own, beside = met(words, figure.label), met(words, sentence_of(source, figure) + place.title)
                if own >= NAMED / 2 and beside >= _ABOUT:
                    ranked.append((own + beside, place, figure))
        ranked.sort(key=lambda each: -each[0])
        if not ranked or (
            len(ranked) > 1 and ranked[1][0] >= ranked[0][0] - 0.05 and ranked[1][2].number != ranked[0][2].number
        ):
            return None
        figures.append(ranked[0][2])
        chosen.append(ranked[0][1])
    if len(set(figures)) < len(figures) or not alike(figures):
        return None
    return added(figures, [place.ordinal for place in chosen], [place.figures for place in chosen])


def _all_of(wanted: Calculation, places: Sequence[Place], source: str, count: int | None) -> Reckoning | None:
    """All like figures of a finding on the matter: as many as the question says there are, or at least two that are
    no breakdown of one another.
    """
    words = content(wanted.context)
    best: tuple[float, Place, list[Figure]] | None = None
    for place in places:
        score = met(words, place.text + place.title)
        if score < (_HINTED if wanted.parts else _ABOUT) or (best is not None and score <= best[0]):
            continue
        needed = 0.0 if wanted.parts else 0.2
        fitting = [f for f in fitting_kind(wanted, place.figures) if not f.rate and f.kind != "percent"]
        fitting = [f for f in fitting if met(words, f.label) >= needed and not _to_others(wanted.context, f)]
        if count is None:
            fitting = [f for f in fitting if met(words, sentence_of(source, f) + place.title) >= _ABOUT]
            numbers = [f.number for f in fitting]
            if any(abs(2 * n - sum(numbers)) < 1e-6 for n in numbers) or any(f.part for f in fitting):
                continue
        if len(fitting) == (count or max(2, len(fitting))) and alike(fitting):
            best = (score, place, fitting)
    return _of_place(best[2], best[1]) if best and not _leaves_out(wanted, words, best[1], places) else None


def _leaves_out(wanted: Calculation, words: Sequence[str], chosen: Place, places: Sequence[Place]) -> bool:
    """Whether a word the question adds up by (客户 of 退给客户和患者的钱) is nowhere in the finding added up, while a
    like figure of another finding is said of it: what the one comes to is not all then.
    """
    missing = [word for word in words if not met([word], chosen.text + chosen.title)]
    others = [f for place in places if place is not chosen for f in fitting_kind(wanted, place.figures)]
    return any(met([word], figure.label) >= 1.0 for word in missing for figure in others)


_TO_PERSONS = re.compile(r"[退还返赔补][^,，。]{0,5}(?:患者|病人|家属|群众|老百姓|客户|职工)")
_TO_FUNDS = re.compile(r"基金|财政|国库|专户")


def _to_others(asked: str, figure: Figure) -> bool:
    """Whether a sum went to a fund while the question asks what persons got (退给患者的钱): no part of it."""
    return _TO_PERSONS.search(asked) is not None and _TO_FUNDS.search(figure.label) is not None


def _of_place(figures: Sequence[Figure], place: Place) -> Reckoning | None:
    return added(figures, [place.ordinal] * len(figures), [place.figures] * len(figures))


def _times(wanted: Calculation, places: Sequence[Place], source: str) -> Reckoning | None:
    """每人提高400元，惠及263人: what it comes to for all of them."""
    if wanted.kind != "money":
        return None
    for about, place, figure in by_aboutness(wanted, places, source, "money"):
        persons = [f for f in place.figures if f.sentence == figure.sentence and f.kind in ("persons", "count")]
        if figure.rate and len(persons) == 1 and about >= _ABOUT * 0.7:
            result = figure.number * persons[0].number
            return Reckoning("times", (figure, persons[0]), (place.ordinal,) * 2, round(result, 2), "元")
    return None
