"""The steps of an inspection by their words."""

from __future__ import annotations

import pytest

from assistant.answering.milestones import Milestone, milestone_of, milestones_in


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("收到反馈", "feedback_date"),
        ("进驻", "inspection_start"),
        ("巡察结束", "inspection_end"),
        ("撤", "inspection_end"),
        ("通报挂出来", "published"),
        ("整改通报", "published"),
        ("约谈经理", None),
        ("通报批评护士长", None),
    ],
)
def test_an_event_is_a_step_by_its_words(name: str, step: Milestone | None) -> None:
    assert milestone_of(name) == step


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        ("从巡察组进驻 到给反馈一共多少天", ("inspection_start", "feedback_date")),
        ("从接到反馈到通报落款各过了多少天", ("feedback_date", "published")),
        ("进驻结束到反馈隔几天", ("inspection_end", "feedback_date")),
        (" 和 的通报谁发得早,差多少天", ("published",)),
        (" 和 的通报,哪家发得更晚", ("published",)),
        (" 的通报是反馈之后多少天发的", ("published", "feedback_date")),
        (" 反馈后多少天发的公告", ("feedback_date", "published")),
        (" 的公告是哪天发的,离反馈多少天", ("published", "feedback_date")),
        ("通报里谁发现得早", ()),
        ("通报里写了几条问题", ()),
    ],
)
def test_a_question_names_steps_in_order(question: str, steps: tuple[Milestone, ...]) -> None:
    assert milestones_in(question) == steps
