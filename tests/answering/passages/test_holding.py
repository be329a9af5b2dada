"""Words of a question that are offered side by side, as examples, or as a word for a kind."""

from __future__ import annotations

import pytest

from assistant.answering.passages.broader import of_the_kind
from assistant.answering.passages.holding import coordinated
from assistant.answering.passages.question import analyse


@pytest.mark.parametrize(
    ("question", "together"),
    [
        ("药库、药房有人挨批", {"药库", "药房"}),
        ("清查或者盘点固定资产", {"清查", "盘点"}),
        ("停水、停电这类后勤保障", {"停水", "停电", "后勤"}),
        ("跟外包公司（保洁、食堂这些）签合同", {"公司", "保洁", "食堂"}),
    ],
)
def test_alternatives_are_one_word(question: str, together: set[str]) -> None:
    terms = coordinated(analyse(question)[0]).terms

    assert any(all(any(word in piece for piece in t.text.split("、")) for word in together) for t in terms)


def test_a_word_for_a_kind_is_met_by_what_is_of_it() -> None:
    terms = coordinated(analyse("扣了职工绩效")[0]).terms

    staff = next(term for term in terms if term.text == "职工")
    assert {"驾驶员", "药师"} <= {form for form, _ in staff.alternatives}
    assert of_the_kind("绩效") == ()


def test_part_of_another_word_is_no_form() -> None:
    terms = coordinated(analyse("清理固定资产家底")[0]).terms

    store = next(term for term in terms if term.text == "家底")
    assert "资产" not in {form for form, _ in store.alternatives}
