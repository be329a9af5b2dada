"""What a model may propose of a question's reading, and what of it may stand.

The model sees the question, never a notice. What it proposes must be made of the question's own words, rightly spelt,
or of the topics everybody knows; whom the question names, its numbers, its dates and what kind of answer it wants stay
as code read them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.families.matching import words_of
from assistant.answering.lexicon import topic_words
from assistant.answering.library import Library
from assistant.answering.normalise import normalise
from assistant.answering.passages.question import analyse
from assistant.answering.plan import Operation, Order, QueryPlan
from assistant.answering.planning.doubt import word_set
from assistant.answering.planning.spelling import put_right
from assistant.answering.prose.claims import is_plain
from assistant.answering.prose.sheet import is_order
from assistant.answering.questions import Reading, read
from assistant.answering.theme import theme_of
from assistant.answering.understanding import plan_of
from assistant.schema import Status, Topic

_NUMBER = re.compile(r"\d+")
_AS_ASKED = (
    "language", "scope", "sources", "unknown", "due_from", "due_to", "due_outside", "as_of", "claimed",
)  # fmt: skip
"""What code read stays: whom the question concerns, dates, numbers taken for granted."""
_NOT_ASKED: frozenset[Operation] = frozenset(("unknown_hospital",))


class PlanProposal(BaseModel):
    """A reading of a question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked: str = Field(max_length=160)
    operation: Operation
    theme: str = Field(max_length=40)
    topics: Annotated[tuple[Topic, ...], Field(max_length=3)]
    statuses: Annotated[tuple[Status, ...], Field(max_length=6)]
    order: Order | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said: the question as read, the plan it led to, the questions before it."""

    question: str
    reading: Reading
    plan: QueryPlan
    earlier: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """All of it in matching form."""
        return "\n".join(normalise(text) for text in (*self.earlier, self.question)) + self.plan.question


class RefusedPlanError(ValueError):
    """A proposal that may not stand; the message says why."""


def settled(proposal: PlanProposal, talk: Conversation, library: Library) -> QueryPlan:
    """The plan that a proposal comes to.

    Raises:
        RefusedPlanError: it says what the question does not.
    """
    if proposal.operation in _NOT_ASKED:
        raise RefusedPlanError("whether a hospital is known is not the model's to say")
    if not is_plain(proposal.asked + proposal.theme) or is_order(proposal.asked):
        raise RefusedPlanError("is not a plain question")
    restated = read(proposal.asked, library.gazetteer, library.speaks_of)
    _check_words([*words_of(restated.theme), *words_of(theme_of(proposal.theme))], restated, talk, library)
    _check_numbers(proposal, talk.said)
    _check_wants(restated, talk.reading)
    plan = plan_of(restated, proposal.asked)
    if talk.plan.scope == "all" and restated.reach.scope == "named":
        raise RefusedPlanError("names a hospital that the question does not")
    theme = proposal.theme.strip() or plan.theme
    update: dict[str, object] = {
        "operation": proposal.operation,
        "theme": theme,
        "topics": proposal.topics if proposal.operation not in ("lookup", "span", "contact") else (),
        "statuses": proposal.statuses or talk.plan.statuses,
        "order": proposal.order or talk.plan.order,
        "counted": proposal.counted or talk.plan.counted,
        "assumptions": _assumed(restated, talk),
        **{name: getattr(talk.plan, name) for name in _AS_ASKED},
    }
    return plan.model_copy(update=update)


def _assumed(restated: Reading, talk: Conversation) -> tuple[str, ...]:
    """What was assumed of the hospitals meant. Where the restated question spells them out, its line shows that."""
    same = set(restated.reach.sources) == set(talk.plan.sources)
    return restated.reach.assumptions if same else talk.plan.assumptions


def _check_words(words: Sequence[str], restated: Reading, talk: Conversation, library: Library) -> None:
    said = talk.said
    if talk.plan.language == "en":
        # The vocabulary's word for an English one need not be the notice's own: 医德医风 may come back as 医德.
        lost = [word for word in words_of(talk.reading.theme) if not _shares(word, "".join(words))]
        strange = [word for word in words if not library.speaks_of(word) and not _is_topic(word)]
        if lost or not words:
            raise RefusedPlanError(f"leaves out {lost}")
    else:
        right = put_right(normalise(talk.question), restated.text, library.speaks_of)
        strange = [word for word in words if not (word in said or word in right or _is_topic(word))]
    if strange:
        raise RefusedPlanError(f"speaks of {strange}")


def _shares(word: str, said: str) -> bool:
    """Whether a word, or two characters of it that stand together, are said."""
    return word in said or any(word[i : i + 2] in said for i in range(len(word) - 1))


def _is_topic(word: str) -> bool:
    return any(word in name or name in word for names in topic_words().values() for name in names if len(name) > 1)


def _check_numbers(proposal: PlanProposal, said: str) -> None:
    strange = set(_NUMBER.findall(normalise(proposal.asked + proposal.theme))) - set(_NUMBER.findall(said))
    if strange:
        raise RefusedPlanError(f"names the numbers {sorted(strange)}")


def _check_wants(restated: Reading, asked: Reading) -> None:
    """The restated question must want what was asked: a number stays a number, a reason a reason."""
    wanted = asked.cues & word_set("wants") | _kinds(asked)
    now = restated.cues & word_set("wants") | _kinds(restated)
    if wanted - now:
        raise RefusedPlanError(f"no longer asks {sorted(wanted - now)}")
    if turned := (now - wanted) & word_set("denials"):
        raise RefusedPlanError(f"asks {sorted(turned)}, which was not asked")


def _kinds(reading: Reading) -> frozenset[str]:
    """The kinds of value that a question asks for."""
    return frozenset(focus.expected for focus in analyse(reading.text, ())) - {"what"}
