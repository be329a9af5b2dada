from __future__ import annotations

import pytest

from assistant.answering.passages.abbreviations import longer_forms


@pytest.mark.parametrize(
    ("short", "text", "longer"),
    [
        ("儿保", "儿童保健信息系统建设滞后", {"儿童保健"}),
        ("出生证明", "出生医学证明管理不严", {"出生医学证明"}),
        ("床位", "床旁结算定位", set()),
        ("收入", "收缴后投入", set()),
    ],
)
def test_a_short_form_means_words_it_takes_its_characters_from(short: str, text: str, longer: set[str]) -> None:
    assert longer_forms(short, text) == longer
