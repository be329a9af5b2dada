"""By how much something was put off: the day first set and the day that took its place, in one sentence of a notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

from assistant.answering.chronology.moments import Moment, moments_of
from assistant.answering.desk import Desk, clip, date_words, nested
from assistant.answering.figures.meaning import content, met
from assistant.answering.passages.model import Snippet

_HOW_LONG = r"(?:多久|多长时间|多少个?[天月]|几个?[天月年])"
_FORM = re.compile(
    rf"(?:推迟|延迟|延后|延期|拖后|拖延|拖|顺延|[往向]后[推拖延挪]|晚)了?(?:大概|大约)?{_HOW_LONG}|{_HOW_LONG}[^,?]{{0,4}}(?:推迟|延期|拖后)"
)
_AGAINST = re.compile(
    r"原[定先来本计拟]|原计划|当初|本来|起初|预定|(?:比|较)[^,?]{0,6}(?:计划|说好|说的|定的|约定)|推迟|延期|延后|拖后|顺延"
)
_FIRST = re.compile(r"原[定拟先本应计]|原计划|原预计|本应|应于")
_LATER = re.compile(r"调整|推迟|延期|延[至到]|延后|改[为到至]|顺延|变更|后移|实际|现计划|现预计|重新")
_WORDS = re.compile(rf"{_FORM.pattern}|原[定先来本计拟]的?|原计划|当初|本来|预定|计划|时间|日期|比|较|说好?的?|了")
_SAID = 0.5
"""Share of the question's words that the sentence and its title must hold."""
_LONG = 160


def postponed(desk: Desk) -> bool:
    """Answer by how much something was put off; False where that is not asked, or no sentence gives both days."""
    asked = re.sub(r"\s", "", desk.plan.asked)
    if desk.english or len(desk.reports) != 1 or not (_FORM.search(asked) and _AGAINST.search(asked)):
        return False
    source = next(iter(desk.reports))
    words = content(_WORDS.sub(" ", asked))
    ranked = sorted(_pairs(desk, source, words), key=lambda each: -each[0])
    if not ranked or ranked[0][0] < _SAID:
        return False
    _, first, last = ranked[0]
    text, hospital = desk.records.text(source), desk.hospital(source)
    quote = text[first.start : first.end]
    snippet = Snippet(source, hospital, first.ordinal, first.label, first.start, first.end, quote, 1.0)
    desk.draft.present(source, first.ordinal)
    days = [date_words(moment.day, desk.plan.language) for moment in (first, last)]
    key = "postponed" if last.day > first.day else "postponed_not"
    values = {"apart": _apart(first.day, last.day), "first": days[0], "last": days[1]}
    shown = nested(clip(quote, _LONG))
    desk.draft.lead = desk.say(key, hospital=hospital, quote=shown, mark=desk.book.snippet(snippet), **values)
    return True


def _pairs(desk: Desk, source: str, words: tuple[str, ...]) -> Iterator[tuple[float, Moment, Moment]]:
    """The first day and the later one of each sentence that has both, and how well the sentence says the words."""
    moments = moments_of(desk.report(source), desk.records.text(source))
    for first, last in product(moments, moments):
        if first.start != last.start or first.at == last.at or not _FIRST.search(first.own):
            continue
        if not _LATER.search(last.own) or _FIRST.search(last.own):
            continue
        said = met(words, first.sentence + first.label) if words else 1.0
        yield said + 0.5 * met(words, first.own) + 0.5 * met(words, last.own), first, last


def _apart(first: str, last: str) -> str:
    """The time between two dates, in days where both give the day, else in months."""
    if len(first) == len(last) == len("2025-01-01"):
        return f"{(date.fromisoformat(last) - date.fromisoformat(first)).days}天"
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    return f"{'' if len(first) == len(last) else '约'}{months}个月"
