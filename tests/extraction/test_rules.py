# ruff: noqa: E501 - a table of sentences reads best with one sentence a line.
"""Which documents were made, revised, issued or abolished: by the verb that governs the title."""

from __future__ import annotations

import pytest

from assistant.extraction.rules import actions_in, rules, unquoted_action
from assistant.outline.model import Block, OutlineFinding

HEAD = "1.某项工作落实不到位。\n"


def read(body: str) -> list[tuple[str, str]]:
    text = HEAD + body
    finding = OutlineFinding(
        1, "1.", (0, len(HEAD) - 1), (2, len(HEAD) - 2), None, (Block("measures", len(HEAD), len(text)),), None
    )
    found = rules(text, finding)
    assert all(text[r.evidence.start : r.evidence.end] == r.evidence.quote for r in found)
    return [(rule.name, rule.action) for rule in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("一是制定《值班管理办法》。", [("《值班管理办法》", "制定")]),
        ("研究制定了医院《值班管理办法》，明确责任。", [("《值班管理办法》", "制定")]),
        ("制定并印发《值班管理办法》。", [("《值班管理办法》", "制定")]),
        ("修订完善《甲制度》《乙制度》《丙制度》等制度。", [("《甲制度》", "修订"), ("《乙制度》", "修订"), ("《丙制度》", "修订")]),
        ("修订印发《甲制度》、《乙办法》。", [("《甲制度》", "修订"), ("《乙办法》", "修订")]),
        ("下发《关于调整工作专班的通知》。", [("《关于调整工作专班的通知》", "印发")]),
        ("建立健全《公务用车管理台账》。", [("《公务用车管理台账》", "制定")]),
        ("编印《内控手册》发至各科室。", [("《内控手册》", "制定")]),
        ("《甲制度》已修订完善。", [("《甲制度》", "修订")]),
        ("《甲办法》《乙办法》均已印发执行。", [("《甲办法》", "印发"), ("《乙办法》", "印发")]),
        ("对《甲制度》进行修订。", [("《甲制度》", "修订")]),
        ("对《2024年度培训计划》内容进行了修订。", [("《2024年度培训计划》", "修订")]),
        ("在《综合目标管理方案》中进一步完善审批流程。", [("《综合目标管理方案》", "修订")]),
        ("立即废止《借用管理制度》。", [("《借用管理制度》", "other")]),
        ("根据《政府采购法》修订《院内采购管理办法》。", [("《院内采购管理办法》", "修订")]),
        ("修订《甲制度》，组织学习《处方管理办法》。", [("《甲制度》", "修订")]),
        ("通过制定《甲办法》，实现分级审批。", [("《甲办法》", "制定")]),
        ("出台《甲办法（试行）》并严格执行。", [("《甲办法（试行）》", "制定")]),
        ("制定《考核办法》并组织学习。", [("《考核办法》", "制定")]),
        ("印发《关于印发<议事规则>的通知》。", [("《关于印发<议事规则>的通知》", "印发")]),
        ("经院长办公会审议通过《甲方案》。", [("《甲方案》", "制定")]),
        ("印发《甲方案》。后续又修订《甲方案》。", [("《甲方案》", "修订")]),
        ("学习《甲制度》。二是已印发《甲制度》。", [("《甲制度》", "印发")]),
        ("学习《某公司差旅费管理制度》，已修订完善差旅费管理制度。", [("《某公司差旅费管理制度》", "修订")]),
        ("制定《采购管理办法（2025年修订）》。", [("《采购管理办法（2025年修订）》", "修订")]),
        ("修订\n完善《资金管\n理办法》。", [("《资金管理办法》", "修订")]),
        ("进一步细化《绩效考核方案》考核指标。", [("《绩效考核方案》", "修订")]),
        ("编制完成《发展规划》并发布。", [("《发展规划》", "制定")]),
        ("《医院章程》修订工作已完成。", [("《医院章程》", "修订")]),
        ("新制定《甲办法》，修订《乙章程》，废止《丙办法》。", [("《甲办法》", "制定"), ("《乙章程》", "修订"), ("《丙办法》", "other")]),
        ("起草并印发《甲方案》。", [("《甲方案》", "制定")]),
    ],
)  # fmt: skip
def test_the_governing_verb_gives_the_action(body: str, expected: list[tuple[str, str]]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "组织学习《中华人民共和国医师法》。",
        "严格执行《甲制度》《乙制度》。",
        "按照《甲办法》要求推进整改。",
        "根据《奖惩制度》对科室进行处理。",
        "正在拟定《甲细则》。",
        "修订《甲办法》初稿，待完善后印发。",
        "《人才护航计划》正在撰写拟定中。",
        "将制定《甲制度》。",
        "拟修订《甲制度》。",
        "市卫健局等5个部门联合出台《关于印发某方案的通知》文件。",
        "在群里下发《江南省医疗机构考核表》。",
        "召开会议讨论《甲方案》。",
        "发放《合理用药宣传册》。",
        "重新填写90份《廉政风险自查表》。",
        "完成《甲条例》《乙办法》专题学习。",
        "启动《医院章程》修订工作。",
        "《医院章程》修订工作正在进行。",
        "《甲办法（征求意见稿）》已起草完成。",
        "参与制定《区域规范》。",
        "参照《甲制度》执行，明确责任。",
        "要求各支部严格落实《甲制度》。",
        "签订《廉洁行医承诺书》。",
        "转发《国家卫健委关于某事的通知》。",
    ],
)
def test_learned_followed_and_drafted_documents_are_left_out(body: str) -> None:
    assert read(body) == []


def test_actions_in_reads_a_quote_by_itself() -> None:
    assert actions_in("修订完善《甲制度》《乙制度》") == {"甲制度": "修订", "乙制度": "修订"}
    assert actions_in("按照《甲制度》") == {}


def test_unquoted_action_needs_the_verb_right_before_the_name() -> None:
    assert unquoted_action("《某公司差旅费管理制度》", "修订完善差旅费管理制度") == "修订"
    assert unquoted_action("《某公司差旅费管理制度》", "执行差旅费管理制度") is None
