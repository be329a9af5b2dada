from __future__ import annotations

import pytest

from assistant.answering.passages.names import without_names
from assistant.answering.passages.periods import period_alternatives
from assistant.answering.passages.question import analyse
from assistant.answering.passages.timing import Timing, split_timing


@pytest.mark.parametrize(
    ("question", "name", "left"),
    [
        ("临河一院的租金", "临河市第一医院", "的租金"),
        ("临河市第一医院的租金", "临河市第一医院", "的租金"),
        ("青峰旗蒙医院医保科", "青峰旗中医蒙医医院", "医保科"),
        ("青峰医保基金", "青峰县中医院", "医保基金"),
        ("云州白石江集团的培训", "云州市白石江区中医医院集团", "的培训"),
        ("白石汪中医院的培训", "云州市白石江区中医医院集团", "的培训"),
        ("霞湾妇幼的床位", "霞湾区妇幼保健院", "的床位"),
        ("中医门诊建好没有", "青峰县中医院", "中医门诊建好没有"),
    ],
)
def test_without_names_takes_out_names_however_shortened(question: str, name: str, left: str) -> None:
    assert without_names(question, [name]).strip() == left


def test_analyse_cuts_a_compound_question_and_carries_its_words() -> None:
    first, second = analyse("报名护理培训的有多少护士，一共多少学时？")

    assert (first.expected, second.expected) == ("persons", "count")
    assert "护理" in {term.text for term in first.own_terms}
    assert "护理" in {term.text for term in second.terms} - {term.text for term in second.own_terms}


def test_analyse_keeps_nouns_hard_and_talk_out() -> None:
    (focus,) = analyse("请问那个停车场的租金到底减免了多少钱呢")

    assert {term.text: term.hard for term in focus.terms} == {"停车场": True, "租金": True, "减免": False}


def test_analyse_joins_characters_the_cutter_does_not_know() -> None:
    (focus,) = analyse("借药制度怎么样了")

    assert "借药" in {term.text for term in focus.terms}


def test_analyse_marks_the_word_next_to_the_question_word() -> None:
    (focus,) = analyse("因为采购的事约谈了谁")

    assert {term.text for term in focus.terms if term.focal} == {"约谈"}


def test_analyse_reads_english_in_words_of_the_genre() -> None:
    (focus,) = analyse("How many nurses signed up for TCM training at Linhe Hospital?")

    assert focus.expected == "persons"
    assert {"护士", "报名", "培训"} <= {term.text for term in focus.terms}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2024年头三个月", "2024年第一季度"),
        ("2024年一季度", "2024年1-3月"),
        ("2025年3月14号", "2025年3月14日"),
        ("2025年3、4月", "2025年3-4月"),
        ("上半年", "1-6月"),
        ("2025年", "2025"),
    ],
)
def test_period_alternatives_hold_the_ways_a_notice_prints_a_date(text: str, printed: str) -> None:
    ((found, forms),) = period_alternatives(text)

    assert found == text
    assert printed in dict(forms)


@pytest.mark.parametrize(
    ("question", "timing"),
    [
        ("医务科在收到巡察反馈之前就办了哪几场培训", Timing("feedback_date", after=False)),
        ("巡察结束后又开了几次会", Timing("inspection_end", after=True)),
        ("培训之后考核了吗", None),
    ],
)
def test_split_timing_reads_conditions_on_the_inspection(question: str, timing: Timing | None) -> None:
    left, found = split_timing(question)

    assert found == timing
    assert (left == question) is (timing is None)


def test_what_one_english_word_may_mean_is_one_term() -> None:
    (focus,) = analyse("How much allowance was recovered?")

    words = [{term.text, *(form for form, _ in term.alternatives)} for term in focus.terms]
    assert sum({"津贴", "补贴"} <= forms for forms in words) == 1
    assert sum({"收回", "追缴"} <= forms for forms in words) == 1
