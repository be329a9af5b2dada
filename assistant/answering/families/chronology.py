"""How long lay between two events of a notice, on which side of one another they lie, in which order several stand.

An event is a date of the inspection or whatever the prose dates; each is shown with the words that date it.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.answering.chronology.asked import Relation, relation_of
from assistant.answering.chronology.resolving import Event, Resolver
from assistant.answering.desk import Desk, clip, date_words, nested
from assistant.answering.milestones import milestone_of
from assistant.answering.passages.model import Snippet
from assistant.records.due import last_day
from assistant.records.query import ReportRow
from assistant.schema import Evidence

_QUOTED = 110
"""Characters shown of the sentence that dates an event."""


def chronology(desk: Desk) -> bool:
    """Answer a question about the time between events of one notice; False where it is none, or one is not dated."""
    relation = relation_of(desk.plan.question if desk.english else desk.plan.asked)
    if relation is None:
        return False
    source = _source(desk, relation)
    if source is None:
        return False
    resolver = Resolver(desk.report(source), desk.records.text(source), desk.passages)
    events = resolver.events(relation)
    if events is None or (relation.kind == "span" and all(event.field for event in events)):
        return False
    if relation.kind == "same" and not _certain(events):
        return False
    row = next(row for row in desk.records.reports() if row.source == source)
    places = [(event.moment.start, event.moment.end) for event in events if event.moment]
    apart = len(set(places)) == len(places)
    told = [told_of(desk, row, event, whole=apart) for event in events]
    if relation.kind == "order":
        _in_order(desk, row, events, told)
    elif relation.kind == "side":
        _side(desk, row, events, told)
    elif relation.kind == "same":
        _same(desk, row, events, told)
    else:
        _apart(desk, row, events, told)
    return True


def in_order(desk: Desk) -> bool:
    """Answer which of several comes first, or in which order they come; False where something else is asked."""
    relation = relation_of(desk.plan.question if desk.english else desk.plan.asked)
    return relation is not None and relation.kind == "order" and chronology(desk)


def _source(desk: Desk, relation: Relation) -> str | None:
    """The one notice concerned; of several, that which speaks of the first event of its own."""
    if len(desk.reports) == 1:
        return next(iter(desk.reports))
    if desk.plan.scope != "all":
        return None
    named = next((name for name in relation.events if not milestone_of(name)), None)
    answer = desk.passages.answer_snippets(f"{named}是什么时候", desk.plan.sources) if named else None
    sources = {snippet.source for snippet in answer.snippets} if answer and answer.answerable else set()
    return sources.pop() if len(sources) == 1 else None


def told_of(desk: Desk, row: ReportRow, event: Event, *, whole: bool) -> str:
    """An event with its day and the words that date it: the `whole` sentence, else what is said of that day alone."""
    day = date_words(event.day, desk.plan.language)
    if event.moment is None:
        evidence = row.fields.evidence.get(event.field or "")
        mark = desk.book.report(row, evidence, "通报正文") if evidence else ""
        desk.draft.present(row.source)
        return desk.say("moment_field", what=desk.say(f"event_{event.field}"), day=day, mark=mark)
    moment = event.moment
    evidence = Evidence.cut(desk.records.text(row.source), moment.start, moment.end)
    snippet = Snippet(
        row.source, row.fields.hospital, moment.ordinal, moment.label, moment.start, moment.end, evidence.quote, 1.0
    )  # fmt: skip
    desk.draft.present(row.source, moment.ordinal)
    quote = nested(_around(evidence.quote, moment.own) if whole else clip(moment.own.lstrip("、,"), _QUOTED))
    return desk.say("moment_prose", day=day, quote=quote, mark=desk.book.snippet(snippet))


def _around(sentence: str, own: str) -> str:
    """A sentence, or of a long one the part that is said of the date."""
    return clip(sentence if len(sentence) <= _QUOTED else own, _QUOTED)


def _apart(desk: Desk, row: ReportRow, events: list[Event], told: list[str]) -> None:
    first, last = sorted(event.day for event in events)
    desk.draft.lead = desk.say(
        "events_apart", hospital=row.fields.hospital, first=told[0], last=told[1], apart=_distance(desk, first, last)
    )


def _distance(desk: Desk, first: str, last: str) -> str:
    """The time between two dates, exact to the day only where both are."""
    if len(first) == len(last) == 10:
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
        return desk.say("apart_days", n=days, inclusive=days + 1)
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    if not months:
        return desk.say("apart_same_month")
    if len(first) == len(last):
        return desk.say("apart_months", n=months)
    low = _whole_months(last_day(first), f"{last}-01"[:10])
    high = _whole_months(f"{first}-01"[:10], last_day(last))
    if low == high:
        return desk.say("apart_months_more", n=low)
    return desk.say("apart_months_range", n=months, low=low, high=high)


def _whole_months(first: str, last: str) -> int:
    """The whole months between two days; from 31 December to 30 June five."""
    one, other = date.fromisoformat(first), date.fromisoformat(last)
    return (other.year - one.year) * 12 + other.month - one.month - (other.day < one.day)


def _side(desk: Desk, row: ReportRow, events: list[Event], told: list[str]) -> None:
    event, anchor = events
    size = min(len(event.day), len(anchor.day))
    one, other = event.day[:size], anchor.day[:size]
    key = "side_before" if one < other else "side_after" if one > other else "side_same"
    if key == "side_before" and anchor.field == "inspection_end" and _begun(row, one):
        desk.draft.lead = desk.say("side_still_there", hospital=row.fields.hospital, event=told[0], other=told[1])
        return
    what = desk.say(f"event_{anchor.field}") if anchor.field else anchor.named
    desk.draft.lead = desk.say(
        key, hospital=row.fields.hospital, anchor=re.sub("日期$", "", what), event=told[0], other=told[1]
    )


def _same(desk: Desk, row: ReportRow, events: list[Event], told: list[str]) -> None:
    """Whether both happened on one day, as far as both are dated to the day."""
    one, other = events[0].day, events[1].day
    size = min(len(one), len(other))
    same = one[:size] == other[:size]
    key = (
        "events_not_same_day"
        if not same
        else "events_same_day"
        if len(one) == len(other) == _TO_THE_DAY
        else "events_same_month"
    )
    day = date_words(one[:size], desk.plan.language)
    desk.draft.lead = desk.say(key, day=day, hospital=row.fields.hospital, event=told[0], other=told[1])


def _certain(events: list[Event]) -> bool:
    """Whether two days are those of the events beyond doubt where they differ: each sentence has the event's words."""
    same = events[0].day[:_TO_THE_DAY] == events[1].day[:_TO_THE_DAY]
    return same or all(event.field or event.score >= _PLAINLY for event in events)


_PLAINLY = 0.9
"""How plainly a sentence must be that of an event before two days are told apart by it."""
_TO_THE_DAY = 10
"""Characters of an ISO date that gives the day."""


def _begun(row: ReportRow, day: str) -> bool:
    """Whether the inspection had begun on a day, as far as both are known."""
    start = row.fields.inspection_start
    return start is not None and start[: len(day)] <= day[: len(start)]


def _in_order(desk: Desk, row: ReportRow, events: list[Event], told: list[str]) -> None:
    """The events by date; those of one day, or of one month known no better, beside each other."""
    order = sorted(range(len(events)), key=lambda i: (events[i].day, i))
    joiner = desk.semicolon
    words = joiner.join(
        desk.say("order_entry", place=place, named=events[i].named, told=told[i]) for place, i in enumerate(order, 1)
    )
    desk.draft.lead = desk.say(
        "events_in_order", hospital=row.fields.hospital, first=events[order[0]].named, words=words
    )
