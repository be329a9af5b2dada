"""Persons held to account, counted from the words of each measure."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.families.held_persons import any_measure, asks_all, names_in, persons_of
from assistant.schema import Accountability, Evidence


def _item(words: str, persons: int | None = None) -> Accountability:
    return Accountability(action="处理", persons=persons, evidence=Evidence.cut(words, 0, len(words)))


@pytest.mark.parametrize(
    ("words", "persons", "expected"),
    [
        ("对3名库管员进行约谈", 3, 3),
        ("对设备科科长给予党内警告处分", None, 1),
        ("已对分管副院长进行诫勉谈话", None, 1),
        ("对责任人周某某、郑某进行约谈", None, 2),
        ("对周某某等相关人员进行约谈", None, None),
        ("对相关科室主任进行约谈", None, None),
        ("对科主任及护士长进行约谈", None, None),
        ("运用第一种形态处理60余人次", 60, None),
    ],
)
def test_only_persons_told_are_counted(words: str, persons: int | None, expected: int | None) -> None:
    assert persons_of(_item(words, persons)) == expected


def test_what_a_question_asks_for() -> None:
    assert names_in("周某那批、郑某某那批") == {"周某", "郑某某"}
    assert any_measure("挨处理、挨谈话的一共几个人")
    assert not any_measure("被提醒谈话的一共几个人")
    assert asks_all("处理的人一共多少个")
    assert not asks_all("处理了谁")


def test_persons_of_several_findings_are_added(answerer: Answerer) -> None:
    answer = answerer.ask("青屿挨处理和挨谈话的一共多少人")

    assert "7" in answer.answer
