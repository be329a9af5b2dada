"""Which moment of a notice an event of a question means: a date of the inspection, or a dated sentence of the prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from assistant.answering.chronology.asked import Relation
from assistant.answering.chronology.moments import Moment, moments_of
from assistant.answering.figures.meaning import content, met
from assistant.answering.milestones import Milestone, milestone_of
from assistant.answering.ports import Passages
from assistant.answering.theme import theme_of
from assistant.schema import Report, ReportFields

_ACTORS = re.compile(
    r"(?:省|市|区|县|旗|州|盟)委|巡察|巡视|第[一二三四五六七八九十]|组|意见|情况|收到|接到|拿到|得到|给|向|对|医院|院方|本院|党委|会|问题|集团|的|正式|整改|通报|才|就|把|了"
    r"|开始|结束|进驻|入驻|撤[离走]?|离开|对外|向社会|公开|公布|发布|公示|反馈|落款|挂[出到上]?网?|出来|他们|日期|时间|那天|\bthe\b|\binspection\b|feedback|was|received"
)
ENOUGH, PLAIN = 0.6, 0.72
"""Share of an event's words that its sentence must hold; and from which the sentence is taken without a second look."""
_OWN, _TITLE, _CONTEXT, _TOGETHER, _ONWARD, _LETTERS = 0.5, 0.3, 0.25, 0.12, 0.3, 0.2
_LESS = 0.2
"""How much less of an event's words than the best sentence another may have and still be meant."""
_GIVEN_UP = 0.3
"""What it takes from a day that it was the first plan (原定6月), since given up."""
_FIRST_PLAN = re.compile(r"原[定拟先本计]|原计划")
_SAME_DAY = 0.4
"""What it adds, where that is asked, that two events that both may be meant lie on one day."""
_PAIR = 2
_TO_THE_DAY = len("2024-01-31")
_SHARED = 0.35
"""Share of an event's letters that the words of a day must have where nothing else tells that it is the event's."""
_NEARLY = 0.5
"""Coverage from which a dated passage is taken for the event though a word of it is not there."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the question as the notice dates it."""

    named: str
    """As the question calls it."""
    day: str
    moment: Moment | None
    field: Milestone | None = None
    """The date of the inspection it is, where it is one."""
    score: float = 0.0


class Resolver:
    """Finds the events of a relation in one notice."""

    def __init__(self, report: Report, text: str, passages: Passages) -> None:
        self._report = report
        self._passages = passages
        self._moments = moments_of(report, text)

    def events(self, relation: Relation) -> list[Event] | None:
        """A moment for each event, those of the same finding before others; None where one has none."""
        if relation.kind == "twice":
            return self._twice(relation.events[0])
        found = [self._candidates(name, relation.context) for name in relation.events]
        if relation.kind == "span" and len(found) == _PAIR and any(found) and not all(found):
            missing = 0 if found[1] else 1
            found[missing] = self._beside(relation.events[missing], found[1 - missing][0])
        if not all(found):
            return None
        if len(found) > 2:
            return [candidates[0] for candidates in found]
        pairs = [pair for pair in product(*found) if not relation.onward or _follows(pair)]
        onward = relation.kind == "span"
        alike = _SAME_DAY if relation.kind == "same" else 0.0
        best = max(
            pairs,
            key=lambda pair: (
                sum(e.score for e in pair) + _together(pair, onward) + alike * (pair[0].day == pair[1].day)
            ),
            default=None,
        )
        return list(best) if best else None

    def event(self, name: str) -> Event | None:
        """The moment of one event that the prose dates to the day; None where none is plain."""
        spoken = [each for each in self._spoken(name, content(theme_of(name)), "") if each.score >= PLAIN]
        return next((each for each in spoken if len(each.day) == _TO_THE_DAY), None)

    def _beside(self, name: str, known: Event) -> list[Event]:
        """The other day of the sentence that dates one event, where it has two and shares letters with the event."""
        if known.moment is None:
            return []
        place = known.moment.start
        others = [m for m in self._moments if m.start == place and m.day != known.day and m.at != known.moment.at]
        said = [m for m in others if sum(char in m.own for char in set(name)) >= _SHARED * len(set(name))]
        return [Event(name, said[0].day, said[0], None, ENOUGH)] if len(others) == len(said) == 1 else []

    def _twice(self, name: str) -> list[Event] | None:
        """The two days on which the same thing happened; None where the notice dates it on one day, or on three."""
        held = [m for m in self._moments if name in m.own and m.day == m.last and len(m.day) == 10]
        held = held or self._side_by_side(content(name))
        first = {m.day: m for m in reversed(held)}
        return [Event(name, m.day, m, None, 1.0) for _, m in sorted(first.items())] if len(first) == 2 else None

    def _side_by_side(self, words: Sequence[str]) -> list[Moment]:
        """The days of the one sentence that has all the words and no more than two days (3月2日、5月6日分别演练)."""
        said = [m for m in self._moments if len(m.day) == _TO_THE_DAY and words and met(words, m.sentence) >= 1.0]
        return said if len(said) == _PAIR and said[0].start == said[1].start else []

    def _candidates(self, name: str, context: str) -> list[Event]:
        field = milestone_of(name)
        given = _value(self._report.fields, field) if field else None
        words = content(theme_of(name)) if not field else content(_ACTORS.sub(" ", name))
        if field and (given is None or sum(map(len, words)) < 2):
            return [Event(name, given, None, field, 1.0)] if given else []
        spoken = self._spoken(name, words, context)
        if field and given is not None and (not spoken or spoken[0].score < PLAIN):
            return [Event(name, given, None, field, 1.0)]
        if spoken and spoken[0].score >= PLAIN:
            return spoken
        return self._found(name) or spoken

    def _spoken(self, name: str, words: Sequence[str], context: str) -> list[Event]:
        """The dated sentences that hold the words, best first."""
        if not words:
            return []
        around = content(theme_of(context)) if context else ()
        scored = []
        wholes = [met(words, f"{moment.sentence}{moment.label}") for moment in self._moments]
        enough = max(ENOUGH, max(wholes, default=0.0) - _LESS)
        for moment, whole in zip(self._moments, wholes, strict=True):
            if whole < enough or met(words, moment.sentence) < _TITLE:
                continue
            own = met(words, moment.own)
            near = met(around, f"{moment.sentence}{moment.label}") if around else 0.0
            letters = sum(char in moment.own for char in name) / len(name)
            score = (1 - _OWN) * whole + _OWN * own + _CONTEXT * near + _LETTERS * letters
            # 原定6月完工，调整到次年2月: what holds is the later plan, unless the first is asked for.
            score -= _GIVEN_UP * (_FIRST_PLAN.search(moment.own) is not None and "原" not in name)
            scored.append(Event(name, moment.day, moment, None, score))
        scored.sort(key=lambda e: (-e.score, e.moment.at if e.moment else 0))
        return scored[:4]

    def _found(self, name: str) -> list[Event]:
        """The moment that the passages name as the answer to when it was."""
        english = re.search(r"[a-zA-Z]{3,}", name) is not None
        question = f"When did {name}?" if english else f"{name}是什么时候"
        answer = self._passages.answer_snippets(question, [self._report.source])
        values = [
            value
            for part in answer.parts
            if part.expected == "date" and (part.answerable or part.coverage >= _NEARLY)
            for value in part.values
        ]
        for value in values:
            for moment in self._moments:
                if abs(moment.at - value.start) <= 2:
                    return [Event(name, moment.day, moment, None, ENOUGH)]
        return []


def _together(pair: Sequence[Event], onward: bool) -> float:
    """What it adds that both stand in one finding, and that the second follows the first where days are counted
    onward; that both are one moment speaks against it.
    """
    one, other = (event.moment for event in pair)
    exact = all(len(event.day) == 10 for event in pair)
    follows = _TOGETHER * exact + _ONWARD * _follows(pair) if onward else 0.0
    if one is None or other is None:
        return follows
    if one.at == other.at:
        return -1.0
    return follows + (_TOGETHER if one.ordinal is not None and one.ordinal == other.ordinal else 0.0)


def _follows(pair: Sequence[Event]) -> bool:
    """Whether the second event does not lie before the first, as far as their precision tells."""
    size = min(len(event.day) for event in pair)
    return pair[0].day[:size] <= pair[1].day[:size]


def _value(fields: ReportFields, field: Milestone) -> str | None:
    value: str | None = getattr(fields, field)
    return value
