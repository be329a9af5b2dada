"""The best second readings there are: what a perfect model could make of the questions that the rules misread.

For a question that is in doubt and answered wrongly, readings are tried in a fixed order until one, taken in by the
product through the same checks as any model's, leads to an answer that gold calls right: the question as it was asked,
the question it is a paraphrase of, the question spelt as gold spells it, the question without one of its words; each
under every operation. The first that does is the oracle's. Where none does, or the answer is right already, the oracle
reads the question as the rules do. So the oracle knows gold, and its figure is headroom, never quality.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args

from assistant.answering import Answerer
from assistant.answering.plan import Operation
from assistant.answering.planning import PlanProposal, Proposed
from assistant.answering.planning.spelling import put_right
from assistant.llm.port import Usage
from evals.questions import Aliases, Item, judge
from evals.simulator.plans import echo

_PARAPHRASE = re.compile(r"paraphrase of (\S+)")
_OPERATIONS: tuple[Operation, ...] = ("lookup", *(one for one in get_args(Operation) if one != "lookup"))


class Proposing:
    """A planner that proposes what it is told to, and notes which questions it was asked."""

    def __init__(self) -> None:
        self.model = "searched"
        self.proposal: PlanProposal | None = None
        self.unused: tuple[str, ...] | None = None

    def known(self, question: str, earlier: Sequence[str]) -> PlanProposal | None:
        """Nothing: every reading is tried anew."""
        del question, earlier
        return None

    def propose(
        self, question: str, earlier: Sequence[str], hospitals: Sequence[str], unused: Sequence[str]
    ) -> Proposed:
        """The reading that is tried."""
        del question, earlier, hospitals
        self.unused = tuple(unused)
        return Proposed(self.proposal, Usage())


def best_readings(
    answerer: Answerer,
    planner: Proposing,
    questions: Sequence[Item],
    aliases: Aliases,
    others: Mapping[str, Item],
    spoken_of: Callable[[str], bool],
) -> dict[str, PlanProposal]:
    """By question, the reading that makes its answer right. `answerer` asks `planner`; `others`: questions by id, of
    which some are paraphrases; `spoken_of`: whether a notice holds some words.
    """
    found: dict[str, PlanProposal] = {}
    for item in questions:
        *history, asked = item["turns"]
        planner.proposal, planner.unused = None, None
        answer = answerer.ask(asked, history, id=item["id"])
        if planner.unused is None:
            continue
        found[asked] = _as_read(item, answer.plan)
        if not judge(item, answer.as_json(), aliases):
            continue
        for proposal in _candidates(item, answer.plan, planner.unused, others, spoken_of):
            planner.proposal = proposal
            tried = answerer.ask(asked, history, id=item["id"])
            if not judge(item, tried.as_json(), aliases):
                found[asked] = proposal
                break
    return found


def _as_read(item: Item, plan: Mapping[str, Any]) -> PlanProposal:
    """What the rules made of a question, as a model would say it."""
    spelt = str(plan.get("question") or item["turns"][-1])
    return echo(spelt).model_copy(
        update={
            "operation": plan["operation"],
            "theme": str(plan.get("theme", ""))[:40],
            "topics": tuple(plan.get("topics", ()))[:3],
            "statuses": tuple(plan.get("statuses", ())),
            "order": plan.get("order") if plan.get("order") != "both" else None,
            "counted": bool(plan.get("counted")),
        }
    )


def _candidates(
    item: Item,
    plan: Mapping[str, Any],
    unused: Sequence[str],
    others: Mapping[str, Item],
    spoken_of: Callable[[str], bool],
) -> Iterator[PlanProposal]:
    spelt = str(plan.get("question") or item["turns"][-1])
    wordings = [spelt]
    origin = _PARAPHRASE.search(str(item.get("note") or ""))
    if origin and origin[1] in others:
        wordings.append(str(others[origin[1]]["turns"][-1]))
    wordings += [put_right(spelt, better, spoken_of) for better in (*wordings[1:], str(item.get("answer", "")))]
    wordings += [spelt.replace(word, "") for word in unused if word in spelt]
    for wording in dict.fromkeys(wordings):
        for operation in _OPERATIONS:
            yield _as_read(item, plan).model_copy(update={"asked": wording[:160], "operation": operation, "theme": ""})
