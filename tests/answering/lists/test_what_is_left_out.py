"""Which measures a question wants or leaves out, findings called by their title, and what a notice does not tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.families.handling_asked import Handling
from assistant.answering.left_out import left_out
from assistant.records import RecordStore
from assistant.schema import Accountability, Evidence


def _measure(action: str, quote: str = "") -> Accountability:
    words = quote or action
    return Accountability(action=action, persons=None, evidence=Evidence(quote=words, start=0, end=len(words)))


@pytest.mark.parametrize(
    ("question", "cut"),
    [
        ("挨了处理的有哪几家?谈话、批评教育都不算", "批评教育"),
        ("撇开床位问题不算,还约谈了哪些人", "床位问题"),
        ("约谈了哪些人", ""),
    ],
)
def test_what_is_left_out_may_stand_before_or_after(question: str, cut: str) -> None:
    assert cut in left_out(question)
    assert bool(cut) == bool(left_out(question))


@pytest.mark.parametrize(
    ("question", "wanted", "unwanted"),
    [
        (
            "真给了处分的有哪几家?谈话、检查都不算",
            ["政务警告", "记过", "党纪处分"],
            ["诫勉谈话", "书面检查", "扣发绩效"],
        ),
        ("哪几条里真扣了钱", ["扣罚绩效", "扣款"], ["医德医风扣分", "约谈"]),
        ("处理、约谈、批评了哪些人", ["免去职务", "约谈", "批评教育"], []),
        ("被约谈的是哪几条,扣绩效除外", ["约谈"], ["扣发绩效", "批评教育"]),
    ],
)
def test_which_measures_are_wanted(question: str, wanted: list[str], unwanted: list[str]) -> None:
    asked = Handling.of(question)
    kept = [
        action
        for action in wanted + unwanted
        if asked.means(_measure(action)) and not asked.leaves_out(_measure(action))
    ]

    assert kept == wanted


def test_a_printed_fine_takes_money_by_whatever_name() -> None:
    asked = Handling.of("哪几条里罚了款")

    assert asked.means(_measure("处罚", "共处罚不达标科室2400元"))
    assert not asked.means(_measure("处罚", "对2人进行处罚"))


@pytest.mark.parametrize(
    ("question", "named", "left"),
    [
        ("真给了处分的有哪几家？谈话、批评教育都不算", ["霞岭县中医医院", "政务警告"], ["设备档案", "中药仓库"]),
        ("撇开保洁外包不算，澄湖四院还约谈、处理了哪些人", ["设备科科长", "值班人员"], ["保洁公司"]),
        ("澄湖四院“保洁外包监管缺位”这条，后来采取了哪些措施", ["扣减服务费", "约谈保洁公司"], ["食堂"]),
    ],
)
def test_lists_keep_to_what_is_asked(lists: Answerer, question: str, named: list[str], left: list[str]) -> None:
    answer = lists.ask(question)

    told = answer.answer.split("没有写")[0]
    assert [words for words in named if words not in told] == []
    assert [words for words in left if words in told] == []
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("澄湖四院扣了服务费的保洁公司叫什么名字，扣了多少钱", ["2.3万元", "通报没有写明：", "保洁公司叫什么名字"]),
        ("澄湖四院多收的伙食费退了没，哪天退完的", ["1.26万元", "通报没有写明：哪天退完的"]),
    ],
)
def test_the_part_that_is_not_told_is_said_so(lists: Answerer, question: str, said: list[str]) -> None:
    answer = lists.ask(question)

    assert [words for words in said if words not in answer.answer] == []
    assert not answer.abstained


def test_no_reason_is_made_of_words_that_give_none(lists: Answerer) -> None:
    answer = lists.ask("霞岭中医院那名医师收了谁的土特产，因为啥收的")

    assert "通报没有写明" in answer.answer or answer.abstained


COLOURS = """中共蔚川县妇幼保健院支部委员会关于巡察整改情况的通报
2024年9月2日至10月31日，县委第二巡察组对蔚川县妇幼保健院开展了巡察。整改实行三色管理：绿色为已完成整改，黄色为基本完成，红色为未完成整改。
1.孕产妇档案不全（绿）
整改情况：补齐档案18卷。
2.早产儿随访率偏低（黄）
整改情况：随访率由61%提高到84%。
3.听力筛查室未独立设置（红）
整改情况：已申请用房。
"""


def test_findings_are_listed_by_the_colour_they_are_marked_with(
    stored: Callable[[Mapping[str, str]], RecordStore],
) -> None:
    answer = Answerer(stored({"colours.txt": COLOURS})).ask("蔚川妇幼保健院挂黄牌的是哪几条")

    assert "早产儿随访率偏低" in answer.answer
    assert "档案不全" not in answer.answer and "听力筛查" not in answer.answer
