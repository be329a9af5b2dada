"""The details of a plan: statuses, order, kinds of interval, fields, what a question takes for granted."""

from __future__ import annotations

import re
from typing import Literal

from assistant.answering.plan import DeclaredKind, Field, Order, SpanKind
from assistant.answering.questions import Reading
from assistant.schema import Status


def statuses(r: Reading) -> tuple[Status, ...]:
    """The statuses a question names."""
    if r.has("labelled_unfinished"):
        return ("unfinished",)
    if r.has("ongoing"):
        return ("completed_ongoing",)
    if r.has("mostly"):
        return ("mostly_completed",)
    if r.has("partial") and not r.has("done"):
        return ("partial",)
    if re.search(r"阶段性|一半|partial", r.text):
        return ("partial",)
    if r.has("done") and not r.has("not_done"):
        return ("completed", "completed_ongoing")
    return ()


def span_kind(r: Reading) -> SpanKind | None:
    """The two events whose distance is asked for."""
    if r.has("meeting") and r.has("feedback"):
        return "meeting"
    if r.has("published") and r.has("feedback"):
        return "publication"
    if r.has("published") and r.has("inspection") and r.has("start_end"):
        return "whole"
    if r.has("feedback") and r.has("inspection", "duration"):
        return "feedback"
    if r.has("inspection") and not re.search(r"整改", r.text):
        return "inspection"
    return None


def declared_kinds(r: Reading) -> tuple[DeclaredKind, ...]:
    """Which declared totals are asked for."""
    kinds: tuple[DeclaredKind, ...] = ("clues", "letters", "immediate")
    return tuple(kind for kind in kinds if r.has(kind))


def field(r: Reading) -> Field | None:
    """The field of the notice that is asked for."""
    if r.has("field_feedback") or (r.has("same_day", "earliest", "latest") and r.has("feedback")):
        return "feedback_date"
    if r.has("field_inspection") or (
        r.has("earliest", "latest", "same_day") and r.has("inspection") and not r.has("published")
    ):
        return "inspection_dates"
    if r.has("field_published") or (r.has("earliest", "latest", "same_day") and r.has("published")):
        return "published"
    if r.has("field_body"):
        return "inspection_body"
    return "province" if r.has("field_province") else None


def order(r: Reading) -> Order | None:
    """Which end of a ranking is asked for; both where longest and shortest are."""
    high = r.has("most", "longest", "latest") or (r.has("numbers_compared") and r.several)
    low = r.has("fewest", "shortest", "earliest")
    if (
        high
        and low
        and re.search(
            r"最?(长|多|高|久|大).{0,8}(和|与|及|、|最).{0,4}最?(短|少|低|快|小)|最(短|少|低|快).{0,8}最(长|多|高|久)",
            r.text,
        )
    ):
        return "both"
    if low:
        return "min"
    return "max" if high else None


def claimed(r: Reading) -> int | None:
    """The number of open findings that a question states as a fact."""
    match = re.search(r"(?:有|那|这)(\d+)(?:个|条|项)(?:问题)?(?:都|还)?(?:没|未)(?:有)?(?:整改|完成|办|改)", r.text)
    return int(match[1]) if match else None


def premise(r: Reading) -> Literal["done", "not_done"] | None:
    """What the question takes for granted about completion."""
    if r.has("all_done"):
        return "done"
    return "not_done" if r.all("why", "not_done") else None
