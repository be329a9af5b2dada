"""Which measures a question names: one kind of penalty is not penalties in general."""

from __future__ import annotations

import pytest

from assistant.answering.families.handling_asked import Handling


@pytest.mark.parametrize(
    ("question", "also"),
    [("哪几家医院给过开除处分", False), ("谁受了撤职处分", False), ("开除、处分了哪些人", True)],
)
def test_one_kind_of_penalty_is_not_all_of_them(question: str, also: bool) -> None:
    assert ("记过" in Handling.of(question).actions) is also
