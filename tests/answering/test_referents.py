"""A question that names a finding by words of its title asks about that finding alone."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.hospitals import Gazetteer
from assistant.answering.referents import pointed
from assistant.records.query import FindingQuery, FindingRow, ReportRow
from assistant.schema import ReportFields


@pytest.fixture
def rows(shelf: object) -> list[FindingRow]:
    found: list[FindingRow] = shelf.findings(FindingQuery(sources=("a1_open.txt",)))  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize(
    ("question", "ordinals"),
    [
        ("收受礼品那条一共处理了几个人", [3]),
        ("学科采购那一条还差几台", [2]),
        ("“中层干部任用程序不严”下面定了哪个办法", [4]),
        ("部分设备采购未招标这个问题几月完成", [1]),
        ("采购这条怎么样", [1, 2]),
        ("礼品折价款收回多少", []),
        ("食堂管理那条怎么改的", []),
    ],
)
def test_titles_that_hold_the_name_are_meant(rows: list[FindingRow], question: str, ordinals: list[int]) -> None:
    assert [ordinal for _, ordinal in pointed(question, lambda: rows)] == ordinals


def test_what_else_the_notice_says_is_left_out(answerer: Answerer) -> None:
    answer = answerer.ask("青屿市第一医院学科采购那条几月前完成采购？")

    assert "2024年10月" in answer.answer
    assert "2024年12月" not in answer.answer


@pytest.mark.parametrize(
    ("question", "masked"),
    [("青屿院感那条", "院感那条"), ("青屿院内会诊", "院内会诊"), ("青屿院的会诊", "的会诊")],
)
def test_a_word_that_begins_like_a_kind_of_hospital_stays_whole(question: str, masked: str) -> None:
    gazetteer = Gazetteer.of([ReportRow("1.txt", "1", ReportFields(hospital="青屿市第一医院"), 3)])
    mention = gazetteer.find(question)[0]

    assert question[mention.end :] == masked
