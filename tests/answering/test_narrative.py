"""How, why and what is not so, over the invented notices."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer


def test_how_a_finding_was_put_right_is_told_by_its_measures_in_order(answerer: Answerer) -> None:
    answer = answerer.ask("松淮县人民医院医疗纠纷处置不力是怎么整改的")

    assert answer.answer.index("诫勉谈话") < answer.answer.index("研判会")
    assert not answer.abstained


def test_a_follow_up_in_general_words_stays_with_the_finding(answerer: Answerer) -> None:
    answer = answerer.ask("期限呢", ["青屿一院学科采购那条整改完了吗"])

    assert "2024年10月" in answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many microscopes have arrived at Qingyu First Hospital?", "9台"),
        ("How much money did Qingyu First Hospital recover from gifts?", "3000元"),
    ],
)
def test_an_english_question_is_answered_from_the_notice(answerer: Answerer, question: str, words: str) -> None:
    answer = answerer.ask(question)

    assert words in answer.answer
    assert not answer.abstained


def test_a_nameless_company_is_no_answer_to_which_company(answerer: Answerer) -> None:
    assert answerer.ask("青屿一院放射设备的中标公司叫什么名字").abstained
