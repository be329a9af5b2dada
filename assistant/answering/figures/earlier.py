"""What a value was before a printed change, and the whole that a printed part and its share make."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.scan import Figure
from assistant.text.flat import fold

_GREW = re.compile(
    r"(?:同比|较[^,。\d]{1,10}|环比|比[^,。\d]{1,8})?(?P<way>增长|上升|提高|增加|提升|下降|降低|减少|缩短|压减)(?:了|约)*$"
)
_UP = ("增长", "上升", "提高", "增加", "提升")
_SAVED = re.compile(r"节约|节省|减少|省|降低|压减")
_CUT = re.compile(r"降价?|下降|降低|降幅|减少|压减")
_OF_WHOLE = re.compile(r"^[,(]?占")


def before_change(figure: Figure, grown: Figure, source: str) -> Reckoning | None:
    """128人次，同比增长28% or 增加28人次 says that it was 100人次 before; 19人，占38% that all are 50."""
    between = fold(source[figure.end : grown.start])
    grew = _GREW.search(between)
    up = grew is not None and grew["way"] in _UP
    points = figure.unit == "%" and grown.unit == "个百分点"
    if grew and (points or (grown.kind != "percent" and grown.unit == figure.unit)):
        value = round(figure.number + (-grown.number if up else grown.number), 4)
        return Reckoning("before", (figure, grown), (), value, figure.unit)
    if grown.unit != "%" or figure.unit == "%" or not (grew or _OF_WHOLE.match(between)):
        return None
    factor = 1 + grown.number / 100 * (1 if up else -1) if grew else grown.number / 100
    if factor <= 0:
        return None
    return Reckoning("base" if grew else "whole", (figure, grown), (), round(figure.number / factor), figure.unit, True)


def bases_in(figures: Sequence[Figure], source: str) -> list[Reckoning]:
    """Every value before a printed change, or whole of a printed share, among figures that stand together."""
    found = []
    for figure in figures:
        grown = next((g for g in figures if g.sentence == figure.sentence and g.place == figure.place + 1), None)
        if grown is not None and (base := before_change(figure, grown, source)) is not None:
            found.append(base)
    return found or _of_savings(figures)


def _of_savings(figures: Sequence[Figure]) -> list[Reckoning]:
    """平均降价10%，年节约5万元 says that some 50万元 was spent before: one rate and one sum only."""
    cuts = [f for f in figures if f.unit == "%" and _CUT.search(f.before)]
    saved = [f for f in figures if f.kind == "money" and _SAVED.search(f.before)]
    if len(cuts) != 1 or len(saved) != 1 or not 0 < cuts[0].number < 100:
        return []
    value = round(saved[0].number / cuts[0].number * 100, 2)
    return [Reckoning("whole", (saved[0], cuts[0]), (), value, "元", True)]
