"""Which hospitals: money to somebody, persons who lost their post, words of which either is enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

VALLEY = """2024年9月2日至10月31日，市委第二巡察组对谷城市第三医院党委开展了巡察。2024年12月16日，巡察组反馈了意见。
1.陪护收费管理混乱。整改情况：一是退还患者陪护费3.18万元，另有4户联系不上，0.26万元暂未退还；二是对当班护士扣发绩效600元。
2.医保结算把关不严。整改情况：一是自查违规项目5类，涉及金额22.4万元，已于2025年3月全部退回医保基金账户；二是免去医保办主任职务。
3.健康宣教走形式。整改情况：志愿服务队走进校园宣讲12场。
"""
COAST = """2024年9月2日至10月31日，县委第三巡察组对海湾县人民医院党委开展了巡察。2024年12月26日，巡察组反馈了意见。
1.往来款长期挂账。整改情况：一是追回供应商欠款8.5万元；二是将财务科会计调离岗位。
2.投诉处理推诿。整改情况：对涉嫌违纪的1名采购员立案审查。
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"valley.txt": VALLEY, "coast.txt": COAST}))


@pytest.mark.parametrize(
    ("question", "said", "left_out"),
    [
        ("哪几家给患者退了钱，退了多少", ("谷城", "3.18万元"), ("8.5万元", "600元", "2600元")),
        ("退还医保基金的有哪几家，各退了多少", ("谷城", "22.4万元"), ("8.5万元", "3.18万元")),
        ("哪些通报写到了立案", ("海湾",), ("谷城市第三医院：",)),
        ("两家医院里，有谁被撤了职或者换了岗", ("医保办主任", "财务科会计"), ("扣发",)),
        ("哪家把宣讲办进了中小学", ("谷城", "12场"), ()),
    ],
)
def test_which_hospitals(
    answerer: Answerer, tells: Callable[..., None], question: str, said: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    tells(answerer, question, said, left_out)
