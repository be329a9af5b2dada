"""Dates that cannot be: out of order, not in the calendar, or told as done before they came."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from itertools import pairwise

from assistant.audit.model import Contradiction
from assistant.audit.stretches import Notice, Stretch
from assistant.records.due import last_day
from assistant.schema import Evidence
from assistant.text.dates import find_dates

_ORDER = (
    ("inspection_start", "巡察开始"),
    ("inspection_end", "巡察结束"),
    ("feedback_date", "反馈"),
    ("published", "公布"),
)
_DONE = re.compile(
    r"^(?:日|份|底|初|[上中下]旬)?(?:前|以前)?,?(?:[^,;。]{0,12})?(?:已(?!定|计划|列入|纳入)|召开了|完成了|印发了|开展了|组织了)"
)
_AHEAD = re.compile(r"拟|计划|预计|将|力争|争取|待|至|到|有效期|期限|前(?=完成|提交|报送)|申报|合同")
_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")


def out_of_order(notice: Notice) -> Iterator[Contradiction]:
    """Inspection begun, ended, reported back and published: each not before the one before."""
    fields = notice.report.fields
    known = [(name, words, getattr(fields, name)) for name, words in _ORDER if getattr(fields, name)]
    for (first, first_words, first_day), (second, second_words, second_day) in pairwise(known):
        if last_day(second_day) < first_day:
            quotes = dict.fromkeys(e for e in (fields.evidence.get(first), fields.evidence.get(second)) if e)
            yield Contradiction(
                kind="date_order",
                severity="high",
                finding=None,
                why=f"{second_words}日期{second_day}早于{first_words}日期{first_day}。",
                quotes=tuple(quotes),
            )


def impossible(notice: Notice) -> Iterator[Contradiction]:
    """2024年2月30日."""
    for ordinal, stretch in _everything(notice):
        for match in _DAY.finditer(stretch.flat.text):
            year, month, day = (int(match[name]) for name in ("year", "month", "day"))
            if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
                yield Contradiction(
                    kind="date_impossible",
                    severity="high",
                    finding=ordinal,
                    why=f"日历上没有{match[0]}这一天。",
                    quotes=(stretch.quote(*match.span()),),
                )


def done_in_future(notice: Notice) -> Iterator[Contradiction]:
    """于2026年12月已完成, in a notice published in September."""
    published = notice.report.fields.published
    if published is None:
        return
    for ordinal, stretch in _everything(notice):
        if ordinal is None:
            continue
        flat = stretch.flat
        for date in find_dates(flat, None):
            clause = flat.text[max(flat.text.rfind(mark, 0, date.start) for mark in ",;。:") + 1 : date.start]
            if not date.year_printed or date.first <= last_day(published)[: len(date.first)] or _AHEAD.search(clause):
                continue
            after = _DONE.match(flat.text[date.end : date.end + 40])
            if after and not _AHEAD.search(after[0]):
                yield Contradiction(
                    kind="done_in_future",
                    severity="high",
                    finding=ordinal,
                    why=f"通报{published}公布，却写作{date.first}已办。",
                    quotes=_unique(
                        stretch.quote(date.start, date.end + after.end()),
                        notice.report.fields.evidence.get("published"),
                    ),
                )


def _unique(*quotes: Evidence | None) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(quote for quote in quotes if quote is not None))


def _everything(notice: Notice) -> Iterator[tuple[int | None, Stretch]]:
    for each in notice.findings:
        for stretch in each.stretches:
            yield each.finding.ordinal, stretch
    for passage in notice.report.passages:
        yield None, Stretch(notice.text, passage.evidence.start, passage.evidence.end)
