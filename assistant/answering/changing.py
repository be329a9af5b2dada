"""A plan that its reader corrected: the same question, asked of other hospitals, another matter, status or time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pydantic import Field

from assistant.answering.lexicon import topic_words
from assistant.answering.plan import Operation, QueryPlan
from assistant.schema import Status, Topic, Value

_DATE = r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"
_OF_FINDINGS: frozenset[Operation] = frozenset(("open_items", "status_list", "finding_list", "due", "mentions"))
"""Operations that list findings or what is left of them, and may become one another."""


class PlanChange(Value):
    """What a reader set in place of what was understood; None leaves a part of the plan as it is."""

    sources: tuple[str, ...] | None = None
    """The reports to ask; empty means all."""
    topics: tuple[Topic, ...] | None = None
    theme: str | None = Field(default=None, max_length=100)
    statuses: tuple[Status, ...] | None = None
    due_from: str | None = Field(default=None, pattern=_DATE)
    """YYYY, YYYY-MM or YYYY-MM-DD; empty lifts the limit. So for `due_to`."""
    due_to: str | None = Field(default=None, pattern=_DATE)


class Asked(NamedTuple):
    """A question of a conversation with the change that its reader made to its plan."""

    question: str
    change: PlanChange | None = None


def asked(turn: str | Asked) -> Asked:
    """A turn of a conversation in its full form."""
    return Asked(turn) if isinstance(turn, str) else turn


def changed(plan: QueryPlan, change: PlanChange | None, every_source: Sequence[str]) -> QueryPlan:
    """The plan with the change made; `every_source` are the reports there are, of which unknown ones are left out."""
    if change is None:
        return plan
    plan = _of_hospitals(plan, change, every_source)
    plan = _about(plan, change)
    if change.statuses is not None:
        plan = _with(plan, statuses=change.statuses)
        if change.statuses:
            plan = _with(plan, operation="status_list")
        elif plan.operation == "status_list":
            plan = _with(plan, operation="finding_list")
    return _in_time(plan, change)


def _of_hospitals(plan: QueryPlan, change: PlanChange, every_source: Sequence[str]) -> QueryPlan:
    if change.sources is None:
        return plan
    chosen = tuple(source for source in change.sources if source in set(every_source))
    # Names of hospitals in the question would draw the search back to them.
    plan = _with(plan, question=plan.asked or plan.question, unknown=(), assumptions=())
    if plan.operation == "unknown_hospital":
        plan = _with(plan, operation="lookup")
    return _with(plan, sources=chosen or tuple(every_source), scope="named" if chosen else "all")


def _about(plan: QueryPlan, change: PlanChange) -> QueryPlan:
    theme = plan.theme if change.theme is None else change.theme.strip()
    topics = plan.topics if change.topics is None else change.topics
    if change.topics is not None and change.theme is None:
        # What was said of the old topic is not said of the new one: the topic's own word takes its place.
        theme = " ".join(topic_words()[topic][0] for topic in topics)
    elif change.topics is None and change.theme is not None:
        topics = ()
    if (theme, topics) == (plan.theme, plan.topics):
        return plan
    question, bare = (_reworded(text, plan.theme, theme) for text in (plan.question, plan.asked))
    return _with(plan, theme=theme, topics=topics, question=question, asked=bare, finding="")


def _reworded(text: str, old: str, new: str) -> str:
    """The question with the new matter where the old one stood, or before it where it stood nowhere."""
    if old and old in text:
        return text.replace(old, new)
    return f"{new} {text}".strip()


def _in_time(plan: QueryPlan, change: PlanChange) -> QueryPlan:
    given = {name: value or None for name in ("due_from", "due_to") if (value := getattr(change, name)) is not None}
    if not given:
        return plan
    plan = _with(plan, **given, due_outside=False)
    if (plan.due_from or plan.due_to) and plan.operation in _OF_FINDINGS and not change.statuses:
        plan = _with(plan, operation="due")
    return plan


def _with(plan: QueryPlan, **values: object) -> QueryPlan:
    return plan.model_copy(update=values)
