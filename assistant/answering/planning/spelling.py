"""A question with its slips of the pen put right, as somebody who restated it spelt it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_WINDOWS = (4, 3)
"""So many characters, the right one among them, stand in a notice."""
_HAN = re.compile(r"[\u3400-\u9fff]+")


def put_right(typed: str, restated: str, spoken_of: Callable[[str], bool]) -> str:
    """`typed`, at the same length, with single characters exchanged for those of `restated` where they were slips.

    What `restated` merely says otherwise stays as typed: a slip forms no word with its neighbours that any notice
    holds, and put right it does.
    """
    right = list(typed)
    for size in _WINDOWS:
        for said in dict.fromkeys(_stretches(restated, size)):
            for at in range(len(typed) - size + 1):
                there = typed[at : at + size]
                wrong = [i for i in range(size) if there[i] != said[i]]
                if len(wrong) == 1 and spoken_of(said) and not _makes_sense(typed, at + wrong[0], spoken_of):
                    right[at + wrong[0]] = said[wrong[0]]
    return "".join(right)


def _makes_sense(typed: str, at: int, spoken_of: Callable[[str], bool]) -> bool:
    """Whether a character forms a word that a notice holds with the one before or behind it, or is no Chinese."""
    pairs = [typed[start : start + 2] for start in (at - 1, at) if 0 <= start <= len(typed) - 2]
    return _HAN.fullmatch(typed[at]) is None or any(_HAN.fullmatch(pair) and spoken_of(pair) for pair in pairs)


def _stretches(text: str, size: int) -> Iterator[str]:
    """Every stretch of `size` Chinese characters."""
    for run in _HAN.findall(text):
        yield from (run[at : at + size] for at in range(len(run) - size + 1))
