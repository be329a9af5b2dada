"""A plan that its reader corrected: only what was set changes, and the answer follows."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from assistant.answering.answerer import Answerer
from assistant.answering.changing import Asked, PlanChange, changed
from assistant.answering.plan import QueryPlan

EVERY = ("a.txt", "b.txt", "c.txt")
PLAN = QueryPlan(
    operation="open_items", question="甲院采购还有哪些没完成", asked="采购还有哪些没完成", scope="named",
    sources=("a.txt",), topics=("procurement",), theme="采购",
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (None, {}),
        (PlanChange(), {}),
        (PlanChange(sources=("b.txt", "gone.txt")), {"sources": ("b.txt",), "question": "采购还有哪些没完成"}),
        (PlanChange(sources=()), {"sources": EVERY, "scope": "all", "question": "采购还有哪些没完成"}),
        (PlanChange(theme="设备"), {"theme": "设备", "topics": (), "question": "甲院设备还有哪些没完成"}),
        (PlanChange(topics=("drugs",)), {"topics": ("drugs",), "operation": "open_items"}),
        (PlanChange(topics=(), theme=""), {"topics": (), "theme": "", "question": "甲院还有哪些没完成"}),
        (PlanChange(statuses=("partial",)), {"statuses": ("partial",), "operation": "status_list"}),
        (PlanChange(due_to="2025-06-30"), {"due_to": "2025-06-30", "operation": "due"}),
        (PlanChange(due_to=""), {"due_to": None, "operation": "open_items"}),
    ],
)
def test_only_what_was_set_changes(change: PlanChange | None, expected: dict[str, Any]) -> None:
    plan = changed(PLAN, change, EVERY)

    assert {name: getattr(plan, name) for name in expected} == expected
    if not expected:
        assert plan == PLAN


def test_new_topic_brings_its_own_word() -> None:
    plan = changed(PLAN, PlanChange(topics=("drugs",)), EVERY)

    assert plan.theme
    assert "采购" not in plan.theme


def test_lifting_the_status_lists_all_findings() -> None:
    plan = PLAN.model_copy(update={"operation": "status_list", "statuses": ("partial",)})

    assert changed(plan, PlanChange(statuses=()), EVERY).operation == "finding_list"


@pytest.mark.parametrize("day", ["明年", "2025/01/01", "2025-1"])
def test_what_is_no_date_is_refused(day: str) -> None:
    with pytest.raises(ValidationError):
        PlanChange(due_from=day)


def test_answer_follows_the_change_and_so_does_the_next_question(answerer: Answerer) -> None:
    question = "青屿一院还有哪几条没整改完"
    other = answerer.ask("松淮有哪些问题").citations[0].source
    change = PlanChange(sources=(other,))

    moved = answerer.ask(question, change=change)
    after = answerer.ask("它的巡察持续了多少天", history=[Asked(question, change)])

    assert {citation.source for citation in moved.citations} <= {other}
    assert "青屿" not in moved.answer
    assert {citation.source for citation in after.citations} == {other}


def test_unchanged_plan_gives_the_same_answer(answerer: Answerer) -> None:
    question = "哪些医院采购方面还没整改完"

    assert answerer.ask(question, change=PlanChange()).answer == answerer.ask(question).answer
