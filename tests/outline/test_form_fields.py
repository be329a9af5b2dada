"""A finding told as a form: who, by when and how far, in every way a notice parts its fields."""

from __future__ import annotations

import pytest

from assistant.outline import build_outline

TITLES = ["值班制度执行不到位", "库房管理混乱", "宣传报道不及时"]
TOLD = "修订值班表，开展抽查4次。"
FORMS = {
    "a line each": "{title}\n责任科室：医务科\n整改措施：{told}\n完成时限：2025年6月\n完成情况：已完成\n",
    "a gap for the colon": "{title}\n责任科室　医务科\n整改措施　{told}\n完成时限　2025年6月\n完成情况　已完成\n",
    "sentences": "{title}。责任科室：医务科。整改措施：{told}完成时限：2025年6月。完成情况：已完成。\n",
    "marks": "{title}\n【责任科室】医务科\n【整改措施】{told}\n【完成时限】2025年6月\n【完成情况】已完成\n",
    "slashes": "{title}\n{told}\n责任科室：医务科/完成时限：2025年6月/完成情况：已完成\n",
    "bars": "{title}\n{told}\n责任科室：医务科｜完成时限：2025年6月｜完成情况：已完成\n",
    "brackets behind": "{title}\n{told}（责任科室：医务科；完成时限：2025年6月；完成情况：已完成）\n",
    "brackets in the heading": "{title}（责任科室：医务科；完成时限：2025年6月）\n{told}\n完成情况：已完成",
    "spaced words": "{title}\n{told}\n责 任 科 室：医务科\n完 成 时 限：2025年6月\n完 成 情 况：已完成\n",
    "bullets": "{title}\n• 整改措施：{told}\n• 责任科室：医务科\n• 完成时限：2025年6月\n• 完成情况：已完成\n",
    "numbers": "{title}\n（1）整改措施：{told}\n（2）责任科室：医务科\n（3）完成时限：2025年6月\n（4）完成情况：已完成",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_build_outline_fields_of_a_form(form: str) -> None:
    text = "二、反馈问题整改情况\n" + "".join(
        f"{n}.{form.format(title=title, told=TOLD)}\n" for n, title in enumerate(TITLES, start=1)
    )

    findings = build_outline(text).findings

    assert [text[slice(*one.title)] for one in findings] == TITLES
    for one in findings:
        blocks = {block.kind: text[block.start : block.end] for block in one.blocks}
        assert one.status is not None and one.status.status == "completed"
        assert "医务科" in blocks["department"] and "2025年6月" in blocks["deadline"] and TOLD in blocks["measures"]
