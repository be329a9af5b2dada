"""A problem and its measures in one sentence: 【库房管理混乱】清点库房…, 库房管理混乱：清点库房…."""

from __future__ import annotations

import re

from assistant.outline.genre import is_problem, is_shortcoming
from assistant.outline.statuses import read_status

_IN_MARKS = re.compile(r"[*_]*(?:\[(?P<words>[^\[\]]{4,45})\]|“(?P<quoted>[^“”]{4,45})”)[:。,]?(?=.)")
_TOLD = re.compile(r":|—{1,2}(?=[^—\d])")
_SHORTEST_PROBLEM = 4


def in_marks(text: str, start: int) -> tuple[int, int, int] | None:
    """Where a problem in brackets or quotation marks stands that begins at `start`, and where its measures begin."""
    match = _IN_MARKS.match(text, start)
    name = "words" if match and match["words"] else "quoted"
    return (*match.span(name), match.end()) if match and is_problem(match[name]) else None


def told_at(text: str, start: int, end: int) -> int | None:
    """Where a problem ends that a colon or dash parts from its measures; None where what follows is none of them."""
    told = _TOLD.search(text, start + _SHORTEST_PROBLEM, end)
    if told is None or not is_shortcoming(text[start : told.start()]):
        return None
    behind = re.split("[,;。]", text[told.end() : end], maxsplit=1)[0]
    return None if is_problem(behind) or read_status(behind) else told.start()
