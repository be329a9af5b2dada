"""Follow-ups that leave the finding of the turn before for another one of the same notice (它家的电梯又是什么毛病).

A name of things that one or two other findings hold, and the finding at hand does not, says where the question goes.
"""

from __future__ import annotations

from assistant.answering.desk import Desk
from assistant.answering.families.matching import theme_terms
from assistant.answering.passages.lexicon import lexicon
from assistant.text.flat import fold

_FEW = 2
"""Findings that a telling name stands in."""
_NAMES = ("n", "nz", "nt", "ns", "l", "j", "vn")
_TELLING = 3
"""Characters from which a name tells of itself what is meant; shorter ones stand in too many."""


def leaves(desk: Desk, place: tuple[str, int], matter: str) -> bool:
    """Whether a follow-up names something of its own that other findings of the notice hold, and this one does not."""
    source, ordinal = place
    names = [word for word in theme_terms(desk.plan) if word not in matter and _is_telling(word)]
    if not names or len(desk.reports) != 1:
        return False
    text = desk.records.text(source)
    held = {f.ordinal: "".join(fold(text[a:b]) for a, b in f.spans) for f in desk.report(source).findings}
    for name in names:
        forms = lexicon().forms(name)
        holding = [number for number, words in held.items() if any(form in words for form in forms)]
        if 0 < len(holding) <= _FEW and ordinal not in holding:
            return True
    return False


def _is_telling(word: str) -> bool:
    return len(word) >= _TELLING and any(tag in _NAMES for _, tag in lexicon().cutter.tag(word, False))
