"""Where a notice may print the status of a finding: every place with four statuses, told with and without a series."""

from __future__ import annotations

import pytest

from assistant.outline import build_outline

TITLES = ("值班制度执行不到位", "库房管理混乱", "宣传报道不及时", "车辆管理不规范")
PRINTED = ("已完成", "基本完成", "正在推进", "已完成并长期坚持")
STATUSES = ["completed", "mostly_completed", "unfinished", "completed_ongoing"]
PLAIN = "修订值班表，开展抽查4次。"
SERIES = "一是修订值班表。二是开展抽查4次。"
PLACES = {
    "a field behind the time limit": "{n}.{title}\n整改措施：{told}\n完成时限：2025年6月底，{status}。\n",
    "brackets behind the time limit": "{n}.{title}\n整改措施：{told}\n整改时限：2025年6月30日前（{status}）\n",
    "a field behind a semicolon": "{n}.{title}\n整改措施：{told}\n完成时间：2025年6月；{status}\n",
    "a field behind who is responsible": "{n}.{title}\n整改措施：{told}\n责任科室：医务科，{status}。\n",
    "a label of its own": "{n}.{title}\n整改措施：{told}\n整改进度：{status}。\n",
    "a label and the day it was true": "{n}.{title}\n整改措施：{told}\n完成情况：截至2025年11月底，{status}。\n",
    "square brackets at the end": "{n}.{title}\n整改情况：{told}【{status}】\n",
    "round brackets at the end": "{n}.{title}\n整改情况：{told}（{status}）\n",
    "brackets on a line": "{n}.{title}\n整改情况：{told}\n【{status}】\n",
    "labelled brackets on a line": "{n}.{title}\n整改情况：{told}\n（整改状态：{status}）\n",
    "brackets with more in them": "{n}.{title}\n{told}（医务科牵头，{status}）\n",
    "brackets in the heading": "{n}.{title}（{status}）\n{told}\n",
    "brackets before the heading": "{n}.【{status}】{title}。{told}\n",
    "a dash in the heading": "{n}.{title}——{status}\n{told}\n",
    "a gap in the heading": "{n}.{title}　　{status}\n{told}\n",
    "a tab in the heading": "{n}.{title}\t{status}\n{told}\n",
    "a bar in the heading": "{n}.{title}｜{status}\n{told}\n",
    "a colon in the heading": "{n}.{title}：{status}。{told}\n",
    "the first words": "{n}.{title}\n整改情况：{status}。{told}\n",
    "brackets in the label": "{n}.{title}\n整改情况（{status}）：{told}\n",
    "brackets behind the label": "{n}.{title}\n整改情况：【{status}】{told}\n",
    "the last sentence": "{n}.{title}\n{told}目前，此项整改{status}。\n",
    "one of several labels": "{n}.{title}\n{told}\n责任科室：医务科/完成时限：2025年6月/进展：{status}\n",
    "an arrow": "{n}.{title}\n{told}→{status}\n",
    "the number as 第…项": "第{n}项  {title}。{told}完成情况：{status}。\n",
    "the number as …号问题": "{n}号问题：{title}\n整改措施：{told}\n完成情况：{status}。\n",
    "the number in brackets": "【问题{n}】{title}\n【整改】{told}\n【状态】{status}\n",
    "the number as 问题之": "问题之{n}：{title}\n整改措施：{told}\n完成情况：{status}\n",
    "the number as No.": "No.{n} {title}\n整改措施：{told}\n完成情况：{status}\n",
    "the number as 序号": "序号{n}：{title}\n整改措施：{told}\n完成情况：{status}\n",
}


@pytest.mark.parametrize("told", [PLAIN, SERIES], ids=["plain", "series"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_build_outline_status_wherever_it_stands(place: str, told: str) -> None:
    findings = zip(TITLES, PRINTED, strict=True)
    text = "二、反馈问题整改情况\n" + "".join(
        place.format(n=n, title=title, status=status, told=told) for n, (title, status) in enumerate(findings, start=1)
    )

    outline = build_outline(text)

    assert [text[slice(*finding.title)] for finding in outline.findings] == list(TITLES)
    assert [finding.status.status if finding.status else None for finding in outline.findings] == STATUSES


@pytest.mark.parametrize(
    "told",
    [
        "一是修订值班表（已完成）。二是开展抽查4次（正在推进）。",
        "一是修订值班表。二是开展抽查4次（已完成）。",
        "修订值班表。\n完成时限：2025年6月底前，完成整改。",
        "修订值班表。\n整改时限：立行立改，长期坚持。",
        "修订值班表。\n责任科室：医务科、护理部。",
    ],
)
def test_build_outline_words_that_state_no_status_of_the_finding(told: str) -> None:
    outline = build_outline(f"二、反馈问题整改情况\n1.{TITLES[0]}\n{told}\n2.{TITLES[1]}\n清点库房。\n")

    assert [finding.status for finding in outline.findings] == [None, None]


def test_build_outline_a_status_behind_the_measures_is_a_block_of_its_own() -> None:
    text = f"二、反馈问题整改情况\n1.{TITLES[0]}\n整改情况：{SERIES}【正在推进】\n2.{TITLES[1]}\n清点库房。\n"

    blocks = build_outline(text).findings[0].blocks

    assert [(block.kind, text[block.start : block.end]) for block in blocks] == [
        ("measures", f"整改情况：{SERIES}"),
        ("status", "【正在推进】"),
    ]
