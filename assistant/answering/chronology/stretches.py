"""Stretches of time a question names: days, months, thirds of a month, quarters, halves of a year; and those that lie
before, during or after a step of the inspection.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from assistant.answering.milestones import Milestone
from assistant.schema import ReportFields

_DAY = re.compile(r"(?:(20\d{2})[年./-])?(?<!\d)(\d{1,2})月(\d{1,2})[日号]?")
_DAYS = re.compile(
    r"(?:(20\d{2})[年./-])?(?<!\d)(\d{1,2})月(\d{1,2})[日号]?(?:至|到|—|-|~)(?:(?:\2|本|当)月)?(\d{1,2})(?:[日号]|(?=[^\d月]|$))"
)
_PART = re.compile(r"(?:(20\d{2})年)?(\d{1,2})月(?:份)?(上旬|中旬|下旬)(?:[(（]?(\d{1,2})[日号](?:以后|之后|起))?")
_RANGE = re.compile(r"(?:(20\d{2})年)?(?<!\d)(\d{1,2})月?(?:份)?(?:至|到|—|-|~)(\d{1,2})月(?:份|里|间|之间)?(?!\d)")
_HALF = re.compile(r"(?:(20\d{2})年)?(?P<half>[上下])半年")
_QUARTER = re.compile(r"(?:(20\d{2})年)?第?(?P<quarter>[一二三四1-4])季度")
_MONTH = re.compile(r"(?:(20\d{2})年)?(?<!\d)(\d{1,2})月(?:份|里|内|当中|这个月)?(?!\d)")
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_CHINESE_MONTH = re.compile(r"(?<![第十])(十[一二]?|[一二三四五六七八九])月(?=[份底初都的里、和或]|$)")
_PARTS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
_AS_OF = re.compile(
    r"(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}[日号])?(?:才|就)?(?:挂|贴|发|登|公布|公开|通报|发布|落款|写)[^,，、]{0,8}(?:时候?|那会儿|那天|当天)"
)
"""The day a question looks back from or ahead of; nothing is asked of that day itself."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one month; without a year, of any year."""

    year: int | None
    month: int
    first: int
    last: int
    name: str

    @property
    def whole(self) -> bool:
        """Whether it is the whole month."""
        return self.first == 1 and self.last >= 28

    def holds(self, day: str) -> bool:
        """Whether an ISO date lies in it; a month only in a stretch that is the whole of it."""
        parts = [int(part) for part in day.split("-")]
        if len(parts) < 2 or self.year not in (None, parts[0]) or self.month != parts[1]:
            return False
        return self.whole if len(parts) == 2 else self.first <= parts[2] <= self.last


@dataclass(frozen=True, slots=True)
class Beside:
    """The time before, during or after a step of the inspection."""

    step: Milestone
    side: str
    """before, during or after."""

    def bounds(self, fields: ReportFields) -> tuple[str | None, str | None] | None:
        """The first and the last day; None where the notice does not give the step to the day."""
        if self.side == "during":
            first, last = fields.inspection_start, fields.inspection_end
            return (first, last) if first and last and len(first) == len(last) == 10 else None
        day: str | None = getattr(fields, self.step)
        if day is None or len(day) != 10:
            return None
        return (None, day) if self.side == "before" else (day, None)


_BESIDE: tuple[tuple[Milestone, str], ...] = (
    (
        "feedback_date",
        r"反馈(?:意见|问题|会)*(?:(?:还|都)?没(?:有)?(?:给|下来|出来|收到|到|来|发)?)?(?:的?时候|下来|出来)?",
    ),
    ("inspection_start", r"(?:巡察|巡视)?组?(?:进驻|入驻)(?:医院|本院)?"),
    ("inspection_end", r"(?:巡察|巡视)组?(?:结束|撤走|离开|走)"),
    ("published", r"(?:公布|发布|通报)(?:整改情况|出来|发布|公布)?"),
)
_DURING = re.compile(r"(?:巡察|巡视|进驻)组?(?:进驻|驻点|驻院|在院|检查)?(?:的)?(?:期间|那段(?:时间|日子)|过程中)")


def beside_of(question: str) -> Beside | None:
    """The time beside a step of the inspection that a question names (matching form); None where it names none."""
    if _DURING.search(question):
        return Beside("inspection_start", "during")
    for step, words in _BESIDE:
        match = re.search(rf"{words}(?:之|以)?(?P<side>前|后)", question)
        if match is not None:
            return Beside(step, "before" if match["side"] == "前" else "after")
    return None


def stretches_of(question: str, year: int | None = None) -> list[Stretch]:
    """The days and stretches of days a question names, the narrowest reading of each; a year once printed holds on, and
    `year` before the first.
    """
    question = _CHINESE_MONTH.sub(lambda m: f"{_MONTHS.index(m[1]) + 1}月", question)
    left, out = question, []
    for pattern, read in (
        (_PART, _third),
        (_DAYS, _days),
        (_RANGE, _months),
        (_DAY, _day),
        (_HALF, _half),
        (_QUARTER, _quarter),
        (_MONTH, _month),
    ):
        out += [(match.start(), read(match)) for match in pattern.finditer(left)]
        left = pattern.sub(lambda m: " " * len(m[0]), left)
    held = []
    for _, stretches in sorted(out, key=lambda each: each[0]):
        for stretch in stretches:
            year = stretch.year or year
            held.append(stretch if stretch.year or year is None else Stretch(year, *_rest(stretch)))
    return [s for s in held if 1 <= s.month <= 12]


def looked_ahead(question: str) -> tuple[str, int | None]:
    """The question without the day it looks ahead from (2025年9月4日挂出来时), and the year of that day."""
    match = _AS_OF.search(question)
    if match is None:
        return question, None
    year = re.match(r"20\d{2}", match[0])
    return question.replace(match[0], " ", 1), int(year[0]) if year else None


def hull(stretches: list[Stretch]) -> tuple[str, str] | None:
    """The first and the last day of several stretches, ISO; None where one has no year."""
    if not stretches or any(stretch.year is None for stretch in stretches):
        return None
    days = [f"{s.year:04d}-{s.month:02d}-{day:02d}" for s in stretches for day in (s.first, s.last)]
    return min(days), max(days)


def _rest(stretch: Stretch) -> tuple[int, int, int, str]:
    return stretch.month, stretch.first, stretch.last, stretch.name


def _third(match: re.Match[str]) -> list[Stretch]:
    first, last = _PARTS[match[3]]
    return [_stretch(match[1], int(match[2]), int(match[4] or first), last, match[0])]


def _days(match: re.Match[str]) -> list[Stretch]:
    return [_stretch(match[1], int(match[2]), int(match[3]), int(match[4]), match[0])]


def _months(match: re.Match[str]) -> list[Stretch]:
    return [_stretch(match[1], month, 1, 31, match[0]) for month in range(int(match[2]), int(match[3]) + 1)]


def _day(match: re.Match[str]) -> list[Stretch]:
    return [_stretch(match[1], int(match[2]), int(match[3]), int(match[3]), match[0])]


def _half(match: re.Match[str]) -> list[Stretch]:
    first = 1 if match["half"] == "上" else 7
    return [_stretch(match[1], month, 1, 31, match[0]) for month in range(first, first + 6)]


def _quarter(match: re.Match[str]) -> list[Stretch]:
    quarter = "一二三四1234".index(match["quarter"]) % 4
    return [_stretch(match[1], quarter * 3 + month, 1, 31, match[0]) for month in (1, 2, 3)]


def _month(match: re.Match[str]) -> list[Stretch]:
    return [_stretch(match[1], int(match[2]), 1, 31, match[0])]


def _stretch(year: str | None, month: int, first: int, last: int, name: str) -> Stretch:
    end = calendar.monthrange(int(year) if year else 2024, month)[1] if 1 <= month <= 12 else 31
    return Stretch(int(year) if year else None, month, first, min(last, end), re.sub(r"[(（].*", "", name))
