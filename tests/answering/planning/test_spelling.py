"""Slips of the pen are put right where a notice spells the word so, and nothing else is."""

from __future__ import annotations

import pytest

from assistant.answering.planning.spelling import put_right

NOTICE = "全年开展谈心谈话52次，门诊就诊满意度提高，已完成整改，磁共振阳性率上升"


@pytest.mark.parametrize(
    ("typed", "restated", "right"),
    [
        ("谈心谈活次数", "谈心谈话次数是多少", "谈心谈话次数"),
        ("磁共震阳性率", "磁共振阳性率多少", "磁共振阳性率"),
        ("未完成整改", "已完成整改", "未完成整改"),
        ("门诊满意吗", "门诊就诊满意吗", "门诊满意吗"),
        ("绩效谈活", "绩效谈话", "绩效谈活"),
        ("谈心谈话53次", "谈心谈话52次", "谈心谈话53次"),
    ],
)
def test_only_slips_are_put_right(typed: str, restated: str, right: str) -> None:
    notices = (NOTICE, "仍有两条未完成整改")

    assert put_right(typed, restated, lambda words: any(words in notice for notice in notices)) == right
