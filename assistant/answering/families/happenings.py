"""What a notice dates on a day, in a stretch of time, or beside a step of its inspection: every dated sentence there,
in order of date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.chronology.moments import Moment, moments_of
from assistant.answering.chronology.stretches import Stretch, beside_of, stretches_of
from assistant.answering.desk import Desk, clip, date_words, nested
from assistant.answering.families.matching import theme_terms
from assistant.answering.figures.meaning import holds
from assistant.answering.passages.lexicon import lexicon
from assistant.answering.passages.model import Snippet

_NOUNS = ("n", "vn", "j", "l", "i", "eng", "b")
_SHOWN = 20
_LONG = 150
"""Characters of a sentence from which only the words said of the date are shown."""
_GENERIC = re.compile(
    r".*(?:月份?|个月|旬|季度|半年)$|\d.*|动作|日子|日期|带|干|做|办|开|搞|事情?|活动|安排|工作|内容|时间|记录|大事|有|[一二两三四五几每各](?:件|家|个|项)"
    r"|医院|碰上|遇到|写明|注明|明确|具体|几号|意见|反馈|巡察|巡视|下来|之前|之后|已经|还没|期间|进驻|结束"
)
_MEETINGS = re.compile(r"[开办]?的?会(?:议)?(?:有|都|是|分别|$|[,，?？])|(?:什么|哪些|哪几[个场次]|几[个场次])会")
_MEETING = re.compile(r"会议|[大例总全专推部动民座研协党](?:[\u4e00-\u9fff]{0,6})会(?![计员商诊])|召开")
_TO_THE_DAY = re.compile(r"几号|明确(?:的)?(?:日期|日子)|具体(?:的)?(?:日期|日子)|哪天|到日")


@dataclass(frozen=True, slots=True)
class Asked:
    """The time a question asks about, and what of it."""

    name: str
    stretches: tuple[Stretch, ...]
    bounds: tuple[str | None, str | None] | None
    words: tuple[str, ...]
    to_the_day: bool
    marks: str = ""

    def within(self, moment: Moment) -> bool:
        """Whether a moment lies in the time asked about."""
        day = moment.day
        if len(day) < (10 if self.to_the_day else 7):
            return False
        if self.bounds is None:
            return any(stretch.holds(day) for stretch in self.stretches)
        first, last = (bound[: len(day)] if bound else None for bound in self.bounds)
        return (first is None or day > first) and (last is None or day < last)


def happenings(desk: Desk) -> None:
    """The dated sentences of each notice concerned; those on the matter asked about, where any is."""
    silent, name, several = [], "", len(desk.reports) > 1
    for source in desk.reports:
        asked = _asked(desk, source)
        name = name or asked.name
        found = _found(desk, source, asked)
        about = [m for m in found if _about(m.own, m.label, asked.words)]
        about = about or [m for m in found if _about(m.sentence, m.label, asked.words)]
        if not found:
            silent.append(source)
            continue
        hospital, shown = desk.hospital(source), (about or found)[:_SHOWN]
        lead = desk.say("happenings", hospital=hospital, window=asked.name + asked.marks, n=len(about or found))
        if asked.words and not about:
            lead += desk.say("happenings_matter", theme=desk.plan.theme)
        if several:
            desk.draft.heading(lead)
        else:
            desk.draft.lead = lead
        for moment in shown:
            _line(desk, source, moment)
    _close(desk, name, silent, several=several)


def _close(desk: Desk, name: str, silent: list[str], *, several: bool) -> None:
    """What is said of all of them, and of those that date nothing there."""
    none = desk.say("happenings_none", hospital=desk.names(silent), window=name) if silent else ""
    desk.draft.abstained = len(silent) == len(desk.reports)
    if desk.draft.abstained:
        desk.draft.lead = none
        return
    if several:
        desk.draft.lead = desk.say("happenings_several", window=name, n=len(desk.reports) - len(silent))
    desk.draft.silence = none


def _asked(desk: Desk, source: str) -> Asked:
    question = re.sub(r"\s", "", desk.plan.question)
    words = tuple(w for w in theme_terms(desk.plan) if _names_matter(w) and not _GENERIC.fullmatch(w))
    words += ("会",) if not words and _MEETINGS.search(question) else ()
    exact = _TO_THE_DAY.search(question) is not None
    beside = beside_of(question)
    stretches = tuple(stretches_of(question))
    if stretches or beside is None:
        name = "、".join(dict.fromkeys(s.name for s in stretches))
        return Asked(name, stretches, None, words, exact)
    fields = desk.reports[source].fields
    day = getattr(fields, beside.step)
    what = desk.say(f"event_{beside.step}")
    name = desk.say(f"window_{beside.side}", what=re.sub("日期$", "", what), day=date_words(day, "zh") if day else "")
    bounds = beside.bounds(fields) or ("", "")
    return Asked(name, (), bounds, words, exact, desk.cite_field(source, beside.step))


def _names_matter(word: str) -> bool:
    """Whether a word of the question can be what it is about: a noun, or a verb used as one (培训)."""
    return any(tag.startswith(_NOUNS) for _, tag in lexicon().cutter.tag(word, False))


def _found(desk: Desk, source: str, asked: Asked) -> list[Moment]:
    """The moments of a notice in the time asked about, by date; of one short sentence the first only."""
    seen: set[tuple[int, int]] = set()
    out = []
    for moment in moments_of(desk.report(source), desk.records.text(source)):
        short = (moment.start, moment.end)
        if not asked.within(moment) or (len(moment.sentence) <= _LONG and short in seen):
            continue
        seen.add(short)
        out.append(moment)
    return sorted(out, key=lambda m: (m.day, m.at))


def _about(said: str, label: str, words: tuple[str, ...]) -> bool:
    if words == ("会",):
        return _MEETING.search(said) is not None
    return any(holds(word, said) >= 1.0 or word in label for word in words)


def _line(desk: Desk, source: str, moment: Moment) -> None:
    text = desk.records.text(source)
    quote = text[moment.start : moment.end]
    desk.draft.present(source, moment.ordinal)
    hospital = desk.hospital(source)
    snippet = Snippet(source, hospital, moment.ordinal, moment.label, moment.start, moment.end, quote, 1.0)
    mark = desk.book.snippet(snippet)
    when = date_words(moment.day, desk.plan.language)
    where = f"（{clip(moment.label, 30)}）" if moment.ordinal is not None else ""
    words = clip(quote if len(quote) <= _LONG else moment.own, _LONG + 10)
    desk.draft.bullet(f"{when}：“{nested(words)}”{where}{mark}")
    desk.draft.row(hospital, when, clip(quote, 200), marks=desk.book.numbers(mark))
