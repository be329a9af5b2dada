"""Adding figures up, where one may be said of each person: 300元 and 每人50元 for 4人 come to 500元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.scan import Figure


def added(
    figures: Sequence[Figure], ordinals: Sequence[int | None], around: Sequence[Sequence[Figure]]
) -> Reckoning | None:
    """The sum of `figures`, each of a finding with the figures of `around`; None where one is said of each of an
    unprinted number, or where they are less than two.
    """
    if len({(f.start, f.end) for f in figures}) < 2:
        return None
    values, texts = [], []
    operands: list[Figure] = []
    places: list[int | None] = []
    for figure, ordinal, beside in zip(figures, ordinals, around, strict=True):
        times = _times(figure, beside)
        if times is None:
            return None
        values.append(figure.number * (times[0].number if times else 1))
        texts.append(" × ".join(f.text for f in (*times, figure)))
        operands += [*times, figure]
        places += [ordinal] * (1 + len(times))
    about = any(re.search("[余多]", figure.text) for figure in figures)
    expression = " + ".join(texts) if len(operands) > len(figures) else ""
    return Reckoning("sum", tuple(operands), tuple(places), round(sum(values), 4), figures[0].unit, about, expression)


def _times(figure: Figure, beside: Sequence[Figure]) -> tuple[Figure, ...] | None:
    """The number of persons that a sum for each is to be multiplied by; empty where it is no such sum."""
    if not figure.rate or figure.kind != "money":
        return ()
    persons = [f for f in beside if f.sentence == figure.sentence and f.kind == "persons"]
    return (persons[0],) if len(persons) == 1 else None
