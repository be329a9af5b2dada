from __future__ import annotations

import pytest

from assistant.export.markdown import markdown
from assistant.export.paper import Bullet, Grid, Heading, Paper, Paragraph, Run, Source, mark_words


def test_a_paper_as_markdown() -> None:
    paper = Paper(
        "题",
        (
            Heading(1, "一"),
            Paragraph((Run("甲", (1,)), Run("乙"))),
            Bullet("问题", (Run("药品", (1,)),)),
            Bullet("", (Run("无名"),)),
            Grid("表", ("列", "数"), ((Run("a|b"), 1200),)),
            Grid("不写", ("列",), (), sheet_only=True),
        ),
        (Source(1, "甲医院", "a.txt", "1.", "原\n文", 0, 3),),
    )

    assert markdown(paper) == (
        "# 题\n\n## 一\n\n甲[1]乙\n\n- **问题**：药品[1]\n- 无名\n\n"
        "| 列 | 数 |\n| --- | --- |\n| a\\|b | 1,200 |\n\n## 来源\n\n- [1] 甲医院，a.txt，1.（0–3）：“原 文”\n"
    )


@pytest.mark.parametrize(
    "words", ["[链接](http://x)", "<script>", "**粗**", "# 题", "`码`", "![图](x)", "- 项", "1. 项"]
)
def test_quoted_words_are_no_markup(words: str) -> None:
    text = markdown(Paper("无", (Paragraph((Run(words),)),)))

    assert f"\n\n{words}" not in text


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), ""),
        ((3,), "[3]"),
        ((1, 2, 3), "[1][2][3]"),
        ((1, 2, 3, 4, 9), "[1]–[4][9]"),
        ((4, 3, 2, 1), "[4][3][2][1]"),
    ],
)
def test_marks_in_a_row_are_a_range(marks: tuple[int, ...], expected: str) -> None:
    assert mark_words(marks) == expected
