"""The engine over three invented notices: tiers, counts, silence, arithmetic, follow-ups."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.answering.answer import Answer, Delta, Done, Planned
from assistant.answering.answerer import Answerer
from assistant.errors import QuestionError


def cited(answer: Answer) -> set[tuple[str, int | None]]:
    return {(c.source[:2], c.finding) for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "words", "places"),
    [
        (
            "青屿一院还有哪几条没整改完",
            ["部分设备采购未招标", "学科采购进度偏慢", "2024年12月"],
            {("a1", 1), ("a1", 2)},
        ),
        (
            "青屿市第一医院4条里完成的和没完成的各几条？",
            ["已完成2条", "2条（基本完成1条、未完成1条）"],
            {("a1", 1), ("a1", 4)},
        ),
        ("松淮县医院完成了几个问题", ["已完成1个", "阶段性完成1"], {("b2", None)}),
        ("青屿一院巡察结束到反馈隔了多少天", ["41天"], {("a1", None)}),
        ("巡察组在柏湾待了多久", ["28天"], {("c3", None)}),
        ("青屿一院哪些事2024年10月底前要完成？", ["其余3台于2024年10月前完成采购"], {("a1", 2)}),
        ("青屿一院因为收礼品一共问责了多少人", ["2 + 5 = 7"], {("a1", 3)}),
        ("松淮移交的信访件办完了吗", ["信访件共4件", "全部办结"], {("b2", None)}),
        ("青屿一院的联系电话是多少", ["0700-1234567"], {("a1", None)}),
        ("青屿一院标了已完成却还有事没办的是哪条", ["中层干部任用程序不严", "初稿"], {("a1", 4)}),
        ("哪家医院引进了博士", ["松淮县人民医院"], {("b2", 2)}),
        ("青屿一院和柏湾中医院，哪家巡察时间更长", ["最长的是青屿市第一医院"], {("a1", None), ("c3", None)}),
        ("哪些医院逐条标了整改状态", ["青屿市第一医院"], {("a1", 1)}),
    ],
)
def test_answers_hold_the_facts_and_cite_them(
    answerer: Answerer, question: str, words: list[str], places: set[tuple[str, int | None]]
) -> None:
    answer = answerer.ask(question)

    assert not answer.abstained
    for word in words:
        assert word in answer.answer
    assert places <= cited(answer)


@pytest.mark.parametrize(
    "question",
    [
        "柏湾2个问题完成了几个",
        "柏湾采购档案那条整改完了吗",
        "澄海大学附属医院的整改完成了吗",
        "柏湾区中医医院有多少张床位",
        "松淮的联系电话",
    ],
)
def test_what_no_notice_says_is_not_answered(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.abstained
    assert "没有" in answer.lead


def test_open_procurement_comes_in_tiers_and_silence_stays_silence(answerer: Answerer) -> None:
    answer = answerer.ask("哪些医院还有采购方面的整改没有完成？")

    text = answer.answer
    assert text.index("部分设备采购未招标") < text.index("学科采购进度偏慢") < text.index("采购档案不全")
    assert answer.lead.startswith("明确标注“未完成”的有1条：青屿市第一医院")
    assert "柏湾区中医医院没有公布逐条完成状态" in answer.silence
    assert "柏湾" not in answer.lead and "松淮" not in answer.lead


def test_a_single_partly_done_finding_is_cited_as_well(answerer: Answerer) -> None:
    answer = answerer.ask("青屿市第一医院学科建设方面的整改还有哪些没有完成？")

    assert "学科采购进度偏慢" in answer.lead
    assert {citation.finding for citation in answer.citations} == {2}


@pytest.mark.parametrize("verb", ["指出了", "查出", "点出了", "反馈了"])
def test_findings_that_an_inspection_found_are_counted(answerer: Answerer, verb: str) -> None:
    assert "4条" in answerer.ask(f"巡察给青屿市第一医院{verb}多少个问题？").lead


def test_count_over_all_counts_only_what_is_disclosed(answerer: Answerer) -> None:
    answer = answerer.ask("三家合计还有多少条问题没有整改完成？")

    assert "合计3条" in answer.lead
    assert "柏湾区中医医院没有公布完成情况" in answer.silence


def test_premise_that_all_is_done_is_corrected(answerer: Answerer) -> None:
    answer = answerer.ask("青屿一院4个问题都整改完成了，一共用了几个月？")

    assert answer.lead.startswith("前提不对")


def test_every_mark_points_at_a_citation_and_every_quote_at_its_words(answerer: Answerer, shelf: Any) -> None:
    answer = answerer.ask("青屿一院还有哪几条没整改完")

    assert answer.citations
    for citation in answer.citations:
        assert shelf.text(citation.source)[citation.start : citation.end] == citation.quote
    assert f"[{len(answer.citations)}]" in answer.answer
    assert f"[{len(answer.citations) + 1}]" not in answer.answer


@pytest.mark.parametrize(
    ("turns", "word"),
    [
        (["哪家巡察时间最长", "那最短的呢"], "最短的是柏湾区中医医院"),
        (["青屿一院还有哪几条没整改完", "第二个呢"], "学科采购进度偏慢"),
        (["青屿一院完成了几条", "那松淮呢"], "松淮县人民医院"),
        (["青屿一院学科采购那条整改完了吗", "剩下的什么时候能买完"], "2024年10月"),
    ],
)
def test_follow_ups_go_on_from_the_turn_before(answerer: Answerer, turns: list[str], word: str) -> None:
    answer = answerer.ask(turns[-1], turns[:-1])

    assert word in answer.answer


def test_answers_do_not_depend_on_the_order_of_ingest(shelf: Any, reversed_shelf: Any) -> None:
    questions = ["哪些医院还有采购方面的整改没有完成？", "哪家巡察时间最长", "采购方面各家怎么整改的"]

    one = [Answerer(shelf, today=lambda: date(2025, 1, 1)).ask(q).answer for q in questions]
    two = [Answerer(reversed_shelf, today=lambda: date(2025, 1, 1)).ask(q).answer for q in questions]

    assert one == two


def test_stream_ends_with_the_answer_its_deltas_spell(answerer: Answerer) -> None:
    events = list(answerer.stream("青屿一院还有哪几条没整改完"))

    assert isinstance(events[0], Planned)
    assert isinstance(events[-1], Done)
    assert "".join(e.text for e in events if isinstance(e, Delta)) == events[-1].answer.answer


def test_overdue_is_judged_by_the_day_given(answerer: Answerer) -> None:
    before = answerer.ask("截至2024年11月1日，哪些事项逾期了？")
    after = answerer.ask("哪些事项逾期了？")

    assert "共1项" in before.lead
    assert "共2项" in after.lead


@pytest.mark.parametrize("question", ["", "   ", "问" * 2000])
def test_questions_that_cannot_be_taken_are_refused(answerer: Answerer, question: str) -> None:
    with pytest.raises(QuestionError):
        answerer.ask(question)


def test_english_is_answered_in_english(answerer: Answerer) -> None:
    answer = answerer.ask("Which hospitals have unfinished procurement rectification?")

    assert "部分设备采购未招标" in answer.answer
    assert "Stated unfinished (未完成): 1 finding: " in answer.lead


@pytest.mark.parametrize(
    ("turns", "words", "left_out"),
    [
        (["青屿一院的显微镜都到货了吗", "剩下那几台是什么情况"], ["其余3台于2024年10月前完成采购"], []),
        (["青屿一院的联系电话是多少", "别家的电话呢"], ["松淮", "柏湾"], ["0700"]),
        (["哪两家的反馈在2024年下半年", "这两家谁先收到反馈"], ["最早的是松淮县人民医院"], []),
    ],
)
def test_a_follow_up_means_what_is_left_the_others_or_both(
    answerer: Answerer, turns: list[str], words: list[str], left_out: list[str]
) -> None:
    answer = answerer.ask(turns[-1], turns[:-1])

    assert [word for word in words if word not in answer.answer] == []
    assert [word for word in left_out if word in answer.answer] == []


def test_totals_do_not_tell_which_findings_they_count(answerer: Answerer) -> None:
    answer = answerer.ask("松淮阶段性完成的那一个问题分别是哪几条")

    assert answer.abstained
    assert "阶段性完成1" in answer.answer
