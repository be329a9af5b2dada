"""Notices picked by a property of their own; numbers of their records; what they date."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.chronology.stretches import stretches_of
from assistant.answering.families.notices import property_of
from assistant.answering.families.party_body import body_asked, body_of


@pytest.mark.parametrize(
    ("question", "operation", "named", "left_out"),
    [
        ("三家里有几家是市委巡察组巡的？", "notices", ["有1家：青屿市第一医院"], []),
        ("哪几家是县委巡察的", "notices", ["松淮县人民医院"], []),
        ("2024年9月以后才反馈的有哪几家", "notices", ["有1家：柏湾区中医医院", "2024年11月15日"], []),
        ("2024年上半年收到反馈的医院有哪些", "notices", ["有1家：青屿市第一医院"], []),
        ("这三家里拖到2024年9月以后才听到反馈意见的有几家", "notices", ["有1家：柏湾区中医医院"], []),
        ("这三份通报一共反映了多少个问题（选人用人检查的也算上）", "finding_count", ["合计8条"], []),
        ("青屿和柏湾谁在巡察组走后更早收到反馈，各隔了几天", "span", ["最短的是青屿市第一医院", "41天"], []),
        ("这三家里，设党委的几家？设党支部的几家", "notices", ["党委：2家"], []),
        ("问题超过3条的是哪几家", "notices", ["有1家：青屿市第一医院", "4条问题"], []),
        ("问题不到3条的有几家", "notices", ["有2家"], []),
        ("哪家最早收到反馈", "report_field", ["最早的是青屿市第一医院"], []),
        (
            "三家谁最先被巡察、谁最后被巡察，分别是哪天",
            "report_field",
            ["最早的是青屿市第一医院", "最晚的是柏湾区中医医院"],
            [],
        ),
        ("问题条数谁最多谁最少，差多少条", "finding_count", ["相差2条"], []),
        ("青屿和松淮谁制定修订的制度文件多", "figures", ["青屿市第一医院"], []),
        ("青屿期限最晚的是哪一条", "due", ["期限最晚的是青屿市第一医院", "2024年12月"], ["2024年10月"]),
        ("青屿时限排得最靠前的是哪条", "due", ["期限最早的是青屿市第一医院", "2024年10月"], ["2024年12月"]),
        ("巡察组在青屿驻了多少天？走了以后隔几天反馈的", "span", ["60天", "41天"], []),
        ("青屿2024年6月10号有什么事", "happenings", ["反馈了意见"], []),
    ],
)
def test_answers_from_the_notices_own_fields(
    answerer: Answerer, question: str, operation: str, named: list[str], left_out: list[str]
) -> None:
    answer = answerer.ask(question)

    assert answer.plan["operation"] == operation
    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in left_out if words in answer.answer] == []
    assert answer.citations


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024年3月，县委巡察组对陶浦县医院党总支进行了巡察。", "党总支"),
        ("县委第二巡察组对陶浦县医院党支部开展常规巡察，党委会另有安排。", "党支部"),
        ("中共陶浦市第二医院委员会关于巡察整改进展情况的通报", "党委"),
        ("陶浦市第二医院整改情况", None),
    ],
)
def test_the_kind_of_party_organisation(text: str, kind: str | None) -> None:
    found = body_of(text)

    assert (found[0] if found else None) == kind


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("哪几家设的不是党委", ("党委", True)),
        ("哪家医院是党总支", ("党总支", False)),
        ("被约谈的是党委书记的有哪几家", None),
    ],
)
def test_hospitals_picked_by_their_party_organisation(question: str, asked: tuple[str, bool] | None) -> None:
    assert body_asked(question) == asked


@pytest.mark.parametrize("question", ["哪几家的采购档案不全", "哪些医院问责了人", "哪家整改得最好"])
def test_a_matter_of_the_text_is_no_property(question: str) -> None:
    assert property_of(question, None, None) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2024年6月下旬（25号以后）办了哪些事", [(2024, 6, 25, 30)]),
        ("7月28号和8月12号各干了啥", [(None, 7, 28, 28), (None, 8, 12, 12)]),
        ("2025年2月有哪些动作", [(2025, 2, 1, 28)]),
        ("三月份都办了哪些事", [(None, 3, 1, 31)]),
    ],
)
def test_stretches_a_question_names(question: str, expected: list[tuple[int | None, int, int, int]]) -> None:
    assert [(s.year, s.month, s.first, s.last) for s in stretches_of(question)] == expected
