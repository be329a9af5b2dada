from __future__ import annotations

import pytest

from assistant.answering.passages.model import Expected
from assistant.answering.passages.values import compatible, find_values


def test_value_of_another_unit_is_no_value() -> None:
    assert [v.number for v in find_values("3名医师坐诊,接诊120人次", "persons", "人次")] == [120]
    assert [v.number for v in find_values("已选派第四批共12人,排名第6位", "count", "第")] == [4, 6]


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("persons", "其中5人予以警告,第2名为候选,对10名同志谈话7人次", ["5人", "10名", "7人次"]),
        ("count", "2台设备到货,一是清查69个科室", ["2台", "69个"]),
        ("count", "收到感谢信12封,增设信箱3个", ["12封", "3个"]),
        ("count", "B1产科演练不足,C12整改19条", ["19条"]),
        ("money", "共追回36.5万元,每人100元", ["36.5万元", "100元"]),
        ("percent", "占比达12.6%,提高百分之五", ["12.6%", "百分之五"]),
        ("percent", "合格率百分之九十五点六", ["百分之九十五点六"]),
        ("persons", "培训一百零八人", ["一百零八人"]),
        ("date", "四月二十二日前反映,每月一次", ["四月二十二日"]),
        ("date", "2025年9月底前完成,自3月14日起", ["2025年9月底前", "3月14日"]),
        ("contact", "电话:0999-1234567;邮箱:a.b@c.com", ["0999-1234567", "a.b@c.com"]),
        ("place", "残值收入2万元上缴县财政,其余退至专户", ["县财政", "专户"]),
        ("who", "福利停发,保险由其个人自负", ["其个人"]),
        ("who", "对相关责任人苏某某进行约谈", ["对相关责任人", "苏某某"]),
        ("person_name", "党委书记任组长,其他班子成员任副组长", []),
        ("person_name", "院长王建国主持会议,党委书记李明,", ["党委书记李明"]),
    ],
)
def test_find_values_finds_what_the_question_asks_for(kind: Expected, text: str, found: list[str]) -> None:
    values = [text[value.start : value.end] for value in find_values(text, kind)]

    if kind == "person_name":
        values = [value[-4:] if len(value) > 4 else value for value in values]
        found = [value[-4:] for value in found]
    assert values == found


def test_find_values_of_a_body_are_bodies_of_that_kind() -> None:
    text = "与临河康达医疗服务有限公司签约,中标公司为其子公司"

    values = [text[v.start : v.end] for v in find_values(text, "name", "公司")]

    assert values
    assert all(value.endswith("公司") for value in values)
    assert "中标公司" not in values


@pytest.mark.parametrize(("asked", "printed", "fits"), [("起", "例", True), ("张", "名", False), ("", "台", True)])
def test_compatible_lets_like_classifiers_answer_each_other(asked: str, printed: str, fits: bool) -> None:
    assert compatible(asked, printed) is fits
