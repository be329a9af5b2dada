"""How a question was understood, in one line of filters that can be changed, and the form that changes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from pydantic import ValidationError

from assistant.answering.changing import PlanChange
from assistant.answering.plan import QueryPlan
from assistant.schema import Status, Topic
from assistant.ui.links import link
from assistant.ui.words import Words

Names = Callable[[], Mapping[str, str]] | None
"""Gives the hospitals' names by source; asked only where a plan names some."""
_NAMED = 3
_BY_STATUS = frozenset(("status_list", "status_count", "open_items"))


def plan_of(answer_plan: Mapping[str, Any]) -> QueryPlan | None:
    """The plan that an answer carries; None where it is none of this version's."""
    try:
        return QueryPlan.model_validate(answer_plan)
    except ValidationError:
        return None


def plan_html(w: Words, answer_plan: Mapping[str, Any], turn: int, names: Names = None) -> str:
    """The line: each part leads to the form, as does the word at its end."""
    plan = plan_of(answer_plan) if answer_plan else None
    if plan is None:
        return ""
    parts = [escape(part) for part in _parts(w, plan, names)]
    chips = "".join(link("plan", part, css="filter", title=w("plan.change"), turn=turn) for part in parts)
    change = link("plan", w("plan.change"), css="change", turn=turn)
    doubts = "".join(f'<span class="assumed">{escape(each)}</span>' for each in plan.assumptions)
    return f'<p class="plan-line"><span>{w("plan.read_as")}</span>{chips}{doubts}{change}</p>'


def _parts(w: Words, plan: QueryPlan, names: Names) -> list[str]:
    operation = w.group("plan.operation").get(plan.operation, plan.operation.replace("_", " "))
    parts = [operation, _hospitals(w, plan, names)]
    if plan.topics:
        parts.append(w("plan.topic", what=w("page.separator").join(map(w.topic, plan.topics))))
    elif plan.theme:
        parts.append(w("plan.matter", what=plan.theme))
    if plan.statuses and plan.operation in _BY_STATUS:
        parts.append(w("plan.status", what=w("page.separator").join(map(w.status, plan.statuses))))
    if plan.due_from and plan.due_to:
        parts.append(w("plan.span", first=plan.due_from, last=plan.due_to))
    elif plan.due_to:
        parts.append(w("plan.until", last=plan.due_to))
    elif plan.due_from:
        parts.append(w("plan.since", first=plan.due_from))
    if plan.order:
        parts.append(w(f"plan.{plan.order}"))
    return parts


def _hospitals(w: Words, plan: QueryPlan, names: Names) -> str:
    if plan.scope == "all" or names is None:
        return w("plan.all", n=len(plan.sources)) if plan.sources else "、".join(plan.unknown) or w("plan.all", n=0)
    known = names()
    shown = list(dict.fromkeys(known.get(source, source) for source in plan.sources))
    more = w("plan.and_others", n=len(shown)) if len(shown) > _NAMED else ""
    return w("page.separator").join(shown[:_NAMED]) + more


def form_of(plan: QueryPlan) -> tuple[list[str], list[Topic], str, list[Status], str, str]:
    """The values of the form for a plan: hospitals (none: all), topics, matter, statuses, from, to."""
    hospitals = [] if plan.scope == "all" else list(plan.sources)
    statuses = list(plan.statuses) if plan.operation in _BY_STATUS else []
    return hospitals, list(plan.topics), plan.theme, statuses, plan.due_from or "", plan.due_to or ""


def change_of(plan: QueryPlan, *values: Any) -> PlanChange:
    """What the form's values change in the plan. Raises `ValidationError` for what is no date or no known value."""
    hospitals, topics, theme, statuses, first, last = values
    names = ("sources", "topics", "theme", "statuses", "due_from", "due_to")
    given = (hospitals or [], topics or [], theme or "", statuses or [], (first or "").strip(), (last or "").strip())
    set_anew = {name: new for name, new, old in zip(names, given, form_of(plan), strict=True) if new != old}
    return PlanChange(**set_anew)
