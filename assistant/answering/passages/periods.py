"""Dates in a question, with the ways a notice may print them: 2024年头三个月 is 2024年第一季度, 一季度, 1-3月."""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUARTERS = "一二三四"
_PERIOD = re.compile(
    r"(?:(?P<y>\d{4})年?|(?P<rel>今年|去年|当年))?(?:的)?(?:"
    r"(?P<head>[头前]三个月|[头前]3个月)|第?(?P<q>[一二三四1-4])季度|(?P<half>[上下]半年|[上前下后]6个月)"
    r"|(?P<ma>\d{1,2})(?:月)?(?:、|和|至|到|-)(?P<mb>\d{1,2})月(?:份)?|(?P<m>\d{1,2})月(?:份)?(?:(?P<d>\d{1,2})[日号])?|(?P<m2>\d{1,2})[-.](?P<d2>\d{1,2}))"
    r"|(?P<year>\d{4})年(?!头)"
)


def period_alternatives(text: str) -> Iterator[tuple[str, tuple[tuple[str, float], ...]]]:
    """Each date printed in `text`, with what a notice may print for it and how well that meets it."""
    for match in _PERIOD.finditer(text):
        forms = list(_forms(match))
        if forms:
            yield match.group(), tuple(forms)


def _forms(match: re.Match[str]) -> Iterator[tuple[str, float]]:
    if match["year"]:
        yield f"{match['year']}年", 1.0
        yield match["year"], 0.95
        return
    year = match["y"] or ""
    for short in _short_forms(match):
        if year:
            yield f"{year}年{short}", 1.0
            yield f"{year}年度{short}", 1.0
        yield short, 0.9 if year else 1.0


def _short_forms(match: re.Match[str]) -> Iterator[str]:
    if match["head"] or match["q"]:
        quarter = 1 if match["head"] else _quarter(match["q"])
        yield f"第{_QUARTERS[quarter - 1]}季度"
        yield f"{_QUARTERS[quarter - 1]}季度"
        yield f"{quarter * 3 - 2}-{quarter * 3}月"
        yield f"{quarter * 3 - 2}至{quarter * 3}月"
    elif match["half"]:
        upper = match["half"][0] in "上前"
        yield "上半年" if upper else "下半年"
        yield "1-6月" if upper else "7-12月"
    elif match["ma"]:
        first, last = int(match["ma"]), int(match["mb"])
        yield from (f"{first}{joint}{last}月" for joint in ("-", "至", "到", "、", "—", "和"))
        yield from (f"{month}月" for month in (first, last))
        yield from (f"{month}." for month in (first, last))
    else:
        month, day = match["m"] or match["m2"], match["d"] or match["d2"]
        yield f"{int(month)}月{int(day)}日" if day else f"{int(month)}月"
        if day:
            yield f"{int(month)}.{int(day)}"


def _quarter(printed: str) -> int:
    return int(printed) if printed.isdigit() else _QUARTERS.index(printed) + 1
