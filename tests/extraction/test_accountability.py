"""Who was held to account: one table of sentences that say so, one of sentences that only sound like it."""

from __future__ import annotations

import pytest

from assistant.extraction.accountability import accountability, persons_of
from assistant.outline.model import Block, OutlineFinding

HEAD = "1.某项工作落实不到位。\n"


def one_finding(body: str, kind: str = "measures") -> tuple[str, OutlineFinding]:
    text = HEAD + body
    block = Block(kind, len(HEAD), len(text))  # type: ignore[arg-type]
    return text, OutlineFinding(1, "1.", (0, len(HEAD) - 1), (2, len(HEAD) - 2), None, (block,), None)


def read(body: str) -> list[tuple[str, int | None]]:
    text, finding = one_finding(body)
    found = accountability(text, finding)
    assert all(text[e.evidence.start : e.evidence.end] == e.evidence.quote for e in found)
    return [(entry.action, entry.persons) for entry in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("一是对药剂科负责人进行提醒谈话。", [("提醒谈话", None)]),
        ("院纪委对2名采购人员开展诫勉谈话。", [("诫勉谈话", 2)]),
        ("约谈信息科、设备科负责人4人次。", [("约谈", 4)]),
        ("已集体约谈相关科室负责人。", [("集体约谈", None)]),
        ("对责任人王某给予党内警告处分。", [("党内警告", None)]),
        ("给予1人党内严重警告处分、2人政务记过处分。", [("党内严重警告", 1), ("政务记过", 2)]),
        (
            "对9名责任人追加了党纪政务处分：其中2人予以政务警告处分、3人进行诫勉谈话、4人批评教育。",
            [("政务警告", 2), ("诫勉谈话", 3), ("批评教育", 4)],
        ),
        ("对当事医师暂停处方权6个月。", [("暂停处方权", None)]),
        ("医务科约谈记录不完整的3名护士。", [("约谈", 3)]),
        ("2名副主任医师低聘一级。", [("低聘一级", 2)]),
        ("对连续两年排名末位的1名科主任免职。", [("免职", 1)]),
        ("6人被扣除医德考评分。", [("扣除医德考评分", 6)]),
        ("将原库房管理员调离采购岗位。", [("调离岗位", None)]),
        ("依规免去1名科室副主任职务。", [("免去职务", 1)]),
        ("对涉事护士扣罚绩效，并在全院通报批评。", [("扣罚绩效", None), ("全院通报批评", None)]),
        ("对赵某某等3人进行处罚，扣除当月绩效200元。", [("扣除绩效", 3)]),
        ("对相关责任人员6人分别扣发绩效各300元。", [("扣发绩效", 6)]),
        ("运用监督执纪“第一种形态”处理30余人次。", [("第一种形态处理", 30)]),
        ("运用“第一种形态”对涉事人员进行谈话提醒。", [("谈话提醒", None)]),
        ("责令食堂负责人作出书面检查。", [("责令书面检查", None)]),
        ("对问题突出的3名医师取消年度评优资格。", [("取消评优资格", 3)]),
        ("对物业公司项目经理进行了约谈，对月度考核扣分处理。", [("约谈", None), ("考核扣分", None)]),
        ("将钱某等两人纳入医德医风扣分。", [("医德医风扣分", 2)]),
        ("对违反规定的科室，已扣罚绩效。", [("扣罚绩效", None)]),
        ("2024年5月6日与当事科室主任谈话。", [("谈话", None)]),
        ("对5名科主任、3名护士长进行提醒谈话。", [("提醒谈话", None)]),
        ("对2名医师作出批评教育，扣发当月补贴每人500元。", [("批评教育", 2), ("扣发补贴", 2)]),
        ("提醒谈话12人次，政务处分1人。", [("提醒谈话", 12), ("政务处分", 1)]),
        ("解除与1家配送企业的合作协议。", [("解除合作协议", None)]),
        ("共约谈3人、通报批评2个科室。", [("约谈", 3), ("通报批评", None)]),
        ("给予停职检查处理。", [("停职检查", None)]),
        ("将违纪线索移送公安机关。", [("移送公安机关", None)]),
        ("对收受红包的医生进行严肃批评教育并调离原岗位。", [("批评教育", None), ("调离岗位", None)]),
        ("党委书记对分管领导进行了提醒谈话。", [("提醒谈话", None)]),
        ("对招标代理机构予以约谈。", [("约谈", None)]),
        ("已对违反劳动纪律的8名职工进行通报，扣发当月绩效。", [("扣发绩效", 8)]),
        ("对迟报的医师扣罚200元/例，累计扣罚2.4万元。", [("扣罚", None)]),
        ("予以调整，其中免职1人、降职2人、岗位调整3人。", [("免职", 1), ("降职", 2), ("岗位调整", 3)]),
        (
            "运用“四种形态”批评教育帮助和处理41人次，其中第一种形态38人次，第二种形态3人次。",
            [("第一种形态处理", 38), ("第二种形态处理", 3)],
        ),
        ("对原主任立案审查调查，移送司法机关处理。", [("立案审查调查", None), ("移送司法机关", None)]),
        ("谈话提醒60人次，函询3人，诫勉2人。", [("谈话提醒", 60), ("函询", 3), ("诫勉", 2)]),
        ("约谈违规医师4名，其中1名记入不良执业行为记分。", [("约谈", 4), ("不良执业行为记分", 1)]),
        (
            "对2名科主任给予党内警告处分，并将1家企业列入黑名单。",
            [("党内警告", 2), ("列入黑名单", None)],
        ),
        ("对4名履职不力的中层干部予以免职。", [("免职", 4)]),
    ],
)  # fmt: skip
def test_what_was_done_is_read_with_its_own_count(body: str, expected: list[tuple[str, int | None]]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "制定《工作人员违规行为处罚制度》。",
        "修订制度，明确对违规科室扣罚绩效、约谈科主任。",
        "逾期未整改的，将对责任人进行约谈。",
        "将视情对相关责任人予以问责。",
        "对屡教不改的一律通报批评。",
        "广泛开展谈心谈话52次。",
        "每季度对重点岗位人员开展廉政谈话。",
        "已启动政治谈话工作。",
        "建立约谈提醒机制，完善诫勉谈话制度。",
        "开展批评和自我批评。",
        "追回多发补贴3万元，退还患者2000元。",
        "医保局已完成扣款117万元。",
        "责令辞去兼职，解除违规聘用。",
        "安排4名中层干部轮岗交流。",
        "加强监督检查，加大通报批评力度。",
        "组织观看警示教育片，开展警示教育。",
        "未对相关人员进行约谈的问题已纠正。",
        "发现一起将严肃追究责任。",
        "术前与患者家属谈话并签字。",
        "拟对2名责任人进行诫勉谈话。",
        "及时调整领导班子成员任务分工。",
        "明确考核扣分标准。",
        "发现苗头性问题及时约谈提醒。",
        "约谈率达100%。",
        "将提醒谈话作为常态。",
    ],
)
def test_what_only_sounds_like_it_is_left_out(body: str) -> None:
    assert read(body) == []


def test_the_problem_itself_is_not_read() -> None:
    text, finding = one_finding("对3名责任人约谈不及时，通报批评2人。", kind="problem")

    assert accountability(text, finding) == ()


def test_repeated_words_count_once() -> None:
    assert read("一是对张某进行约谈。二是对张某进行约谈。") == [("约谈", None)]


def test_evidence_is_the_own_stretch_of_a_list() -> None:
    text, finding = one_finding("其中5人予以政务警告处分、10人进行诫勉谈话。")

    assert [e.evidence.quote for e in accountability(text, finding)] == ["其中5人予以政务警告处分", "10人进行诫勉谈话"]


@pytest.mark.parametrize(
    ("stretch", "term", "persons"),
    [
        ("提醒谈话7人次", "提醒谈话", 7),
        ("对3名医师进行约谈", "约谈", 3),
        ("约谈2个分院院长", "约谈", 2),
        ("对3名医师约谈5人次", "约谈", 5),
        ("对3名医师、2名护士约谈", "约谈", None),
        ("约谈相关科室", "约谈", None),
    ],
)
def test_persons_are_a_printed_number(stretch: str, term: str, persons: int | None) -> None:
    assert persons_of(stretch, stretch.find(term) + len(term)) == persons
