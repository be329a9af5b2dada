"""Deadlines judged on a day; what is late, ahead, undated, or reported done further on."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.comparison.calendar import calendar
from assistant.comparison.due import DueList, due_list
from assistant.records import FindingRow
from assistant.schema import Commitment, Evidence, Finding

TEXT = (
    "一是门诊楼消防改造计划2024年12月完工。二是信息平台建设正在招标。"
    "三是门诊楼消防改造已于2024年11月完工验收。四是采购制度拟修订。"
)


def commitment(what: str, due: str | None) -> Commitment:
    start = TEXT.index(what)
    return Commitment(what=what, due=due, evidence=Evidence.cut(TEXT, start, start + len(what)))


def listed(as_of: str, *commitments: Commitment, source: str = "a.txt") -> DueList:
    finding = Finding(
        ordinal=1, label="1.", section="", title="设施老化", title_evidence=Evidence.cut(TEXT, 0, 5),
        status="not_stated", status_basis="none", status_evidence=None, commitments=commitments,
        spans=((0, len(TEXT)),),
    )  # fmt: skip
    return due_list([FindingRow(source, "甲医院", finding)], date.fromisoformat(as_of), {source: TEXT})


@pytest.mark.parametrize(
    ("due", "as_of", "overdue"),
    [
        ("2024-12", "2024-12-31", False),
        ("2024-12", "2025-01-01", True),
        ("2024", "2024-12-31", False),
        ("2024", "2025-01-01", True),
        ("2024-06-30", "2024-06-30", False),
        ("2024-06-30", "2024-07-01", True),
        ("2024-02", "2024-02-29", False),
        ("2024-02", "2024-03-01", True),
    ],
)
def test_a_month_or_year_is_kept_until_its_last_day(due: str, as_of: str, overdue: bool) -> None:
    item = listed(as_of, commitment("信息平台建设正在招标", due)).items[0]

    assert item.overdue is overdue


def test_what_is_reported_done_further_on_is_closed_and_not_listed() -> None:
    found = listed(
        "2025-06-01", commitment("门诊楼消防改造计划2024年12月完工", "2024-12"), commitment("采购制度拟修订", None)
    )

    assert [item.what for item in found.closed] == ["门诊楼消防改造计划2024年12月完工"]
    assert found.closed[0].closed is not None
    assert "2024年11月完工验收" in found.closed[0].closed.quote
    assert [item.what for item in found.undated] == ["采购制度拟修订"]
    assert found.as_json() == {"as_of": "2025-06-01", "items": []}


def test_json_holds_the_contract_overdue_first() -> None:
    found = listed("2025-01-01", commitment("采购制度拟修订", "2025-03"), commitment("信息平台建设正在招标", "2024-08"))

    start = TEXT.index("信息平台")
    assert found.as_json()["items"][0] == {
        "hospital": "甲医院", "source": "a.txt", "finding": 1, "what": "信息平台建设正在招标", "due": "2024-08",
        "overdue": True, "quote": "信息平台建设正在招标", "start": start, "end": start + 10,
    }  # fmt: skip
    assert [item["overdue"] for item in found.as_json()["items"]] == [True, False]


def test_calendar_has_an_entry_a_deadline_in_short_lines() -> None:
    found = listed("2025-01-01", commitment("采购制度拟修订", "2025-02"), commitment("信息平台建设正在招标", None))
    content = calendar(found)

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    unfolded = content.decode().replace("\r\n ", "")
    assert unfolded.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20250228\r\nDTEND;VALUE=DATE:20250301" in unfolded
    assert "SUMMARY:甲医院：采购制度拟修订" in unfolded
    assert calendar(found) == content
