"""Who inspected and when, and the dates of feedback and publication."""

from __future__ import annotations

import pytest

from assistant.extraction.inspection import inspection, level_of, published


def test_the_opening_gives_team_level_period_and_feedback() -> None:
    text = "2024年12月2日至2025年1月20日，市委第三巡察组对我院党委开展了巡察。2月18日，市委巡察组反馈了意见。"

    found = inspection(text, len(text))

    assert found.body is not None and text[slice(*found.body)] == "市委第三巡察组"
    assert found.level == "市委"
    assert found.period is not None and (found.period.first, found.period.last) == ("2024-12-02", "2025-01-20")
    assert found.feedback is not None and found.feedback.last == "2025-02-18"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023年3月6至4月21日，县委巡察二组对县医院开展了巡察。", "2023-03-06", "2023-04-21"),
        ("县委第二巡察组于2024年9月9日—10月30日对我院进行巡察。", "2024-09-09", "2024-10-30"),
        ("2024年9月2日起至11月1日，县委第三巡察组对我院开展巡察，于12月5日反馈意见。", "2024-09-02", "2024-11-01"),
        ("2024年3月至5月，市委第七巡察组对我院开展巡察。", "2024-03", "2024-05"),
    ],
)
def test_period_wordings(text: str, start: str, end: str) -> None:
    period = inspection(text, len(text)).period

    assert period is not None and (period.first, period.last) == (start, end)


def test_the_first_of_two_inspections_counts() -> None:
    text = (
        "2024年5月6日至6月7日，市委第六巡察组开展常规巡察，8月1日反馈意见；"
        "2025年3月3日至4月4日，市委第二巡察组开展“回头看”，5月5日反馈意见。"
    )

    found = inspection(text, len(text))

    assert found.body is not None and text[slice(*found.body)] == "市委第六巡察组"
    assert found.feedback is not None and found.feedback.last == "2024-08-01"


@pytest.mark.parametrize(
    ("team", "level"),
    [
        ("省委第六巡视组", "省委"),
        ("自治区党委巡视三组", "省委"),
        ("云屿大学党委第二巡察组", "其他"),
        ("县委第四巡察组", "县委"),
        ("旗委第三巡察组", "旗委"),
        ("市卫健委党组第一巡察组", "其他"),
        ("领导小组", None),
    ],
)
def test_level_of(team: str, level: str | None) -> None:
    assert level_of(team) == level


@pytest.mark.parametrize(
    ("opening", "team"),
    [
        ("9月8日至11月5日，校党委第三巡察组对附属医院开展了巡察。", "校党委第三巡察组"),
        ("按照云屿大学党委安排，9月8日至11月5日，云屿大学党委第二巡察组对我院开展巡察。", "云屿大学党委第二巡察组"),
        ("9月8日至11月5日，市国资委党委第一巡察组对医院开展巡察。", "市国资委党委第一巡察组"),
        ("9月8日至11月5日，集团党委巡察一组对医院党委开展巡察。", "集团党委巡察一组"),
        ("9月8日至11月5日，市委第一巡察组对医院党委开展巡察。", "市委第一巡察组"),
    ],
)
def test_the_team_is_named_with_whose_committee_it_is_of(opening: str, team: str) -> None:
    found = inspection(f"2024年{opening}", len(opening) + 5)

    assert found.body is not None and f"2024年{opening}"[slice(*found.body)] == team


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("通报\n正文。\n中共某某委员会\n2025年10月20日", "2025-10-20"),
        ("通报\n正文。\n中共某某委员会\n二〇二五年十二月八日", "2025-12-08"),
        ("通报\n正文。\n中共某某医院委员会　　2025年7月4日", "2025-07-04"),
        ("通报\n发布日期：2026-03-20　来源：办公室\n正文。", "2026-03-20"),
        ("关于整改情况的通报\n（清河市第三人民医院党委  2025年3月9日）\n正文。", "2025-03-09"),
        ("通报\n（二〇二四年十二月三十日）\n正文。", "2024-12-30"),
        ("通报\n" + "正文。" * 40 + "\n公示时间：2025年10月20日至11月10日。", "2025-10-20"),
        ("通报\n" + "正文。" * 40 + "监督时间为2025年10月20日至11月10日。电话：0311-5551234。", "2025-10-20"),
        ("通报\n" + "正文。" * 40 + "\n公示期为2025年11月10日至11月28日。\n某某医院党委\n2025年11月9日", "2025-11-09"),
        ("通报\n" + "正文。" * 40 + "\n某某医院党委办公室  2025.11.10", "2025-11-10"),
        ("通报\n" + "正文。" * 40 + "\n（2025年11月10日公布）", "2025-11-10"),
        ("通报\n正文，反映意见截止日期：2025年8月15日。", None),
        ("通报\n截至2025年8月15日，已完成整改12个。", None),
    ],
)
def test_published(text: str, date: str | None) -> None:
    found = published(text, len(text), len(text) // 2)

    assert (found and found.last) == date
