"""Province and city of names, by the table of divisions and by what is printed."""

from __future__ import annotations

import pytest

from assistant.extraction.geography import Place, city_by_mentions, place_of, province_of_city


@pytest.mark.parametrize(
    ("name", "province", "city"),
    [
        ("苏州市第一医院", "江苏省", "苏州市"),
        ("昆山市人民医院", "江苏省", "苏州市"),
        ("宁波市鄞州区中医院", "浙江省", "宁波市"),
        ("敦煌市医院", "甘肃省", "酒泉市"),
        ("四川某某医院", "四川省", None),
        ("河北保定莲池区中山路3号", "河北省", "保定市"),
        ("重庆市渝北区人民医院", "重庆市", "重庆市"),
        ("恩施土家族苗族自治州中心医院", "湖北省", "恩施土家族苗族自治州"),
        ("澜沧江市人民医院", None, "澜沧江市"),
        ("江苏省无名市清河区文笔街12号", "江苏省", "无名市"),
        ("无名县人民医院", None, None),
        ("对江苏省无名市第一医院", "江苏省", "无名市"),
    ],
)
def test_place_of(name: str, province: str | None, city: str | None) -> None:
    assert place_of(name) == Place(province, city)


def test_a_shared_county_name_is_settled_by_the_text() -> None:
    assert place_of("鼓楼区医院") == Place(None, None)
    assert place_of("鼓楼区医院", "福州市卫健委") == Place("福建省", "福州市")


def test_city_by_mentions_needs_a_clear_lead() -> None:
    assert city_by_mentions("《遵义市办法》《遵义市规则》", None) == "遵义市"
    assert city_by_mentions("赴遵义市学习", None) is None
    assert city_by_mentions("遵义市、遵义市、贵阳市", "贵州省") == "遵义市"
    assert city_by_mentions("遵义市、遵义市、贵阳市、贵阳市", "贵州省") is None


def test_province_of_city() -> None:
    assert province_of_city("赤峰市") == "内蒙古自治区"
    assert province_of_city("无名市") is None
