"""The map of runs is the list of offsets it stands for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.text.flat import FlatText
from assistant.text.origin import Origin

SOURCES = st.text(alphabet="ab\u3000 \n，字", max_size=40)


def offsets(source: str) -> list[int]:
    return [place for place, char in enumerate(source) if not char.isspace()]


@given(SOURCES)
def test_a_map_reads_like_the_list_of_its_offsets(source: str) -> None:
    origin, places = FlatText.of(source).origin, offsets(source)

    assert list(origin) == places
    assert [origin[i] for i in range(-len(places), len(places))] == [
        places[i] for i in range(-len(places), len(places))
    ]


@given(SOURCES, st.integers(0, 40), st.integers(0, 40))
def test_a_slice_is_the_slice_of_the_list(source: str, start: int, stop: int) -> None:
    assert list(FlatText.of(source).origin[start:stop]) == offsets(source)[start:stop]


@given(SOURCES, st.integers(0, 45))
def test_at_is_the_first_position_not_before_an_offset(source: str, offset: int) -> None:
    places = offsets(source)

    assert FlatText.of(source).origin.at(offset) == sum(place < offset for place in places)


@given(SOURCES, st.integers(0, 40))
def test_two_pieces_joined_are_the_whole(source: str, cut: int) -> None:
    whole = FlatText.of(source, 0, cut) + FlatText.of(source, min(cut, len(source)))

    assert list(whole.origin) == offsets(source)
    assert whole.text == FlatText.of(source).text


def test_an_empty_map_holds_nothing() -> None:
    assert list(Origin((), (), 0)) == []
