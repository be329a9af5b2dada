"""By how much something changed, as a figure of its own: 由62%提高到88% is a change of 26个百分点."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.figures.scan import Figure
from assistant.text.flat import fold

_ASKED = re.compile(
    r"(?:提|升|涨|增|降|减|缩|压|砍|变化|改善)(?:高|升|加|长|少|低|短|减|了|掉|得|上去|下来|幅|度|的)*(?:更|最|比较|要)?(?:多|少|大|小|快|慢|狠|猛|明显|厉害)"
    r"|(?:提|升|涨|增|降|减|缩|压|砍)[^,?]{0,8}(?:百分点|个点|几个点)|(?:提高|上升|增加|增长|降低|下降|减少|缩短|压缩|压减|砍掉)的?(?:天数|时间|幅度|数量|金额|比例|百分点|点数|数|量)(?:更|最|比较)?(?:多|少|大|小)"
    r"|各自?[^,?]{0,6}(?:少|短|快|慢|长|多|高|低)了(?:多少|几)|[升降增涨减]幅|幅度|变化(?:更|最)?大"
)
_TO = re.compile(r"[^,;。\d]{0,14}(?:到|至|为)[^,;。\d]{0,6}")
_BY = re.compile(
    r"(?:下降|上升|减少|增加|增长|提高|提升|降低|缩短|压减|压缩|精简|[降升减增])(?:了|幅|幅度|约|近|为|达)*$"
)
"""What stands right before a figure that says by how much something changed."""


def asks_change(asked: str) -> bool:
    """Whether a question compares by how much things changed, not what they are."""
    return _ASKED.search(asked) is not None


def changed(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The changes among the figures of a stretch: of two values the difference, and those that are printed."""
    out = []
    for number, figure in enumerate(figures):
        after = figures[number + 1] if number + 1 < len(figures) else None
        if number and _leads_to(text, figures[number - 1], figure):
            continue  # what it became is no change of its own (由19天减为11天)
        if after is not None and _leads_to(text, figure, after):
            out.append(_difference(figure, after))
        elif _BY.search(fold(text[figure.sentence[0] : figure.start])) or _BY.search(figure.before):
            out.append(figure)
    return tuple(out)


def _leads_to(text: str, one: Figure, other: Figure) -> bool:
    same = one.sentence == other.sentence and one.unit == other.unit
    return same and _TO.fullmatch(fold(text[one.end : other.start])) is not None


def _difference(one: Figure, other: Figure) -> Figure:
    """The change from one value to the other, said of the words of both."""
    unit = "个百分点" if one.unit == "%" else one.unit
    number = round(abs(other.number - one.number), 6)
    printed = f"{one.text}→{other.text}，{number:g}{unit}"
    label = one.label if other.label in one.label else one.label + other.label
    return replace(one, text=printed, number=number, unit=unit, end=other.end, label=label)
