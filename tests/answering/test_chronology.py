"""Events of one notice: how long between them, on which side, in which order; and which date an event is."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.chronology.asked import Relation, relation_of
from assistant.answering.chronology.moments import moments_of
from assistant.answering.chronology.resolving import Resolver
from assistant.answering.chronology.stretches import Beside, beside_of, stretches_of
from assistant.schema import Evidence, Passage, Report, ReportFields


@pytest.mark.parametrize(
    ("question", "kind", "events"),
    [
        ("从巡察组进驻 到给反馈,前后一共多少天?", "span", ("巡察组进驻", "给反馈")),
        ("与大学签约到第一批教授来院,中间几天?", "span", ("与大学签约", "第一批教授来院")),
        ("组织部的反馈比巡察组晚几天", "span", ("巡察组的反馈", "组织部的反馈")),
        ("收到反馈后过了多久才开动员会?", "span", ("收到反馈", "开动员会")),
        ("拿到反馈意见以后,第几天补交的档案", "span", ("拿到反馈意见", "补交的档案")),
        ("约谈经理离反馈多少天", "span", ("反馈", "约谈经理")),
        ("合同终止和重新招标之间隔了多久", "span", ("合同终止", "重新招标")),
        ("How many days after the feedback was the contract ended?", "span", ("the feedback", "the contract ended")),
        ("换院长是几月,那会儿收到反馈多久了", "span", ("收到反馈", "换院长")),
        ("计划什么时候试运行,那时离反馈多久", "span", ("反馈", "计划试运行")),
        ("约谈药商是哪天,比3月9号的培训早几天", "span", ("3月9号的培训", "约谈药商")),
        ("先后收到两份反馈,中间隔了几天", "twice", ("反馈",)),
        ("两次公开招标相隔多少天", "twice", ("公开招标",)),
        ("食堂换人,是在反馈之前还是之后?", "side", ("食堂换人", "反馈")),
        ("夜间门诊什么时候开的?在巡察结束之前吗", "side", ("夜间门诊什么时候开的?", "巡察结束")),
        ("先查账还是先开会?各是哪天", "order", ("查账", "开会")),
        ("设备采购和人员招聘哪个在前", "order", ("设备采购", "人员招聘")),
        ("门诊改造和车库开工哪个排在前面", "order", ("门诊改造", "车库开工")),
        ("退款、约谈、制度印发,按时间先后排一下", "order", ("退款", "约谈", "制度印发")),
        ("车库二期、食堂办证、工程款,按到期先后排一下", "order", ("车库二期", "食堂办证", "工程款")),
        ("食堂经理和门诊新医师,是不是同一天到的?哪天", "same", ("食堂经理", "门诊新医师")),
        ("院长从哪个月起主持工作?那时巡察反馈过了没有", "side", ("院长起主持工作", "巡察反馈过")),
    ],
)
def test_the_events_of_a_question_and_what_is_asked_of_them(question: str, kind: str, events: tuple[str, ...]) -> None:
    relation = relation_of(question)

    assert relation is not None
    assert (relation.kind, relation.events) == (kind, events)


@pytest.mark.parametrize("question", ["巡察组待了多少天", "谈话提醒了多少人", "这条什么时候完成", "两家医院谁整改得快"])
def test_other_questions_name_no_two_events(question: str) -> None:
    assert relation_of(question) is None


def _moments(text: str, **fields: str | None) -> list[tuple[str, str]]:
    head = Passage(heading="正文", evidence=Evidence.cut(text, 0, len(text)))
    report = Report(
        source="x.txt", sha256="x", fields=ReportFields(hospital="澄溪医院", **fields), findings=(), passages=(head,)
    )
    return [(m.day, m.own) for m in moments_of(report, text)]


def test_dates_that_only_a_mark_parts_have_words_of_their_own() -> None:
    found = _moments("主楼计划2026年2月封顶、2027年5月启用。", feedback_date="2025-08-05")

    assert [(day, "启用" in own, "封顶" in own) for day, own in found] == [
        ("2026-02", False, True),
        ("2027-05", True, False),
    ]


def test_each_date_has_the_words_said_of_it() -> None:
    text = "总务科于2025年3月2日对1月的台账补签，3月9日约谈供应商。"

    assert _moments(text) == [
        ("2025-03-02", "总务科于2025年3月2日对1月的台账补签,"),
        ("2025-01", "对1月的台账补签,"),
        ("2025-03-09", "3月9日约谈供应商。"),
    ]


@pytest.mark.parametrize(
    ("published", "day"), [("2025-09-01", "2025-02-19"), (None, "2025-02-19"), ("2024-12-31", "2024-02-19")]
)
def test_a_date_without_a_year_lies_after_the_feedback(published: str | None, day: str) -> None:
    assert _moments("2月19日接受检查。", feedback_date="2024-12-20", published=published)[0][0] == day


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("青屿一院从显微镜采购完成到放射设备公开招标隔多久", ["2024年12月", "2024年10月", "相隔约2个月"]),
        ("青屿一院放射设备公开招标完成离反馈多久", ["2024年6月10日", "2024年12月", "相隔约6个月（5个多月到6个多月）"]),
        ("青屿一院放射设备公开招标是在反馈之前还是之后", ["在反馈之后", "2024年12月", "2024年6月10日"]),
        ("青屿一院显微镜采购和放射设备公开招标哪个在前", ["最早的是显微镜采购"]),
    ],
)
def test_answers_show_both_dates_with_their_words(answerer: Answerer, question: str, words: list[str]) -> None:
    answer = answerer.ask(question)

    assert not answer.abstained
    assert [word for word in words if word not in answer.answer] == []
    assert len(answer.citations) == 2


@pytest.mark.parametrize(("name", "days"), [("反馈", ["2024-09-02", "2024-09-10"]), ("整改", None), ("公示", None)])
def test_what_happened_twice_has_two_days(name: str, days: list[str] | None) -> None:
    text = "9月2日，第一组反馈巡察意见；9月10日，组织部反馈专项检查意见。9月11日、9月12日、9月13日分三次部署整改。"
    head = Passage(heading="正文", evidence=Evidence.cut(text, 0, len(text)))
    fields = ReportFields(hospital="澄溪医院", feedback_date="2024-09-02")
    report = Report(source="x.txt", sha256="x", fields=fields, findings=(), passages=(head,))

    events = Resolver(report, text, NoPassages()).events(Relation("twice", (name,)))  # type: ignore[arg-type]

    assert (events and [event.day for event in events]) == days


class NoPassages:
    """A finder that is never asked."""


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("2025年上半年做了什么", "2025-06-30", "2025-07-01"),
        ("2025年7月到9月有哪些动作", "2025-08", "2025-10-01"),
        ("2025年2月14日和3月", "2025-03-02", "2024-03-02"),
        ("2025年第二季度", "2025-04-01", "2025-03-31"),
        ("2025年3月2日", "2025-03-02", "2025-03"),
    ],
)
def test_stretches_hold_the_days_they_name(question: str, held: str, not_held: str) -> None:
    stretches = stretches_of(question)

    assert any(stretch.holds(held) for stretch in stretches)
    assert not any(stretch.holds(not_held) for stretch in stretches)


@pytest.mark.parametrize(
    ("question", "step", "side"),
    [
        ("反馈意见还没下来之前开了哪些会", "feedback_date", "before"),
        ("反馈之后办过哪些培训", "feedback_date", "after"),
        ("巡察期间做了什么", "inspection_start", "during"),
        ("巡察组撤走以后有哪些动作", "inspection_end", "after"),
    ],
)
def test_the_time_beside_a_step(question: str, step: str, side: str) -> None:
    assert beside_of(question) == Beside(step, side)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("青屿一院反馈之后有哪些动作", ["反馈（2024年6月10日）之后", "2024年12月"]),
        ("青屿一院和柏湾中医院2024年下半年各有什么动作", ["2家写到", "2024年11月15日", "2024年10月"]),
    ],
)
def test_what_is_dated_at_a_time(answerer: Answerer, question: str, words: list[str]) -> None:
    answer = answerer.ask(question)

    assert not answer.abstained
    assert [word for word in words if word not in answer.answer] == []


@pytest.mark.parametrize(
    ("question", "words", "left_out"),
    [
        ("青屿一院的待办按期限先后列一下", ["2024年10月", "2024年12月"], ["中层干部任用办法"]),
        ("青屿一院还有哪些待办没写时间", ["没有写明时间的有1项", "中层干部任用办法"], ["2024年10月"]),
        ("青屿一院没收尾的几件按先后排个队，有没有没给日子的", ["2024年10月", "没有写明时间的有1项"], []),
        ("青屿一院2024年7月1日挂出来时，哪几项写着要在10月、12月才做", ["2024年10月", "2024年12月"], []),
    ],
)
def test_open_matters_by_their_dates(answerer: Answerer, question: str, words: list[str], left_out: list[str]) -> None:
    answer = answerer.ask(question)

    assert not answer.abstained
    assert [word for word in words if word not in answer.answer] == []
    assert [word for word in left_out if word in answer.answer] == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("三家里最早收到反馈的和最晚收到反馈的隔了多少天", ["最早的是青屿市第一医院", "相隔158天"]),
        ("松淮比柏湾早几天收到反馈", ["最早的是松淮县人民医院", "相隔106天"]),
        ("按进驻先后给三家排个队", ["最早的是青屿市第一医院", "柏湾区中医医院"]),
        ("从巡察组进驻青屿市第一医院到反馈一共多少天", ["101天"]),
    ],
)
def test_steps_of_an_inspection_across_hospitals(answerer: Answerer, question: str, words: list[str]) -> None:
    answer = answerer.ask(question)

    assert [word for word in words if word not in answer.answer] == []


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("2024年6月3日到8日做了什么", [(2024, 6, 3, 8)]),
        ("2024年6月3号至8号这几天忙了啥", [(2024, 6, 3, 8)]),
        ("6月3日-6月8日开了哪些会", [(None, 6, 3, 8)]),
        ("2024年6月3日到7月8日", [(2024, 6, 3, 3), (2024, 7, 8, 8)]),
    ],
)
def test_days_of_one_month_are_one_stretch(question: str, days: list[tuple[int | None, int, int, int]]) -> None:
    assert [(s.year, s.month, s.first, s.last) for s in stretches_of(question)] == days


def test_what_was_going_on_at_an_event_is_asked_of_its_day() -> None:
    relation = relation_of("夜间门诊是从什么时候开的,那会儿巡察组走了没?")

    assert relation is not None
    assert relation.kind == "side"
    assert relation.events[1] == "巡察组走"
    assert relation_of("6月3号到8号这几天都忙了啥") is None
