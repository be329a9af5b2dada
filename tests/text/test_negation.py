"""Phrases that lost their 不 or 未 on the way."""

from __future__ import annotations

import pytest

from assistant.text.negation import same_polarity


@pytest.mark.parametrize(
    ("words", "quote", "same"),
    [
        ("未完成招标", "目前尚未完成招标", True),
        ("完成招标", "目前尚未完成招标", False),
        ("完成招标", "未完成论证，已完成招标", True),
        ("收回符合标准的补贴", "收回不符合标准的补贴", False),
        ("收回不符合标准的补贴", "收回5人不符合标准的补贴", True),
        ("系统上线", "系统计划6月上线", True),
    ],
)
def test_same_polarity(words: str, quote: str, same: bool) -> None:
    assert same_polarity(words, quote) == same
