"""What lies between two values: the earlier and the later one, or those of two turns printed side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.figures.asked import Calculation
from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.scan import Figure
from assistant.text.flat import fold

_WHEN = re.compile(
    r"第?[一二三四两几\d]+[次轮批期场回]|[前后上下这那头末首][一两]?[次轮批期场回年]|[改整治][前后]|[今去前明]年|20\d\d|月|季度|半年|同期"
    r"|之?前$|以前|之?后$|以后|原先|原来|原本|现在|目前|当初|最初|开始|年$"
)
"""Words of a thing named that say when, not what."""


_CLAUSE = re.compile(r"[,，。;；?？:：]")
_SET_APART = re.compile(r"差|比|[高低多少长短]")


def names_two_matters(wanted: Calculation) -> bool:
    """Whether the two things a question sets against each other are matters, not times or turns of one."""
    if wanted.operator != "change" or len(wanted.items) != 2 or any(map(_WHEN.search, wanted.items)):
        return False
    clauses = _CLAUSE.split(wanted.asked)
    return any(_SET_APART.search(clause) and all(item in clause for item in wanted.items) for clause in clauses)


def side_by_side(figures: Sequence[Figure], source: str) -> list[tuple[Figure, Figure]]:
    """Neighbouring values of one unit that are joined by nothing but a word (分别为80分和85分)."""
    return [
        (one, other)
        for one, other in pairwise(figures)
        if one.sentence == other.sentence and other.place == one.place + 1 and one.unit == other.unit
        and fold(source[one.end : other.start]) in ("和", "、", "与")
    ]  # fmt: skip


def difference(one: Figure, other: Figure) -> Reckoning:
    """The greater less the smaller; ordinals are left to the caller."""
    high, low = sorted((one, other), key=lambda figure: -figure.number)
    unit = "个百分点" if one.unit == "%" else one.unit
    return Reckoning("change", (high, low), (), round(high.number - low.number, 4), unit)


def changed_by(before: Figure, after: Figure) -> Reckoning:
    """By what share of itself a value changed; of two shares the points between them."""
    if before.unit == "%" or not before.number:
        return difference(before, after)
    high, low = sorted((before, after), key=lambda figure: -figure.number)
    share = (high.number - low.number) / before.number * 100
    text = f"({high.text} - {low.text}) ÷ {before.text}"
    return Reckoning("change", (before, after), (), round(share, 2), "%", abs(share - round(share, 2)) > 1e-9, text)
