# ruff: noqa: E501 - a table of sentences reads best with one sentence a line.
"""What a notice calls the hospital, its publishing body and its short forms."""

from __future__ import annotations

import pytest

from assistant.extraction.hospital_names import derived_aliases, hospital_names, is_short

OPENING = "\n根据统一部署，现将整改情况予以公布。\n"


@pytest.mark.parametrize(
    ("title", "rest", "hospital", "body"),
    [
        ("中共清河市人民医院委员会\n关于巡察整改进展情况的通报", "", "清河市人民医院", "中共清河市人民医院委员会"),
        ("清河市第二医院党委关于巡察整改进展情况的通报", "", "清河市第二医院", "清河市第二医院党委"),
        (
            "清河县中医院党总支关于巡察整改情况的公告", "\n中共清河县中医院总支部委员会\n2025年1月2日", "清河县中医院",
            "中共清河县中医院总支部委员会",
        ),
        (
            "县中医院关于县委第七轮巡察整改情况的通报", "县委巡察组对清河县中医院党总支开展了巡察。\n中共清河县中医院总支委员会",
            "清河县中医院", "中共清河县中医院总支委员会",
        ),
        ("关于整改情况的通报\n（清河市第三人民医院党委  2025年3月9日）", "", "清河市第三人民医院", "清河市第三人民医院党委"),
        ("关于落实巡察反馈意见的公示\n——中共清河市精神卫生中心委员会", "", "清河市精神卫生中心", "中共清河市精神卫生中心委员会"),
        ("# 清河区妇幼保健院党支部关于巡察整改的通报", "", "清河区妇幼保健院", "清河区妇幼保健院党支部"),
        ("清河大学附属医院党委巡视整改公开通报", "", "清河大学附属医院", "清河大学附属医院党委"),
        ("市人民医院党委关于巡察整改的通报", "地址：清河市人民医院党政办。", "清河市人民医院", "市人民医院党委"),
        ("市人民医院党委关于巡察整改的通报", "按照《中共清河市委巡察工作办法》执行。", "清河市人民医院", "市人民医院党委"),
        ("中国共产党清河市中心医院委员会关于巡察整改的通报", "", "清河市中心医院", "中国共产党清河市中心医院委员会"),
        ("县妇幼保健院党支部关于整改的公示", "现将清河县妇幼保健院整改情况公示如下。", "清河县妇幼保健院", "县妇幼保健院党支部"),
        (
            "清河市人民医院（清河大学附属清河医院）党委关于整改的通报", "", "清河市人民医院",
            "清河市人民医院（清河大学附属清河医院）党委",
        ),
        ("清河区人民医院集团党委关于巡察整改的通报", "", "清河区人民医院集团", "清河区人民医院集团党委"),
    ],
)  # fmt: skip
def test_hospital_and_body(title: str, rest: str, hospital: str, body: str) -> None:
    text = title + OPENING + rest

    names = hospital_names(text, len(title + OPENING) + len(rest), max(0, len(text) - 60))

    assert names is not None
    assert (names.hospital, names.body and text[slice(*names.body)]) == (hospital, body)


@pytest.mark.parametrize(
    "title",
    [
        "关于清河市第二人民医院党委巡察整改进展情况的通报",
        "关于对清河市第二人民医院党委巡察反馈意见整改情况的公示",
        "关于中共清河市第二人民医院委员会整改进展情况的通报",
        "关于市委巡察清河市第二人民医院党委反馈意见整改情况的通报",
        "关于公布清河市第二人民医院整改情况的公告",
        "市委第二巡察组巡察清河市第二人民医院反馈意见整改情况",
        "关于巡察整改情况的通报——清河市第二人民医院党委",
    ],
)
def test_what_a_title_says_before_the_hospital_is_no_part_of_its_name(title: str) -> None:
    text = f"{title}\n现将有关情况予以公布。\n一、整改情况\n（一）采购不规范。\n"

    names = hospital_names(text, len(title) + 15, len(text))

    assert names is not None
    assert names.hospital == "清河市第二人民医院"


def test_no_name_gives_none() -> None:
    text = "关于整改情况的通报\n现予公布。"

    assert hospital_names(text, len(text), 0) is None


@pytest.mark.parametrize(
    ("name", "short"),
    [("市人民医院", True), ("人民医院", True), ("清河市人民医院", False), ("旗中医医院", True), ("第一医院", True)],
)
def test_is_short(name: str, short: bool) -> None:
    assert is_short(name) == short


@pytest.mark.parametrize(
    ("hospital", "alias"),
    [
        ("清河市第一医院", "市第一医院"),
        ("清河市第一医院", "市一院"),
        ("清河市第一医院", "清河一院"),
        ("东原市清河区中医医院集团", "清河区中医医院"),
        ("东原市清河区中医医院集团", "区中医医院集团"),
        ("清河县中医医院", "县中医院"),
        ("清河大学附属医院", "清河大学附院"),
    ],
)
def test_derived_aliases_hold_the_usual_short_forms(hospital: str, alias: str) -> None:
    assert alias in derived_aliases(hospital)


def test_derived_aliases_hold_no_name_that_fits_every_hospital() -> None:
    assert not {"人民医院", "医院", "总医院"} & set(derived_aliases("清河市人民医院"))
