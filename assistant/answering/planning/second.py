"""The second reading: asked for where the first is in doubt, taken where it answers more of the question.

Whatever the model proposes, the answer is made by the same code from the same records. Its plan stands only where the
words its answer cites hold more of the question's own words than those of the first answer, so that a model that
misreads or lies leaves everything as it was.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from assistant.answering.answer import Answer, LlmUse
from assistant.answering.compose import compose
from assistant.answering.conversation import FollowUp
from assistant.answering.desk import Desk
from assistant.answering.library import Library
from assistant.answering.normalise import normalise
from assistant.answering.planning.doubt import Grasp, grasp, in_doubt
from assistant.answering.planning.planner import Proposer
from assistant.answering.planning.proposal import Conversation, PlanProposal, RefusedPlanError, settled
from assistant.answering.planning.spelling import put_right
from assistant.answering.questions import read

logger = logging.getLogger(__name__)

_FEW = 0.35
"""Share of passed-over words up to which a question in words of another language counts as answered."""
Execute = Callable[[FollowUp], Desk]


@dataclass(frozen=True, slots=True)
class Worked:
    """A question worked through: how it was read, what came of it."""

    talk: Conversation
    follow: FollowUp
    desk: Desk
    answer: Answer

    @property
    def leans(self) -> bool:
        """Whether the question goes on from the one before."""
        return bool(self.follow.within or self.follow.matter or self.follow.detail)

    @property
    def grasp(self) -> Grasp:
        """How much of the question the answer took up."""
        return grasp(self.talk.reading, self.follow.plan, self.answer)

    @property
    def lost(self) -> bool:
        """Whether nothing was found, and it is in doubt that the question was understood: worth looking further."""
        return self.answer.abstained and self.doubtful

    @property
    def doubtful(self) -> bool:
        """Whether it is in doubt that the question was understood."""
        return in_doubt(self.grasp, self.follow.plan, leans=self.leans)


class SecondReader:
    """Has questions read again by a model."""

    def __init__(self, planner: Proposer, library: Library) -> None:
        self._planner = planner
        self._library = library

    def as_read_before(self, first: Worked, execute: Execute) -> Worked:
        """A question of the turns before as it was read when it was asked; nothing is asked anew."""
        proposal = self._planner.known(first.talk.question, first.talk.earlier)
        if proposal is None or not first.doubtful:
            return first
        return self._better(first, proposal, execute) or first

    def work_again(self, first: Worked, execute: Execute) -> Worked:
        """The second reading's answer where it is the better one; else the first's."""
        hospitals = [row.fields.hospital for row in first.desk.reports.values()]
        unused = first.grasp.unused
        proposed = self._planner.propose(first.talk.question, first.talk.earlier, hospitals, unused)
        better = self._better(first, proposed.proposal, execute) if proposed.proposal else None
        worked = better or first
        use = LlmUse(
            model=self._planner.model,
            input_tokens=proposed.usage.input_tokens,
            output_tokens=proposed.usage.output_tokens,
        )
        update: dict[str, object] = {"llm": use if use.input_tokens or better else None}
        if better:
            read_as = f"模型读作：{proposed.proposal.asked if proposed.proposal else ''}"
            plan = worked.answer.plan
            update["plan_line"] = f"{worked.answer.plan_line}（{read_as}）"
            update["plan"] = plan | {"assumptions": [*plan.get("assumptions", ()), read_as]}
        return replace(worked, answer=worked.answer.model_copy(update=update))

    def _better(self, first: Worked, proposal: PlanProposal, execute: Execute) -> Worked | None:
        for again in self._settled(first, proposal):
            desk = execute(again)
            second = Worked(first.talk, again, desk, compose(desk, first.answer.id))
            if self._answers_more(first, second, proposal):
                return second
            logger.debug("a second reading answers no more of the question")
        return None

    def _settled(self, first: Worked, proposal: PlanProposal) -> Iterator[FollowUp]:
        try:
            plan = settled(proposal, first.talk, self._library)
        except RefusedPlanError as error:
            logger.debug("a second reading was refused: %s", error)
            return
        if plan != first.follow.plan:
            yield FollowUp(plan, within=first.follow.within)

    def _answers_more(self, first: Worked, second: Worked, proposal: PlanProposal) -> bool:
        """Whether the second answer takes up more of the question's own words than the first did."""
        if second.answer.abstained:
            return False
        before = first.grasp
        reading = first.talk.reading
        right = put_right(reading.reach.masked, normalise(proposal.asked), self._library.speaks_of)
        now = grasp(reading, second.follow.plan, second.answer, respelt=right)
        if not before.content or first.talk.plan.language == "en":
            restated = read(proposal.asked, self._library.gazetteer, self._library.speaks_of)
            inside = grasp(restated, second.follow.plan, second.answer)
            return bool(inside.content) and inside.passed_over <= _FEW
        if before.abstained:
            return not now.unused
        return len(now.unused) < len(before.unused)
