"""Readings of questions: the same matter asked in many ways."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.marks import joined, spread
from assistant.answering.normalise import is_english, normalise
from assistant.answering.windows import Window, as_of, window_of


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("青屿一院还有哪些整改没完成", "open_items"),
        ("哪几家医院的采购整改还留着尾巴", "open_items"),
        ("Which hospitals still have open procurement findings?", "open_items"),
        ("How many cadres were chosen by open competition?", "lookup"),
        ("Was anyone punished?", "accountability"),
        ("Did any hospital punish anyone?", "accountability"),
        ("To what percentage was the share of basic performance pay raised?", "lookup"),
        ("What percentage of the findings are fully rectified?", "status_count"),
        ("青屿一院完成了多少条", "status_count"),
        ("青屿一院整改完成率多少", "status_count"),
        ("青屿一院哪几条是基本完成的", "status_list"),
        ("青屿一院标着未完成的两条是什么", "status_list"),
        ("青屿一院学科采购那条整改完了吗", "item_status"),
        ("青屿一院的设备采购整改到哪一步了", "item_status"),
        ("青屿一院“采购”那条算改完了吗", "item_status"),
        ("哪些通报逐条公布了完成状态", "disclosure"),
        ("青屿和松淮写状态的用词有什么不同", "disclosure"),
        ("标了已完成但其实还没做完的有哪些", "done_but_open"),
        ("青屿一院一共查出多少个问题", "finding_count"),
        ("谁的问题条数最多", "finding_count"),
        ("青屿一院和柏湾中医院，谁被指出的问题更多", "finding_count"),
        ("青屿一院跟柏湾中医院哪家的问题多", "finding_count"),
        ("有多少家医院没有逐条公布整改状态", "disclosure"),
        ("巡察组在哪家待得最久，多少天", "span"),
        ("青屿一院从反馈到公布通报隔了多少天", "span"),
        ("青屿一院什么时候反馈的", "report_field"),
        ("Which notice was published first and which last?", "report_field"),
        ("没整改完的三家加起来还剩几条？基本完成、正在推进统统算上", "status_count"),
        ("哪几家设的不是党委", "notices"),
        ("哪些整改已经逾期", "due"),
        ("2024年12月到期的有哪些", "due"),
        ("青屿一院这次问责了多少人", "accountability"),
        ("青屿一院处理了谁", "accountability"),
        ("青屿一院新制定了哪些制度", "rules"),
        ("各家收回了多少钱", "money"),
        ("怎么联系松淮县医院", "contact"),
        ("哪些医院的信息系统还未上线", "open_matters"),
        ("哪几家医院还有工程没有完工", "open_matters"),
        ("哪些医院的职工公寓还没交付", "open_matters"),
        ("松淮县医院监督热线是多少", "contact"),
        ("松淮县医院的热线是什么", "contact"),
        ("松淮县医院心理热线接通率现在多少", "lookup"),
        ("松淮县医院热线坐席有几个", "lookup"),
        ("松淮县医院有没有24小时热线", "lookup"),
        ("松淮的信访件办结了几件", "declared"),
        ("哪些医院提到了高值耗材", "mentions"),
        ("哪家通报没有提到博士", "mentions"),
        ("青屿和松淮在采购上有什么不同", "compare"),
        ("青屿和柏湾，平均住院日谁更短", "compare"),
        ("总结一下青屿一院的整改情况", "summary"),
        ("三家的采购整改各用一句话概括", "summary"),
        ("把青屿一院处理人的情况归拢归拢，写一小段", "accountability"),
        ("松淮动了哪些人，两三句话说清楚", "accountability"),
        ("青屿一院手上还没办利索的两件事卡在哪，一件一句", "open_items"),
        ("柏湾过期的退热药报损了多少钱", "lookup"),
        ("柏湾平均住院日降到多少天", "lookup"),
        ("青屿一院显微镜到货几台", "lookup"),
        ("哪些办法还只是初稿没有印发", "open_matters"),
        ("长汀医院的整改完成了吗", "unknown_hospital"),
    ],
)
def test_operation_is_read_from_cues(answerer: Answerer, question: str, operation: str) -> None:
    assert answerer.plan(question).operation == operation


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪家巡察时间最长", {"order": "max", "span": "inspection"}),
        ("哪家从巡察结束到反馈最快，多少天", {"order": "min", "span": "feedback"}),
        ("哪家通报从头到尾没提博士", {"negated": True}),
        ("把采购单独列为一条的有几家", {"level": "title", "topics": ("procurement",)}),
        ("采购方面2024年底前要完成的有哪些", {"due_to": "2024-12-31", "topics": ("procurement",)}),
        ("青屿一院有5条没完成，是哪5条", {"claimed": 5}),
    ],
)
def test_details_are_read(answerer: Answerer, question: str, expected: dict[str, Any]) -> None:
    plan = answerer.plan(question)

    assert {name: getattr(plan, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("寻察 整改 到位了吗", "巡察整改到位了吗"),
        ("醫療糾紛怎麼處理", "医疗纠纷怎么处理"),
        ("采购（招标）", "采购(招标)"),
    ],
)
def test_questions_are_brought_into_one_form(typed: str, read: str) -> None:
    assert normalise(typed) == read


def test_language_is_told_by_its_words() -> None:
    assert is_english("Which hospitals are open?")
    assert not is_english("哪些医院用上了DRG系统")


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("2024年8月", Window("2024-08-01", "2024-08-31")),
        ("2024年底前", Window(None, "2024-12-31")),
        ("2025年上半年", Window("2025-01-01", "2025-06-30")),
        ("2024年一季度", Window("2024-01-01", "2024-03-31")),
        ("2024年2月29日以后", Window("2024-02-29", None)),
        ("2024年", Window("2024-01-01", "2024-12-31")),
        ("最近", Window(None, None)),
    ],
)
def test_windows(text: str, window: Window) -> None:
    assert window_of(text) == window


def test_day_of_judgement_is_no_window() -> None:
    assert as_of("截至2025年3月1日，2024年12月到期的有哪些") == "2025-03-01"
    assert window_of("截至2025年3月1日，2024年12月到期的有哪些") == Window("2024-12-01", "2024-12-31")


def test_marks_join_runs_and_spread_again() -> None:
    assert joined(["[2]", "[1]", "[3]", "[7]"]) == "[1-3][7]"
    assert spread("[1-3][7]") == (1, 2, 3, 7)
