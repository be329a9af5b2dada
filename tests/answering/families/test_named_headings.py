"""Headings named by their words: one or several, also where a name holds the words that join names."""

from __future__ import annotations

import pytest

from assistant.answering.families.named_headings import named_headings

_SECTIONS = [
    "（一）关于“药品管理不够规范”方面",
    "（二）业务与安全",
    "（三）党的领导弱化，统筹不力",
    "（四）财务内控执行有差距",
]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("“药品管理不够规范”和“业务与安全”这两块合起来几条", [0, 1]),
        ("业务与安全、党的领导弱化这两部分一共多少条", [1, 2]),
        ("党的领导弱化和业务与安全加起来有几条", [2, 1]),
        ("药品管理不规范和内控执行有差距这两块,合起来几条？", [0, 3]),
        ("业务与安全这块几条", [1]),
        ("业务与安全下面列了哪些问题", [1]),
        ("业务与安全、候诊时间长这两部分一共多少条", []),
        ("业务与安全的培训做了几条", []),
        ("安全几条", []),
        ("一共几条", []),
    ],
)
def test_headings_are_named_in_full_or_nothing_is_read(question: str, places: list[int]) -> None:
    assert named_headings(question, _SECTIONS) == [_SECTIONS[place] for place in places]
