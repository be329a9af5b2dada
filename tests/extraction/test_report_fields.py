"""What a notice says about itself, put together: place, aliases, what lies outside findings."""

from __future__ import annotations

import pytest

from assistant.extraction.report_fields import outside, report_fields
from assistant.outline.model import Outline, OutlineFinding

OPENING = (
    "{name}党委关于巡察整改进展情况的通报\n根据市委部署，2024年4月8日至6月7日，市委第二巡察组对{name}党委开展了巡察。\n"
)


@pytest.mark.parametrize(
    ("name", "rest", "province", "city", "alias"),
    [
        ("江苏省昆山市第三人民医院", "", "江苏省", "苏州市", "昆山市三院"),
        ("四川清河医院", "", "四川省", None, "清河医院"),
        ("四川清河医院", "《绵阳市规则》《绵阳市办法》", "四川省", "绵阳市", "清河医院"),
        ("无名市人民医院", "地址：浙江省无名市文一路1号。", "浙江省", "无名市", "市人民医院"),
        ("无名市人民医院", "", None, "无名市", "无名人民医院"),
        ("无名区人民医院", "甘肃省云屿市无名区委第五巡察组反馈意见。", "甘肃省", "云屿市", "区人民医院"),
        ("无名县人民医院", "按照云屿市无名县委部署，制定方案。", None, "云屿市", "县人民医院"),
        ("无名县人民医院", "赴成都市学习，赴成都市进修。", None, None, "县人民医院"),
    ],
)
def test_place_and_aliases(name: str, rest: str, province: str | None, city: str | None, alias: str) -> None:
    text = OPENING.format(name=name) + rest

    fields = report_fields(text, Outline((), ()), "a.txt")

    assert (fields.hospital, fields.province, fields.city) == (name, province, city)
    assert alias in fields.aliases
    assert all(text[e.start : e.end] == e.quote for e in fields.evidence.values())


def test_a_province_that_only_says_where_is_no_part_of_the_name() -> None:
    text = OPENING.format(name="河北省云屿县中医院") + "中共云屿县中医院总支部委员会\n2025年7月28日\n"

    fields = report_fields(text, Outline((), ()), "a.txt")

    assert (fields.hospital, fields.province) == ("云屿县中医院", "河北省")
    assert fields.party_body == "中共云屿县中医院总支部委员会"
    assert fields.evidence["hospital"].quote == "云屿县中医院"


def test_a_text_without_a_name_is_known_by_its_file() -> None:
    assert report_fields("整改情况如下。", Outline((), ()), "某院整改.txt").hospital == "某院整改"


def test_outside_is_what_no_finding_holds() -> None:
    text = "开头。甲问题乙问题结尾。"
    one, other = (OutlineFinding(i, "", span, span, None, (), None) for i, span in enumerate(((3, 6), (6, 9)), start=1))

    assert [text[a:b] for a, b in outside(text, Outline((one, other), ()))] == ["开头。", "结尾。"]
