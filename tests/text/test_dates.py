"""Dates in the forms notices print, and what looks like a date and is none."""

from __future__ import annotations

import pytest

from assistant.text.dates import find_dates, year_in_context
from assistant.text.flat import FlatText


def _found(text: str, year: int | None = 2024) -> list[tuple[str, str, str]]:
    flat = FlatText.of(text)
    return [(flat.text[m.start : m.end], m.first, m.last) for m in find_dates(flat, year)]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("2024年12月前完成", "2024年12月", "2024-12", "2024-12"),
        ("于2024 年 6 月 30 日前报批", "2024年6月30日", "2024-06-30", "2024-06-30"),
        ("预计6月下旬送审", "6月下旬", "2024-06", "2024-06"),
        ("8月14至9月27日开展巡察", "8月14至9月27日", "2024-08-14", "2024-09-27"),
        ("2025年4月27日至7月2日", "2025年4月27日至7月2日", "2025-04-27", "2025-07-02"),
        ("2023年3月20日-21日接待", "2023年3月20日-21日", "2023-03-20", "2023-03-21"),
        ("2025年1-6月督查", "2025年1-6月", "2025-01", "2025-06"),
        ("收集1至5月资料", "1至5月", "2024-01", "2024-05"),
        ("2024年底前上线", "2024年底", "2024-12", "2024-12"),
        ("预计年底能够上线", "年底", "2024-12", "2024-12"),
        ("年内完成", "年内", "2024-12", "2024-12"),
        ("2025年内完成", "2025年内", "2025-12", "2025-12"),
        ("将于下半年招聘", "下半年", "2024-07", "2024-12"),
        ("2026年上半年投用", "2026年上半年", "2026-01", "2026-06"),
        ("一季度已开展", "一季度", "2024-01", "2024-03"),
        ("2024年第三季度末验收", "2024年第三季度末", "2024-07", "2024-09"),
        ("10月底前完成扣款", "10月底", "2024-10", "2024-10"),
        ("8月份之前完成", "8月份", "2024-08", "2024-08"),
        ("二〇二四年十一月二十日", "二〇二四年十一月二十日", "2024-11-20", "2024-11-20"),
        ("二○二五年九月", "二○二五年九月", "2025-09", "2025-09"),
        ("2024.5.6印发", "2024.5.6", "2024-05-06", "2024-05-06"),
        ("截至2024-05，", "2024-05", "2024-05", "2024-05"),
        ("2024/11/08", "2024/11/08", "2024-11-08", "2024-11-08"),
        ("3.20—4.18启动招聘", "3.20—4.18", "2024-03-20", "2024-04-18"),
        ("明年6月前", "明年6月", "2025-06", "2025-06"),
        ("2022年启动，次年3月完工", "次年3月", "2023-03", "2023-03"),
        ("今年底", "今年底", "2024-12", "2024-12"),
        ("列入2025年度计划", "2025年度", "2025", "2025"),
        ("2023-2025年", "2023-2025年", "2023", "2025"),
        ("2024年9月9日至11月20日", "2024年9月9日至11月20日", "2024-09-09", "2024-11-20"),
        ("十月底前完成", "十月底", "2024-10", "2024-10"),
        ("力争2025 年 10 月中旬", "2025年10月中旬", "2025-10", "2025-10"),
    ],
)
def test_date_as_printed(text: str, words: str, first: str, last: str) -> None:
    assert (words, first, last) in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "近三年未发生", "三年内完成轮岗", "每年底述职", "每季度通报", "每月底盘点", "6个月以上", "平均住院日7.79天",
        "一月一主题", "每半年向党委汇报", "近年来", "至今", "十四五期间末", "每年3月开展", "四个季度",
        "12月龄儿童", "费用2024.5元", "1.5-2.5倍", "半年内", "“十四五”末", "两年内",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert _found(text) == []


def test_year_of_the_context_is_the_last_printed() -> None:
    found = find_dates(FlatText.of("2023年5月启动，预计8月底完成；2025年3月验收，6月投用"), 2030)

    assert [(m.last, m.year_printed) for m in found] == [
        ("2023-05", True), ("2023-08", False), ("2025-03", True), ("2025-06", False),
    ]  # fmt: skip


def test_years_before_the_limit_lend_themselves_to_no_date() -> None:
    flat = FlatText.of("2019年竣工，拟于10月底前送审")

    assert [m.last for m in find_dates(flat, 2024, not_before=2024)] == ["2019", "2024-10"]


def test_no_year_anywhere_gives_no_date() -> None:
    assert _found("预计8月底完成", None) == []


@pytest.mark.parametrize(
    ("text", "before"), [("2024年12月前", True), ("8月份之前", True), ("6月", False), ("年内", True)]
)
def test_before_says_by_when(text: str, before: bool) -> None:
    assert [m.before for m in find_dates(FlatText.of(text), 2024)] == [before]


def test_end_of_month_takes_the_month_before_it() -> None:
    assert _found("2024年9月3日动工，月底完工")[-1] == ("月底", "2024-09", "2024-09")


def test_year_in_context() -> None:
    flat = FlatText.of("2023年12月印发，拟于2月开展")

    assert year_in_context(flat, 3, 2024) == 2024
    assert year_in_context(flat, len(flat), 2024) == 2023
