"""When several hospitals did the same thing, by the prose of each: which was the earlier, and by how many days.

The steps of an inspection are fields of the notice (`dates`); this is for what a notice dates by the way (民主生活会).
"""

from __future__ import annotations

import re
from datetime import date

from assistant.answering.chronology.resolving import Event, Resolver
from assistant.answering.desk import Desk, date_words
from assistant.answering.families.chronology import told_of
from assistant.answering.figures.meaning import content
from assistant.answering.milestones import milestones_in
from assistant.answering.plan import Operation
from assistant.answering.theme import theme_of

READ_AS: frozenset[Operation] = frozenset(("compare", "lookup", "mentions", "happenings"))
"""Readings of a question that may ask on which days something was done."""
_MANY = 6
_EARLY = re.compile(r"早|先(?!进|后|行|锋)")
_LATE = re.compile(r"晚(?!期|上|班|间)|迟")
_DAYS = re.compile(r"差(?:了|距)?(?:多少|几)天|[早晚迟]了?(?:多少|几)天|(?:相?隔|间隔)(?:了)?(?:多少|几)天|相差")
_WHEN = re.compile(r"哪一?天|什么时候|啥时候|何时|几月几[号日]|几号|哪一?日")
_ASKING = re.compile(
    rf"{_DAYS.pattern}|{_WHEN.pattern}|谁|哪[一两]?[家个边]|[两三四五六]家|分别|各自?|(?:更|最|比较)?(?:早|先|晚|迟)(?:些|一些)?"
    r"|(?:是|在)?(?:召开|开展|举行|举办|组织|开|办|搞)(?:得|的|了)?|得|的|是|比|和|跟|与|、|[,，?？]"
)
"""Words of such a question that are no part of the event."""


def event_days(desk: Desk) -> bool:
    """Tell the day of each hospital, the one asked for in front; False where no event is named, or none dated."""
    plan, asked = desk.plan, desk.plan.asked
    if plan.operation not in READ_AS or plan.scope != "named" or desk.english or not 2 <= len(desk.reports) <= _MANY:
        return False
    ranked = _EARLY.search(asked) or _LATE.search(asked) or _DAYS.search(asked)
    if not (ranked or _WHEN.search(asked)) or milestones_in(asked) or plan.apart:
        return False
    event = "".join(_ASKING.sub(" ", asked).split())
    if not content(theme_of(event)) or len(event) < 2:
        return False
    found = {s: Resolver(desk.report(s), desk.records.text(s), desk.passages).event(event) for s in desk.reports}
    days = {source: each for source, each in found.items() if each is not None}
    if not days:
        return False
    _tell(desk, event, days, late=not _EARLY.search(asked) and _LATE.search(asked) is not None, ranked=bool(ranked))
    if silent := [source for source in desk.reports if source not in days]:
        desk.draft.silence = desk.say("event_silent", hospital=desk.names(silent), event=event)
    return True


def _tell(desk: Desk, event: str, days: dict[str, Event], *, late: bool, ranked: bool) -> None:
    order = sorted(days, key=lambda source: days[source].day, reverse=late)
    first, last = order[0], order[-1]
    words = date_words(days[first].day, desk.plan.language)
    if len(order) == 1:
        lead = desk.say("event_only", hospital=desk.hospital(first), event=event, day=words)
    elif ranked:
        lead = desk.say("event_first", hospital=desk.hospital(first), way="更晚" if late else "更早", day=words)
    else:
        lead = desk.say("event_each", n=len(order), event=event)
    n = abs((date.fromisoformat(days[first].day) - date.fromisoformat(days[last].day)).days)
    if n and (len(order) == 2 or _DAYS.search(desk.plan.asked)):
        lead += desk.say("event_apart", other=desk.hospital(last), n=n)
    desk.draft.lead = lead + desk.say("stop")
    for source in order:
        told = told_of(desk, desk.reports[source], days[source], whole=True)
        desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(source), words=told, tail=""))
