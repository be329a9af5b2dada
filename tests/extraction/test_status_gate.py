"""Whose status words outside a finding state: a group's heading, a sentence that counts findings."""

from __future__ import annotations

import pytest

from assistant.extraction.recompute import status_readings
from assistant.extraction.status_gate import states
from assistant.schema import Evidence, Finding, Status

TEXT = (
    "一、基本完成的整改事项\n1.甲问题。\n措施甲。\n二、未完成的整改事项\n2.乙问题。\n措施乙。\n三、其他\n3.丙问题。\n措施丙。\n"
    "以上问题，除第3项外，其余均已完成整改。第3项正在推进。"
)


def cut(words: str) -> Evidence:
    at = TEXT.index(words)
    return Evidence.cut(TEXT, at, at + len(words))


def finding(ordinal: int, name: str) -> Finding:
    start = TEXT.index(f"{ordinal}.{name}")
    end = TEXT.index("。\n", TEXT.index("措施", start)) + 1
    return Finding(
        ordinal=ordinal, label=f"{ordinal}.", section="", title=name, title_evidence=cut(name), status="not_stated",
        status_basis="none", status_evidence=None, spans=((start, end),),
    )  # fmt: skip


FIRST, SECOND, THIRD = finding(1, "甲问题"), finding(2, "乙问题"), finding(3, "丙问题")


@pytest.mark.parametrize(
    ("mine", "status", "words", "accepted"),
    [
        (FIRST, "mostly_completed", "基本完成的整改事项", True),
        (SECOND, "unfinished", "二、未完成的整改事项", True),
        (SECOND, "mostly_completed", "一、基本完成的整改事项", False),
        (FIRST, "unfinished", "二、未完成的整改事项", False),
        (FIRST, "completed", "除第3项外，其余均已完成整改", True),
        (THIRD, "completed", "除第3项外，其余均已完成整改", False),
        (THIRD, "unfinished", "第3项正在推进", True),
        (FIRST, "unfinished", "第3项正在推进", False),
    ],
)
def test_words_outside_a_finding(mine: Finding, status: Status, words: str, accepted: bool) -> None:
    others = [f for f in (FIRST, SECOND, THIRD) if f is not mine]

    assert (states(TEXT, mine, status, cut(words), others) is None) == accepted


@pytest.mark.parametrize(
    ("quote", "statuses"),
    [
        ("完成情况：基本完成", {"mostly_completed"}),
        ("完成情况：未完成（招标部分未完成）", {"unfinished"}),
        ("已完成整改。", {"completed"}),
        ("已完成，长期坚持", {"completed_ongoing"}),
        ("取得阶段性成效。", {"partial"}),
        ("正在推进", {"unfinished"}),
        ("管理不严", set()),
    ],
)
def test_status_readings(quote: str, statuses: set[Status]) -> None:
    assert status_readings(quote) == statuses
