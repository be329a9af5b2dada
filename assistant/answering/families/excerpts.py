"""The part of a long passage that speaks of what was asked: its clauses with the words, and those round them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import clip
from assistant.text.clauses import clauses

_LIMIT = 140


def excerpt(quote: str, words: Sequence[str], limit: int = _LIMIT) -> str:
    """A passage on one line: whole up to `limit` characters, else the clauses round one of `words`; cuts marked."""
    text = clip(quote, 10_000)
    at = min((found for word in words if (found := text.find(re.sub(r"\s", "", word))) >= 0), default=-1)
    if len(text) <= limit or at < 0:
        return clip(text, limit)
    spans = clauses(text, 0, len(text))
    first = last = next((i for i, (a, b) in enumerate(spans) if a <= at < b), 0)
    while first > 0 and spans[last][1] - spans[first - 1][0] <= limit // 2:
        first -= 1
    while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= limit:
        last += 1
    while first > 0 and spans[last][1] - spans[first - 1][0] <= limit:
        first -= 1
    cut = text[spans[first][0] : spans[last][1]].strip("，。；;,、 ")
    return ("…" if first > 0 else "") + cut + ("…" if last + 1 < len(spans) else "")
