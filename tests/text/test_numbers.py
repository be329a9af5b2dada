"""Numbers as printed: one table a rule."""

from __future__ import annotations

import pytest

from assistant.text.numbers import find_counts, find_money, parse_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,204,330.5", 1204330.5),
        ("1，204，330.5", 1204330.5),
        ("0", 0),
        ("两", 2),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两千", 2000),
        ("三千二百万", 32_000_000),
        ("一亿二千万", 120_000_000),
        ("二〇二四", 2024),
        ("贰拾伍", 25),
        ("若干", None),
        ("", None),
    ],
)
def test_parse_number_reads_arabic_and_chinese(printed: str, value: float | None) -> None:
    assert parse_number(printed) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("追回欠款88,406.12元", [88406.12]),
        ("节约开支300余万元", [3_000_000]),
        ("节约开支近40万元", [400_000]),
        ("结余1.05亿元", [105_000_000]),
        ("预算三千二百万元", [32_000_000]),
        ("预算两千余元", [2000]),
        ("每人补助200元,共计4000元", [200, 4000]),
        ("违规金额52万及明细", [520_000]),
        ("第一批款项21万的扣缴", [210_000]),
        ("服务群众3万人次", []),
        ("发放资料2万份", []),
        ("百元医疗收入消耗卫生材料下降", []),
        ("百元医疗收入中卫生材料费用21.50元", [21.5]),
        ("万元收入能耗支出", []),
        ("2024年元月起执行", []),
        ("2024年1元旦值班", []),
        ("单价5万元以上的设备", [50_000]),
        ("2万至3万元的项目", [20_000]),
        ("2-3万元的项目", [20_000]),
        ("罚款800元/人", [800]),
        ("3.5千元", [3500]),
        ("12个月", []),
        ("打破城乡二元结构", []),
        ("收费一元钱", [1]),
        ("追缴未果100万元(其中50万元)", [1_000_000, 500_000]),
    ],
)
def test_find_money_gives_yuan_literally(text: str, values: list[float]) -> None:
    assert [money.value for money in find_money(text)] == values


def test_find_money_keeps_the_upper_end_of_a_range() -> None:
    (money,) = find_money("每台15万-20万元不等")

    assert (money.value, money.high) == (150_000, 200_000)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("谈话7人次", [(7, "人次")]),
        ("处理60余人次", [(60, "人次")]),
        ("两名医师", [(2, "名")]),
        ("十二个问题", [(12, "个")]),
        ("第2名中标", []),
        ("整改4方面15个问题", [(15, "个")]),
        ("占比12.5个百分点", []),
    ],
)
def test_find_counts_reads_number_and_classifier(text: str, counts: list[tuple[int, str]]) -> None:
    assert [(count.value, count.unit) for count in find_counts(text)] == counts
