"""Over very many notices the numbers are counted over all of them, the lists are cut, and the rest is numbered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.answer import Answer
from assistant.answering.answerer import Answerer
from assistant.answering.surveys import MANY, SURVEYS
from assistant.reading.document import Document
from assistant.records import RecordStore

COPIES = 22
"""Of each of the three notices of the conftest."""
NAMES = "东西南北春夏秋冬梅兰竹菊江河湖海山川林泉云霞"


@pytest.fixture(scope="module")
def store(shelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    path: Path = tmp_path_factory.mktemp("surveys") / "records.db"
    with RecordStore(f"sqlite:///{path}").open() as opened:
        for row in shelf.reports():
            report, text = shelf.report(row.source), shelf.text(row.source)
            for number in range(COPIES):
                source = f"{row.source[:2]}{number:02d}.txt"
                hospital = f"{NAMES[number]}{row.fields.hospital[1:]}"
                fields = report.fields.model_copy(update={"hospital": hospital, "aliases": ()})
                sha256 = hashlib.sha256(source.encode()).hexdigest()
                copy = report.model_copy(update={"source": source, "sha256": sha256, "fields": fields})
                opened.save(copy, Document(source, sha256, text, "txt"))
        yield opened


@pytest.fixture(scope="module")
def asked(store: RecordStore) -> Answerer:
    return Answerer(store, today=lambda: date(2025, 1, 1))


QUESTIONS = [
    ("哪些医院还有没完成的整改？", "open_items", ["明确未完成的问题有22条", "另有22条基本完成", "另有7条未逐一列出"]),
    ("哪些医院的采购问题还没完成？", "open_items", ["明确未完成的问题有22条"]),
    ("一共有多少个问题没有完成整改？", "status_count", ["没有全部完成整改的问题共66条", "已完成66条", "完成率50%"]),
    ("哪家医院的问题最多？", "finding_count", ["最多的是", "，4条。", "共176条问题"]),
    ("各医院一共问责了多少人？", "accountability", ["44家医院的44条问题", "合计220人", "其余24家未逐一列出"]),
    ("哪些医院收回了资金？金额是多少？", "money", ["22家医院的22条问题", "共22笔", "相加为6.6万元"]),
    ("哪些医院没有逐条公布整改状态？", "disclosure", ["22份逐条公布", "22份只公布总数", "22份没有公布"]),
    ("有多少家医院没有逐条公布整改状态？", "disclosure", ["22份没有公布"]),
    ("有多少项待办的期限在2024年10月？", "due", ["共22项，涉及22家"]),
    ("基本完成的问题有哪些？", "status_list", ["共22条，涉及22家"]),
    ("哪些事项已经超过期限？", "due", ["截至2025年1月1日", "共44项，涉及22家"]),
    ("哪家医院巡察时间最长？", "span", ["66份通报可以算出", "最长60天"]),
    ("各家医院的联系电话是多少？", "contact", ["66份通报中，22份公布了联系方式"]),
    ("各医院的信访件办结情况如何？", "declared", ["22家医院的通报写有信访件：合计88件，其中写明办结88件"]),
    ("哪些医院提到了义诊？", "mentions", ["22份通报写到“义诊”", "另外44份通报没有写到"]),
    ("哪些医院是市委巡察的？", "notices", ["由市委巡察的有22家", "其余2家未逐一列出", "另外22份通报不符合"]),
    ("哪些医院是市委巡察的，哪些是县委巡察的？", "notices", ["县委22家、市委22家", "22份通报没有写明"]),
    ("哪些医院的问题超过3条？", "notices", ["问题超过3条的有22家"]),
    ("哪家医院问责的人数最多？", "figures", ["最多的是", "同样数量的共22家", "其余24家未逐一列出"]),
    ("职工收受礼品这条整改完成了吗？", "item_status", ["标题写有“职工收受礼品”的问题共22条，涉及22家医院：已完成22"]),
    ("各医院在采购管理上有什么不同？", "compare", ["共66份通报", "最相关的20份"]),
]


@pytest.mark.parametrize(("question", "operation", "words"), QUESTIONS, ids=[one[0] for one in QUESTIONS])
def test_numbers_are_over_all_notices(asked: Answerer, question: str, operation: str, words: list[str]) -> None:
    answer = asked.ask(question)

    assert answer.plan["operation"] == operation
    assert operation in SURVEYS
    for each in words:
        assert each in answer.answer
    assert len(answer.answer) < 6_000
    assert "sources" not in answer.plan


@pytest.mark.parametrize("question", [one[0] for one in QUESTIONS])
def test_every_quote_stands_in_its_notice(asked: Answerer, store: RecordStore, question: str) -> None:
    answer: Answer = asked.ask(question)

    assert 0 < len(answer.citations) <= 500
    for cited in answer.citations:
        assert store.text(cited.source)[cited.start : cited.end] == cited.quote
    assert asked.ask(question).answer == answer.answer


LISTED = [
    ("哪些医院还有没完成的整改？", 44),
    ("一共有多少个问题没有完成整改？", 88 + 22),
    ("哪家医院的问题最多？", 176),
    ("各医院一共问责了多少人？", 44),
    ("哪些医院没有逐条公布整改状态？", 66),
    ("哪些事项已经超过期限？", 44),
    ("哪家医院巡察时间最长？", 66),
    ("各家医院的联系电话是多少？", 22),
    ("哪些医院提到了义诊？", 22),
    ("哪些医院是市委巡察的？", 66),
    ("哪家医院问责的人数最多？", 44),
    ("各医院的反馈日期是哪天？", 66),
]


@pytest.mark.parametrize(("question", "rows"), LISTED, ids=[one[0] for one in LISTED])
def test_every_record_that_is_counted_can_be_listed(
    asked: Answerer, store: RecordStore, question: str, rows: int
) -> None:
    answer = asked.ask(question)

    whole = asked.listed(answer)

    assert answer.table is not None
    assert whole.table is not None
    assert (len(whole.table.rows), whole.left) == (rows, 0)
    assert bool(answer.left) == (len(answer.table.rows) < rows)
    for row in whole.table.rows:
        assert row.citations
    for cited in whole.citations:
        assert store.text(cited.source)[cited.start : cited.end] == cited.quote


def test_what_leaves_nothing_out_is_listed_already(asked: Answerer) -> None:
    answer = asked.ask("东屿市第一医院还有哪些问题没有完成整改？")

    assert asked.listed(answer) is answer


def test_english_question_is_answered_in_english(asked: Answerer) -> None:
    answer = asked.ask("How many findings are not finished in all hospitals?")

    assert "finding(s)" not in answer.answer
    assert "66" in answer.answer


def test_one_hospital_of_many_is_answered_record_by_record(asked: Answerer, answerer: Answerer) -> None:
    one = asked.ask("东屿市第一医院还有哪些问题没有完成整改？")
    few = answerer.ask("青屿市第一医院还有哪些问题没有完成整改？")

    assert one.answer == few.answer.replace("青屿", "东屿")


def test_bound_is_above_the_few(shelf) -> None:
    assert len(shelf.reports()) < MANY < 3 * COPIES
