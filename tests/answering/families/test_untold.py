"""Quantities that no notice tells: asked of one, or ranked over all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

HARBOUR = """中共汐港市第四医院委员会关于市委巡察整改进展情况的通报
2024年5月6日至6月28日，市委第二巡察组对汐港市第四医院党委进行了巡察。2024年7月22日反馈了意见。现通报如下：
1.患者饮食管理粗放
整改情况：退还患者伙食费结余6.3万元，涉及患者418人次。
2.门诊候诊秩序混乱
整改情况：对2名门诊医师进行约谈，药品到货由45天缩短到20天。
3.驻点帮扶流于形式
整改情况：修订帮扶管理办法，对考核不合格的4名驻点医师扣发当月绩效。
4.医保违规扣款未追究
整改情况：制定扣款处理规定，对21名责任医师按违规金额扣减绩效8.32万元。
"""
MEADOW = """中共禾甸县中医院党总支关于县委巡察整改进展情况的通报
2024年3月4日至4月26日，县委第一巡察组对禾甸县中医院党总支进行了巡察。2024年6月3日反馈了意见。现通报如下：
1.随访工作不扎实
整改情况：随访患者902人次，门诊量同比增长8%。
2.院长办公会记录不全
整改情况：统一院长办公会记录本，抽查2次。
3.蒸汽锅炉年久失修
整改情况：争取专项债资金620万元，正在办理用地手续，集采完成率由81%提高到104%。
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"harbour.txt": HARBOUR, "meadow.txt": MEADOW}))


@pytest.mark.parametrize(
    "question",
    [
        "Which hospital has the highest patient mortality?",
        "Which of the hospitals has the youngest president?",
        "哪家医院的患者死亡率最高",
        "汐港四院一年门诊量多少人次",
        "汐港四院的医师离职率是多少",
        "汐港四院院长一年拿多少年薪",
        "禾甸中医院2024年业务收入是多少",
        "Who is the president of 禾甸县中医院?",
    ],
)
def test_a_quantity_no_notice_has_a_word_for_is_not_answered_by_another(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.abstained, answer.answer
    assert not any(number in answer.answer for number in ("418", "902", "6.3"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("禾甸中医院门诊量增长了多少", "8%"),
        ("哪家医院涉及的患者最多", "902"),
    ],
)
def test_a_quantity_that_is_told_is_answered(answerer: Answerer, question: str, said: str) -> None:
    assert said in answerer.ask(question).answer


def test_a_matter_in_other_words_than_any_notice_is_told_by_the_sentence_that_answers(answerer: Answerer) -> None:
    answer = answerer.ask("哪家医院把多出来的伙食钱给病人退回去了，退了多少")

    assert not answer.abstained
    assert "6.3万元" in answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("禾甸中医院蒸汽锅炉的钱从哪儿来的", "专项债"),
        ("禾甸中医院集采完成率现在多少", "104%"),
    ],
)
def test_the_words_below_a_title_are_told(answerer: Answerer, question: str, said: str) -> None:
    assert said in answerer.ask(question).answer


def test_a_sum_of_something_alike_is_not_the_sum_asked_for(answerer: Answerer) -> None:
    answer = answerer.ask("汐港四院扣驻点医师的绩效，总共扣了多少钱")

    assert answer.abstained
    assert "4名驻点医师扣发当月绩效" in answer.answer
    assert "8.32" not in answer.answer
