"""What makes a single clause speak of something still open, by kind.

Three kinds: `state` (how the matter stands now: in progress, not yet, only drafted, only prepared, failed), `step` (it
waits for a result, an approval or another party), `plan` (a concrete act announced). Rhetoric (将持续加强), goals
(确保…), routines (每季度…) and conditional rules (逾期将…) are none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.extraction.commitments import turns

SignalKind = Literal["state", "step", "plan"]


@dataclass(frozen=True, slots=True)
class Signal:
    """Why a clause counts as open; `start..end` are the telling words, as positions in the clause."""

    kind: SignalKind
    start: int
    end: int
    runs_on: bool = False
    """What is announced stands in the next clause (将根据实际情况，科学设置…)."""
    own_subject: bool = False
    """A step that names the thing it is about, rather than going on with what was said before."""


@dataclass(frozen=True, slots=True)
class Times:
    """How the dates of a clause lie."""

    ahead: bool = False
    """One lies after the feedback."""
    promised: bool = False
    """One lies after publication; where that day is not known, says by when (前)."""
    past: int | None = None
    """Where in the clause the last one before the feedback stands."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands round a clause in its sentence, in matching form."""

    before: str = ""
    after: str = ""
    """The clauses that follow, each with a comma."""

    @property
    def following(self) -> str:
        """The next clause."""
        return self.after.split(",", 1)[0]


def signal_of(clause: str, around: Surroundings, times: Times) -> Signal | None:
    """The signal of a clause in matching form with quotations blanked; None where it leaves nothing open."""
    clause = turns.PAST_TERM.sub(lambda match: "□" * len(match[0]), clause)
    tells_state, tells_step = turns.STATE_HINT.search(clause), turns.STEP_HINT.search(clause)
    tells_plan = times.promised or turns.PLAN_HINT.search(clause)
    if not (tells_state or tells_step or tells_plan) or turns.PROBLEM.search(clause) or turns.PAST_TIME.search(clause):
        return None
    state = _state(clause, around.before, times) if tells_state else None
    step = _step(clause, around) if tells_step and not state else None
    return state or step or (_plan(clause, around, times) if tells_plan else None)


def _state(clause: str, before: str, times: Times) -> Signal | None:
    for pattern in (turns.NOT_YET, turns.IN_PROGRESS):
        for match in pattern.finditer(clause):
            if (
                _qualifies_a_noun(clause, match)
                or turns.SUPPOSED.search(clause[: match.end()])
                or turns.CASE.search(before)
            ):
                continue
            if clause.endswith("的"):
                continue
            if pattern is turns.IN_PROGRESS and _no_matter(clause, match, times):
                continue
            return Signal("state", *match.span())
    drafted = turns.DRAFTED.search(clause) or turns.PREPARED.search(clause)
    if drafted and not turns.SETTLED.search(clause) and not turns.PREPARED_DONE.search(clause[: drafted.end()]):
        return Signal("state", *drafted.span())
    included = turns.INCLUDED.search(clause)
    if included and turns.PROJECT.search(before[-60:] + clause):
        return Signal("state", *included.span())
    approved = turns.APPROVED_ONLY.search(clause)
    if approved and turns.BUILDING.search(before[-40:] + clause):
        return Signal("state", *approved.span())
    return None


def _step(clause: str, around: Surroundings) -> Signal | None:
    if turns.REQUIRED.search(clause):
        return None
    match = turns.AWAIT.search(clause)
    ended = match and "不再" in match.group() and turns.NOW_INSTEAD.search(around.following)
    if (
        match
        and not ended
        and not turns.ATTRIBUTIVE_HEAD.search(clause[: match.start()])
        and not turns.RECURRING.search(clause)
    ):
        return Signal(
            "step", *match.span(), own_subject=match.start() >= 3 or ("后" in match.group()[:-1] and "报" in clause)
        )
    match = turns.SUBMITTED.search(clause)
    if match and turns.GRANTED.search(clause) and turns.ACHIEVED.search(around.following):
        return None
    if (
        match
        and not turns.SETTLED.search(clause + "," + around.following)
        and not turns.RECURRING.search(around.before[-20:] + clause)
    ):
        return Signal("step", *match.span())
    return None


def _plan(clause: str, around: Surroundings, times: Times) -> Signal | None:
    if turns.CONDITIONAL.search(around.before[-60:] + "," + clause) or around.before.endswith("的,"):
        return None
    match = turns.INTENDED.search(clause)
    if match and turns.GOAL.match(clause, match.start()) and not turns.HARD.search(clause, match.end()):
        return None
    if match and not _qualifies_a_noun(clause, match) and (times.ahead or turns.HARD.search(clause, match.end())):
        # What was planned for a time before the feedback is history.
        return None if times.past is not None and times.past >= match.start() else Signal("plan", *match.span())
    for pattern in (turns.FUTURE, turns.AFTERWARDS, turns.SOON):
        match = pattern.search(clause)
        if match and _announces(clause, match, times.ahead):
            return Signal("plan", *match.span())
        if (
            match
            and turns.LEADS_ON.search(clause, match.start())
            and _announces(f"{clause},{around.following}", match, False)
        ):
            return Signal("plan", *match.span(), runs_on=True)
    festive = turns.FESTIVAL.search(clause)
    if festive and not turns.DONE.search(clause) and turns.LEFT.search(around.before[-30:] + clause):
        return Signal("plan", *festive.span())
    if times.promised and turns.HARD.search(clause) and not turns.DONE.search(clause):
        return Signal("plan", 0, 0)
    return None


def _announces(words: str, match: re.Match[str], dated: bool) -> bool:
    """Whether what follows 将, 后续 or 尽快 is a concrete act rather than rhetoric or a turned-round object."""
    announced = words[match.end() :]
    if match.re is turns.FUTURE:
        announced = words[match.start() + 1 :]
        turned = turns.NO_SUBJECT.fullmatch(words, 0, match.start()) or turns.OBJECT_TURNED.match(words, match.start())
        if turned and not turns.SURELY_VERB.match(announced):
            return False
    if turns.ASKED.search(words[: match.start()]):
        return False
    if dated:
        return True
    if turns.STARTS_RHETORIC.match(announced) or turns.RECURRING.search(words):
        return False
    return turns.HARD.search(announced) is not None and not _only_routine(announced)


def _only_routine(words: str) -> bool:
    """Whether every hard word stands with an activity that goes on all the time (开展…培训)."""
    return turns.ROUTINE.search(words) is not None and not turns.ONE_THING.search(words)


def _no_matter(clause: str, match: re.Match[str], times: Times) -> bool:
    """Whether the clause tells of something done, or of activity that goes on as a matter of course."""
    if turns.FINISHED.search(clause) or (match.group().endswith("中") and turns.WITHIN.search(clause[: match.start()])):
        return True
    if match.group().startswith(("正", "仍", "尚", "还")) or times.ahead:
        return False
    return turns.RECURRING.search(clause) is not None or (
        turns.ROUTINE.search(clause) is not None and not turns.ONE_THING.search(clause) and "统一" not in clause
    )


def _qualifies_a_noun(clause: str, match: re.Match[str]) -> bool:
    """Whether the telling words only describe a noun that something else is said of (对正在使用的设备进行检修)."""
    if turns.ATTRIBUTIVE_HEAD.search(clause[: match.start()]):
        return True
    rest = clause[match.end() :]
    return turns.ATTRIBUTIVE.search(rest) is not None
