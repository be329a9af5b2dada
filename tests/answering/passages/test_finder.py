from __future__ import annotations

from typing import Any

import pytest

from assistant.answering.passages import PassageFinder

RIVER, HILL = "river.txt", "hill.txt"
BOTH = (RIVER, HILL)


@pytest.mark.parametrize(
    ("question", "finding", "expected"),
    [
        ("临河二院因为采购背了政务警告的有几个人？", 1, "1人给予政务警告处分"),
        ("临河市第二人民医院超声买了几台，没到的啥时候能到", 1, "2025年9月底前"),
        ("临河二院欠的租金一共清理出多少钱", 2, "36.5万元"),
        ("临河二院门诊等候时间降到多少分钟", 3, "18分钟"),
        ("临河二院2025年头三个月日间手术占择期手术的比例是多少", 3, "12.6%"),
        ("临河二院采血窗口为什么还没增加？", 3, "场地狭小"),
        ("临河二院被诫勉谈话的医生有几个", 4, "4名医师给予诫勉谈话"),
        ("What percentage of surgery was day surgery at Linhe Hospital in 2025?", 3, "12.6%"),
        ("临河二院门诊等候时间降到多少", 3, "18分钟"),
        ("临河二院收到反馈以后增开了几间诊室", 3, "5间诊室"),
    ],
)
def test_answer_snippets_finds_the_words_of_a_fact(
    finder: PassageFinder, question: str, finding: int, expected: str
) -> None:
    answer = finder.answer_snippets(question, [RIVER])

    assert answer.answerable, answer
    assert answer.snippets[0].finding == finding
    assert any(expected in snippet.quote for snippet in answer.snippets)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("临河二院有多少张床位？", "not_mentioned"),
        ("临河二院的住院死亡率是多少", "not_mentioned"),
        ("临河二院院长叫什么名字", "not_mentioned"),
        ("临河二院超声诊断仪花了多少钱", "value_not_stated"),
        ("临河二院被政务警告的那个人姓什么", "value_not_stated"),
        ("临河二院2022年日间手术占择期手术的比例是多少", "not_mentioned"),
        ("怎么样？", "nothing_asked"),
    ],
)
def test_answer_snippets_knows_what_is_not_said(finder: PassageFinder, question: str, reason: str) -> None:
    answer = finder.answer_snippets(question, [RIVER])

    assert not answer.answerable, answer
    assert answer.reason == reason
    assert answer.reason_zh


@pytest.mark.parametrize(
    ("question", "result", "unit"),
    [
        ("临河二院的重大医疗纠纷还有几起没结案？", 3, "起"),
        ("临河二院因为医疗纠纷一共处理了多少医生？", 10, "人"),
        ("临河二院给王某等人的奖励一共发了多少钱", 1200, "元"),
        ("临河二院欠缴租金还有多少没追回", 150_000, "元"),
        ("照12人占24%推算，临河二院全院高级职称人员大概多少人", 50, "人"),
    ],
)
def test_derivation_computes_what_is_asked_from_printed_values(
    finder: PassageFinder, store: Any, question: str, result: float, unit: str
) -> None:
    derivation = finder.answer_snippets(question, [RIVER]).derivation

    assert derivation is not None
    assert (derivation.result, derivation.unit) == (result, unit)
    for operand in derivation.operands:
        assert store.text(operand.source)[operand.start : operand.end] == operand.text


def test_derivation_is_none_where_the_question_asks_for_a_printed_value(finder: PassageFinder) -> None:
    assert finder.answer_snippets("临河二院有几名医师被提醒谈话", [RIVER]).derivation is None


def test_snippet_denies_where_the_words_deny_the_premise(finder: PassageFinder) -> None:
    answer = finder.answer_snippets("青峰县中医院招到的2名骨科医师分到哪个科了", [HILL])

    assert answer.snippets[0].denies
    assert "暂未招聘成功" in answer.snippets[0].quote


def test_every_quote_is_the_text_at_its_offsets(finder: PassageFinder, store: Any) -> None:
    for question in ("医疗纠纷怎么处理的", "有哪些培训", "联系电话多少"):
        answer = finder.answer_snippets(question, BOTH)
        assert answer.snippets
        for snippet in answer.snippets:
            assert store.text(snippet.source)[snippet.start : snippet.end] == snippet.quote
        for value in answer.values:
            assert store.text(value.source)[value.start : value.end] == value.text


def test_answer_snippets_keeps_to_the_findings_given(finder: PassageFinder) -> None:
    answer = finder.answer_snippets("约谈了多少人", [RIVER], [(RIVER, 4)])

    assert {snippet.finding for snippet in answer.snippets} <= {4}


def test_answers_are_the_same_whatever_was_asked_before(store: Any) -> None:
    asked = "临河二院因为采购背了政务警告的有几个人？"
    fresh = PassageFinder(store).answer_snippets(asked, [RIVER])
    used = PassageFinder(store)
    used.answer_snippets("第一议题学了几次", [HILL])

    assert used.answer_snippets(asked, [RIVER]) == fresh


@pytest.mark.parametrize(
    ("theme", "sources"),
    [("集采", {HILL}), ("第一议题", {HILL}), ("约谈", {RIVER, HILL}), ("“首要议题”", {HILL}), ("酒驾", set())],
)
def test_mentions_is_complete_over_synonyms(finder: PassageFinder, theme: str, sources: set[str]) -> None:
    assert set(finder.mentions(theme, BOTH)) == sources


def test_mentions_of_a_quoted_theme_is_literal(finder: PassageFinder) -> None:
    found = finder.mentions("“首要议题”", [HILL])[HILL]

    assert all("首要议题" in snippet.quote for snippet in found)


def test_best_findings_ranks_the_finding_meant_with_a_margin(finder: PassageFinder) -> None:
    ranked = finder.best_findings("欠缴的租金追回了多少", BOTH)

    assert (ranked[0].source, ranked[0].finding) == (RIVER, 2)
    assert ranked[0].margin > 0.1
