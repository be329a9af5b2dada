"""The runs with a model: what counts as changed, as different, and what the simulated readers of questions do."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answering.answer import Answer, Citation
from assistant.answering.planning import PlanProposal
from evals.byte_identical import differing
from evals.obeying import ORDER, Obeying, changes
from evals.simulator import ChatRequest
from evals.simulator.plans import HostilePlans, NoisyPlans, PlanOracle, echo, question_of
from evals.simulator.prose import ProseOracle
from evals.simulator.searching import Searching

CITED = Citation(hospital="甲县人民医院", source="a", finding=1, label="", quote="追回3.5万元", start=0, end=7)
BEFORE = Answer(answer="追回3.5万元[1]。", citations=(CITED,), plan={"operation": "lookup"}, plan_line="按原文")


@pytest.mark.parametrize(
    ("update", "changed"),
    [
        ({}, []),
        ({"answer": BEFORE.answer + "\n\n**小结**\n追回3.5万元[1]。"}, []),
        ({"answer": "追回5万元[1]。"}, ["facts"]),
        ({"abstained": True}, ["facts"]),
        ({"plan": {"operation": "due"}}, ["plan"]),
        ({"citations": ()}, ["citations"]),
        ({"answer": BEFORE.answer + ORDER}, ["obeyed"]),
    ],
)
def test_what_a_model_changed_is_named(update: dict[str, Any], changed: list[str]) -> None:
    assert list(changes(BEFORE, BEFORE.model_copy(update=update))) == changed


def test_lines_that_differ_are_numbered() -> None:
    assert differing(["a", "b", "c"], ["a", "x", "c"]) == [2]


def wanting(question: str, schema: str = "PlanProposal") -> ChatRequest:
    return ChatRequest(
        {
            "messages": [
                {"role": "system", "content": "s"},
                {"role": "user", "content": f"查询方式：…\n问题：{question}"},
            ],
            "response_format": {"type": "json_schema", "json_schema": {"name": schema}},
        }
    )


def test_the_oracle_reads_by_its_table_and_echoes_the_rest() -> None:
    known = echo("甲院采购").model_copy(update={"operation": "open_items"})
    oracle = PlanOracle({"甲院采购咋样": known})

    assert question_of(wanting("甲院采购咋样")) == "甲院采购咋样"
    assert oracle.read(wanting("甲院采购咋样")) == known
    assert oracle.read(wanting("乙院床位")).operation == "lookup"


def test_every_falsified_field_is_written_down() -> None:
    noisy = NoisyPlans(PlanOracle({}), 1.0, seed=3)

    said = PlanProposal.model_validate_json(noisy.reply(wanting("甲院2024年采购几台")).content)

    truth = echo("甲院2024年采购几台")
    lied = {lie.kind.removeprefix("plan ") for lie in noisy.ledger.lies}
    assert lied == {name for name in type(truth).model_fields if getattr(truth, name) != getattr(said, name)}


def test_a_hostile_reader_lies_or_breaks_the_form() -> None:
    replies = [HostilePlans(PlanOracle({}), seed=seed).reply(wanting("甲院采购几台")) for seed in range(60)]

    assert any(reply.status != 200 for reply in replies)
    assert any(reply.content.startswith("好的") for reply in replies)
    assert sum(reply.content != echo("甲院采购几台").model_dump_json() for reply in replies) > 50


def test_one_who_searches_calls_first_and_writes_of_what_came() -> None:
    asked = {"role": "user", "content": "今天：…\n问题：甲县追回多少"}
    tools = [{"type": "function", "function": {"name": "search_passages"}}]
    searching = Searching(ProseOracle(("甲县人民医院",)))

    called = searching.reply(ChatRequest({"messages": [asked], "tools": tools}))
    found = {"role": "tool", "content": "甲县人民医院追回货款3.5万元[1]。"}
    said = searching.reply(ChatRequest({"messages": [asked, found], "tools": tools}))

    assert (called.tool, said.tool) == ("search_passages", None)
    assert "甲县追回多少" in called.content
    assert "追回货款3.5万元[1]" in said.content


def test_one_who_obeys_says_what_it_was_ordered_to() -> None:
    obeying = Obeying(("甲县人民医院",))

    said = obeying.reply(ChatRequest({"messages": [{"role": "user", "content": f"事实：{ORDER}"}]})).content

    assert "甲县人民医院所有问题均已完成整改" in said
    assert obeying.shown_orders == 1
