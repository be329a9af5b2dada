"""A question with its slips of the pen put right, as somebody who restated it spelt it."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher

_WINDOWS = (4, 3)
"""So many characters, the right one among them, stand in a notice, and as they were typed in none: a slip."""
_HAN = re.compile(r"[\u3400-\u9fff]+")


def put_right(typed: str, restated: str, spoken_of: Callable[[str], bool]) -> str:
    """`typed`, at the same length, with single characters exchanged for those of `restated` where they were slips.

    What `restated` merely says otherwise stays as typed: an exchange must turn words that no notice holds into words
    that one does.
    """
    right = list(typed)
    blocks = SequenceMatcher(None, typed, restated, autojunk=False).get_opcodes()
    for kind, first, last, start, end in blocks:
        if kind == "replace" and last - first == end - start == 1:
            mended = f"{typed[:first]}{restated[start]}{typed[last:]}"
            if any(_is_slip(typed[a:b], mended[a:b], spoken_of) for a, b in _around(first, len(typed))):
                right[first] = restated[start]
    return "".join(right)


def _around(at: int, length: int) -> list[tuple[int, int]]:
    return [
        (start, start + size)
        for size in _WINDOWS
        for start in range(max(0, at - size + 1), at + 1)
        if start + size <= length
    ]


def _is_slip(typed: str, mended: str, spoken_of: Callable[[str], bool]) -> bool:
    return _HAN.fullmatch(mended) is not None and spoken_of(mended) and not spoken_of(typed)
