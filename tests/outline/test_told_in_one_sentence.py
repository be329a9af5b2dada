"""Layouts of number, section and heading crossed: every finding is found, and its title ends where the problem ends."""

from __future__ import annotations

import pytest

from assistant.outline import build_outline

TITLES = ["值班制度执行不到位", "库房管理混乱", "宣传报道不及时", "车辆管理不规范", "食堂账目不清", "培训流于形式"]
TOLD = [
    "修订值班表，开展抽查4次，补齐记录12份。", "清点库房3间，更换货架12组，建立台账。", "聘请通讯员6名，刊发稿件21篇。",
    "为5辆公车安装定位装置，公布派车单。", "公布食堂账目12期，审计伙食费8.6万元。", "举办培训6期，考核126人次。",
]  # fmt: skip
NUMBERS = {
    "1.": lambda i: f"{i}.", "（1）": lambda i: f"（{i}）", "第1项": lambda i: f"第{i}项　",
    "问题1：": lambda i: f"问题{i}：",
    "1号": lambda i: f"{i}号问题：", "1-1": lambda i: f"{(i + 1) // 2}-{2 - i % 2} ", "**1.**": lambda i: f"**{i}.** ",
    "●": lambda i: "● ", "—": lambda i: "— ", "对应": lambda i: f"对应反馈问题{i}：",
}  # fmt: skip
SECTIONS = {
    "方面": "{n}、{name}方面\n", "方面的问题": "（{n}）关于{name}方面的问题\n", "part": "第{n}部分　{name}\n",
}  # fmt: skip
HEADINGS = {
    "colon": "{title}：{told}\n", "dash": "{title}——{told}\n", "brackets": "【{title}】{told}\n",
    "quoted": "“{title}”：{told}\n", "stop": "{title}。{told}\n",
}  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS.keys())
@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS.keys())
@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS.keys())
def test_build_outline_title_ends_where_the_problem_ends(number, section: str, heading: str) -> None:
    lines = ["某市某医院党委关于巡察整改情况的通报\n巡察反馈了6个问题，现将整改情况通报如下。\n"]
    for i, (title, told) in enumerate(zip(TITLES, TOLD, strict=True)):
        if i % 2 == 0:
            lines.append(section.format(n="一二三"[i // 2], name=("党的领导", "业务管理", "队伍建设")[i // 2]))
        lines.append(number(i + 1) + heading.format(title=title, told=told))
    text = "".join(lines) + "欢迎监督。联系电话：0311-5551234。\n"

    assert [text[slice(*finding.title)] for finding in build_outline(text).findings] == TITLES


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("1.制度执行不到位：党委会与院长办公会职责不清。修订议事规则。", "制度执行不到位：党委会与院长办公会职责不清"),
        ("1.“第一议题”落实不到位。学习12次。", "“第一议题”落实不到位"),
    ],
)
def test_build_outline_a_problem_explained_by_another_is_one_title(line: str, title: str) -> None:
    text = f"二、反馈问题整改情况\n{line}\n2.库房管理混乱。清点库房。\n"

    assert text[slice(*build_outline(text).findings[0].title)] == title
