"""Words that say something is not so yet."""

from __future__ import annotations

import pytest

from assistant.answering.families.premises import leaves_undone


@pytest.mark.parametrize(
    ("words", "undone"),
    [
        ("锅炉尚未安装", True),
        ("待资金到位后更换", True),
        ("治未病门诊开设讲座3场", False),
        ("公务接待一律先报批", False),
        ("树立高尚医德", False),
    ],
)
def test_words_that_leave_it_undone(words: str, undone: bool) -> None:
    assert leaves_undone(words) is undone
