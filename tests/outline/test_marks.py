"""Signs for a status: a box before a heading, a colour the notice explains."""

from __future__ import annotations

import pytest

from assistant.outline import build_outline
from assistant.outline.marks import read_legend, read_sign


@pytest.mark.parametrize(
    ("text", "legend"),
    [
        (
            "绿色为已完成，黄色为基本完成，红色为未完成。",
            {"绿": "completed", "黄": "mostly_completed", "红": "unfinished"},
        ),
        ("（★表示已完成，☆表示正在推进）", {"★": "completed", "☆": "unfinished"}),
        ("“绿灯”代表已完成整改的问题、“红灯”代表未完成整改的问题", {"绿": "completed", "红": "unfinished"}),
        ("绿色食品为主，红色基地是重点", {}),
        ("绿色为已完成", {}),
    ],
)
def test_legend_is_read_where_two_signs_are_explained(text: str, legend: dict[str, str]) -> None:
    assert read_legend(text) == legend


@pytest.mark.parametrize(
    ("words", "status"), [("(绿)", "completed"), ("绿灯", "completed"), ("-[x]", "completed"), ("-[]", "unfinished")]
)
def test_a_sign_alone_is_a_status(words: str, status: str) -> None:
    assert read_sign(words, {"绿": "completed", "红": "unfinished"}) == status


def test_a_colour_without_a_legend_says_nothing() -> None:
    text = "一、反馈问题整改情况\n1.台账不清（绿）\n整改情况：重建台账。\n2.仓库漏水（红）\n整改情况：修缮屋面。\n"

    assert [finding.status for finding in build_outline(text).findings] == [None, None]


def test_headings_with_explained_colours_have_a_status_and_a_clean_title() -> None:
    text = (
        "绿色为已完成，红色为未完成。\n一、反馈问题整改情况\nA1　台账不清（绿）\n重建台账。\nA2　仓库漏水（红）\n"
        "修缮方案待批。\nB1　账目不符（绿）\n重新记账。\n"
    )
    findings = build_outline(text).findings

    assert [text[slice(*finding.title)] for finding in findings] == ["台账不清", "仓库漏水", "账目不符"]
    assert [finding.status and finding.status.status for finding in findings] == [
        "completed",
        "unfinished",
        "completed",
    ]


def test_boxes_of_a_task_list_are_statuses() -> None:
    text = "## 整改清单\n- [x] **台账不清**\n  - 措施：重建台账。\n- [ ] **仓库漏水**\n  - 措施：修缮屋面。\n"
    findings = build_outline(text).findings

    assert [text[slice(*finding.title)] for finding in findings] == ["台账不清", "仓库漏水"]
    assert [finding.status and finding.status.status for finding in findings] == ["completed", "unfinished"]
