"""Hospitals set against each other: numbers of a matter asked apart, meetings, sanctions, quotes cut round a number."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.desk import Desk, clip_round
from assistant.answering.families import sittings as sittings_module
from assistant.answering.families.sanctions import asks_sanctioned
from assistant.answering.families.sittings import sittings
from assistant.answering.families.standing import _ranked, _Wanted
from assistant.answering.figures.meaning import Place
from assistant.answering.figures.scan import figures_of
from assistant.text.flat import fold


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("青屿给予政务警告的和松淮诫勉谈话的，谁人数多，多几个", ["松淮县人民医院更多", "3人", "2人", "相差1人"], []),
        ("三家里受到警告处分的一共几个人", ["共2人", "青屿市第一医院2人"], ["提醒谈话5人"]),
        ("采购这块，青屿和柏湾各自怎么改的", ["《设备采购办法》", "补齐采购档案18卷"], []),
    ],
)
def test_what_is_compared_is_found_in_each_notice(
    answerer: Answerer, question: str, named: list[str], left_out: list[str]
) -> None:
    answer = answerer.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in left_out if words in answer.answer] == []
    assert not answer.abstained
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "told", "silent"),
    [
        ("关于采购显微镜，各医院都怎么交代的", "青屿市第一医院", ["松淮县人民医院", "柏湾区中医医院"]),
        ("关于采购档案，各医院都怎么交代的", "柏湾区中医医院", ["松淮县人民医院", "青屿市第一医院"]),
    ],
)
def test_a_notice_that_has_only_what_narrows_the_matter_is_silent(
    answerer: Answerer, question: str, told: str, silent: list[str]
) -> None:
    answer = answerer.ask(question)

    assert {citation.hospital for citation in answer.citations} == {told}
    assert answer.answer.count("没有写到") == 1
    assert all(name in answer.answer for name in silent)


@pytest.mark.parametrize("question", ["青屿、松淮两家的门急诊人次各是多少", "青屿和柏湾哪家床位数多"])
def test_numbers_of_the_whole_hospital_are_not_guessed(answerer: Answerer, question: str) -> None:
    assert answerer.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "theme", "asked"),
    [
        ("三家里受到警告处分的一共几个人", "警告处分", True),
        ("吃了处分（记过、警告这些）的有多少人", "处分 记过 警告 这些", True),
        ("因为停电事故受处分的有几个人", "停电事故 处分", False),
        ("被提醒谈话的有几个人", "提醒谈话", False),
        ("哪几家给了警告处分", "警告处分", False),
    ],
)
def test_formal_sanctions_on_whatever_matter(question: str, theme: str, asked: bool) -> None:
    assert asks_sanctioned(question, theme) is asked


def place_of(text: str, ordinal: int | None = None, title: str = "") -> Place:
    return Place(ordinal, title, figures_of(text, 0, len(text)), fold(text))


MEETINGS = {
    "a": "医院召开党委会、整改专题会8次，专题民主生活会1次，学习贯彻二十届三中全会精神。",
    "b": "召开推进会5场，制定措施30条。",
    "c": "制定措施12条。",
}


@pytest.mark.parametrize(
    ("asked", "found"),
    [("为整改开的会,谁开得多", {"a": 8, "b": 5}), ("民主生活会谁开得多", {}), ("义诊谁办得多", {})],
)
def test_meetings_on_the_rectification_stand_outside_findings(
    monkeypatch: pytest.MonkeyPatch, asked: str, found: dict[str, int]
) -> None:
    monkeypatch.setattr(sittings_module, "places", lambda desk, source: (place_of(MEETINGS[source]),))
    desk = cast("Desk", SimpleNamespace(plan=SimpleNamespace(asked=asked), reports=MEETINGS))

    assert {each.source: each.figure.number for each in sittings(desk)} == found


@pytest.mark.parametrize(
    ("text", "words", "periods", "number"),
    [
        ("平均候梯时间由9.5分钟缩短到6分钟。", ["候梯时间"], [], 6),
        ("2022年候梯时间8分钟，2023年三季度候梯时间7分钟。", ["候梯时间"], [("2023年三季度", "三季度")], 7),
        ("候梯时间7分钟，较2022年同期减少了2分钟。", ["候梯时间"], [], 7),
    ],
)
def test_the_figure_is_what_the_matter_came_to(
    text: str, words: list[str], periods: list[tuple[str, ...]], number: float
) -> None:
    wanted = _Wanted(words, ("time",), periods, average=True)

    assert _ranked("a", text, (place_of(text, 1, "电梯"),), wanted)[0].figure.number == number


@pytest.mark.parametrize(("asked", "found"), [(["食堂", "评分"], []), (["食堂", "评分", "权重"], [15])])
def test_what_a_matter_counts_for_is_no_level_of_it(asked: list[str], found: list[int]) -> None:
    place = place_of("把食堂评分纳入考核，食堂评分权重15%。", 1, "食堂")

    ranked = _ranked("a", "把食堂评分纳入考核，食堂评分权重15%。", (place,), _Wanted(asked, ("percent",), []))

    assert [each.figure.number for each in ranked] == found


def test_a_long_quote_is_cut_round_its_number() -> None:
    quote = "，".join(f"第{n}项工作按要求继续推进落实" for n in range(20)) + "，共培训骨干37人。"

    shown = clip_round(quote, "37人")

    assert "37人" in shown
    assert shown.startswith("…")
    assert len(shown) < 160
