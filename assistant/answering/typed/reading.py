"""The reading of a question that consists of record words: its operation, and the details of its plan."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from assistant.answering.milestones import Milestone
from assistant.answering.normalise import is_english
from assistant.answering.plan import Field, Operation, SpanKind
from assistant.answering.questions import Reading
from assistant.answering.typed.statuses import Asked, statuses_in
from assistant.answering.typed.words import taken
from assistant.answering.windows import Window
from assistant.schema import DONE, OPEN

_KINDS = (
    "share", "charge", "until", "contact_email", "contact_address", "contact_phone", "contact_any", "body",
    "step_period", "step_published", "step_feedback", "step_end", "step_start", "duration", "when", "earliest",
    "latest", "difference", "most", "fewest", "which_hospital", "handled", "exclude_before", "exclude_after",
    "persons", "findings", "list", "count", "each", "inspected", "filler",
)  # fmt: skip
"""Kinds of record words in the order they are taken out of a question: the longer wordings first."""
_STEPS: tuple[tuple[str, Milestone], ...] = (
    ("step_start", "inspection_start"),
    ("step_end", "inspection_end"),
    ("step_feedback", "feedback_date"),
    ("step_published", "published"),
)
_SPANS: dict[frozenset[Milestone], SpanKind] = {
    frozenset(("inspection_start", "inspection_end")): "inspection",
    frozenset(("inspection_end", "feedback_date")): "feedback",
    frozenset(("inspection_start", "feedback_date")): "start",
    frozenset(("feedback_date", "published")): "publication",
    frozenset(("inspection_end", "published")): "whole",
    frozenset(("inspection_start", "published")): "course",
}


_NOT_YES_NO = re.compile(r"什么[?？]?$")
_THESE_HOSPITALS = re.compile(r"[这那](?:几|些|[两二三四五六七八九十])家")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a question of record words asks for."""

    operation: Operation
    details: dict[str, Any] = field(default_factory=dict)
    """Fields of the plan that the words settle."""


def typed_of(r: Reading) -> Typed | None:
    """The reading by record words; None where the question says anything else, or asks for no record."""
    fragment = r.has("continue", "recall") and r.reach.scope != "named" and not _THESE_HOSPITALS.search(r.text)
    if is_english(r.text) or r.reach.unknown or r.window != Window(None, None) or fragment or r.has("why"):
        return None
    asked = statuses_in(r.reach.masked)
    left, kinds = asked.left, set()
    for name in _KINDS:
        if name in ("until", "charge") and not _open(asked):
            continue
        left, met = taken(left, name)
        if met:
            kinds.add(name)
    if left.strip():
        return None
    for decide in (_contact, _dates, _handled, _completion, _numbers):
        typed = decide(r, asked, frozenset(kinds))
        if typed is not None:
            return typed
    return None


def _speaks_of_completion(asked: Asked) -> bool:
    return bool(asked.named or asked.general)


def _open(asked: Asked) -> bool:
    """Whether what is not done is asked for, of which it may be asked until when it is to be."""
    return asked.general == "open" or bool(set(asked.named) & set(OPEN))


def _contact(r: Reading, asked: Asked, kinds: frozenset[str]) -> Typed | None:
    if _speaks_of_completion(asked) or "handled" in kinds or r.has("negated_contact"):
        return None
    named = kinds & {"contact_phone", "contact_email", "contact_address", "contact_any"}
    return Typed("contact") if named else None


def _dates(r: Reading, asked: Asked, kinds: frozenset[str]) -> Typed | None:
    """Steps of the inspection: when, by whom, in which order, how far apart."""
    if asked.named or "handled" in kinds or kinds >= {"findings", "count"} or r.has("same_day", "meeting"):
        return None
    steps = tuple(step for name, step in _STEPS if name in kinds)
    order = _order(kinds)
    several = not r.one
    if "duration" in kinds and not (several and (order or r.several) and len(steps) <= 1 and _one_day(kinds, r)):
        return _interval(steps, kinds)
    fields = _fields(steps, kinds)
    wanted = kinds & {"when", "body", "earliest", "latest", "step_period"}
    if not fields or not wanted or ("body" not in kinds and not kinds & {"when", "earliest", "latest", "step_period"}):
        return None
    if len(fields) > 1:
        return Typed("report_field", {"field": fields[0], "fields": fields, "order": None})
    apart = "duration" in kinds and order is None
    return Typed("report_field", {"field": fields[0], "order": "min" if apart else order})


def _one_day(kinds: frozenset[str], r: Reading) -> bool:
    """Whether hospitals are compared by one step, not by how long something took."""
    return bool(kinds & {"earliest", "latest"}) and not r.has("longest", "shortest")


def _interval(steps: tuple[Milestone, ...], kinds: frozenset[str]) -> Typed | None:
    kind = _SPANS.get(frozenset(steps))
    if kind is None and not steps and kinds & {"inspected", "body", "step_period"}:
        kind = "inspection"
    return Typed("span", {"span": kind}) if kind else None


def _order(kinds: frozenset[str]) -> str | None:
    first, last = "earliest" in kinds, "latest" in kinds
    return "both" if first and last else "min" if first else "max" if last else None


def _fields(steps: tuple[Milestone, ...], kinds: frozenset[str]) -> tuple[Field, ...]:
    found: list[Field] = ["inspection_body"] if "body" in kinds else []
    if "step_period" in kinds or {"inspection_start", "inspection_end"} & set(steps):
        found.append("inspection_dates")
    if not found and "inspected" in kinds and not steps:
        found.append("inspection_dates")
    found += ["feedback_date"] if "feedback_date" in steps else []
    found += ["published"] if "published" in steps else []
    return tuple(found)


def _handled(r: Reading, asked: Asked, kinds: frozenset[str]) -> Typed | None:
    if "handled" not in kinds or _speaks_of_completion(asked) or kinds & {"most", "fewest", "difference", "share"}:
        return None
    return None if _yes_or_no(r) else Typed("accountability")


def _yes_or_no(r: Reading) -> bool:
    return r.has("yes_no") and not _NOT_YES_NO.search(r.text)


def _completion(r: Reading, asked: Asked, kinds: frozenset[str]) -> Typed | None:
    """Findings of some status: listed, counted, or their share."""
    contradicts = r.has("label_but_open") and set(asked.named) & set(DONE)
    if contradicts or _yes_or_no(r) or r.has("per_item", "status_wording", "all_done") or kinds & {"most", "fewest"}:
        return None
    if "share" in kinds:
        statuses = asked.named or (() if asked.general == "open" else DONE)
        return Typed("status_count", {"ratio": True, "statuses": statuses})
    counted = "count" in kinds
    if asked.named:
        # A share of one notice's findings says the rest as well; over several notices the list adds up by itself.
        if counted and r.one and "list" not in kinds and not set(asked.named) & set(DONE):
            return Typed("status_count", {"statuses": asked.named, "counted": True})
        return Typed("status_list", {"statuses": asked.named, "counted": counted})
    if not asked.general or not kinds & {"count", "list", "findings", "which_hospital"}:
        return None
    done = asked.general == "done"
    if counted and "which_hospital" not in kinds:
        return Typed("status_count", {"statuses": DONE if done else (), "counted": True})
    if not kinds & {"list", "charge", "until"}:
        return None
    return Typed("status_list", {"statuses": DONE}) if done else Typed("open_items", {"statuses": ()})


def _numbers(r: Reading, asked: Asked, kinds: frozenset[str]) -> Typed | None:
    """How many findings there are: of one, of all together, the most and the fewest."""
    ranked = kinds & {"most", "fewest", "difference"}
    if _speaks_of_completion(asked) or not (kinds & {"findings"} or ("count" in kinds and r.bare)):
        return None
    if not ranked and "count" not in kinds:
        return None
    if ranked and r.one:
        return None
    both = kinds >= {"most", "fewest"} or "difference" in kinds
    order = "both" if both else "max" if "most" in kinds else "min" if "fewest" in kinds else None
    return Typed("finding_count", {"order": order, "counted": True})
