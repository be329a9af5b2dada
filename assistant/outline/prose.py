"""Notices in running prose: several problems in one paragraph, each opened by 针对…的问题，.

Only where the notice shows no other structure. Each such sentence becomes a line of its own that heads a finding, an
aspect named in front of them becomes the group's heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.outline.lines import Line

_OPENS = re.compile(
    r"(?:^|(?<=[。;:!]))(?:[一二三四五六七八九十]{1,2}是|(?:此外|同时|另外),?)?"
    r"(?:针对|关于|对于|就)(?:巡察)?(?:反馈|指出|发现)?的?(?:“[^“”]{2,40}”|[^,。;:]{3,50}?)的?(?:反馈)?问题[,:]"
)
_ASPECT = re.compile(r"(?:[在关于聚焦围绕]{0,2}).{2,30}方面[。:,]?")
_LEAST = 2
"""Sentences of this kind below which a text is not taken for a list of findings."""


def break_prose(lines: list[Line]) -> list[Line] | None:
    """`lines` with a line a problem; None where too few sentences open one."""
    opened = [list(_OPENS.finditer(line.text)) if not line.noise else [] for line in lines]
    if sum(map(len, opened)) < _LEAST:
        return None
    broken: list[Line] = []
    for line, found in zip(lines, opened, strict=True):
        broken.extend(_pieces(line, [match.start() for match in found]) if found else [line])
    return broken


def _pieces(line: Line, starts: list[int]) -> Iterator[Line]:
    if starts[0] > 0:
        before = _cut(line, 0, starts[0])
        yield replace(before, column="group") if _ASPECT.fullmatch(before.text) else before
    for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True):
        yield replace(_cut(line, start, end), token=None, column="row", words_at=0)


def _cut(line: Line, start: int, end: int) -> Line:
    flat = line.flat.cut(start, end)
    return replace(line, start=flat.origin[0], end=flat.origin[-1] + 1, flat=flat)
