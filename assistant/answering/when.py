"""Readings of questions about time: declared totals, intervals, dates of the notice, what happened when, deadlines."""

from __future__ import annotations

import re

from assistant.answering.chronology.stretches import beside_of, stretches_of
from assistant.answering.details import apart, field, lined_up, open_by_date, span_kind
from assistant.answering.families.ahead import asks_ahead
from assistant.answering.inspectors import asks_who_inspected, without_inspectors
from assistant.answering.milestones import milestones_in
from assistant.answering.plan import Operation
from assistant.answering.questions import Reading, cues_of, is_specific, names_matter
from assistant.answering.rules_asked import asks_rules_first
from assistant.answering.windows import Window, as_of


def about_time(r: Reading) -> Operation | None:
    """Declared totals, intervals between dated events, dates of the notice, deadlines."""
    if r.has("clues", "letters", "immediate") and (
        r.has("done", "not_done", "count", "list", "transferred", "why", "each", "most", "fewest") or r.bare
    ):
        return "declared"
    if apart(r) or (lined_up(r)):
        return "report_field"
    if _between_steps(r):
        return "span"
    if span_kind(r) and r.has("duration") and not (r.has("earliest", "latest") and not r.has("longest", "shortest")):
        return "span"
    if field(r) and not r.has("not_done", "accountability") and (not is_specific(r) or _who_inspected(r)):
        return "report_field"
    if r.has("all_done") and r.one and not is_specific(r):
        return None
    if not r.has("commit", "deadline") and _asks_happenings(r):
        return "happenings"
    return _about_deadlines(r)


def _who_inspected(r: Reading) -> bool:
    """Whether nothing but who inspected is asked for."""
    masked = r.reach.masked
    return asks_who_inspected(masked) and not names_matter(without_inspectors(masked))


_ONE_AFTER_OTHER = re.compile(r"之后|以后|过后|后|到|至|完|\bafter\b|\bfrom\b|\bbetween\b")


def _between_steps(r: Reading) -> bool:
    """Whether several hospitals are compared by the days from one step to another (谁收到反馈后更早公布, 各用几天)."""
    steps = milestones_in(r.reach.masked)
    compared = r.has("earliest", "latest", "longest", "shortest") and not r.one and r.has("duration")
    return compared and len(steps) == 2 and span_kind(r) is not None and bool(_ONE_AFTER_OTHER.search(r.reach.masked))


def _about_deadlines(r: Reading) -> Operation | None:
    """What is promised by when, what is late, what is drafted only."""
    if open_by_date(r):
        return "due"
    if not r.has("overdue", "happened") and asks_ahead(r.reach.masked):
        return "due"
    dated = r.window != Window(None, None)
    asks_many = r.has("list", "which_hospital", "count_findings")
    if r.one and dated and r.has("commit") and r.has("yes_no") and not is_specific(r):
        return "due"
    if r.has("deadline") and r.has("earliest", "latest") and not r.has("published", "feedback"):
        return "due"
    unfinished = r.has("not_done") and not dated
    late = r.has("overdue") and not (is_specific(r) and r.has("money", "count", "how", "persons") and not asks_many)
    if late or (not unfinished and asks_many and r.has("commit", "when") and (dated or not is_specific(r))):
        return "due"
    if (_waits(r) or (r.has("draft") and r.has("list", "which_hospital"))) and not asks_rules_first(r):
        return "open_matters"
    if asks_many and dated and r.has("done", "not_done") and re.search(r"前|之前|以前|底|by|before", r.text):
        return "due"
    return None


_WHAT = re.compile(r"哪|啥|什么|\b(?:which|what)\b", re.IGNORECASE)


def _waits(r: Reading) -> bool:
    """Whether one notice is asked for what has not come about yet (还有啥在等着), not for findings of a status."""
    asks_what = _WHAT.search(r.text) is not None and re.search(r"哪一?[家份天]", r.text) is None
    across = r.has("which_hospital") and not r.several and not r.one
    return r.has("waiting") and ((r.one and asks_what) or across)


_WHAT_HAPPENED = re.compile(
    r"(?:干|做|办|开|搞|学|忙|改|修|定|换|研究|讨论|发生|组织|开展|传达|召开|安排|布置|落实|调整|敲定|定)(?:了|过|的)?(?:些)?(?:什么|啥|哪|几)|(?:哪些|哪几|什么|哪[两三四五六])[^,]{0,10}(?:动作|事|会|活动|学习|变动|变化|安排|调整)"
    r"|(?:动|变|调|换)了?哪[几些两三四五六]?(?:处|个|项|件|块)"
    r"|有(?:什么|哪些|啥)|都?[干做]了"
)


_DATED_ONES = re.compile(r"(?:写明|写清|注明|标明|写了|有|只要)*(?:明确|具体)?的?(?:几号|日期|日子|哪天)的?")
"""Words that want what is dated to the day, not the day itself."""


def _asks_happenings(r: Reading) -> bool:
    """Whether a question asks what is dated at a certain time, rather than for a day or a number."""
    each = r.one or r.several or (r.reach.scope == "all" and r.has("each"))
    text = _DATED_ONES.sub("", r.reach.masked)
    if not each or not _WHAT_HAPPENED.search(text) or as_of(r.text) is not None:
        return False
    if r.has("persons", "money", "overdue") or "when" in cues_of(text):
        return False
    text = re.sub(r"\s", "", r.reach.masked)
    if stretches_of(text):
        return not r.has("not_done")
    return r.one and beside_of(text) is not None and not r.has("count")
