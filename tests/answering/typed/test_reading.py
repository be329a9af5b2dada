"""Questions of record words: whatever the wording, the records answer, and no other question is taken for one."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer

_OPEN = ("open_items", "status_list", "status_count")


def _plan(answerer: Answerer, question: str) -> dict[str, object]:
    return answerer.plan(question).model_dump()


@pytest.mark.parametrize(
    ("question", "statuses"),
    [
        ("青屿只做到“基本完成”的是哪一条", {"mostly_completed"}),
        ("青屿状态写成“基本完成”的列一下", {"mostly_completed"}),
        ("“基本完成”这一档青屿都有谁", {"mostly_completed"}),
        ("青屿有哪几项只能算基本完成", {"mostly_completed"}),
        ("青屿白纸黑字写“未完成”的有哪几条", {"unfinished"}),
        ("青屿挂着“未完成”的问题叫什么", {"unfinished"}),
        ("青屿自己承认没完成的是哪几条", {"unfinished"}),
        ("青屿红灯还亮着、写未完成的是哪几项", {"unfinished"}),
        ("青屿写着没完成或者还在推进的是哪些问题？基本完成、阶段性的别算", {"unfinished"}),
        ("青屿没完成的是哪几条？基本完成的不算", {"unfinished"}),
        ("青屿除去基本完成和阶段性的，还没完成的问题有哪些", {"unfinished"}),
        ("青屿没打“已完成”的都有哪些", {"unfinished", "mostly_completed", "partial"}),
        ("青屿除了已完成的，剩下的是哪些", {"unfinished", "mostly_completed", "partial"}),
        ("青屿标注长期坚持的有哪些问题", {"completed_ongoing"}),
        ("青屿哪几条只取得了阶段性成效", {"partial"}),
        ("哪些问题只做到“基本完成”", {"mostly_completed"}),
    ],
)
def test_a_status_named_is_the_status_listed(answerer: Answerer, question: str, statuses: set[str]) -> None:
    plan = _plan(answerer, question)

    assert plan["operation"] == "status_list"
    assert set(plan["statuses"]) == statuses  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "question",
    [
        "青屿还有哪几条没销号",
        "青屿哪几条没画上句号",
        "青屿还没划勾的是哪些问题",
        "青屿到现在还没结的问题是哪几条",
        "青屿没改完的有哪些",
        "青屿哪两条尚在推进",
    ],
)
def test_what_is_open_is_listed_with_its_tiers(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.plan["operation"] == "open_items"
    assert "第1条" in answer.answer
    assert "第2条" in answer.answer
    assert "第3条" not in answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("青屿到年底还有几条没销号", "2条"),
        ("青屿没有打勾的还有几条", "2条"),
        ("青屿销号了几条", "已完成2条"),
        ("青屿“基本完成”几条", "基本完成1条"),
        ("青屿完成的比例有多高", "50%"),
        ("青屿已完成的占几成", "50%"),
    ],
)
def test_findings_of_a_status_are_counted(answerer: Answerer, question: str, words: str) -> None:
    answer = answerer.ask(question)

    assert answer.plan["operation"] == "status_count"
    assert words in answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("青屿是哪个巡察组去查的", "市委第一巡察组"),
        ("谁去巡的青屿", "市委第一巡察组"),
        ("来青屿的是第几巡察组", "市委第一巡察组"),
        ("青屿是哪一组巡的", "市委第一巡察组"),
        ("三家分别是哪个巡察组去查的", "县委第二巡察组"),
        ("各家都是哪个组巡的", "县委第二巡察组"),
        ("这几家的巡察组分别是哪个", "县委第二巡察组"),
        ("青屿哪天进驻、哪天离开", "2024年3月1日至2024年4月30日"),
        ("巡察组在青屿待的起止日期", "2024年3月1日至2024年4月30日"),
        ("反馈意见哪天给青屿的", "2024年6月10日"),
        ("青屿反馈会是几月几号", "2024年6月10日"),
        ("哪家最早进驻", "最早的是青屿市第一医院"),
        ("反馈来得最晚的是谁", "最晚的是柏湾区中医医院"),
        ("松淮与青屿谁先被巡，早多少天", "66天"),
        ("松淮和青屿巡察组先去了谁那儿，差几天", "66天"),
        ("巡察组在青屿待了几天", "60天"),
        ("巡察组走后多少天青屿才拿到反馈", "41天"),
    ],
)
def test_steps_of_the_inspection_in_any_words(answerer: Answerer, question: str, words: str) -> None:
    assert words in answerer.ask(question).answer


@pytest.mark.parametrize(
    "question",
    ["做张小表：各家是哪级巡察、哪天进驻到哪天走、哪天反馈", "列表：每家的巡察组、巡察起止和反馈日期"],
)
def test_several_fields_stand_side_by_side(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.table is not None
    assert answer.table.columns == ("医院", "巡察组", "巡察起止", "反馈日期")
    assert {row.cells[3] for row in answer.table.rows} == {"2024年6月10日", "2024年8月1日", "2024年11月15日"}
    assert all(row.citations for row in answer.table.rows)


@pytest.mark.parametrize(
    "question", ["青屿打哪个号码反映", "青屿留的座机", "想给青屿打电话提意见，拨哪个号", "青屿的热线是什么"]
)
def test_a_number_to_call_is_the_phone(answerer: Answerer, question: str) -> None:
    assert "0700-1234567" in answerer.ask(question).answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("查出来的问题哪家条数最多、哪家最少，差多少条", "相差2条"),
        ("哪家问题最多、哪家最少，相差几条", "相差2条"),
        ("青屿和松淮谁的问题条数多，差几条", "相差2条"),
        ("所有医院加起来多少条问题", "8条"),
        ("青屿要改的一共多少条", "4条"),
    ],
)
def test_findings_are_counted_in_any_words(answerer: Answerer, question: str, words: str) -> None:
    answer = answerer.ask(question)

    assert answer.plan["operation"] == "finding_count"
    assert words in answer.answer


def test_penalties_are_asked_for_without_talks(answerer: Answerer) -> None:
    answer = answerer.ask("真给了处分的有哪几家？谈话不算")

    assert "青屿市第一医院第3条" in answer.answer
    assert "松淮县人民医院第1条" not in answer.answer
    assert "诫勉谈话" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "青屿采购没招标的是哪几条",
        "青屿的采购问题完成了几条",
        "青屿的显微镜到货几台",
        "青屿为什么没有完成",
        "青屿标了已完成、其实没完成的是哪几条",
        "松淮的医疗纠纷整改完了吗",
        "青屿2024年年底前要完成的是哪几条",
        "哪些医院采购问题没整改完",
    ],
)
def test_a_question_with_a_matter_of_its_own_is_not_one_of_record_words(answerer: Answerer, question: str) -> None:
    assert not answerer.plan(question).typed


def test_only_the_measures_named_are_counted(answerer: Answerer) -> None:
    answer = answerer.ask("被警告的有几家")

    assert "青屿市第一医院" in answer.answer
    assert "警告2人" in answer.answer
    assert "提醒谈话" not in answer.answer


def test_a_contact_asked_for_in_addition_is_given_with_the_first(answerer: Answerer) -> None:
    answer = answerer.ask("青屿的呢？邮箱也要", ["松淮反映意见的电话"])

    assert "0700-1234567" in answer.answer
    assert "邮箱" in answer.answer


def test_the_title_of_a_finding_says_nothing_of_what_is_asked(answerer: Answerer) -> None:
    plan = answerer.plan("青屿“部分物资未按期限采购”这条，后来买了什么")

    assert plan.operation != "due"
