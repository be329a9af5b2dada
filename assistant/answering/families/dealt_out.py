"""Matters named in a row before hospitals named in a row, each hospital's own (供氧和供电,甲、乙两家各少了几天).

That the first matter is the first hospital's is read from the notices, not from the order alone: each matter has to
stand in its own hospital's notice, and one of them in no other.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk
from assistant.answering.figures.meaning import content, met
from assistant.text.flat import fold

_JOINT = r"(?:和|与|跟|及|以及|、|还有)"
_ROW = re.compile(
    rf"^(?:[^,]{{0,10}},)?(?P<row>[^,、]{{2,16}}?(?:{_JOINT}[^,、]{{2,16}}?)+?)(?:这[两三四]项|方面|上)?,"
)
_WHOLLY = 0.75
"""Share of a matter's words that a notice must hold for the matter to be one of its own."""


def dealt_out(desk: Desk) -> tuple[tuple[str, str], ...]:
    """By source what is asked of each report, where the question deals out as many matters as it names hospitals."""
    if desk.plan.apart or desk.plan.scope != "named" or desk.english:
        return desk.plan.apart
    asked = re.sub(r"\s", "", desk.plan.asked.replace("，", ","))
    row = _ROW.match(asked)
    if row is None:
        return ()
    names, rest = re.split(_JOINT, row["row"]), asked[row.end() :]
    if len(names) != len(desk.reports) or len(names) < 2:
        return ()
    shares = [[_held(desk, source, name) for source in desk.reports] for name in names]
    own = all(shares[n][n] >= _WHOLLY for n in range(len(names)))
    apart = any(shares[n][m] < _WHOLLY for n in range(len(names)) for m in range(len(names)) if m != n)
    if not (own and apart):
        return ()
    return tuple((source, f"{name},{rest}") for source, name in zip(desk.reports, names, strict=True))


def _held(desk: Desk, source: str, name: str) -> float:
    words = content(name)
    return met(words, fold(desk.records.text(source))) if words else 0.0
