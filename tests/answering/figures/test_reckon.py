"""What is computed from the prose of one notice, and what is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.answering.figures import Reckoning, calculation_of, reckon
from assistant.answering.figures.meaning import Place

Reckoned = Callable[[str], list[Reckoning]]

FINDINGS = (
    ("慢病管理不到位", "对21名高血压患者、18名糖尿病患者重新建档，另有3名患者迁出。"),
    ("外出进修人员少", "选拔25位骨干挂职，从中使用10位，2024年选派骨干23名（含到省立医院进修13人）外出学习。"),
    ("课题管理松散", "清理课题63个，结题41个，终止8个，其余仍在研究。"),
    ("押金清退不及时", "清理押金1286笔、74.35万元，已退还1109笔、68.02万元，其余正在联系。"),
    ("科研能力不强", "今年立项44项，省级及以上立项9项。"),
    ("床位周转慢", "平均住院日由8.1天降至6.9天，日间手术量159人次，较上年同期增加59人次。"),
    ("会议费超标", "退回会议费1.5万元。"),
    ("培训费超标", "追回培训费2.5万元。"),
    ("公积金漏缴", "为37名聘用人员补缴公积金61.8万元。"),
    ("工资偏低", "每人每月提高工资400元，惠及263人。"),
    ("开支过大", "停用两台锅炉，节约燃料费12万元。同时更换灯具，节约电费30万元。"),
    ("设备更新慢", "今年计划更新监护仪25台，目前已到货20台，其余在途。"),
    ("班组设置不合理", "护理单元由原来的14个拟调整为19个。"),
    ("食堂账目不清", "食堂承包方欠缴租金6.2万元，经研究同意减免4.1万元，上交2.1万元。"),
    ("党员发展慢", "发展积极分子10名、发展对象5名。"),
    ("陪检收费不清", "清退陪检押金7万元，向病人退费2万元。"),
    ("月嫂服务不规范", "向客户退还定金3万元。"),
    ("挂床住院", "向财政退回违规款80万元，向家属退还药费5000元。"),
)


@pytest.fixture(scope="module")
def reckoned(placed: Callable[[Sequence[tuple[str, str]]], tuple[list[Place], str]]) -> Reckoned:
    """What is computed for a question."""
    notice = placed(FINDINGS)

    def compute(question: str) -> list[Reckoning]:
        wanted = calculation_of(question)
        return reckon(wanted, *notice) if wanted else []

    return compute


@pytest.mark.parametrize(
    ("question", "operator", "result"),
    [
        ("高血压和糖尿病患者一共重新建档多少人", "sum", 39),
        ("选派的骨干里不是到省立医院进修的有几名", "rest", 10),
        ("选派的骨干里有几个不是进修的", "rest", 10),
        ("清理的课题里，结题以外的有几个", "rest", 22),
        ("慢病管理里的高血压和糖尿病患者总共建档多少个", "sum", 39),
        ("积极分子跟发展对象合计几个", "sum", 15),
        ("积极分子、发展对象加起来有多少名", "sum", 15),
        ("退回的会议费加上追回的培训费总共多少钱", "sum", 40_000),
        ("节约燃料费和电费两笔钱加一起多少", "sum", 420_000),
        ("节约下来的两笔费用合起来多少万", "sum", 420_000),
        ("工资提高后一个月总共要多付多少钱", "times", 105_200),
        ("派出去学习的23名骨干里不是去省立医院的有几个", "rest", 10),
        ("选派学习的骨干，除去省立医院的还有几个", "rest", 10),
        ("63个课题里除去结题的和终止的还剩几个", "rest", 14),
        ("还有多少笔押金没退", "rest", 177),
        ("押金还差多少钱没退", "rest", 63_300),
        ("今年立项里省级以上的占多大比例", "share", 20.45),
        ("选派外出学习的骨干里，去省立医院的占百分之几", "share", 56.52),
        ("平均住院日降了多少天", "change", 1.2),
        ("监护仪的到货率是多少", "share", 80),
        ("监护仪到货率大概有多少", "share", 80),
        ("更新监护仪，到货占比是多少", "share", 80),
        ("护理单元要是调整完，会多出几个", "change", 5),
        ("护理单元调整之后比原来多了几个", "change", 5),
        # A finding that never speaks of the one of them is not where both stand.
        ("退给客户和病人的钱总共多少", "sum", 50_000),
        ("食堂租金减免和上交的加起来多少钱", "sum", 62_000),
    ],
)
def test_result_of_what_is_named(reckoned: Reckoned, question: str, operator: str, result: float) -> None:
    found = reckoned(question)

    assert [(each.operator, pytest.approx(each.result, abs=0.01)) for each in found] == [(operator, result)]


def test_both_units_where_both_are_asked_for(reckoned: Reckoned) -> None:
    found = reckoned("押金还剩多少钱没退，涉及多少笔")

    assert {each.unit: pytest.approx(each.result) for each in found} == {"元": 63_300, "笔": 177}


@pytest.mark.parametrize(
    "question",
    [
        "博士和硕士一共引进多少人",
        "99名骨干里不是去省立医院的有几个",
        "抗菌药物使用强度降了多少",
        "救护车平均每辆多少钱",
        "押金是怎么清退的",
        "退给家属的钱一共多少",
    ],
)
def test_nothing_is_computed_of_what_is_not_said(reckoned: Reckoned, question: str) -> None:
    assert reckoned(question) == []
