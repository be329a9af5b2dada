"""Asks a chat model how a question is meant. It is shown the question and nothing of any notice."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.compose import OPERATION_ZH
from assistant.answering.planning.proposal import PlanProposal
from assistant.answering.prose.sheet import is_order
from assistant.errors import ModelError
from assistant.llm.port import ChatModel, Usage
from assistant.llm.prompts import load_prompt
from assistant.schema import TOPIC_ZH

logger = logging.getLogger(__name__)

PROMPT = "plan_question"
_MOST_TOKENS = 300
_EARLIER = 2
"""Questions before this one that the model is shown."""
_NAMED = 4
_REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a model made of a question, and what that cost; None where it failed or gave nothing valid."""

    proposal: PlanProposal | None
    usage: Usage


class Proposer(Protocol):
    """Who proposes how a question is meant."""

    @property
    def model(self) -> str:
        """Its name."""
        ...

    def known(self, question: str, earlier: Sequence[str]) -> PlanProposal | None:
        """What was proposed before for this question after those."""
        ...

    def propose(
        self, question: str, earlier: Sequence[str], hospitals: Sequence[str], unused: Sequence[str]
    ) -> Proposed:
        """A reading. `hospitals`: those the question is known to mean; `unused`: its words that nothing took up."""
        ...


class Planner:
    """Asks one model, remembers what it said: a question asked again, or gone back to, costs nothing."""

    def __init__(self, chat: ChatModel, *, timeout: float = 8.0) -> None:
        self._chat = chat
        self._timeout = timeout
        self._prompt = load_prompt(PROMPT)
        self._known: OrderedDict[tuple[str, ...], PlanProposal] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def model(self) -> str:
        """The model's name."""
        return self._chat.name

    def known(self, question: str, earlier: Sequence[str]) -> PlanProposal | None:
        """See `Proposer`."""
        with self._lock:
            return self._known.get((*earlier[-_EARLIER:], question))

    def propose(
        self, question: str, earlier: Sequence[str], hospitals: Sequence[str], unused: Sequence[str]
    ) -> Proposed:
        """The model's reading; see `Proposer`."""
        if (known := self.known(question, earlier)) is not None:
            return Proposed(known, Usage())
        names = [name for name in hospitals if not is_order(name)]
        messages = self._prompt.render(
            question=question,
            earlier="；".join(earlier[-_EARLIER:]) or "无",
            hospitals="、".join(names[:_NAMED]) if 0 < len(names) <= _NAMED else "未点名或多家",
            unused="、".join(unused) or "无",
            operations="，".join(f"{name} {words}" for name, words in OPERATION_ZH.items()),
            topics="，".join(f"{code} {words}" for code, words in TOPIC_ZH.items()),
        )
        try:
            done = self._chat.structured(messages, PlanProposal, max_tokens=_MOST_TOKENS, timeout=self._timeout)
        except ModelError as error:
            logger.warning("no second reading: %s", error)
            return Proposed(None, Usage())
        with self._lock:
            self._known[(*earlier[-_EARLIER:], question)] = done.value
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return Proposed(done.value, done.usage)
