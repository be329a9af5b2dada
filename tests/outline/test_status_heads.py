"""Lists by status: headings in every wording, numbered or a bare line, and never the status of the finding above."""

from __future__ import annotations

import pytest

from assistant.outline import build_outline

TITLES = ["值班制度执行不到位", "库房管理混乱", "宣传报道不及时", "车辆管理不规范", "食堂账目不清", "培训流于形式"]
C, M, P, U, L = "completed", "mostly_completed", "partial", "unfinished", "completed_ongoing"
HEADS = [
    ("一、已完成整改的问题（2个）", "二、基本完成整改的问题（2个）", "三、正在推进的问题（2个）", (C, M, U)),
    ("一、已销号问题（2项）", "二、阶段性销号问题（2项）", "三、未销号问题（2项）", (C, P, U)),
    ("（一）已完成类", "（二）基本完成类", "（三）正在推进类", (C, M, U)),
    ("（一）已完成并长期坚持的（2项）", "（二）取得阶段性成效的（2项）", "（三）尚未完成的（2项）", (L, P, U)),
    ("【已完成】", "【基本完成】", "【正在推进】", (C, M, U)),
    ("已完成（2项）", "基本完成（2项）", "持续推进（2项）", (C, M, U)),
    ("已完成整改问题2个：", "基本完成整改问题2个：", "正在整改问题2个：", (C, M, U)),
    ("■ 已完成整改", "■ 基本完成整改", "■ 正在推进整改", (C, M, U)),
    ("一、绿牌：已完成整改（2项）", "二、黄牌：基本完成（2项）", "三、红牌：正在推进（2项）", (C, M, U)),
    ("一、“已完成”类（2项）", "二、“基本完成”类（2项）", "三、“正在推进”类（2项）", (C, M, U)),
    ("一、立行立改、已完成的问题", "二、限期整改、基本完成的问题", "三、长期整改、正在推进的问题", (C, M, U)),
    ("一、完成整改并销号的2个问题", "二、基本完成、需进一步巩固的问题", "三、未完成、需限期整改的问题", (C, M, U)),
    ("一、整改已完成（第1—2项）", "二、整改基本完成（第3—4项）", "三、整改正在推进（第5—6项）", (C, M, U)),
    ("一、到期应完成且已完成的问题", "二、未到期正在推进的问题", "三、到期未完成的问题", (C, U, U)),
    ("一、立行立改类（2项）", "二、限期整改类（2项）", "三、长期整改类（2项）", (None, None, None)),
]


def outline_of(heads: tuple[str, ...], told: str) -> tuple[list[str], list[str | None]]:
    lines = ["某市某医院党委关于巡察整改情况的通报\n巡察反馈了6个问题，现将整改情况通报如下。\n"]
    for i, title in enumerate(TITLES):
        lines += [f"{heads[i // 2]}\n"] * (i % 2 == 0) + [f"{i + 1}.{title}{told}"]
    text = "".join(lines) + "欢迎监督。联系电话：0311-5551234。\n"
    found = build_outline(text).findings
    return [text[slice(*one.title)] for one in found], [one.status and one.status.status for one in found]


@pytest.mark.parametrize("told", ["。开展检查4次，整改问题6项。\n", "\n整改措施：开展检查4次。\n"], ids=["run", "line"])
@pytest.mark.parametrize("heads", HEADS, ids=[heads[0] for heads in HEADS])
def test_build_outline_a_status_heads_what_stands_below_it(heads: tuple, told: str) -> None:
    *words, statuses = heads

    assert outline_of(tuple(words), told) == (TITLES, [statuses[i // 2] for i in range(6)])


def test_build_outline_a_status_line_behind_every_finding_is_its_own() -> None:
    printed = ("【已完成】", "【基本完成】", "【正在推进】")
    text = "二、反馈问题整改情况\n" + "".join(
        f"{n}.{title}\n开展检查4次。\n{status}\n" for n, title, status in zip("123", TITLES, printed, strict=False)
    )

    assert [one.status and one.status.status for one in build_outline(text).findings] == [C, M, U]


def test_build_outline_a_status_line_between_problem_and_measures_is_its_own() -> None:
    text = "二、反馈问题整改情况\n" + "".join(
        f"（{n}）{title}\n{status}\n1.修订制度。\n2.开展检查4次。\n"
        for n, title, status in zip("一二三", TITLES, ("已完成", "基本完成", "正在推进"), strict=False)
    )

    assert [one.status and one.status.status for one in build_outline(text).findings] == [C, M, U]
