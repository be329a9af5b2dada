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
    figures_named,
    fitting_kind,
    met,
    sentence_of,
)
from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.scan import Figure
from assistant.answering.figures.summing import added
from assistant.text.flat import fold

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


def enumerations(figures: Sequence[Figure], source: str) -> list[list[Figure]]:
    """The longest runs of neighbouring numbers of one unit that only 、 keeps apart (A类500项、B类100项)."""
    runs: list[list[Figure]] = []
    for figure in figures:
        last = runs[-1][-1] if runs else None
        joined = last is not None and last.place + 1 == figure.place and last.sentence == figure.sentence
        gap = fold(source[last.end : figure.start]) if last and joined and last.unit == figure.unit else ""
        if _ENUMERATED.fullmatch(gap):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return [run for run in runs if len(run) > 1]


_ENUMERATED = re.compile(r"[^,;。、]{0,6}、[^,;。、]{1,16}")


def one_by_one(wanted: Calculation, figures: Sequence[Figure], source: str) -> Reckoning | None:
    """The things named in one sentence; one that it only speaks of has the one number there that is no other's
    (退缴违规金额50万元，另缴违约金10万元). Ordinals are left to the caller.
    """
    for sentence in dict.fromkeys(f.sentence for f in figures):
        inside = [f for f in fitting_kind(wanted, figures) if f.sentence == sentence and not (f.rate or f.part)]
        named: list[Figure] = []
        unnamed: list[str] = []
        for item in wanted.items:
            found = [f for _, f in figures_named(item, (), inside) if f not in named]
            named, unnamed = ([*named, found[0]], unnamed) if found else (named, [*unnamed, item])
        others = [f for f in inside if f not in named]
        said = fold(source[slice(*sentence)])
        if not unnamed and alike(named):
            return added(named, [None] * len(named), [inside] * len(named))
        if len(unnamed) != 1 or len(others) != 1 or not named or not alike([*named, *others]):
            continue
        if met(content(unnamed[0]), said) >= _ABOUT:
            return added([others[0], *named], [None] * (len(named) + 1), [inside] * (len(named) + 1))
    return None


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
        strewn = wanted.parts and wanted.kind is None and len({f.sentence for f in fitting}) > 1
        if strewn and not all(met(words, f.label) for f in fitting):
            continue  # as many figures as the question says there are, but of other matters
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
