"""Every item carries its words, pages hold what they may, and nothing is dropped between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from assistant.api import model
from assistant.api.inquiry import Inquiry
from assistant.core import Assistant
from assistant.errors import QuestionError, UnknownReportError


@pytest.fixture
def ask(assistant: Assistant) -> Inquiry:
    return Inquiry(assistant)


def quotes(value: Any, source: str | None = None) -> Iterator[tuple[str, str, int, int]]:
    """(source, quote, start, end) of all words inside a result."""
    if isinstance(value, BaseModel):
        yield from quotes(dict(value), source)
    elif isinstance(value, dict):
        source = value.get("source", source)
        if "quote" in value and source:
            yield source, value["quote"], value["start"], value["end"]
        for inner in value.values():
            yield from quotes(inner, source)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from quotes(inner, source)


def test_all_words_stand_where_they_are_said_to(ask: Inquiry, assistant: Assistant) -> None:
    results = [
        ask.findings(model.FindingFilter()),
        ask.passages(model.PassageFilter(query="采购怎么整改")),
        ask.compare(model.CompareFilter(theme="采购")),
        ask.due(model.DueFilter(as_of=date(2026, 1, 1))),
        ask.ask(model.AskRequest(question="云岭县医院还有哪些问题没有完成整改？")),
    ]

    for result in results:
        found = list(quotes(result))
        assert found, type(result)
        assert all(assistant.text(source)[start:end] == quote for source, quote, start, end in found)


def test_reports_say_what_they_declare_and_disclose(ask: Inquiry) -> None:
    page = ask.reports(model.Paged())

    assert [(row.source, row.findings, row.discloses_status) for row in page.items] == [
        ("shi.txt", 3, False),
        ("yun.txt", 2, True),
    ]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({}, ["设备采购未公开招标", "库房管理混乱", "消防通道堵塞", "物资采购验收把关不严", "投诉处理不及时"]),
        ({"hospital": ["云岭县医院"]}, ["物资采购验收把关不严", "投诉处理不及时"]),
        ({"status": ["unfinished"]}, ["投诉处理不及时"]),
        ({"status": ["completed", "unfinished"], "holding": ["amounts"]}, ["物资采购验收把关不严"]),
        ({"words": "采购"}, ["设备采购未公开招标", "物资采购验收把关不严"]),
        ({"due_from": "2025-01-01", "due_to": "2025-12-31"}, ["投诉处理不及时"]),
        ({"words": "没有这样的词"}, []),
    ],
)
def test_findings_are_narrowed(ask: Inquiry, wanted: dict[str, Any], titles: list[str]) -> None:
    page = ask.findings(model.FindingFilter(**wanted))

    assert [row.title for row in page.items] == titles
    assert page.total == sum(page.by_status.values()) == len(titles)
    assert page.next_offset is None


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_pages_join_to_the_whole(ask: Inquiry, limit: int) -> None:
    whole = ask.findings(model.FindingFilter()).items
    joined: list[model.FindingItem] = []
    offset: int | None = 0
    while offset is not None:
        page = ask.findings(model.FindingFilter(offset=offset, limit=limit))
        assert (page.total, len(page.items) <= limit) == (5, True)
        joined += page.items
        offset = page.next_offset

    assert tuple(joined) == whole


def test_page_ends_before_it_is_too_long_to_read(ask: Inquiry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MAX_CHARACTERS", 10)

    page = ask.findings(model.FindingFilter(limit=5))

    assert (len(page.items), page.total, page.next_offset) == (1, 5, 1)


def test_silence_is_no_status(ask: Inquiry) -> None:
    row = ask.findings(model.FindingFilter(hospital=("石泉市中医院",))).items[0]

    assert (row.status, row.status_words) == ("not_stated", None)


def test_comparison_drops_no_hospital(ask: Inquiry) -> None:
    page = ask.compare(model.CompareFilter(theme="投诉"))

    assert {(row.hospital, row.findings > 0) for row in page.hospitals} == {
        ("云岭县医院", True),
        ("石泉市中医院", False),
    }
    assert page.hospitals_total == 2


@pytest.mark.parametrize(
    ("day", "state", "states"),
    [
        (date(2025, 3, 31), (), ["ahead"]),
        (date(2025, 4, 1), (), ["overdue"]),
        (date(2025, 4, 1), ("ahead", "undated"), []),
    ],
)
def test_due_is_judged_on_the_day(ask: Inquiry, day: date, state: Any, states: list[str]) -> None:
    page = ask.due(model.DueFilter(as_of=day, hospital=("云岭县医院",), state=state))

    assert [row.state for row in page.items if row.due == "2025-03"] == states
    assert sum(page.counts.values()) >= page.total == len(page.items)


def test_audit_is_narrowed_by_severity(ask: Inquiry) -> None:
    every = ask.audit(model.AuditFilter())
    parts = [ask.audit(model.AuditFilter(severity=(severity,))).total for severity in ("high", "medium", "low")]

    assert every.total == sum(parts)


def test_passages_name_their_finding(ask: Inquiry) -> None:
    found = ask.passages(model.PassageFilter(query="消防通道", hospital=("石泉市中医院",), limit=3))

    assert found.not_indexed == 0
    assert found.items[0].finding == 3
    assert "消防通道堵塞" in found.items[0].label
    assert {row.source for row in found.items} == {"shi.txt"}


def test_answer_follows_the_questions_before_it(ask: Inquiry) -> None:
    alone = ask.ask(model.AskRequest(question="云岭县医院有多少个问题？"))
    after = ask.ask(model.AskRequest(question="石泉市中医院呢？", history=("云岭县医院有多少个问题？",)))

    assert "2" in alone.answer
    assert "3" in after.answer
    assert after.citations_total == len(after.citations)


def test_unknown_hospital_and_empty_question_are_said(ask: Inquiry) -> None:
    with pytest.raises(UnknownReportError):
        ask.findings(model.FindingFilter(hospital=("南坪医院",)))
    with pytest.raises(QuestionError):
        ask.ask(model.AskRequest(question="  "))


@pytest.mark.parametrize(
    ("filter", "given"),
    [
        (model.FindingFilter, {"limit": 101}),
        (model.FindingFilter, {"limit": 0}),
        (model.FindingFilter, {"offset": -1}),
        (model.FindingFilter, {"status": ["done"]}),
        (model.FindingFilter, {"anything": "else"}),
        (model.FindingFilter, {"hospital": ["x"] * 51}),
        (model.AskRequest, {"question": "问" * 4001}),
        (model.AskRequest, {"question": "问", "history": ["问"] * 21}),
        (model.DueFilter, {"as_of": "2025-02-30"}),
        (model.PassageFilter, {"query": "问", "limit": 31}),
    ],
)
def test_what_is_out_of_bounds_is_refused(filter: type[BaseModel], given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        filter.model_validate(given)
