"""Statuses told by signs that the notice explains, in tables, and in a list of their own."""

from __future__ import annotations

import pytest

from assistant.outline import build_outline

TITLES = ["值班制度执行不到位", "库房管理混乱", "宣传报道不及时", "车辆管理不规范"]
PRINTED = ("已完成", "基本完成", "正在推进", "已完成并长期坚持")
STATUSES = ["completed", "mostly_completed", "unfinished", "completed_ongoing"]
TOLD = "修订制度，开展抽查4次。"
COLOURS, SIGNS = ("绿色", "蓝色", "红色", "紫色"), "★☆△◆"


def legend(signs: str | tuple[str, ...], verb: str) -> str:
    return "其中" + "，".join(f"{sign}{verb}{words}" for sign, words in zip(signs, PRINTED, strict=True)) + "。\n"


def each(form: str, **values: str | tuple[str, ...]) -> str:
    """`form` filled in for every finding."""
    return "".join(
        form.format(n=i + 1, title=TITLES[i], status=PRINTED[i], told=TOLD, **{k: v[i] for k, v in values.items()})
        for i in range(len(TITLES))
    )


NOTICES = {
    "colours": legend(COLOURS, "表示") + each("{n}.{title}（{sign}）\n{told}\n", sign=COLOURS),
    "a colour behind a label": legend(COLOURS, "表示") + each("{n}.{title}\n{told}\n整改进度：{sign}\n", sign=COLOURS),
    "signs behind": legend(SIGNS, "为") + each("{n}.{title}{sign}\n{told}\n", sign=SIGNS),
    "signs before the number": legend(SIGNS, "表示") + each("{sign}{n}.{title}。{told}\n", sign=SIGNS),
    "letters": legend("ABCD", "为") + each("{n}.{title}（{sign}）。{told}\n", sign="ABCD"),
    "a table": "序号\t反馈问题\t整改措施\t完成情况\n" + each("{n}\t{title}\t{told}\t{status}\n"),
    "the status before the problem": "序号\t完成情况\t反馈问题\t整改措施\n" + each("{n}\t{status}\t{title}\t{told}\n"),
    "the number in the problem's cell": "反馈问题\t整改措施\t完成情况\n" + each("{n}.{title}\t{told}\t{status}\n"),
    "a list behind": "二、整改情况\n" + each("{n}.{title}。{told}\n") + "三、整改进度\n" + each("问题{n}：{status}\n"),
    "a list before": "一、进度一览\n"
    + each("{n}.{title}：{status}\n")
    + "二、具体情况\n"
    + each("{n}.{title}。{told}\n"),
}


@pytest.mark.parametrize("body", NOTICES.values(), ids=NOTICES.keys())
def test_build_outline_signs_and_tables(body: str) -> None:
    text = (
        f"某市某医院党委关于巡察整改情况的通报\n巡察反馈了4个问题。\n{body}欢迎监督。\n某市某医院党委\n2025年12月1日\n"
    )

    findings = build_outline(text).findings

    assert [text[slice(*one.title)] for one in findings] == TITLES
    assert [one.status and one.status.status for one in findings] == STATUSES
