"""A long passage is shown round the words that were asked for."""

from __future__ import annotations

import pytest

from assistant.answering.families.excerpts import excerpt

_LONG = "更换老旧管线，检修配电设施，补充应急物资，" * 6 + "每半年组织一次停电演练，并形成评估报告"


@pytest.mark.parametrize(
    ("quote", "words", "shown"),
    [("检修配电设施。", ("每半年",), "检修配电设施"), (_LONG, ("每半年",), "每半年组织一次停电演练，并形成评估报告")],
)
def test_excerpt_holds_the_words(quote: str, words: tuple[str, ...], shown: str) -> None:
    text = excerpt(quote, words)

    assert shown in text
    assert len(text) <= 142
    assert text.startswith("…") is (quote is _LONG)
