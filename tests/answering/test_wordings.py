"""One meaning in several wordings: every way of asking leads to the same facts."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer


@pytest.mark.parametrize(
    "follow_up",
    ["那家巡察组待了多少天？", "该院的巡察用了几天", "它被巡察了多久", "这家的巡察组驻了多少天"],
)
@pytest.mark.parametrize("first", ["青屿和松淮谁先被巡察的", "松淮跟青屿哪家更早开始巡察"])
def test_the_one_of_two_that_came_first_is_meant(answerer: Answerer, first: str, follow_up: str) -> None:
    answer = answerer.ask(follow_up, [first])

    assert "青屿市第一医院" in answer.answer
    assert "松淮" not in answer.answer
    assert "60" in answer.answer
    assert not answer.abstained


@pytest.mark.parametrize(
    "question",
    [
        "Qingyu or Songhuai: whose inspection lasted longer, and by how much?",
        "Which inspection was longer, Qingyu or Songhuai, and what is the difference in days?",
        "Was the inspection longer at Songhuai or at Qingyu, and by how many days?",
    ],
)
def test_longer_of_two_in_english(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert "60" in answer.answer
    assert "50" in answer.answer
    assert "10" in answer.answer
    assert answer.answer.index("青屿") < answer.answer.index("松淮")


@pytest.mark.parametrize("question", ["提到“治未病”的医院", "写到“治未病”的单位", "哪些医院提到“治未病”"])
def test_hospitals_that_print_a_quoted_word(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.plan["operation"] == "mentions"
    assert {citation.hospital for citation in answer.citations} == {"柏湾区中医医院"}


@pytest.mark.parametrize(
    "question",
    [
        "柏湾2024年违规收费处分了几个人",
        "柏湾2024年下半年有多少人因违规收费被处分",
        "2024年柏湾违规收费处理了多少人",
    ],
)
def test_what_is_said_not_to_have_happened_answers_how_many(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert "零发生" in answer.answer
    assert not answer.abstained


@pytest.mark.parametrize("question", ["柏湾2023年违规收费处分了几个人", "柏湾全院职工处分了几个人"])
def test_of_another_year_or_matter_nothing_is_said(answerer: Answerer, question: str) -> None:
    assert "写明没有发生" not in answerer.ask(question).answer


@pytest.mark.parametrize(
    "question",
    ["松淮还有哪些没整完", "松淮到底哪些还没改完", "松淮哪些问题还没弄完"],
)
def test_words_of_completion_are_no_matter(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.plan["operation"] in ("open_items", "status_list")
    assert not answer.plan.get("theme")


@pytest.mark.parametrize(
    "question",
    ["青屿采购方面挨了哪几条", "青屿采购这块一共有几条", "青屿采购领域有哪几条？", "青屿采购方面有哪些问题"],
)
def test_findings_of_a_field_of_work(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.plan["operation"] == "finding_list"
    assert "部分设备采购未招标" in answer.answer
    assert "职工收受礼品" not in answer.answer


@pytest.mark.parametrize("question", ["柏湾哪些问题还没整完", "柏湾的整改还有哪些没改完", "柏湾到底哪些没弄完"])
def test_which_are_open_is_not_told_by_a_notice_without_statuses(answerer: Answerer, question: str) -> None:
    assert answerer.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "told"),
    [("哪几家用过提醒谈话", False), ("提醒谈话的是哪几家", False), ("松淮问责了哪些人", True)],
)
def test_measures_outside_findings_are_told_where_they_are_asked_for(
    answerer: Answerer, question: str, told: bool
) -> None:
    answer = answerer.ask(question)

    assert ("政务处分2人" in answer.answer) is told
