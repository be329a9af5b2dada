"""Reading a peer's words and chunks in the terms of gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.peers.port import Places, asked, declines, told

NOTICE = next(iter(sorted((Path(__file__).resolve().parents[3] / "samples" / "reports").glob("*.txt"))))


@pytest.mark.parametrize(
    ("words", "declined"),
    [
        ("通报没有说明这一点。", True),
        ("无法确定具体金额。", True),
        ("The context does not mention it.", True),
        ("I don't know.", True),
        ("处理了3人。", False),
        ("尚未完成的有两项。", False),
    ],
)
def test_declining_is_read_from_the_words(words, declined) -> None:
    assert declines(words) is declined


def test_turns_before_are_given_with_the_question() -> None:
    assert asked({"turns": ["甲院查了什么？", "那乙院呢？"]}) == "甲院查了什么？ 那乙院呢？"


def test_a_chunk_cites_the_findings_that_it_overlaps() -> None:
    places = Places([NOTICE])
    text = places.text(NOTICE.name)
    wanted = [place["finding"] for place in places.whole(NOTICE.name)]

    whole = places.of_chunk(NOTICE.name, text)

    assert [place["finding"] for place in whole] == [each for each in wanted if each is not None]
    assert places.of_chunk(NOTICE.name, text[:4]) == [{"source": NOTICE.name, "finding": None}]
    assert places.of_chunk(NOTICE.name, "通报里没有的话") == [{"source": NOTICE.name, "finding": None}]


def test_a_place_is_cited_once() -> None:
    place = {"source": "a.txt", "finding": 1}

    assert told({"id": "q"}, "答", [place, dict(place)])["citations"] == [place]
