"""Questions that narrow by time: before the feedback, after the inspection, since a date.

反馈之前办了哪几场培训 asks for what is dated before an event of the report itself, so the words of the event are no
subject to look for but a condition on the dates of the sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.answering.passages.index import ReportIndex, Unit
from assistant.schema import ReportFields
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText

Event = Literal["feedback_date", "inspection_start", "inspection_end"]

_EVENTS: tuple[tuple[str, Event], ...] = (
    (r"反馈", "feedback_date"),
    (r"开始|进驻", "inspection_start"),
    (r"结束|巡察|巡视", "inspection_end"),
)
_CONDITION = re.compile(
    r"(?:在|从|自)?(?:收到|拿到|接到|得到|巡察组?|市委|区委|县委|旗委)*"
    r"(?P<event>(?:巡察|巡视)?(?:组)?(?:意见)?(?:反馈|进驻|开始|结束|巡察|巡视)(?:意见|会)?)"
    r"(?P<relation>之前|以前|之后|以后|前(?=就|已|,|医院|组织|开|办|召|做)|后(?=又|还|,|医院|组织|开|办|召|做))"
)


@dataclass(frozen=True, slots=True)
class Timing:
    """A condition on dates: before or after an event of the report."""

    event: Event
    after: bool


def split_timing(question: str) -> tuple[str, Timing | None]:
    """The question (matching form) without its condition on time, and the condition."""
    match = _CONDITION.search(question)
    if match is None:
        return question, None
    event = next((event for pattern, event in _EVENTS if re.search(pattern, match["event"])), None)
    if event is None:
        return question, None
    return question.replace(match.group(), "、", 1), Timing(event, match["relation"].endswith("后"))


def meets(timing: Timing, index: ReportIndex, unit: Unit) -> bool:
    """Whether a date printed in the unit lies on the right side of the event; units without dates do not."""
    anchor = event_date(index.fields, timing.event)
    if anchor is None:
        return True
    dates = find_dates(FlatText.of(index.text, unit.start, unit.end), int(anchor[:4]))
    days = [date.first for date in dates if date.precision != "year"]
    if timing.after:
        return any(day > anchor[: len(day)] for day in days)
    return any(day < anchor[: len(day)] for day in days)


def event_date(fields: ReportFields, event: Event) -> str | None:
    """The ISO date of an event of the inspection, if the report gives it."""
    dates: dict[Event, str | None] = {
        "feedback_date": fields.feedback_date,
        "inspection_start": fields.inspection_start,
        "inspection_end": fields.inspection_end,
    }
    return dates[event]
