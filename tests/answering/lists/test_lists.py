"""Lists: which hospitals, decided one by one; which titles; what one sentence enumerates."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer

_LAKE, _RIDGE = "澄湖市第四医院", "霞岭县中医医院"


@pytest.mark.parametrize(
    ("question", "named", "silent"),
    [
        ("连外包公司都被叫去约谈的是哪一家，谈的谁", [_LAKE, "保洁公司项目经理"], []),
        ("药房、药库的人因为管理问题挨批评教育的有哪几家", [_RIDGE, "中药仓库管理员"], []),
        ("搞多学科会诊、MDT这类东西的医院有哪些", [_RIDGE, "MDT工作规范"], [_LAKE]),
        ("工会花钱不规范，被专门列成一条问题的有哪几家", [_LAKE, "工会经费使用不规范"], ["设备档案管理不规范"]),
        ("问题标题里直接写了“医德医风”四个字的有哪几家、标题各是什么", ["医德医风建设抓得不实"], []),
        ("消防、安全生产一类的问题，哪几家单独列了？标题报一下", ["消防安全管理有漏洞"], ["会诊机制"]),
    ],
)
def test_which_hospitals(lists: Answerer, question: str, named: list[str], silent: list[str]) -> None:
    answer = lists.ask(question)

    told = answer.answer.split("没有")[0]
    assert [words for words in named if words not in told] == []
    assert [words for words in silent if words in told] == []
    assert not answer.abstained
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("澄湖四院的护理单元现在分成哪三个", ["内科片区", "外科片区", "急重症片区"]),
        ("澄湖四院组织大家学了哪些文件", ["《医疗器械监督管理条例》", "《医疗器械使用质量监督管理办法》"]),
    ],
)
def test_an_enumeration_is_told_whole(lists: Answerer, question: str, named: list[str]) -> None:
    answer = lists.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert not answer.abstained


def test_what_no_notice_speaks_of_is_not_found_by_meaning(lists: Answerer) -> None:
    assert lists.ask("哪几家医院搞了器官移植").abstained


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("澄湖四院为食堂采购修订了哪两个文件", ["《食堂采购管理办法》", "《食材验收规范》"], ["绿色通道"]),
        (
            "澄湖四院这轮动了哪些制度文件，哪一份还没落地",
            ["《食堂采购管理办法》", "尚未印发", "《工会经费使用细则》"],
            [],
        ),
        ("澄湖四院哪些办法还在拟定", ["《工会经费使用细则》"], ["《食堂采购管理办法》"]),
    ],
)
def test_which_documents(lists: Answerer, question: str, named: list[str], left_out: list[str]) -> None:
    answer = lists.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in left_out if words in answer.answer] == []
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("澄湖四院哪几样工作是半年搞一次的", ["床位使用情况评估", "满意度测评", "2条"], ["约谈"]),
        ("澄湖四院急救和档案都写进了同一个方案，是哪两条", ["院前急救衔接不紧", "设备档案管理不规范"], ["食堂"]),
        ("澄湖四院护理部牵头的是哪几条", ["床位调配机制不顺畅", "1条"], ["食堂", "保洁"]),
        ("澄湖四院用谈话、约谈方式问责的是哪几条问题", ["院前急救", "保洁外包", "设备档案"], ["食堂采购程序"]),
        ("澄湖四院哪些条目里给人做了提醒谈话", ["院前急救衔接不紧"], ["保洁外包监管缺位"]),
        ("澄湖四院医疗服务短板底下挂了几条问题", ["2条", "床位调配机制不顺畅", "院前急救衔接不紧"], ["保洁"]),
    ],
)
def test_which_findings_of_one_notice(lists: Answerer, question: str, named: list[str], left_out: list[str]) -> None:
    answer = lists.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in left_out if words in answer.answer] == []
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("澄湖四院通报里点到名的乡镇卫生院有哪几家", ["云岭镇卫生院", "石塘镇卫生院", "2家"], []),
        ("澄湖四院还有啥在等着、没落地的", ["待职代会审议"], ["绿色通道"]),
        ("钱退回去了并且写清楚是多少的，有哪几家？多少钱", [_LAKE, _RIDGE, "3.18万元", "1.26万元"], ["2.3万元"]),
    ],
)
def test_names_open_matters_and_sums(lists: Answerer, question: str, named: list[str], left_out: list[str]) -> None:
    answer = lists.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in left_out if words in answer.answer] == []
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "named", "silent"),
    [
        # A word for a kind stands for what the notices name of that kind; examples in brackets stand beside it.
        ("哪些医院从外面的公司（保洁、供应商这些）身上扣了服务费", [_LAKE, "2.3万元"], ["诊查费"]),
        ("有谁给职工动了政务处分、警告之类的", [_RIDGE, "政务警告"], []),
        # All that the question names of weight must be there, not one word of it alone.
        ("给库房管理员之类的人批评教育的是哪几家", [_RIDGE, "中药仓库管理员"], ["MDT"]),
        ("哪几家换了或者添了灭火器", [_RIDGE, "灭火器60具"], ["急救响应"]),
    ],
)
def test_hospitals_by_words_of_a_kind(lists: Answerer, question: str, named: list[str], silent: list[str]) -> None:
    answer = lists.ask(question)

    told = answer.answer.split("没有")[0]
    assert [words for words in named if words not in told] == []
    assert [words for words in silent if words in told] == []


@pytest.mark.parametrize(
    ("question", "never", "writes"),
    [
        ("两家里头，通报从来没出现过政务警告这种处理的是哪家", _LAKE, _RIDGE),
        ("只有一家从头到尾没提几个科一起会诊（MDT），是哪家", _LAKE, _RIDGE),
    ],
)
def test_who_never_says_it(lists: Answerer, question: str, never: str, writes: str) -> None:
    answer = lists.ask(question)

    assert never in answer.lead and writes not in answer.lead
    assert {citation.hospital for citation in answer.citations} == {never, writes}


@pytest.mark.parametrize(
    ("question", "lead", "left_out"),
    [
        ("澄湖四院这次改了哪几个老制度（新定的不要）", "修订的制度文件", "《供应商评价细则》"),
        ("澄湖四院新制定了哪些制度，修订的不算", "制定或印发的制度文件", "《食材验收规范》"),
    ],
)
def test_documents_of_the_action_that_is_not_left_out(lists: Answerer, question: str, lead: str, left_out: str) -> None:
    answer = lists.ask(question)

    assert answer.answer.startswith(lead)
    assert left_out not in answer.answer


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        (
            "澄湖四院这次改了哪几个老制度（新定的不要）",
            ["《食堂采购管理办法》", "《食材验收规范》"],
            ["《供应商评价细则》"],
        ),
        ("还有东西等着职代会审议的是哪几家，分别是啥", [_LAKE, "《工会经费使用细则》"], [_RIDGE]),
    ],
)
def test_old_documents_and_what_is_waited_for(
    lists: Answerer, question: str, named: list[str], left_out: list[str]
) -> None:
    answer = lists.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in left_out if words in answer.answer] == []
    assert not answer.abstained
