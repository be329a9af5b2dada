"""The dated steps of inspections over several notices: one hospital's step against another's, and inspections that
went on at the same time.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations

from assistant.answering.desk import Desk, date_words
from assistant.answering.families.dates import evidence_names, value_of
from assistant.answering.milestones import Milestone, milestones_in
from assistant.answering.plan import Operation

READ_AS: frozenset[Operation] = frozenset(("span", "report_field", "compare", "summary", "lookup", "notices"))
"""Readings of a question that may ask for steps of inspections."""
_MANY = 60
"""Notices up to which all pairs of inspections are held against one another."""
_OVERLAP = re.compile(
    r"重叠|重合|撞(?:在|到|上|期|车|没|了)|交叉|同时(?:在)?(?:巡察|进驻|被巡|受巡)|同一(?:时期|时段|段时间)|overlap"
)
_INSPECTED = re.compile(r"巡察|巡视|进驻|inspect")
_HELD_AGAINST = re.compile(
    r"(?:几|多少)(?:个)?(?:天|日|月)|多久|了没|没有?[?？]?$|[早晚先后前]|吗[?？]?$|谁|哪|相隔|相差"
)


def steps(desk: Desk) -> bool:
    """Answer a question about the steps of inspections as such; False where it asks for anything else."""
    if desk.plan.operation not in READ_AS or not desk.reports:
        return False
    return _against(desk) or _overlapping(desk)


def _against(desk: Desk) -> bool:
    """One step of one hospital against one of another: which came first, and by how many days."""
    named = [(source, milestones_in(asked)) for source, asked in desk.plan.apart]
    if len(named) != 2 or any(len(found) != 1 for _, found in named) or not _HELD_AGAINST.search(desk.plan.asked):
        return False
    dated = [(_day(desk, source, step), source, step) for source, (step, *_) in named]
    if named[0][1] == named[1][1] or any(len(day) != 10 for day, _, _ in dated):
        return False
    first, last = sorted(dated, key=lambda each: each[0])
    days = (date.fromisoformat(last[0]) - date.fromisoformat(first[0])).days
    one, other = (_told(desk, source, step, day) for day, source, step in (first, last))
    apart = desk.say("apart_days", n=days, inclusive=days + 1)
    desk.draft.lead = desk.say("steps_against" if days else "steps_together", first=one, last=other) + apart
    return True


def _told(desk: Desk, source: str, step: Milestone, day: str) -> str:
    """A hospital with its step, the day and its mark."""
    desk.draft.present(source)
    words = desk.say(
        "moment_field",
        what=desk.say(f"event_{step}"),
        day=date_words(day, desk.plan.language),
        mark=desk.cite_field(source, step),
    )
    return f"{desk.hospital(source)}{' ' if desk.english else ''}{words}"


def _day(desk: Desk, source: str, step: str) -> str:
    return getattr(desk.reports[source].fields, step, None) or ""


def _overlapping(desk: Desk) -> bool:
    """Which inspections went on at the same time, and for how many days."""
    asked = desk.plan.question if desk.english else desk.plan.asked
    if not (_OVERLAP.search(asked) and _INSPECTED.search(asked)) or not 2 <= len(desk.reports) <= _MANY:
        return False
    ends = {s: (_day(desk, s, "inspection_start"), _day(desk, s, "inspection_end")) for s in desk.reports}
    known = [s for s, days in ends.items() if all(len(day) == 10 for day in days)]
    found = []
    for one, other in combinations(known, 2):
        if (both := shared(ends[one], ends[other])) is not None:
            found.append((both[2], one, other, both[0], both[1]))
    if len(known) < 2:
        return False
    lines = [_shared(desk, each) for each in sorted(found, key=lambda each: (-each[0], each[1:3]))]
    desk.draft.lead = (
        desk.say("overlaps", n=len(lines)) if lines else desk.say("no_overlap", hospital=desk.names(known))
    )
    for line in lines or [_inspected(desk, source) for source in known]:
        desk.draft.bullet(line)
    unsaid = [s for s in desk.reports if s not in known]
    desk.draft.silence = desk.say("span_silent", hospital=desk.names(unsaid)) if unsaid else ""
    return True


def shared(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str, int] | None:
    """The first and the last day that two stretches of days have in common, ISO, and how many days lie between them;
    None where they have none.
    """
    first, last = max(one[0], other[0]), min(one[1], other[1])
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return (first, last, days) if days >= 0 else None


def _shared(desk: Desk, pair: tuple[int, str, str, str, str]) -> str:
    days, one, other, first, last = pair
    language = desk.plan.language
    between = (_inspected(desk, source) for source in (one, other))
    words = desk.semicolon.join(between)
    day = (date_words(each, language) for each in (first, last))
    return desk.say("overlap", words=words, first=next(day), last=next(day), inclusive=days + 1, days=days)


def _inspected(desk: Desk, source: str) -> str:
    desk.draft.present(source)
    mark = desk.cite_field(source, *evidence_names("inspection_dates"))
    value = value_of(desk, source, "inspection_dates")
    return desk.say("mention_line", hospital=desk.hospital(source), words=f"{value}{mark}", tail="")
