"""What a question says of its own answer is cut out; how many hospitals it takes for granted."""

from __future__ import annotations

import pytest

from assistant.answering.asking import hospitals_wanted, without_asking


@pytest.mark.parametrize(
    ("clause", "left"),
    [
        ("食堂账目混乱,被专门列成一条问题", "食堂账目混乱,"),
        ("标题里直接写了“食堂”两个字", "“食堂”"),
        ("买设备上的毛病", "买设备"),
        ("提到远程会诊这类东西", "远程会诊"),
        ("为这轮巡察开的会", "为巡察开的会"),
    ],
)
def test_without_asking(clause: str, left: str) -> None:
    assert without_asking(clause).replace(" ", "") == left


@pytest.mark.parametrize(
    ("question", "number"), [("是哪两家", 2), ("哪3家写了", 3), ("哪几家", None), ("有两家吗", None)]
)
def test_hospitals_wanted(question: str, number: int | None) -> None:
    assert hospitals_wanted(question) == number
