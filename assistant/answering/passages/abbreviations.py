"""Short forms that people use for longer words of a notice: 儿保 for 儿童保健, 出生证明 for 出生医学证明.

Only for a word the notices do not hold as it is. Of each word of the longer form it takes the beginning, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.passages.lexicon import lexicon

_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_GAP = r"[\u4e00-\u9fff]{0,3}?"
_AROUND = 8
_MOST = 4
"""Longer forms taken; a short form that fits more is too vague to mean one."""


def longer_forms(short: str, flat: str) -> frozenset[str]:
    """The words of `flat` that `short` may abbreviate; none where too many fit."""
    if not _HAN.fullmatch(short):
        return frozenset()
    pattern = re.compile(_GAP.join(map(re.escape, short)))
    found = {form for match in pattern.finditer(flat) if (form := _whole(short, flat, *match.span())) is not None}
    return frozenset(found) if len(found) <= _MOST else frozenset()


def _whole(short: str, flat: str, start: int, end: int) -> str | None:
    """The words that a match lies in, if the short form takes of each its beginning or nothing."""
    first = max(0, start - _AROUND)
    words = list(_placed(flat[first : end + _AROUND], first))
    inside = [(a, b) for a, b in words if a < end and start < b]
    if not inside or inside[0][0] != start or len(inside) < 2:
        return None
    left = short
    for a, b in inside:
        taken = next((n for n in range(min(len(left), b - a), 0, -1) if flat[a : a + n] == left[:n]), 0)
        left = left[taken:]
    if len(left) == 1 and len(short) > 2 and flat[inside[-1][1] - 1] == left:
        left = ""  # 救助金 for 救助资金
    return flat[start : inside[-1][1]] if not left else None


def _placed(text: str, offset: int) -> Iterator[tuple[int, int]]:
    for word in lexicon().cutter.cut(text, False):
        yield offset, offset + len(word)
        offset += len(word)
