"""Which of two things is the more: in one notice, over all notices, and where a thing has no figure."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        (
            "提醒谈话和政务警告，青屿哪样给的人多，多几个",
            "青屿市第一医院“提醒谈话”更多（高）：5人；“政务警告”2人，相差3人。",
        ),
        ("政务警告和提醒谈话，青屿哪样给的人少", "青屿市第一医院“政务警告”更少（低）：2人；“提醒谈话”5人，相差3人。"),
        (
            "诫勉谈话和政务警告，哪个人数多，多几个",
            "松淮县人民医院“诫勉谈话”更多（高）：3人；青屿市第一医院“政务警告”2人，相差1人。",
        ),
    ],
)
def test_the_more_of_two_things(answerer: Answerer, question: str, lead: str) -> None:
    answer = answerer.ask(question)

    assert answer.answer.startswith(lead)
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    ["提醒谈话和院务公开，青屿哪样多，多几个", "采购档案和显微镜，青屿哪样多"],
)
def test_a_thing_without_a_figure_is_not_compared(answerer: Answerer, question: str) -> None:
    assert "相差" not in answerer.ask(question).answer
