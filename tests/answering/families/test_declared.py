"""Clues, letters and matters put right at once: of each kind what is asked for, what is left out left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

NOTICE = """2025年3月3日至4月25日，县委第一巡察组对岭泉县人民医院党委进行了巡察。2025年6月9日，巡察组反馈了意见。
巡察移交问题线索{clues}件，已办结3件；移交信访件12件，正在办理。
1.冷链管理不规范
整改情况：补齐温度记录。
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    two = {"a.txt": NOTICE.format(clues=4), "b.txt": NOTICE.format(clues=5).replace("岭泉", "砚溪")}
    return Answerer(stored(two))


def test_what_is_left_out_is_no_part_of_the_sum(answerer: Answerer) -> None:
    answer = answerer.ask("巡察移交的问题线索，两家合起来多少件，没办结的几件？信访不算").answer

    assert "合计9件（4 + 5 = 9），已办结6件" in answer
    assert "信访" not in answer


def test_a_number_of_closed_ones_that_is_not_stated_is_said_to_be_missing(answerer: Answerer) -> None:
    answer = answerer.ask("岭泉县人民医院移交的信访件办了多少？").answer

    assert "信访件共12件（没有写办结数）" in answer
