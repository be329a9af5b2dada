"""What a question asks of each of the things it names side by side (电梯和水泵各换了几台): each is looked up by itself.

Only where every one of them is found, each in words of its own; else the question is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.families.continuing import is_heading, said_of
from assistant.answering.families.status_of import state_of
from assistant.answering.passages.expected import asks, asks_total
from assistant.answering.passages.judging import VALUE_KINDS
from assistant.answering.passages.model import Snippet, SnippetAnswer
from assistant.answering.plan import Operation
from assistant.answering.questions import cues_of

_OF_THE_NOTICE: frozenset[Operation] = frozenset(
    ("contact", "unknown_hospital", "notices", "disclosure", "declared", "finding_count", "summary")
)
"""Readings of a question that ask for no matter inside the findings."""
_MANY = 60
_JOINT = r"(?:、|和|与|跟|及|以及|还有)"
_NAME = r"[^,?、]{2,18}?"
_EACH = r"各自?|分别|(?<![哪几])(?:这|那)?[两三四](?:样|项|件|个|块|边|头|者|条|处|家)(?!月|人|小时)"
_FORM = re.compile(
    rf"^(?:[^,?]{{0,16}},)?(?:在|对)?(?P<items>{_NAME}(?:{_JOINT}{_NAME}){{1,3}})(?:上|方面)?"
    rf"(?:的)?(?:,(?P<own>[^,?]{{0,12}}?)|)(?P<each>{_EACH}|(?<=,)(?=哪[条个项样件]))(?P<tail>[^?]{{2,40}})\??$"
)
_ASKING = re.compile(r"哪|几[家个条项]|多少|什么|谁|怎么|如何")
_AFTER = re.compile(r"^(?:都|是|又|就|分别|各|家|给的|的)+")


@dataclass(frozen=True, slots=True)
class Told:
    """A thing named with the words that answer for it."""

    named: str
    snippets: tuple[Snippet, ...]


def each_thing(desk: Desk) -> bool:
    """Answer for each thing by itself; False where it names no several things, or one is not found."""
    plan = desk.plan
    if (
        plan.typed
        or plan.operation in _OF_THE_NOTICE
        or desk.english
        or (plan.scope == "named" and len(desk.reports) != 1)
    ):
        return False
    parts = things_asked(plan.asked) if len(desk.reports) <= _MANY else None
    if parts is None:
        return False
    names, tail = parts
    told = [found for name in names if (found := _found(desk, name, tail))]
    if len(told) < len(names) or len({each.snippets[0].start for each in told}) < len(told):
        return False
    _tell(desk, told, completion=bool({"done", "not_done"} & cues_of(tail)))
    return True


def things_asked(asked: str) -> tuple[list[str], str] | None:
    """The things a question names side by side, and what it asks of each of them; None where it does neither."""
    form = _FORM.search(asked.replace("，", ",").replace("？", "?").replace(" ", ""))
    if form is None or asks_total(asked) or _ASKING.search(form["items"]):
        return None
    tail = _AFTER.sub("", form["tail"].strip())
    if not tail or not (asks(form["tail"]) or form["each"] == ""):
        return None
    names = [name.strip("的") for name in re.split(_JOINT, form["items"])]
    return (names, (form["own"] or "") + tail) if all(len(name) > 1 for name in names) else None


def _found(desk: Desk, name: str, tail: str) -> Told | None:
    for question in (f"{name}{tail}", f"{name},{tail}"):
        answer = desk.passages.answer_snippets(question, list(desk.reports))
        if answer.answerable and _held(answer) and answer.snippets[0].finding is not None:
            return Told(name, _below_title(desk, answer.snippets, tail))
    place = next(((s, n) for s, n, _ in desk.passages.best_finding(name, list(desk.reports))), None)
    named = desk.passages.titled(name, list(desk.reports))
    if place is None or named.get(place, 0.0) < _TITLED:
        return None
    said = said_of(desk, place, tail) or said_of(desk, place, name)
    return Told(name, tuple(said)) if said else None


_TITLED = 0.75
"""Share of a thing's words that a finding's title holds, from which the finding is about it."""


def _below_title(desk: Desk, snippets: Sequence[Snippet], tail: str) -> tuple[Snippet, ...]:
    """The words that answer; where they are but a title or a status, what the finding says of the tail."""
    first = snippets[0]
    if first.finding is None or not is_heading(desk, first):
        return tuple(snippets[:2])
    return tuple(said_of(desk, (first.source, first.finding), tail)) or tuple(snippets[:2])


def _held(answer: SnippetAnswer) -> bool:
    """Whether each part that wants a value has one."""
    return all(part.answerable for part in answer.parts if part.expected in VALUE_KINDS)


def _tell(desk: Desk, told: Sequence[Told], *, completion: bool) -> None:
    hospitals = desk.names(dict.fromkeys(each.snippets[0].source for each in told))
    desk.draft.lead = desk.say("each_thing", hospital=hospitals, names="、".join(f"“{each.named}”" for each in told))
    for each in told:
        first = each.snippets[0]
        words = "；".join(f"“{nested(clip(s.quote, 200))}”{desk.book.snippet(s)}" for s in each.snippets)
        for snippet in each.snippets:
            desk.draft.present(snippet.source, snippet.finding)
        tail = state_of(desk, first) if completion else ""
        where = f"{first.hospital}，" if len(desk.reports) > 1 else ""
        desk.draft.bullet(desk.say("mention_line", hospital=f"{where}“{each.named}”", words=words, tail=tail))
