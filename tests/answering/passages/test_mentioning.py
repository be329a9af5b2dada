"""The written forms in which a theme is looked for."""

from __future__ import annotations

import pytest

from assistant.answering.passages.mentioning import may_mention


@pytest.mark.parametrize(
    ("theme", "text", "spoken"),
    [
        ("上轮", "上一轮巡视指出的问题反弹", True),
        ("上一轮", "对上轮巡察反馈的问题再梳理", True),
        ("上轮", "十一届市委第三轮巡察", False),
    ],
)
def test_the_round_before_is_one_with_or_without_its_number(theme: str, text: str, spoken: bool) -> None:
    assert may_mention(text, theme) is spoken
