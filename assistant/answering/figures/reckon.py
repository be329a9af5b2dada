"""Computing from printed figures: only from figures that are clearly those the question names, each of them shown.

A figure is meant where words of the question stand in its own item, and the rest of them in its sentence or title.
Where two figures are meant equally well nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answering.figures.adding import total
from assistant.answering.figures.asked import Calculation, Operator
from assistant.answering.figures.differences import difference, names_two_matters
from assistant.answering.figures.meaning import (
    Place,
    aboutness,
    alike,
    assigned,
    content,
    figures_named,
    fitting_kind,
    like,
    met,
)
from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.roles import FROM_TO, is_left, is_step
from assistant.answering.figures.scan import Figure
from assistant.answering.figures.sharing import asks_undone, enumerated
from assistant.text.flat import fold

_ABOUT = 0.5
"""Share of the question's words that the place computed from must hold."""
_DONE = re.compile(r"已|结案|办结|实收|到货|完成|收回|支付|追回|核销|清退|归还|扣款|退还|整改|通过|销号|解决")
_RATED = re.compile(r"率|比例|占")


def reckon(wanted: Calculation, places: Sequence[Place], source: str) -> list[Reckoning]:
    """The values a question asks for, computed from the places of one notice (`source` is its text)."""
    if wanted.operator == "rest":
        return _rest(wanted, places, source)
    compute = _COMPUTE.get(wanted.operator)
    found = compute(wanted, places, source) if compute else None
    return [found] if found else []


def _rest(wanted: Calculation, places: Sequence[Place], source: str) -> list[Reckoning]:
    """A whole less the parts left out, or less what is done of it, both in one sentence; in each unit the sentence
    counts in, where the question names none (89.6万元 and 3207人次).
    """
    best: tuple[float, list[Reckoning]] | None = None
    for place in places:
        for sentence in dict.fromkeys(f.sentence for f in place.figures):
            inside = [f for f in place.figures if f.sentence == sentence and not f.rate]
            inside = _unless_left_is_printed(wanted, inside, source)
            found = _rests(wanted, fitting_kind(wanted, inside), place)
            if not found:
                continue
            about = max(aboutness(wanted, place, f, source) for each in found for f in each.operands)
            if about >= _ABOUT * 0.8 and (best is None or about > best[0]):
                asked = replace(wanted, kind=None, unit="")
                others = [r for r in _rests(asked, inside, place) if r.unit not in {f.unit for f in found}]
                best = (about, [*found, *(others if wanted.several else [])])
    return best[1] if best else []


_APART = re.compile(r"除(?:去|了|掉|开)|刨|扣掉|减去|去掉|撇开|抛开|不算")
"""Words that take a named part from a whole, which what is left by the notice's own words does not answer."""


def _unless_left_is_printed(wanted: Calculation, figures: Sequence[Figure], source: str) -> list[Figure]:
    """The figures of a sentence in the units in which it does not itself print what is left (其余2.1万元)."""
    if _APART.search(wanted.asked):
        return list(figures)
    told = {figure.unit for figure in figures if is_left(source, figure)}
    return [figure for figure in figures if figure.unit not in told]


def _rests(wanted: Calculation, figures: Sequence[Figure], place: Place) -> list[Reckoning]:
    """What is left in each unit of a sentence."""
    out: list[Reckoning] = []
    for unit in dict.fromkeys(f.unit for f in figures):
        operands = _rest_in(wanted, [f for f in figures if like(f, unit)])
        if operands is not None and operands not in [r.operands for r in out]:
            left = operands[0].number - sum(f.number for f in operands[1:])
            ordinals = (place.ordinal,) * len(operands)
            out.append(Reckoning("rest", operands, ordinals, round(left, 4), operands[0].unit))
    return out


def _printed(wanted: Calculation, figures: Sequence[Figure]) -> bool:
    """Whether a number that the question itself gives (那23个人里) is among the figures, where it gives any."""
    given = {float(n) for n in re.findall(r"(?<![\d.年月])(\d+(?:\.\d+)?)(?=[个名人项条件起例台笔户])", wanted.context)}
    return not given or any(figure.number in given for figure in figures)


def _rest_in(wanted: Calculation, figures: Sequence[Figure]) -> tuple[Figure, ...] | None:
    """A whole of one sentence with the parts to be taken from it: the whole whose number the question gives, else the
    nearest before its parts.
    """
    found = [operands for whole in figures if (operands := _parts_of(wanted, whole, figures)) is not None]
    given = [operands for operands in found if _printed(wanted, operands)]
    return max(given, key=lambda operands: operands[0].place, default=None)


def _parts_of(wanted: Calculation, whole: Figure, figures: Sequence[Figure]) -> tuple[Figure, ...] | None:
    after = [f for f in figures if f.place > whole.place and like(f, whole.unit) and f.number < whole.number]
    parts: list[Figure] = []
    for item in wanted.items:
        parts += [f for _, f in figures_named(item, (), after) if f not in parts][:1]
    if not wanted.items or len(parts) < len(wanted.items):
        parts = [f for f in after if _DONE.search(f.label)] if len(wanted.items) < 2 else []
    if not parts or sum(f.number for f in parts) >= whole.number:
        return None
    return (whole, *parts)


def _printed_share(parts: Sequence[str], places: Sequence[Place]) -> bool:
    """Whether a percentage is printed that its own words say to be the part's (出院患者手术占比7.8%)."""
    words = [word for part in parts for word in content(part)]
    percents = [f for place in places for f in place.figures if f.kind == "percent" and _RATED.search(f.before)]
    return bool(words) and any(met(words, figure.before) >= 1.0 for figure in percents)


def _share(wanted: Calculation, places: Sequence[Place], source: str) -> Reckoning | None:
    """Named parts of a whole, in one finding; nothing where the notice prints the share of them."""
    parts = [item for item in wanted.items if not item.startswith("/")]
    whole_words = content(next((item[1:] for item in wanted.items if item.startswith("/")), ""))
    # Which figure is what is left is for the sentence to say, not for the words of the part.
    if any(map(asks_undone, parts)) or _printed_share(parts, places):
        return None
    best: tuple[float, Reckoning] | None = None
    for place in places:
        for sentence in dict.fromkeys(f.sentence for f in place.figures):
            inside = [f for f in place.figures if f.sentence == sentence and f.kind in ("persons", "count", "money")]
            chosen = [named[0][1] for part in parts if (named := figures_named(part, (), inside))]
            if not chosen or len(chosen) < len(parts):
                continue
            wholes = [
                f
                for f in inside
                if f not in chosen and like(f, chosen[0].unit) and f.number > sum(c.number for c in chosen)
            ]
            if whole_words:
                # The whole that is named must be said to be that, or stand right before its part.
                wholes = [
                    w for w in wholes if met(whole_words, w.label) > 0 or any(c.place == w.place + 1 for c in chosen)
                ]
            mates = enumerated(chosen[0], inside, source)
            wholes = [w for w in wholes if w not in mates or met(whole_words, w.label) >= _ABOUT]
            wholes = _likeliest(wholes, chosen, whole_words)
            if not wholes:
                continue
            figures = (*chosen, wholes[0])
            about = max(aboutness(wanted, place, f, source) for f in figures)
            if any(f.kind == "percent" and f.sentence == sentence for f in place.figures):
                continue
            if about >= _ABOUT * 0.7 and (best is None or about > best[0]):
                value = sum(c.number for c in chosen) / wholes[0].number * 100
                rounded = round(value, 2)
                found = Reckoning("share", figures, (place.ordinal,) * len(figures), rounded, "%", value != rounded)
                best = (about, found)
    return best[1] if best else None


def _likeliest(wholes: Sequence[Figure], parts: Sequence[Figure], words: Sequence[str]) -> list[Figure]:
    """Wholes with the likeliest first: the one the question names, then one counted alike right before its part
    (来信6件，已办结5件；另有事项7个), then the largest.
    """
    unit, before = parts[0].unit, {part.place - 1 for part in parts}
    return sorted(
        wholes, key=lambda w: (-met(words, w.label), w.unit != unit, w.part, w.place not in before, -w.number)
    )


def _change(wanted: Calculation, places: Sequence[Place], source: str) -> Reckoning | None:
    """From one value to another (由8.1天降至6.9天), between the two things named, or the two like values there are."""
    if len(wanted.items) == 2:
        found = [c for place in places if (c := assigned(wanted, place, source, wanted.items)) and alike(c.figures)]
        found = [c for c in found if not any(map(is_step, c.figures))]
        best = max(found, key=lambda c: c.score, default=None)
        if best is not None:
            return _difference(best.figures[0], best.figures[1], best.place)
    if wanted.parts == 2:
        both = total(replace(wanted, items=()), places, source)
        if both is not None and both.operator == "sum" and len(both.operands) == 2:
            place = next(p for p in places if p.ordinal == both.ordinals[0])
            return _difference(both.operands[0], both.operands[1], place)
    if names_two_matters(wanted):
        return None
    ranked = sorted(_pairs(wanted, places, source), key=lambda each: (-each[0], each[2].start))
    if not ranked or ranked[0][0] < _ABOUT or (len(ranked) > 1 and ranked[1][0] >= ranked[0][0] - 1e-9):
        return None
    return _difference(ranked[0][2], ranked[0][3], ranked[0][1])


def _pairs(wanted: Calculation, places: Sequence[Place], source: str) -> Iterator[tuple[float, Place, Figure, Figure]]:
    """Neighbouring figures of one unit, one of which becomes the other or which stand side by side, with their fit."""
    for place in places:
        fitting = [f for f in place.figures if wanted.kind in (None, f.kind)]
        for one, other in pairwise(fitting):
            if one.sentence != other.sentence or one.unit != other.unit or other.place != one.place + 1:
                continue
            if is_step(other):
                continue
            between = fold(source[one.end : other.start])
            moved = FROM_TO.fullmatch(between) is not None
            if moved or between in ("和", "、", "与"):
                yield aboutness(wanted, place, one, source) + (0.3 if moved else 0.0), place, one, other


def _difference(one: Figure, other: Figure, place: Place) -> Reckoning:
    return replace(difference(one, other), ordinals=(place.ordinal,) * 2)


_COMPUTE: dict[Operator, Callable[[Calculation, Sequence[Place], str], Reckoning | None]] = {
    "sum": total,
    "share": _share,
    "change": _change,
}
