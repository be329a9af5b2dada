"""A notice that agrees with itself gives no alarm; one contradiction planted in it gives exactly that one."""

from __future__ import annotations

import hashlib

import pytest

from assistant.audit import AuditItem, AuditKind, audit_report
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading.document import Document

NOTICE = """中共青岚县人民医院委员会关于巡察整改进展情况的通报

2024年3月4日至4月26日，县委第二巡察组对青岚县人民医院党委开展了巡察。2024年6月12日，巡察组反馈了意见。现将整改情况通报如下。

一、组织落实情况

医院党委对照反馈的6个问题逐条整改。截至2024年11月底，已完成4个，基本完成1个，未完成1个。移交问题线索5件，已办结4件。

二、问题整改情况

（一）医疗服务方面

1.药品采购程序不规范。
整改情况：一是修订《药品采购管理办法》，明确六个环节的责任人。二是对12种药品重新比选，已完成12种。三是问责6人，其中诫勉谈话2人、批评教育4人。
完成情况：已完成

2.离职赔偿款未及时收回。
整改情况：一是核对离职人员台账，应收赔偿款52.4万元，实收赔偿款40.1万元，尚欠12.3万元，对欠款人员逐一发函。二是建立离职会签制度。
完成情况：基本完成

3.消防隐患整改不及时。
整改情况：一是建立消防隐患周例会制度，全面排查隐患86处，已整改80处，剩余6处纳入改造。二是老病房楼消防改造计划于2025年3月完成招标。
完成情况：未完成

（二）党的建设方面

4.支部活动不正常。
整改情况：一是各支部召开组织生活会，参加党员64人，其中缺席16人，占25%。二是药占比由31.5%下降到28.2%，下降3.3个百分点。
完成情况：已完成

5.礼品登记不及时。
整改情况：一是清理2名职工收受的礼品折价款3000元，全部上缴。二是通报典型案例，组织全体中层干部学习纪律处分条例并逐人签订承诺书。
完成情况：已完成

6.医疗设备闲置。
整改情况：一是清查闲置设备21台，调剂使用21台。二是于2024年9月18日召开了设备论证会，压减采购预算。
完成情况：已完成

三、需要继续整改的事项说明

（一）基本完成的事项
1.离职赔偿款未及时收回。
情况说明：相关人员已全部收到函件。
完成时限：2025年6月底前
（二）未完成的事项
1.消防隐患整改不及时。
情况说明：改造方案已报批。
完成时限：2025年12月底前

中共青岚县人民医院委员会
2024年12月20日
"""


def audit(text: str) -> tuple[AuditItem, ...]:
    document = Document("n.txt", hashlib.sha256(text.encode()).hexdigest(), text, "txt")
    return audit_report(extract(document, build_outline(text)), text)


def test_a_consistent_notice_raises_no_alarm() -> None:
    assert audit(NOTICE) == ()


GIFTS = "1.礼品登记不及时。\n情况说明：登记系统尚需完善。\n"
SEEDS: list[tuple[AuditKind, int | None, str, str]] = [
    ("status_open", 6, "压减采购预算。", "压减采购预算，闲置直线加速器的处置方案尚未获批。"),
    ("status_appendix", 5, "1.消防隐患整改不及时。\n情况", f"{GIFTS}2.消防隐患整改不及时。\n情况"),
    ("declared_totals", None, "已完成4个，基本完成1个，未完成1个", "已完成5个，基本完成1个，未完成0个"),
    ("declared_totals", None, "线索5件，已办结4件", "线索5件，已办结7件"),
    ("parts_sum", 1, "批评教育4人", "批评教育5人"),
    ("parts_sum", 5, "礼品折价款3000元，全部上缴", "奖金，退回职工1.2万元，上缴财政0.8万元，合计2.5万元"),
    ("remainder", 3, "剩余6处", "剩余9处"),
    ("difference", 2, "尚欠12.3万元", "尚欠15.3万元"),
    ("unit_slip", 2, "收赔偿款40.1万元，尚欠12.3万元", "收赔偿款40.1万元，尚欠123000万元"),
    ("unit_slip", 5, "3000元", "3000万元"),
    ("outstanding_paid", 2, "尚欠12.3万元，", "尚欠12.3万元（其中一名人员已支付2万元），"),
    ("status_appendix", 3, "（二）未完成的事项", "（二）基本完成的其他事项"),
    (
        "difference",
        2,
        "应收赔偿款52.4万元，实收赔偿款40.1万元，尚欠12.3万元",
        "违规发放50万元，已收回30万元，尚有25万元未收回",
    ),
    ("percentage", 3, "剩余6处", "整改率达到98%，剩余6处"),
    ("percentage", 4, "占25%", "占35%"),
    ("change", 4, "下降到28.2%，下降3.3个", "下降到33.2%，变化1.7个"),
    ("change", 4, "下降3.3个百分点", "下降6.3个百分点"),
    ("deadline_differs", 3, "改造方案已报批。", "老病房楼消防改造拟于2025年9月完成招标。"),
    ("deadline_beyond", 3, "计划于2025年3月完成招标", "计划于2026年3月完成招标"),
    (
        "progress_differs",
        3,
        "改造方案已报批。",
        "改造方案已报批，尚未召开消防隐患例会。",
    ),
    ("deadline_passed", 3, "计划于2025年3月完成招标", "计划于2024年10月完成招标"),
    ("date_order", None, "2024年6月12日，巡察组反馈", "2024年3月12日，巡察组反馈"),
    ("date_impossible", 6, "2024年9月18日", "2024年9月31日"),
    ("done_in_future", 6, "于2024年9月18日召开了", "于2025年9月18日召开了"),
    (
        "duplicate_measure",
        6,
        "二是于2024年9月18日",
        "二是通报典型案例，组织全体中层干部学习纪律处分条例并逐人签订承诺书。三是于2024年9月18日",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "finding", "old", "new"), SEEDS, ids=[f"{s[0]}-{i}" for i, s in enumerate(SEEDS)])
def test_a_planted_contradiction_is_found_alone(kind: AuditKind, finding: int | None, old: str, new: str) -> None:
    assert NOTICE.count(old) == 1
    text = NOTICE.replace(old, new)

    found = audit(text)

    assert [(item.kind, item.finding) for item in found] == [(kind, finding)]
    for item in found:
        assert item.quotes
        assert all(text[quote.start : quote.end] == quote.quote for quote in item.quotes)


def test_progress_told_twice_and_differently_is_found() -> None:
    """The finding's own place tells the parts apart, the later part says the same of all."""
    parts = "二是9个改造项目中，2个项目已送审，3个项目已编制预算，4个项目预算未完成。三是老病房楼"
    text = NOTICE.replace("二是老病房楼", parts).replace("改造方案已报批。", "目前9个项目均已编制预算，进入送审阶段。")

    assert [(item.kind, item.finding) for item in audit(text)] == [("progress_differs", 3)]


NOISE = [
    "一是签约人才68人，其中硕士32人（其中双一流院校30人，占比达93.75%）、高级职称41人。",
    "一是购置设备18台，目前已到货13台，剩余5台设备计划在2025年8月前完成2台采购，于2025年12月前完成3台采购。",
    "一是全年培训12次，其中全院4次、科室8次，参加320余人次。",
    "一是住院次均费用由2022年的8650元下降到8120元，下降6.1%。",
    "一是收入5775.46万元，其中药品收入1200万元，耗材收入800万元。",
    "一是报名2人，占门诊西医临床医师28%；高级职称19人，占高级职称医师38%。",
    "一是整改24件，已办结14件。另外10件因资料遗失已作说明。",
    "一是计划于2025年6月完成方案论证，拟于2025年12月完成公开招标。",
    "一是候诊时间由1小时缩短至30分钟，平均住院日由8.1天降至6.9天，费用下降5%。",
    "一是问责5人，其中提醒谈话4人次、诫勉谈话3人次。",
    "一是医疗收入123456万元，同比增长3%。",
    "一是扣罚绩效2000元，退还患者费用1.6万元，收回补贴5784元。",
]


@pytest.mark.parametrize("measure", NOISE)
def test_numbers_that_agree_or_do_not_compare_raise_no_alarm(measure: str) -> None:
    text = NOTICE.replace("一是建立消防隐患周例会制度，全面排查隐患86处，已整改80处，剩余6处纳入改造。", measure)
    assert text != NOTICE

    assert audit(text) == ()
