"""Dates as notices print them, as ISO at the precision of the text.

Nothing is made more precise than it stands: 2024年12月前 is 2024-12, 6月下旬 is a month, 年底 the last month of its
year. Where the year is not printed it is that of the context, and the mention says so. Durations (三年内), recurring
times (每年底, 每季度) and vague ones (近年来, 至今) are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.text.flat import FlatText

DatePrecision = Literal["year", "month", "day"]

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "O": 0, "两": 2}
_RELATIVE_YEAR = {
    "今年": 0, "本年": 0, "当年": 0, "同年": 0, "明年": 1, "下一年": 1, "次年": 1, "来年": 1, "翌年": 1,
    "去年": -1, "上年": -1, "前年": -2,
}  # fmt: skip
_OF_LAST_PRINTED = frozenset(("当年", "同年", "次年", "翌年"))
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_TO = r"(?:[至到—–\-~～]|——|－)"
_CN = "一二三四五六七八九十"
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零O一二三四五六七八九]{3})"
_SHORT_YEAR = r"(?<![\d近约第满逾超])2\d(?=年(?:[底末初]|[上下]半年|(?:1[0-2]|0?[1-9])月|第?[一二三四]季度))"
_DATE = re.compile(
    rf"""
    (?<![\d.])(?=[\d第年岁今本当同明次来翌去上前下内底末的一二三四五六七八九十])
    (?:
      (?P<dotted>(?:19|20)\d\d)[./\-](?P<dot_m>0?[1-9]|1[0-2])(?:[./\-](?P<dot_d>0?[1-9]|[12]\d|3[01]))?
        (?![\d.]|[万亿元%‰倍分人个台项次件家例张号年\-])
    | (?P<md1>(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])){_TO}+(?P<md2>(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01]))
        (?![\d.]|[万亿元%‰倍分人个台项次件家例张天年月\-])
    | (?:(?:(?P<from_y>{_YEAR})年?{_TO}+)?(?P<year>{_YEAR}|{_SHORT_YEAR})年(?P<budget>度)?(?![级龄检均薪货])
        | (?P<relative>{"|".join(_RELATIVE_YEAR)})度?)?的?
      (?:
        (?:(?P<from_m>1[0-2]|0?[1-9])月?份?{_TO}+)?(?P<month>1[0-2]|0?[1-9])月份?(?![龄])
          (?:(?:(?P<from_d>[12]\d|3[01]|0?[1-9])[日号]?{_TO}+)?(?P<day>[12]\d|3[01]|0?[1-9])
               (?:[日号]|(?={_TO}+\d{{1,2}}月))
            |[上中下]旬|底|末|初|中(?![心医西]))?
      | (?P<cn_month>十[一二]?|[一二三四五六七八九])月(?:
            (?P<cn_day>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]
            |份?(?:[上中下]旬|底|末|初|前)|(?(year)份?|份))
      | 第?(?P<quarter>[一二三四1-4])季度末?
      | (?P<half>[上下])半年度?末?
      | (?P<rest>年?[底末]|年内|内(?![控部审科外镜镇涵])|岁末|年终前)
      )?
    )
    """,
    re.VERBOSE,
)
_GLUED = re.compile(r"\d(?=(?P<year>(?:19|20)\d\d[年./-])|\d{1,2}:\d\d)")
_RECURRING = re.compile(r"(?:每|每个|历|各|全|近|两|几|多|满|半|逐|跨|整)(?:年|月|年的|年度)?$")
_COUNTED_YEAR = re.compile(rf"[\d{_CN}百两几数多半]$")
_MONTH_END = re.compile(r"(?<![每各月])(?P<which>本月|下月|当月)?(?P<end>月底|月末|(?<=本月)内|(?<=下月)内)")
_BEFORE = re.compile(r"(?:日|份)?(?:之前|以前|前(?![期段后沿列往来])|内(?![控部审科外镜镇涵])|止|为止)")
_JOINED = re.compile(rf"{_TO}+")
_SINCE = re.compile(r"(?:以来|至今|起|开始)")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or range of dates in a flat text.

    `first` and `last` are ISO at the precision of the text and equal unless a range (or a half-year, a quarter) is
    meant; `last` is what a deadline means: 下半年 ends in YYYY-12.
    """

    start: int
    """In the flat text, half-open."""
    end: int
    first: str
    last: str
    precision: DatePrecision
    """Of `last`."""
    year_printed: bool
    """False where the year was taken from the context."""
    before: bool = False
    """The words right after it say by when: 前, 之前, 内."""


@dataclass(slots=True)
class _Years:
    """The year in context while reading on: the last printed one, else the report's."""

    report: int | None
    not_before: int | None
    printed: int | None = None

    def current(self) -> int | None:
        printed = self.printed
        if printed is not None and (self.not_before is None or printed >= self.not_before):
            return printed
        return self.report if self.report is not None else printed

    def relative(self, word: str) -> int | None:
        base = self.printed if word in _OF_LAST_PRINTED and self.printed is not None else self.report
        base = base if base is not None else self.printed
        return None if base is None else base + _RELATIVE_YEAR[word]


def find_dates(flat: FlatText, year: int | None, *, not_before: int | None = None) -> list[DateMention]:
    """The dates of `flat`, in order.

    A date without a year takes the last year printed before it in `flat`, else `year`; it is left out where both are
    missing. Printed years before `not_before` lend themselves to no later date (自2020年以来…，8月底前).
    """
    years = _Years(year, not_before)
    found: list[DateMention] = []
    for match in _matches(flat):
        if match.end() == match.start() or _is_no_date(flat.text, match):
            continue
        reading = _read(match, years)
        if reading is not None:
            first, last, printed = reading
            found.append(_mention(flat.text, *_extent(match), first, last, printed))
    found += _month_ends(flat.text, found)
    return _join_ranges(flat.text, sorted(found, key=lambda mention: mention.start))


def _matches(flat: FlatText) -> Iterator[re.Match[str]]:
    """The pattern's matches; a date that white space parts from digits beside it (1083 2024年, 12-25 17:02) is one."""
    text = flat.text
    if not any(flat.origin[m.start() + 1] - flat.origin[m.start()] > 1 for m in _GLUED.finditer(text)):
        yield from _DATE.finditer(text)
        return
    apart = list(text)
    for glued in _GLUED.finditer(text):
        at = glued.start()
        if flat.origin[at + 1] - flat.origin[at] > 1:
            # One mark for one character keeps every position; the digit given up belongs to no date.
            apart[at if glued["year"] else at + 1] = "□"
    yield from _DATE.finditer("".join(apart))


def year_in_context(flat: FlatText, position: int, year: int | None, *, not_before: int | None = None) -> int | None:
    """The year a date without one means at flat `position`: the last printed before it, else `year`."""
    years = _Years(year, not_before)
    for match in _DATE.finditer(flat.text, 0, position):
        if match.end() > match.start() and not _is_no_date(flat.text, match):
            _read(match, years)
    return years.current()


def _extent(match: re.Match[str]) -> tuple[int, int]:
    """The match without a trailing 的 that belongs to no date."""
    text = match.group()
    return match.start(), match.end() - (1 if text.endswith("的") else 0)


def _mention(text: str, start: int, end: int, first: str, last: str, printed: bool) -> DateMention:
    precision: DatePrecision = ("year", "month", "day")[last.count("-")]
    before = _BEFORE.match(text, end) is not None or text[start:end].endswith(("内", "前"))
    return DateMention(start, end, first, last, precision, printed, before)


def _is_no_date(text: str, match: re.Match[str]) -> bool:
    """Whether the words round the match make it a duration, a recurring time or part of another word."""
    head = text[max(0, match.start() - 4) : match.start()]
    if match["year"] or match["dotted"] or match["relative"] or match["md1"]:
        return match["relative"] is not None and head.endswith(("每", "历"))
    if match["rest"] and (not match["rest"].startswith(("年", "岁")) or _COUNTED_YEAR.search(head)):
        return True
    if match["half"] and _COUNTED_YEAR.search(head):
        return True
    if match["quarter"] and text[match.start()] != "第" and _COUNTED_YEAR.search(head):
        return True
    if match["cn_month"] and _COUNTED_YEAR.search(head):
        return True
    return match.group() == "的" or _RECURRING.search(head) is not None


def _read(match: re.Match[str], years: _Years) -> tuple[str, str, bool] | None:
    """First and last ISO date of the match, and whether its year is printed; None without any year."""
    if match["dotted"]:
        years.printed = int(match["dotted"])
        iso = _iso(years.printed, int(match["dot_m"]), _int(match["dot_d"]))
        return iso, iso, True
    printed = _number(match["year"]) if match["year"] else None
    printed = 2000 + printed if printed is not None and printed < 100 else printed
    year = printed
    if year is None:
        year = years.relative(match["relative"]) if match["relative"] else years.current()
    if year is None:
        return None
    first, last = _parts(match, year)
    if printed is not None and not (match["budget"] or match["from_y"]) and not _SINCE.match(match.string, match.end()):
        years.printed = printed
    return first, last, printed is not None


def _parts(match: re.Match[str], year: int) -> tuple[str, str]:
    """First and last ISO date of a match whose year is known."""
    if match["md1"]:
        (m1, d1), (m2, d2) = (map(int, match[name].split(".")) for name in ("md1", "md2"))
        return _iso(year, m1, d1), _iso(year, m2, d2)
    if match["month"]:
        month, day = int(match["month"]), _int(match["day"])
        first_month, first_day = _int(match["from_m"]) or month, _int(match["from_d"]) or day
        return _iso(year, first_month, first_day), _iso(year, month, day)
    if match["cn_month"]:
        iso = _iso(year, _number(match["cn_month"]), _number(match["cn_day"]) if match["cn_day"] else None)
        return iso, iso
    if match["quarter"]:
        quarter = _QUARTER[match["quarter"]]
        return _iso(year, quarter * 3 - 2), _iso(year, quarter * 3)
    if match["half"]:
        return (_iso(year, 1), _iso(year, 6)) if match["half"] == "上" else (_iso(year, 7), _iso(year, 12))
    if match["rest"]:
        return _iso(year, 12), _iso(year, 12)
    first_year = _number(match["from_y"]) if match["from_y"] else year
    return str(first_year), str(year)


def _month_ends(text: str, found: list[DateMention]) -> list[DateMention]:
    """月底 and 本月底: the month of the last date before them that has one."""
    ends = []
    for match in _MONTH_END.finditer(text):
        earlier = [m for m in found if m.end <= match.start() and m.precision != "year"]
        if not earlier or text[match.start() - 1 : match.start()].isdigit():
            continue
        year, month = (int(part) for part in earlier[-1].last.split("-")[:2])
        if match["which"] == "下月":
            year, month = year + month // 12, month % 12 + 1
        ends.append(_mention(text, match.start(), match.end(), _iso(year, month), _iso(year, month), False))
    return ends


def _join_ranges(text: str, found: list[DateMention]) -> list[DateMention]:
    """4月27日至7月2日 is one mention."""
    joined: list[DateMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and mention.start < before.end:
            continue
        if before is not None and _JOINED.fullmatch(text, before.end, mention.start) and before.first <= mention.last:
            joined[-1] = DateMention(
                before.start, mention.end, before.first, mention.last, mention.precision,
                before.year_printed, mention.before,
            )  # fmt: skip
        else:
            joined.append(mention)
    return joined


def _iso(year: int, month: int, day: int | None = None) -> str:
    return f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}"


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _number(printed: str) -> int:
    """An Arabic number, a year by Chinese digits (二〇二四) or a Chinese number below 100 (二十五)."""
    if printed.isascii() and printed.isdigit():
        return int(printed)
    if "十" in printed:
        tens, ones = printed.split("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    value = 0
    for character in printed:
        value = value * 10 + _DIGITS[character]
    return value
