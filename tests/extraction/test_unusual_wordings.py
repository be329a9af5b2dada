"""Wordings met in notices that no rule was written from: each cause once, in sentences made up for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.schema import Finding, Report
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText
from assistant.text.numbers import find_counts, find_money

HEAD = "某县第九医院党委关于巡察整改情况的通报\n一、反馈问题整改情况\n1.管理不严。\n"


def report(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "notice.txt"
    path.write_text(text, "utf-8")
    document = read_file(path)
    return extract(document, build_outline(document.text))


def finding(tmp_path: Path, body: str) -> Finding:
    return report(tmp_path, f"{HEAD}{body}\n2.账目不清。\n整改情况：重新记账。\n").findings[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("购置车辆2辆,96.8万元", 968_000),
        ("修订办法,50万元以上一律招标", 500_000),
        ("修订办法,二十万元以上一律招标", 200_000),
        ("核减六十八点四万元", 684_000),
        ("收缴一千二百六十元五角", 1260.5),
        ("退还12元3角4分", 12.34),
        ("共476,129.65元", 476_129.65),
    ],
)
def test_find_money_behind_a_comma_and_in_small_units(text: str, value: float) -> None:
    assert [money.value for money in find_money(text)] == [pytest.approx(value)]


def test_find_counts_behind_a_comma() -> None:
    assert [count.value for count in find_counts("开展谈话,5人受到批评")] == [5]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("浏览次数：1083\n2024年8月19日至10月31日", ["2024-10-31"]),
        ("日期：2024-12-25 17:02", ["2024-12-25"]),
        ("力争25年底前实施", ["2025-12"]),
        ("建成20年来首次改造", []),
        ("近20年底数不清", []),
    ],
)
def test_find_dates_beside_other_digits_and_short_years(text: str, dates: list[str]) -> None:
    assert [mention.last for mention in find_dates(FlatText.of(text), None)] == dates


@pytest.mark.parametrize(
    ("body", "markers"),
    [
        ("整改情况：首先，重建台账。其次，按月盘点。再次，公开结果。", ["首先，", "其次，", "再次，"]),
        ("整改措施：一要摸清底数。对照清单逐项核查。二要建立机制。三要严格考核。", ["一要", "二要", "三要"]),
        ("措施一：重建台账；措施二：按月盘点。", ["措施一：", "措施二："]),
        ("整改情况：一方面，重建台账；另一方面，按月盘点。", ["一方面，", "另一方面，"]),
        ("整改落实：一、重建台账。二、按月盘点。", ["一、", "二、"]),
        ("整改措施\nA.重建台账。\nB.按月盘点。", ["A.", "B."]),
    ],
)
def test_measures_series_in_words_and_letters(tmp_path: Path, body: str, markers: list[str]) -> None:
    assert [measure.marker for measure in finding(tmp_path, body).measures] == markers


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("依照合同扣除监理公司违约金5万元", "扣除违约金"),
        ("依法罚没总承包单位履约保证金260万元", "罚没履约保证金"),
        ("将两家分包单位记入不良行为记录", "记入不良行为记录"),
        ("对中标公司解除供货合同", "解除供货合同"),
        ("将虚报工程量的问题移送市住建局处理", "移送处理"),
        ("对某代理公司予以清退出库", "清退出库"),
        ("对问题突出的疼痛科全院通报", "全院通报"),
        ("责令2个后进支部限期整改", "责令限期整改"),
    ],
)
def test_contractors_and_departments_held_to_account(tmp_path: Path, sentence: str, action: str) -> None:
    found = finding(tmp_path, f"整改情况：完善制度，{sentence}。")

    assert [entry.action for entry in found.accountability] == [action]


def test_a_status_sentence_is_no_commitment(tmp_path: Path) -> None:
    found = finding(tmp_path, "措施一：重建台账。措施二：按月盘点。该问题正在整改。")

    assert found.status == "unfinished"
    assert found.commitments == ()


def test_words_behind_a_result_label_are_read(tmp_path: Path) -> None:
    found = finding(tmp_path, "整改措施：（1）核定编制。（2）公开招聘。整改结果：编制方案已报上级党委，待批复后实施。")

    assert len(found.commitments) == 1


def test_totals_are_neither_idioms_nor_remainders(tmp_path: Path) -> None:
    text = (
        "某县第九医院党委关于巡察整改情况的通报\n一、整改工作组织情况\n坚持改一个问题、立一项制度，成熟一个、销号一个。"
        "2项问题逐一明确责任，移交的1件问题线索已办结。截至5月31日，完成整改1项，其余1项正在按计划推进。\n"
        "二、反馈问题整改情况\n1.管理不严。\n整改情况：完善制度。\n2.账目不清。\n整改情况：重新记账。\n"
        "三、下一步打算\n对未完成的1项问题，持续推进。\n"
    )
    totals = report(tmp_path, text).fields.declared_totals

    assert (totals.findings, totals.completed, totals.clues_total, totals.clues_closed) == (2, 1, 1, 1)
