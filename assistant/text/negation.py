"""Whether words taken out of a quote still say yes where it says yes, and no where it says no."""

from __future__ import annotations

import re

from assistant.text.flat import fold

NEGATIONS = frozenset("不未无没非")
_NEGATED = re.compile(r"[不未无没非](?=[一-龥]{2})")


def same_polarity(words: str, quote: str) -> bool:
    """Whether nothing that `quote` denies is affirmed in `words`: 完成 out of 未完成 is not the same."""
    plain, source = fold(words), fold(quote)
    for match in _NEGATED.finditer(source):
        said = source[match.end() : match.end() + 2]
        denied = match.group() + said
        affirmed = plain.count(said) - plain.count(denied)
        if affirmed > source.count(said) - source.count(denied):
            return False
    return True
