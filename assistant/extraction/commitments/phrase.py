"""A short phrase for a matter, cut from its own words."""

from __future__ import annotations

import re

from assistant.extraction.commitments.matters import Matter
from assistant.text.flat import fold

_LONGEST = 30
_LEADING = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,2}是|同时|并且|此外|另外|其中|但是?|且|故|因此|所以|目前|现在|现|截至目前|截止目前|并|也|还|又|而|因|"
    r"下一步|后续|今后|届时|[,:、])+"
)
_BRACKETS = re.compile(r"\([^()]*\)")


def short_phrase(text: str, matter: Matter) -> str:
    """At most 30 characters saying what is open, without connectives and bracketed remarks."""
    for start, end in ((matter.start, matter.end), matter.core):
        words = _LEADING.sub("", _BRACKETS.sub("", fold(text[start:end])), count=1)
        if len(words) <= _LONGEST:
            return words.replace(",", "，")
    return words[: _LONGEST - 1].rstrip("的、,").replace(",", "，") + "…"
