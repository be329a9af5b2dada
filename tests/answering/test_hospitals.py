"""Names, short forms, slips and strangers, over invented hospitals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answering.hospitals import Gazetteer, take_apart, unknown_names
from assistant.answering.scope import reach
from assistant.records.query import ReportRow
from assistant.schema import ReportFields

NAMES = (
    "青屿市第一医院",
    "宁川市白鹭洲区中医医院集团",
    "河东省云帆医院",
    "临湖大学附属医院",
    "乌兰旗蒙医医院",
    "汀州县妇幼保健院",
    "沅水医科大学附属第二医院",
    "岑湖瑶族自治县人民医院",
)


def rows(*names: str) -> list[ReportRow]:
    return [ReportRow(f"{i}.txt", str(i), ReportFields(hospital=name), 3) for i, name in enumerate(names)]


def resolve(
    question: str, names: tuple[str, ...] = NAMES, spoken: Callable[[str], bool] = lambda _: False
) -> list[str]:
    gazetteer = Gazetteer.of(rows(*names))
    found = reach(question, gazetteer, spoken)
    return [names[int(source.split(".")[0])] for source in found.sources] if found.scope == "named" else []


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("陶浦口腔谁负责消毒", "谁负责消毒"),
        ("陶浦区口腔谈了几个人", "谈了几个人"),
        ("陶浦口腔科谁负责", "口腔科谁负责"),
        ("陶浦人民群众怎么看", "人民群众怎么看"),
    ],
)
def test_the_field_of_medicine_belongs_to_the_name_without_the_word_hospital(question: str, left: str) -> None:
    found = reach(question, Gazetteer.of(rows("陶浦区口腔医院")), lambda _: False)

    assert found.masked.strip() == left


@pytest.mark.parametrize(
    ("question", "hospital"),
    [
        ("青屿市第一医院整改得怎么样", "青屿市第一医院"),
        ("青屿一院还有几条没完成", "青屿市第一医院"),
        ("青屿那边呢", "青屿市第一医院"),
        ("白鹭洲中医院的采购", "宁川市白鹭洲区中医医院集团"),
        ("白路洲的采购问题", "宁川市白鹭洲区中医医院集团"),
        ("临湖附院处理了谁", "临湖大学附属医院"),
        ("乌兰蒙医院有多少条", "乌兰旗蒙医医院"),
        ("汀州妇幼的联系电话", "汀州县妇幼保健院"),
        ("清屿一院的问责", "青屿市第一医院"),
        ("沅水二附院的收费", "沅水医科大学附属第二医院"),
        ("沅水医大二附院的收费", "沅水医科大学附属第二医院"),
        ("沅水医科大学第二附属医院的收费", "沅水医科大学附属第二医院"),
        ("岑湖县医院处理了谁", "岑湖瑶族自治县人民医院"),
        ("岑湖县人民医院的采购", "岑湖瑶族自治县人民医院"),
    ],
)
def test_short_forms_and_slips_find_the_hospital(question: str, hospital: str) -> None:
    assert resolve(question) == [hospital]


def test_pinyin_is_put_into_characters() -> None:
    gazetteer = Gazetteer.of(rows(*NAMES))

    assert "白鹭洲" in gazetteer.from_latin("Has Bai Lu Zhou closed it?")
    assert "青屿" in gazetteer.from_latin("findings of Qingyu Hospital")


def test_another_hospital_of_the_same_place_is_not_ours() -> None:
    found = reach("青屿市人民医院的整改完成了吗", Gazetteer.of(rows(*NAMES)), lambda _: False)

    assert found.unknown == ("青屿市人民医院",)
    assert found.scope == "all"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("北岭协和医院的整改通报", ["北岭协和医院"]),
        ("哪些医院还没完成", []),
        ("五家医院里谁最快", []),
        ("上级医院派了几个专家", []),
        ("和省外知名大医院、高校附属医院联手的有谁", []),
        ("江岭大学附属医院的通报", ["江岭大学附属医院"]),
    ],
)
def test_strangers_are_named_and_generic_words_are_not(question: str, names: list[str]) -> None:
    assert unknown_names(question, []) == names


def test_excepted_hospitals_leave_the_others() -> None:
    found = reach("除了青屿一院，其他几家采购完成了吗", Gazetteer.of(rows(*NAMES)), lambda _: False)

    assert found.scope == "others"
    assert "0.txt" not in found.sources
    assert len(found.sources) == len(NAMES) - 1


def test_a_partner_that_a_notice_mentions_is_a_theme_not_a_stranger() -> None:
    found = reach("协和医院来了几个专家", Gazetteer.of(rows(*NAMES)), lambda words: "协和" in words)

    assert found.unknown == ()


def test_names_come_apart_into_regions_and_their_own_part() -> None:
    parts = take_apart("宁川市白鹭洲区中医医院集团")

    assert parts.regions == (("宁川", "市"), ("白鹭洲", "区"))
    assert parts.rest == "中医医院集团"
    assert take_apart("临湖大学附属医院").stems[0] == "临湖"


def test_two_hospitals_of_one_place_are_both_taken_and_said_to_be() -> None:
    names = ("青屿市第一医院", "青屿市第二医院")
    found = reach("青屿完成了几条", Gazetteer.of(rows(*names)), lambda _: False)

    assert len(found.sources) == 2
    assert found.assumptions
    assert resolve("青屿二院完成了几条", names) == ["青屿市第二医院"]


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("柳溪卫生院的班子动了没", ()),
        ("下头卫生院那边呢", ()),
        ("底下的乡镇卫生院管了没", ()),
        ("杨渡卫生院的班子动了没", ("杨渡卫生院",)),
    ],
)
def test_an_institution_is_known_by_the_name_a_notice_prints(question: str, unknown: tuple[str, ...]) -> None:
    found = reach(question, Gazetteer.of(rows(*NAMES)), lambda words: words in "加强柳溪镇卫生院管理")

    assert found.unknown == unknown
