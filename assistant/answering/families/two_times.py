"""At which of two times a figure of one notice was the more, and by how much (次均费用,去年和今年一季度哪个降得多)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.desk import Desk, clip_round, nested
from assistant.answering.families.reckoning import amount, places, snippet_of
from assistant.answering.families.standing import plainly, words_near
from assistant.answering.families.two_things import READ_AS
from assistant.answering.figures.meaning import content, like, met
from assistant.answering.figures.scan import Figure
from assistant.answering.passages.periods import period_alternatives
from assistant.text.flat import fold

_ASKED = re.compile(
    r"哪(?:一)?(?:个|年|段|头|边|时|次|期|季度)?[^,?]{0,10}?(?:[多少高低大小快慢长短狠猛]|明显|厉害)|相?差(?:了|出|距)?(?:多少|几)|比[^,?]{0,14}(?:[多少高低]了?(?:多少|几)|还是)"
)
_DOWN = re.compile(r"降|减|缩|少|压|跌")
_UP = re.compile(r"增|涨|升|提高|扩大")
_IDLE = re.compile(
    rf"{_ASKED.pattern}|相比|对比|全年|全年度|度|和|与|跟|比|[降增涨升减]幅?|下降|上升|增长|得|了|多少|几?个?百?分?点|幅度|呢|的|各|分别|是"
)
_YEAR = re.compile(r"(20\d{2})(?=全年|整年|[头前]三个月|[上下]半年|第?[一二三四]季度)")
_SURE = 0.5
"""How plainly a figure must be said of the matter."""


@dataclass(frozen=True, slots=True)
class Timed:
    """The figure of a matter at one time."""

    time: str
    figure: Figure
    ordinal: int | None
    score: float


def two_times(desk: Desk) -> bool:
    """Answer at which of the two times the question names the figure was the more; False where that is not asked, or
    either time has no sure figure.
    """
    asked = _YEAR.sub(r"\1年", desk.plan.asked.replace("，", ","))
    if desk.plan.operation not in READ_AS or desk.english or len(desk.reports) != 1 or not _ASKED.search(asked):
        return False
    periods = list(period_alternatives(asked))
    if len(periods) != 2 or periods[0][0] == periods[1][0]:
        return False
    source = next(iter(desk.reports))
    told = []
    for matter, way in _matters(asked, [text for text, _ in periods]):
        pair = [_figure(desk, source, matter, way, (text, tuple(f for f, _ in forms))) for text, forms in periods]
        found = [each for each in pair if each is not None]
        if len(found) < 2 or not like(found[0].figure, found[1].figure.unit) or found[0].figure == found[1].figure:
            return False
        told.append((matter, found))
    for matter, found in told:
        _tell(desk, source, matter, found)
    return bool(told)


def _matters(asked: str, periods: Sequence[str]) -> list[tuple[str, re.Pattern[str] | None]]:
    """What is compared, with the way it went where that is asked: of each clause between question marks its own."""
    out: list[tuple[str, re.Pattern[str] | None]] = []
    for clause in filter(None, re.split(r"[?？;；]", asked)):
        left = clause
        for period in periods:
            left = left.replace(period, " ")
        words = [run for run in re.split(r"[\s,、]+", _IDLE.sub(" ", left)) if len(run) > 1]
        way = _DOWN if _DOWN.search(clause) else _UP if _UP.search(clause) else None
        if words:
            out.append(("".join(words), way))
    return out


def _figure(
    desk: Desk, source: str, matter: str, way: re.Pattern[str] | None, period: tuple[str, tuple[str, ...]]
) -> Timed | None:
    """The figure said most plainly of a matter in a sentence that names the time; None where there is none."""
    text, words = desk.records.text(source), content(matter)
    found = []
    for place in places(desk, source):
        for figure in place.figures:
            sentence = fold(text[figure.sentence[0] : figure.sentence[1]])
            before = fold(text[figure.sentence[0] : figure.start])
            near = words_near(text, figure)
            named = next((form for form in period[1] if form in before), None)
            if named is None or figure.rate or met(words, figure.label + near) < _SURE:
                continue
            if way is not None and not way.search(figure.before or near):
                continue
            score = plainly(words, figure.label, (near, sentence), place.title) + 0.01 * len(named)
            found.append(Timed(period[0], figure, place.ordinal, score))
    return max(found, key=lambda t: (round(t.score, 3), -t.figure.start), default=None)


def _tell(desk: Desk, source: str, matter: str, found: Sequence[Timed]) -> None:
    first, last = sorted(found, key=lambda t: -t.figure.number)
    unit = first.figure.unit
    words = amount(round(first.figure.number - last.figure.number, 4), "个百分点" if unit == "%" else unit)
    values = ["".join(t.figure.text.split()) for t in (first, last)]
    key = "two_times" if first.figure.number > last.figure.number else "two_times_equal"
    desk.draft.lead += desk.say(
        key, hospital=desk.hospital(source), matter=matter, first=first.time, value=values[0], last=last.time,
        other=values[1], apart=words,
    )  # fmt: skip
    same = first.figure.sentence == last.figure.sentence
    for timed, value in list(zip((first, last), values, strict=True))[: 1 if same else 2]:
        desk.draft.present(source, timed.ordinal)
        snippet = snippet_of(desk, source, timed.ordinal, timed.figure)
        line = f"“{nested(clip_round(snippet.quote, value))}”{desk.book.snippet(snippet)}"
        if f"- {line}" not in desk.draft.lines:
            desk.draft.bullet(line)
