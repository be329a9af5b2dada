from __future__ import annotations

import pytest

from assistant.answering.passages.model import Expected
from assistant.answering.passages.values import find_values


@pytest.mark.parametrize(
    ("kind", "asked", "text", "named"),
    [
        ("who", "公司", "并按合同扣减保洁公司服务费2万元", []),
        ("who", "公司", "对违规操作的某招标代理公司予以清退出库", []),
        ("name", "企业", "将两家串标企业列入失信名单", []),
        ("who", "公司", "与重庆华信公司解除合同", ["重庆华信公司"]),
        ("who", "部门", "岗位设置的请示已报市人社局,正在等待批复", ["市人社局"]),
        ("person_name", "组长", "由党委书记任组长、院长任第一副组长", ["党委书记"]),
        ("person_name", "院长", "由院长任第一副组长", []),
        ("person_name", "院长", "给予时任副院长党内警告处分", []),
        ("person_name", "", "责任领导:何立秋责任科室:药学部", ["何立秋", "药学部"]),
    ],
)
def test_only_what_singles_somebody_out_is_a_name(kind: Expected, asked: str, text: str, named: list[str]) -> None:
    assert [text[value.start : value.end] for value in find_values(text, kind, asked)] == named


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("cmi值达到1.21", ["1.21"]),
        ("审减工程造价1342万元", ["1342万元"]),
        ("满意度由81.2%提升至93.7%", ["81.2%", "93.7%"]),
    ],
)
def test_a_bare_how_much_takes_numbers_of_every_kind(text: str, printed: list[str]) -> None:
    assert [text[value.start : value.end] for value in find_values(text, "count", "*")] == printed
