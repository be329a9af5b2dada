"""How likely a passage says what was asked in other words than the question's.

Words decide first (`judging.reason_against`). Where they do not suffice, the passage nearest in meaning is weighed: how
far it stands out from the rest, whether it holds a value of the kind asked for, which words and characters it shares.
The weights are those of a logistic regression over the development questions, each asked of its own notice and of
others that do not say it; chosen by leaving out a fifth of the questions at a time.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.answering.passages.expected import supposes
from assistant.answering.passages.judging import VALUE_KINDS, Candidate
from assistant.answering.passages.question import Focus
from assistant.answering.passages.window import leaves_open

LIKELY = 0.46
"""Likelihood from which a passage is given as the answer in the notice's own words."""
WORTH_SHOWING = 0.2
"""Likelihood from which it is shown beside the word that nothing is said."""
_BIAS = -3.6
_STANDOUT, _MOST = 0.68, 5.0
_COVERAGE = 1.85
_TYPED, _UNTYPED = 1.5, 0.5
_SHARED = 1.4
_NOT_SO = 0.7
"""Where what is asked for did not come about, and the passage says so, there is no value to be held."""
_VALUELESS = 0.4
"""The most where the passage lacks the value asked for, or all the nouns: it may be shown, it does not answer."""
_SAID = 0.1
"""Coverage below which a passage that holds none of several nouns may be shown for its meaning, and does not answer."""
_FIGURES = frozenset(("persons", "count", "money", "percent", "duration", "date"))
_HAN = re.compile(r"[\u4e00-\u9fff]")


def likelihood(focus: Focus, candidate: Candidate) -> float:
    """0 to 1; 0 without a search by meaning, or where it does not have the passage among its first."""
    if candidate.nominee is None:
        return 0.0
    wants_value = focus.expected in VALUE_KINDS
    valued = bool(candidate.window.values)
    not_so = not valued and (candidate.denies or (supposes(focus.text) and leaves_open(candidate.meeting.unit)))
    evidence = _BIAS + _STANDOUT * min(_MOST, candidate.nominee.standout) + _COVERAGE * candidate.meeting.coverage
    evidence += _TYPED * (1.0 if valued else 0.0 if wants_value else _UNTYPED)
    evidence += _SHARED * _shared(focus.text, candidate.meeting.unit.flat) + _NOT_SO * not_so
    likely = 1 / (1 + math.exp(-evidence))
    nowhere = candidate.meeting.coverage < _SAID and sum(term.hard for term in focus.own_terms) > 1
    answers = (valued or not_so or not wants_value) and not nowhere
    return likely if answers else min(likely, _VALUELESS)


def likeliest(focus: Focus, candidates: Sequence[Candidate]) -> Candidate | None:
    """The passage nearest in meaning, where it is a likely answer and holds a figure or a date of the kind asked for.

    Names are left out: some name or other stands near everything.
    """
    if focus.expected not in _FIGURES:
        return None
    valued = [c for c in candidates if c.rank in (1, 2) and c.window.values and not c.meeting.unit.is_title]
    best = max(valued, key=lambda c: likelihood(focus, c), default=None)
    return best if best is not None and likelihood(focus, best) >= LIKELY else None


def _shared(question: str, flat: str) -> float:
    """Share of the question's characters that the passage holds: short forms share characters, not words."""
    characters = set(_HAN.findall(question))
    return sum(char in flat for char in characters) / len(characters) if characters else 0.0
