"""Lines that are nothing but a status: of the finding above them, or heads of the findings below.

【已完成】 behind every finding states its status; the same line before the first finding, and again where the next
group begins, heads a list by status. To take one for the other would shift every status by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.outline.lines import Line
from assistant.outline.statuses import group_status


def status_heads(lines: Sequence[Line]) -> frozenset[int]:
    """Where lines begin that head findings by status; `lines` are those of the notice that are no noise."""
    found = [
        (i, following.token.style)
        for i, (line, following) in enumerate(pairwise(lines))
        if following.token and _is_status(line) and _opens(lines, i, following.token.style, following.token.number)
    ]
    if not found:
        return frozenset()
    first, style = found[0]
    heads = [i for i, own in found if own == style]
    statuses = {status[0] for i in heads if (status := group_status(_words(lines[i])))}
    numbered = [i for i, line in enumerate(lines) if line.token and line.token.style == style]
    after_last = [i for i, line in enumerate(lines) if i > heads[0] and line.token is None and _is_status(line)]
    before = any(i < first for i in numbered)
    # Where a status stands for every finding, the last of them stands behind the last finding.
    if len(statuses) < 2 or before or len(after_last) >= len(numbered):
        return frozenset()
    return frozenset(lines[i].start for i in heads)


def _opens(lines: Sequence[Line], at: int, style: str, number: int) -> bool:
    """Whether a status line may head what follows: the first before number 1, a later one below no other heading."""
    above = lines[at - 1] if at else None
    if not any(line.token and line.token.style == style for line in lines[:at]):
        return number == 1
    return above is not None and (above.token is None or above.token.style == style)


def _is_status(line: Line) -> bool:
    return line.token is None and line.column is None and group_status(_words(line)) is not None


def _words(line: Line) -> str:
    return line.text[line.body_at :]
