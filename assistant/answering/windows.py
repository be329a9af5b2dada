"""Time in a question: the window it asks about (2024年8月, 年底前, 上半年) and the day it wants things judged by."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from assistant.answering.chronology.stretches import hull, looked_ahead, stretches_of


class Window(NamedTuple):
    """A stretch of days, both ends included, ISO; None where it is open."""

    first: str | None
    last: str | None
    outside: bool = False
    """Whether what lies outside it is asked for (不是2024年12月的)."""


_DAY = re.compile(r"(20\d{2})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?")
_MONTH = re.compile(r"(20\d{2})[年./-]?(\d{1,2})月(份|底|末)?")
_HALF = re.compile(r"(20\d{2})年?(上|下)半年")
_QUARTER = re.compile(r"(20\d{2})年?第?([一二三四1234])季度")
_YEAR_END = re.compile(r"(20\d{2})年?(年)?(底|末)")
_YEAR = re.compile(r"(20\d{2})(?:年|(?=\D|$))")
_BEFORE = re.compile(r"^(底|末|份|月)?(之|以)?前|^(底|末)?为止|^(底|末)?(之)?内|^(底|末)?截止")
_AFTER = re.compile(
    r"^(底|末|份)?(之|以)?后|^(以来|起)|^(底|末|份)?(或者?|及|和|以及|,)?(是)?(更晚|更迟|往后|(之|以)后)"
)
_AS_OF = re.compile(r"(截至|截止到?|到|按|以|站在|as of )(?=20\d{2})")

_AS_OF_DAY = re.compile(r"(截至|截止到?)20\d{2}[年./-]\d{1,2}([月./-](\d{1,2}[日号]?)?)?")


_NOT_THEN = re.compile(r"(不是|并非|不在|除了|除|not in )$")
_LATER = re.compile(r"更?往后|之后|以后|更晚|更迟|later|after")


_LISTED = re.compile(
    r"(?:月份?|半年|季度)(?:、|和|或者?|与|以及)(?:20\d{2}年)?(?:\d{1,2}月|[上下]半年|第?[一二三四1-4]季度)(?![\d前后以之])"
)
"""Several months in a list; a day among them, or 前 and 后 after them, is read otherwise."""


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _end_of(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _stretch(text: str) -> tuple[str, str, int] | None:
    """First and last day of the date expression in `text`, and where it ends."""
    if match := _DAY.search(text):
        day = f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
        return day, day, match.end()
    if match := _MONTH.search(text):
        year, month = int(match[1]), int(match[2])
        if 1 <= month <= 12:
            return f"{year}-{month:02d}-01", _end_of(year, month), match.end()
    if match := _HALF.search(text):
        first, last = ("01-01", "06-30") if match[2] == "上" else ("07-01", "12-31")
        return f"{match[1]}-{first}", f"{match[1]}-{last}", match.end()
    if match := _QUARTER.search(text):
        quarter = "一二三四1234".index(match[2]) % 4
        return f"{match[1]}-{quarter * 3 + 1:02d}-01", _end_of(int(match[1]), quarter * 3 + 3), match.end()
    if match := _YEAR_END.search(text):
        return f"{match[1]}-12-01", f"{match[1]}-12-31", match.end()
    if match := _YEAR.search(text):
        return f"{match[1]}-01-01", f"{match[1]}-12-31", match.end()
    return None


def window_of(text: str) -> Window:
    """The window a question names; open on both sides where it names none."""
    text = _AS_OF_DAY.sub(" ", text) if _stretch(_AS_OF_DAY.sub(" ", text)) else text
    ahead, year = looked_ahead(text)
    listed = hull(stretches_of(ahead, year)) if year is not None or _LISTED.search(ahead) else None
    if listed is not None:
        return Window(*listed)
    found = _stretch(text)
    if found is None:
        return Window(None, None)
    first, last, end = found
    rest = text[end:]
    if _NOT_THEN.search(text[: text.find(first[:4])]):
        # 不是2024年的、更往后的: what lies beyond the stretch, not what lies in it.
        return Window(_day_after(last), None) if _LATER.search(rest) else Window(first, last, outside=True)
    within = first.endswith("01-01") and last.endswith("12-31") and re.match(r"[之以]?内", rest)
    if _BEFORE.match(rest) and not within:
        return Window(None, last)
    if _AFTER.match(rest):
        return Window(first, None)
    return Window(first, last)


def as_of(text: str) -> str | None:
    """The day a question wants deadlines judged by (截至2024年10月1日), if it names one."""
    match = _AS_OF.search(text)
    found = _stretch(text[match.end() :]) if match else None
    return found[1] if found else None
