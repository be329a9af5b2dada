"""Numbers of one sentence with what they count, so that only like is compared with like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.numbers import find_money, parse_number

_COUNT = re.compile(
    r"(?<![\d.第])(?<!\d,)(?P<number>\d{1,3}(?:,\d{3})+|\d+|[一二两三四五六七八九十]{1,3})(?P<about>[余多来])?"
    r"(?P<unit>人次|例次|台次|人|名|位|件|项|个|起|例|次|份|条|台|家|户|批|场|期|篇|宗|处|间|套|辆|只|笔|册|支|盏|张|床|亩|本|幢|栋)"
    r"(?![以之])"
)
_PERSONS = frozenset(("人", "名", "位", "人次"))
_DECIMALS = re.compile(r"\.(\d+)")
_SCALE = re.compile(r"[十百千万亿]+(?=元|$|余|多)")
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Number:
    """A count or sum in a flat text; `step` is one in its last printed place, in the unit of `value`."""

    value: float
    unit: str
    """元 for money, 人 for persons however they are counted, else the classifier."""
    start: int
    end: int
    printed: str
    step: float
    about: bool
    """余, 多: only a lower bound."""


def numbers_of(flat: str) -> list[Number]:
    """Every sum of money and count in `flat`, in order, no two overlapping."""
    found = [
        Number(m.value, "元", m.start, m.end, flat[m.start : m.end], _step(flat[m.start : m.end]), _vague(flat, m.end))
        for m in find_money(flat)
        if m.value == m.high
    ]
    taken = [(each.start, each.end) for each in found]
    for match in _COUNT.finditer(flat):
        value = parse_number(match["number"])
        if value is None or any(a < match.end() and match.start() < b for a, b in taken):
            continue
        unit = "人" if match["unit"] in _PERSONS else match["unit"]
        found.append(Number(value, unit, match.start(), match.end(), match[0], 1.0, match["about"] is not None))
    return sorted(found, key=lambda each: each.start)


def _step(printed: str) -> float:
    scale = 1.0
    match = _SCALE.search(printed)
    for unit in match[0] if match else "":
        scale *= _UNITS[unit]
    decimals = _DECIMALS.search(printed)
    return float(scale / 10.0 ** (len(decimals[1]) if decimals else 0))


def _vague(flat: str, end: int) -> bool:
    return bool(re.search("[余多]", flat[max(0, end - 3) : end + 1]))


def show(value: float, unit: str) -> str:
    """A value for the reader: money in 万元 where that is shorter."""
    if unit == "元" and abs(value) >= 10_000:
        return f"{value / 10_000:,.4f}".rstrip("0").rstrip(".") + "万元"
    return f"{value:,.2f}".rstrip("0").rstrip(".") + unit
