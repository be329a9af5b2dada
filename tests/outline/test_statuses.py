import pytest

from assistant.outline.statuses import concluding_status, group_status, inline_status, read_status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("已完成", "completed"),
        ("已完成整改。", "completed"),
        ("完成", "completed"),
        ("整改完成", "completed"),
        ("已全部整改到位", "completed"),
        ("已办结", "completed"),
        ("√", "completed"),
        ("已完成并长期坚持", "completed_ongoing"),
        ("已完成,长期坚持", "completed_ongoing"),
        ("已完成,並长期坚持", "completed_ongoing"),
        ("已完成(长期坚持)", "completed_ongoing"),
        ("立行立改并长期坚持", "completed_ongoing"),
        ("长期坚持", "completed_ongoing"),
        ("基本完成", "mostly_completed"),
        ("已基本完成整改", "mostly_completed"),
        ("阶段性完成", "partial"),
        ("取得阶段性成效", "partial"),
        ("取得阶段性成果。一是", "partial"),
        ("部分完成", "partial"),
        ("完成80%", "partial"),
        ("已完成(其中1项正在推进)", "partial"),
        ("未完成", "unfinished"),
        ("尚未完成整改", "unfinished"),
        ("未完成(试剂部分未完成)", "unfinished"),
        ("正在推进", "unfinished"),
        ("正在整改中", "unfinished"),
        ("仍在推进", "unfinished"),
        ("推进中", "unfinished"),
        ("持续推进", "unfinished"),
    ],
)
def test_read_status_whole_clause(words: str, status: str) -> None:
    found = read_status(words)

    assert found is not None
    assert found[0] == status


@pytest.mark.parametrize(
    "words",
    [
        "已完成《值班办法》修订",
        "已完成设备安装",
        "一是已完成",
        "完成培训3次",
        "正在推进氧站改造",
        "2025年8月底前",
        "是否",
        "未完成设备验收的科室",
    ],
)
def test_read_status_clause_that_says_more_is_none(words: str) -> None:
    assert read_status(words) is None


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("已完成的整改事项", "completed"),
        ("已完成整改的问题(13个)", "completed"),
        ("已整改到位的问题", "completed"),
        ("基本完成的整改事项及说明", "mostly_completed"),
        ("取得阶段性成效的问题", "partial"),
        ("未完成的整改事项及原因", "unfinished"),
        ("尚在推进的整改事项", "unfinished"),
        ("正在整改的问题(1个)", "unfinished"),
        ("已完成并需长期坚持的事项", "completed_ongoing"),
    ],
)
def test_group_status_heading(heading: str, status: str) -> None:
    found = group_status(heading)

    assert found is not None
    assert found[0] == status


@pytest.mark.parametrize(
    "heading", ["问题整改情况", "持续推进整改落实", "整改任务完成情况", "未按期完成预算的问题", "继续整改"]
)
def test_group_status_other_heading_is_none(heading: str) -> None:
    assert group_status(heading) is None


def test_inline_status_in_brackets_after_or_before_the_problem() -> None:
    assert inline_status("院务公开不及时(已完成)") == ("completed", 8, 11)
    assert inline_status("院务公开不及时——基本完成") == ("mostly_completed", 9, 13)
    assert inline_status("[未完成]院务公开不及时") == ("unfinished", 1, 4)
    assert inline_status("院务公开(试行)") is None


def test_concluding_status_speaks_of_the_finding() -> None:
    assert concluding_status("组织培训2次。该问题已完成整改。") is not None
    assert concluding_status("组织培训2次。巡察发现的问题已完成整改。") is None
    assert concluding_status("组织培训2次。已完成整改。") is None
    assert concluding_status("组织培训2次。已完成整改。", bare=True) is not None
