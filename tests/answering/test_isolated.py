"""The value asked for, said first: only the one that the question's words stand at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pytest

from assistant.answering.desk import Desk
from assistant.answering.families.isolated import values_first
from assistant.answering.passages.model import FoundValue, PartAnswer, Snippet, SnippetAnswer
from assistant.answering.passages.values import find_values
from assistant.answering.plan import QueryPlan


@dataclass
class _Texts:
    """The one notice."""

    words: str

    def text(self, source: str) -> str:
        """Its text."""
        return self.words


def _first(question: str, words: str, expected: Any) -> str:
    found = tuple(
        FoundValue(expected, words[v.start : v.end], v.number, v.unit, "a", v.start, v.end)
        for v in find_values(words, expected)
    )
    snippet = Snippet("a", "青屿市第一医院", 1, "", 0, len(words), words, 1.0)
    part = PartAnswer(question, expected, True, (snippet,), found, 1.0, (), None)
    answer = SnippetAnswer((snippet,), True, found, None, None, (part,))
    desk = Desk(
        QueryPlan(operation="lookup", question=question), cast(Any, _Texts(words)), cast(Any, None), cast(Any, None)
    )
    return values_first(desk, answer)


@pytest.mark.parametrize(
    ("question", "words", "expected", "first"),
    [
        ("平均等候时间现在多少分钟", "平均等候时间由46分钟降至19分钟", "duration", "19分钟。"),
        ("门诊更换电脑多少台", "门诊更换电脑120台,病房更换床垫80张", "count", "120台。"),
        ("维保费退了多少钱", "退回维保费3.6万元,扣减保洁费1.2万元", "money", "3.6万元。"),
        ("床垫和座椅各多少", "门诊更换座椅120把,病房更换床垫80张", "count", ""),
        ("还有多少没退", "应退36万元,已退20万元", "money", ""),
        ("走了几个", "引进博士29名", "persons", ""),
        ("超声科现在开了几间诊室", "为超声科增设检查用房,共22间", "count", "22间。"),
        ("工程款催几遍不交就停付", "工程款超过30天不交的停付", "duration", ""),
        ("做个核磁平均要等几天", "CT检查平均等候时间由2.8天缩短至1.1天,磁共振由5.5天缩短至3天", "duration", "3天。"),
        ("陪护现在一天多少钱", "陪护价格由每天260元下降为每天200元", "money", "200元。"),
        ("多收的钱一个人退多少", "多收担架费的33名患者共退还4950元,每人退还150元", "money", "150元。"),
        ("陪护一天多少钱", "退还陪护费1.17万元", "money", ""),
    ],
)
def test_value_first(question: str, words: str, expected: str, first: str) -> None:
    assert _first(question, words, expected) == first
