"""For whom an answer is written says nothing of its matter."""

from __future__ import annotations

import pytest

from assistant.answering.addressed import unaddressed


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("给分管副市长写几句:两家的食堂各怎么改的", "概括两家的食堂各怎么改的"),
        ("请用几句话向院领导报告:甲院的食堂改得怎样", "概括甲院的食堂改得怎样"),
        ("给病人家属看的:甲院看病方便了哪些", "概括甲院看病方便了哪些"),
        ("甲院的整改,用三句话给群众讲讲", "甲院的整改,概括"),
        ("报道里要列清楚:甲院还差哪几项", "甲院还差哪几项"),
        ("甲院给职工讲廉政课了吗", "甲院给职工讲廉政课了吗"),
        ("给患者退费多少", "给患者退费多少"),
    ],
)
def test_unaddressed(question: str, left: str) -> None:
    assert unaddressed(question) == left
