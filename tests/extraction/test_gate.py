# ruff: noqa: E501 - a table of sentences reads best with one sentence a line.
"""The quote gate: one table of true values, one of the ways to lie with a true or a false quote."""

from __future__ import annotations

import pytest

from assistant.errors import QuoteError
from assistant.extraction.context import ReportContext
from assistant.extraction.gate import (
    accepts_accountability,
    accepts_amount,
    accepts_commitment,
    accepts_evidence,
    accepts_rule,
    accepts_status,
    accepts_title,
    check_report,
)
from assistant.schema import Accountability, Amount, Commitment, Evidence, Finding, Report, ReportFields, Rule, Status

BODY = "1.管理不严。\n一是修订《值班办法》，对3名责任人诫勉谈话。二是收回补贴150万元。三是系统计划2025年6月前上线。\n完成情况：未完成\n"
OTHER = "2.作风不实。\n对5名责任人诫勉谈话，收回补贴150万元。\n完成情况：已完成\n"
TEXT = BODY + OTHER
CONTEXT = ReportContext("某医院", 2025, "2025-01-10", "2025-03-01")


def cut(words: str, start: int = 0) -> Evidence:
    at = TEXT.index(words, start)
    return Evidence.cut(TEXT, at, at + len(words))


def finding(status: Status = "unfinished", evidence: Evidence | None = None, ordinal: int = 1) -> Finding:
    spans = ((0, len(BODY)),) if ordinal == 1 else ((len(BODY), len(TEXT)),)
    title = "管理不严" if ordinal == 1 else "作风不实"
    return Finding(
        ordinal=ordinal, label=f"{ordinal}.", section="", title=title, title_evidence=cut(title), status=status,
        status_basis="none" if status == "not_stated" else "explicit",
        status_evidence=None if status == "not_stated" else evidence or cut("完成情况：未完成"), spans=spans,
    )  # fmt: skip


def test_a_quote_must_stand_where_it_says() -> None:
    assert accepts_evidence(TEXT, cut("收回补贴150万元"), None) is None
    assert accepts_evidence(TEXT, Evidence(start=0, end=4, quote="管理很严"), None) is not None


@pytest.mark.parametrize(
    "words",
    ["50万元", "收回补贴150", "收回补贴15", "完成\n"],
)
def test_a_quote_cut_inside_a_number_a_unit_or_a_denial_is_refused(words: str) -> None:
    assert accepts_evidence(TEXT, cut(words), None) is not None


@pytest.mark.parametrize(
    ("value", "words", "kind", "accepted"),
    [
        (1_500_000, "收回补贴150万元", "收回补贴", True),
        (1_500_000, "收回补贴150万元", "金额", True),
        (150, "收回补贴150万元", "收回补贴", False),
        (1_500_001, "收回补贴150万元", "收回补贴", False),
        (1_500_000, "收回补贴150万元", "发放补贴", False),
        (2025, "三是系统计划2025年6月前上线", "系统", False),
    ],
)
def test_amounts(value: float, words: str, kind: str, accepted: bool) -> None:
    refusal = accepts_amount(TEXT, Amount(value_yuan=value, kind=kind, evidence=cut(words)), finding())

    assert (refusal is None) == accepted


@pytest.mark.parametrize(
    ("action", "persons", "words", "accepted"),
    [
        ("诫勉谈话", 3, "对3名责任人诫勉谈话", True),
        ("诫勉谈话", 4, "对3名责任人诫勉谈话", False),
        ("诫勉谈话", None, "对3名责任人诫勉谈话", False),
        ("政务警告", 3, "对3名责任人诫勉谈话", False),
        ("诫勉谈话", 5, "对5名责任人诫勉谈话", False),
        ("责任人", 3, "对3名责任人诫勉谈话", False),
    ],
)
def test_accountability(action: str, persons: int | None, words: str, accepted: bool) -> None:
    entry = Accountability(action=action, persons=persons, evidence=cut(words))

    assert (accepts_accountability(TEXT, entry, finding()) is None) == accepted


@pytest.mark.parametrize(
    ("name", "action", "accepted"),
    [("《值班办法》", "修订", True), ("《值班办法》", "制定", False), ("《值守办法》", "修订", False)],
)
def test_rules(name: str, action: str, accepted: bool) -> None:
    rule = Rule(name=name, action=action, evidence=cut("修订《值班办法》"))  # type: ignore[arg-type]

    assert (accepts_rule(TEXT, rule, finding()) is None) == accepted


@pytest.mark.parametrize(
    ("what", "due", "accepted"),
    [
        ("系统上线", "2025-06", True),
        ("系统计划上线", None, True),
        ("系统上线", "2025-07", False),
        ("系统上线", "2026-06", False),
        ("系统上线", "2025-06-30", False),
        ("平台上线", "2025-06", False),
        ("系统计划2025年8月前上线", "2025-06", False),
    ],
)
def test_commitments(what: str, due: str | None, accepted: bool) -> None:
    entry = Commitment(what=what, due=due, evidence=cut("系统计划2025年6月前上线"))

    assert (accepts_commitment(TEXT, entry, finding(), CONTEXT) is None) == accepted


def test_a_date_before_the_feedback_is_no_deadline() -> None:
    entry = Commitment(what="系统上线", due="2025-06", evidence=cut("系统计划2025年6月前上线"))
    later = ReportContext("某医院", 2025, "2025-09-01", None)

    assert accepts_commitment(TEXT, entry, finding(), later) is not None


def test_statuses_are_read_from_their_own_line() -> None:
    mine, other = finding(), finding("completed", cut("完成情况：已完成"), ordinal=2)

    assert accepts_status(TEXT, mine, [other]) is None
    assert accepts_status(TEXT, finding("completed"), [other]) is not None
    assert accepts_status(TEXT, finding("completed", cut("完成情况：已完成")), [other]) is not None
    assert accepts_status(TEXT, finding("not_stated"), [other]) is None


def test_a_title_is_its_words() -> None:
    assert accepts_title(TEXT, finding()) is None
    assert accepts_title(TEXT, finding().model_copy(update={"title": "管理很严"})) is not None
    assert accepts_title(TEXT, finding().model_copy(update={"label": "9."})) is not None


def test_check_report_names_the_place() -> None:
    lie = Amount(value_yuan=1, kind="收回补贴", evidence=cut("收回补贴150万元"))
    report = Report(
        source="a.txt", sha256="0", fields=ReportFields(hospital="某医院"),
        findings=(finding().model_copy(update={"amounts": (lie,)}),),
    )  # fmt: skip

    with pytest.raises(QuoteError, match=r"'a.txt', finding 1 amount"):
        check_report(report, TEXT)
