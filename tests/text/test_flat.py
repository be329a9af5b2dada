"""The matching form: one character for one, and back to the words as printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.flat import FlatText, fold


@pytest.mark.parametrize(
    ("printed", "flat"),
    [
        ("整改，情况：已 完成；（１２）％．！？", "整改,情况:已完成;(12)%.!?"),
        ("第\u200b一\ufeff项\u00ad\u202e", "第一项"),
        ("已\n完\u3000成\u2028。", "已完成。"),
        ("⼀、⻓期坚持，⺠主⽣活会", "一、长期坚持,民主生活会"),
        ("醫院黨委對採購問題進行整改", "医院党委对采购问题进行整改"),
        ("显著成效、著名、乾县、①㈠“”《》", "显著成效、著名、乾县、①㈠“”《》"),
        ("飛⾒", "飞见"),
        ("截至2024年底，對於後續爲徵求意見", "截至2024年底,对于后续为征求意见"),
        ("", ""),
    ],
)
def test_fold_and_flat_text_agree(printed: str, flat: str) -> None:
    assert fold(printed) == flat
    assert FlatText.of(printed).text == flat


def test_span_gives_the_words_as_printed() -> None:
    source = "前言。一、醫 院\n黨委　完。"
    flat = FlatText.of(source, 3)

    at = flat.text.index("医院党委")
    start, end = flat.span(at, at + 4)

    assert source[start:end] == "醫 院\n黨委"
    assert flat.at(start) == at


def test_span_of_no_characters_raises() -> None:
    with pytest.raises(ValueError, match="no characters"):
        FlatText.of("甲乙").span(1, 1)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_every_flat_character_has_its_own_place_in_the_stretch(source: str, start: int, end: int) -> None:
    flat = FlatText.of(source, start, end)

    assert len(flat.text) == len(flat.origin)
    assert all(start <= place < min(end, len(source)) for place in flat.origin)
    assert list(flat.origin) == sorted(set(flat.origin))
    assert flat.text == fold(source[start:end] if start < end else "")
    assert fold(flat.text) == flat.text
