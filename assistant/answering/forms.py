"""Questions known by their form, whatever they were read as: who recognises one, in the order they are tried."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answering.desk import Desk
from assistant.answering.families import (
    chronology,
    claimed_acts,
    claimed_inspectors,
    claimed_status,
    each_thing,
    entries,
    event_days,
    grouped,
    matters_done,
    misstated,
    opinions,
    particulars,
    partners,
    postponed,
    presupposed,
    status_words,
    steps,
    time_limits,
    to_come,
    two_things,
    two_times,
    worked_out,
)
from assistant.answering.plan import Operation

_WRITTEN: frozenset[Operation] = frozenset(
    (
        "lookup",
        "disclosure",
        "due",
        "finding_list",
        "item_status",
        "report_field",
        "mentions",
        "status_list",
        "open_items",
    )
)
"""Readings of a question that may ask how the notice is written."""
_GOING_ON: frozenset[Operation] = frozenset(
    ("lookup", "item_status", "finding_detail", "accountability", "due", "money", "finding_list", "report_field")
)
"""Readings of a question that may go on from something as done."""
_PICKED: frozenset[Operation] = frozenset(("lookup", "due", "finding_list", "status_list", "status_count", "mentions"))
"""Readings of a question that may want the findings of a department, of a time limit or of a colour."""
_OF_STATUS: frozenset[Operation] = frozenset(("status_list", "status_count", "compare", "open_items", "item_status"))
"""Readings of a question that may ask whether one matter is put right."""
_TOGETHER: frozenset[Operation] = frozenset(
    ("summary", "finding_list", "finding_detail", "item_status", "lookup", "open_items", "status_list")
)
"""Readings of a question that may mean the findings under a heading, or of a field of work, together."""
_LIMITED: frozenset[Operation] = _PICKED | frozenset(
    ("open_items", "item_status", "finding_detail", "report_field", "declared")
)
"""Readings of a question that may be about the time limits of findings."""
_OPINIONS: frozenset[Operation] = frozenset(
    ("lookup", "contact", "span", "report_field", "due", "mentions", "notices", "compare")
)
"""Readings of a question that may ask until when opinions are taken."""
_TIMED: frozenset[Operation] = frozenset(
    ("lookup", "span", "report_field", "item_status", "finding_detail", "finding_list", "happenings", "mentions", "due")
)
"""Readings of a question that may ask for the time between events."""

_BY_FORM: tuple[tuple[frozenset[Operation] | None, Callable[[Desk], bool], str], ...] = (
    (None, claimed_inspectors.claimed_inspectors, "who inspected, against what the question says"),
    (None, claimed_status.claimed_status, "the state of a finding, against what the question says"),
    (None, steps.steps, "steps of inspections set against each other"),
    (None, two_times.two_times, "a figure at two times"),
    (None, two_things.two_things, "figures set against each other"),
    (worked_out.READ_AS, worked_out.worked_out, "shares that follow from what each prints"),
    (event_days.READ_AS, event_days.event_days, "the days on which several hospitals did the same"),
    (None, partners.partners, "partners"),
    (_OF_STATUS, matters_done.matters_done, "whether one matter is put right"),
    (_TIMED, chronology.in_order, "which comes first"),
    (None, each_thing.each_thing, "each of the things named by itself"),
    (_LIMITED, time_limits.time_limits, "the time limits of the findings"),
    (_WRITTEN, entries.entries, "the entries that the findings carry"),
    (_GOING_ON, claimed_acts.claimed_act, "what was done to somebody, against what the question says"),
    (_GOING_ON, claimed_acts.held_for, "what somebody was punished for"),
    (_TIMED, postponed.postponed, "by how much something was put off"),
    (_GOING_ON, misstated.misstated, "what the question states and the notice says otherwise"),
    (_GOING_ON, to_come.to_come, "what is still to come of an event taken for granted"),
    (_GOING_ON, presupposed.presupposed, "what the notice leaves open of a thing taken for granted"),
    (_OPINIONS, opinions.opinions, "until when opinions are taken"),
    (frozenset(("lookup", "finding_list")), status_words.labelled, "the words that statuses are printed in"),
    (_PICKED, particulars.particulars, "what the findings carry in lines of their own"),
    (_TOGETHER, grouped.grouped, "all the findings that the question means together"),
    (_TIMED, chronology.chronology, "the dates of the events named"),
)
"""What knows a question by its form, tried in turn where the reading is one of these, or whatever it is."""


def by_form(desk: Desk) -> str | None:
    """Answer by the first that knows the question by its form; its name, or None where none does."""
    for readings, answers, name in _BY_FORM:
        if (readings is None or desk.plan.operation in readings) and answers(desk):
            return name
    return None
