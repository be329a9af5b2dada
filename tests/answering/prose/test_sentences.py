"""Sentences come out of a stream as soon as they are whole, with the marks behind their full stop."""

from __future__ import annotations

import pytest

from assistant.answering.prose.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共2条[1]。另有3条[2]。", ["共2条[1]。", "另有3条[2]。"]),
        ("共2条。[1][2]另有3条。【3】", ["共2条。[1][2]", "另有3条。【3】"]),
        ("第一句\n第二句", ["第一句", "第二句"]),
        ("没有句号", ["没有句号"]),
        ("", []),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 100])
def test_sentences_of_pieces_of_any_size(text: str, expected: list[str], size: int) -> None:
    pieces = [text[at : at + size] for at in range(0, len(text), size)]

    assert list(sentences_of(pieces)) == expected


def test_sentence_is_handed_over_before_the_stream_ends() -> None:
    seen: list[str] = []

    def pieces() -> object:
        for piece in ("第一句。", "第二", "句。"):
            seen.append(piece)
            yield piece

    stream = sentences_of(pieces())  # type: ignore[arg-type]

    assert (next(stream), seen) == ("第一句。", ["第一句。", "第二"])
