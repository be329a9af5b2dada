"""Answers and sources as HTML: chips carry their place, text of documents stays text."""

from __future__ import annotations

import pytest

from assistant.answering.answer import Answer, Citation
from assistant.ui.rendering import answer_html, prose, question_html
from assistant.ui.words import words

W = words("zh")

TEXT = "第一段。\n（2）设备采购未招标。\n整改情况：正在<b>推进</b>。\n结束。"
QUOTE = "正在<b>推进</b>"
START = TEXT.index(QUOTE)
CITATION = Citation(
    hospital="临江县人民医院", source="a&b.txt", finding=2, label="（2）设备采购未招标", quote=QUOTE,
    start=START, end=START + len(QUOTE),
)  # fmt: skip


def test_mark_becomes_a_chip_with_its_place() -> None:
    html = prose(W, "尚未完成[1]。", (CITATION,))

    assert f"source=a%26b.txt&amp;start={START}&amp;end={START + len(QUOTE)}" in html
    assert "来源 1：临江县人民医院，（2）设备采购未招标" in html
    assert '<span class="keep">' in html


@pytest.mark.parametrize("mark", ["[2]", "[0]", "[9999]"])
def test_mark_without_a_citation_stays_text(mark: str) -> None:
    assert "<a" not in prose(W, f"尚未完成{mark}。", (CITATION,))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](http://example.invalid/a.png)",
        "[点这里](http://example.invalid)",
        "<http://example.invalid>",
        "&lt;script&gt;",
    ],
)
def test_text_of_documents_never_comes_alive(hostile: str) -> None:
    html = prose(W, hostile)

    assert "<script" not in html
    assert "<img" not in html
    assert "<a " not in html


def test_answer_lists_its_sources() -> None:
    html = answer_html(W, Answer(answer="一条[1]。", citations=(CITATION,)), "几条？")

    assert "来源（1 处）" in html
    assert html.count('class="cite"') == 2


def test_heading_in_bold_is_not_taken_into_the_list_above() -> None:
    html = prose(W, "- 一条\n**小标题**\n- 二条")

    assert html.index("</ul>") < html.index("小标题")


def test_question_is_shown_as_typed() -> None:
    assert question_html("<i>几项</i>\n？") == "&lt;i&gt;几项&lt;/i&gt;<br>？"
