"""Which statuses a question names: as labels of the notice, as done or open in general, and which it leaves out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.typed.words import patterns, taken
from assistant.schema import DONE, OPEN, Status

_LABELS: tuple[tuple[str, tuple[Status, ...]], ...] = (
    ("completed_ongoing", ("completed_ongoing",)),
    ("mostly_completed", ("mostly_completed",)),
    ("partial", ("partial",)),
    ("label_unfinished", ("unfinished",)),
    ("label_completed", DONE),
)
_UNAMBIGUOUS = ("completed_ongoing", "mostly_completed", "partial")
_ANY = r"[“\"‘'「『]?(?:{words})[”\"’'」』]?"
_AND = r"(?:[、和与及跟,]|以及|或者?)"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks of completion, and what is left of it without those words."""

    left: str
    named: tuple[Status, ...] = ()
    """Statuses asked for by name, or what is left of the open ones without those excluded."""
    general: str = ""
    """`open` or `done` where completion is asked for in general."""


def statuses_in(text: str) -> Asked:
    """The statuses of a question."""
    left, out = _excluded(text)
    left, unlabelled = taken(left, "unlabelled")
    if unlabelled:
        return Asked(left, tuple(s for s in OPEN if s not in out))
    left, named = _named(left, told=bool(out))
    left, is_open = taken(left, "open")
    left, going_on = taken(left, "label_unfinished")
    is_open = is_open or going_on
    left, is_done = taken(left, "done")
    if out and not named and not is_done:
        named = tuple(s for s in (*OPEN, *DONE) if s not in out and (s in OPEN or not is_open))
    elif named and is_open:
        named = tuple(dict.fromkeys((*named, "unfinished")))
    named = tuple(s for s in named if s not in out)
    general = "" if named else "open" if is_open else "done" if is_done else ""
    return Asked(left, named, general)


def _named(text: str, *, told: bool) -> tuple[str, tuple[Status, ...]]:
    """Statuses asked for as labels: in quotation marks, after a word that labels, or by an unmistakable name."""
    words = patterns()
    found: list[Status] = []
    for name, statuses in _LABELS:
        status = words[name].pattern
        label = rf"(?:{words['labelling'].pattern})\s*{_ANY.format(words=status)}"
        label += rf"|[“\"‘'「『](?:{status})[”\"’'」』]"
        if name in _UNAMBIGUOUS:
            label += f"|{status}"
        text, number = re.subn(label, " ", text)
        if number:
            found += [s for s in statuses if s not in found]
    if told and not found:
        text, number = re.subn(words["label_unfinished"].pattern, " ", text)
        found += ["unfinished"] if number else []
    return text, tuple(found)


def _excluded(text: str) -> tuple[str, frozenset[Status]]:
    """The text without what it leaves out, and those statuses."""
    words = patterns()
    anyone = "|".join([*(words[name].pattern for name, _ in _LABELS), words["done"].pattern])
    one = _ANY.format(words=anyone) + "(?:的|这[类种些])?"
    several = rf"{one}(?:{_AND}{one})*"
    before, after = words["exclude_before"].pattern, words["exclude_after"].pattern
    clause = re.compile(rf"(?:{before})(?:{several})(?:{after})?|(?:{several})(?:{after})")
    out: set[Status] = set()
    for match in clause.finditer(text):
        rest = match[0]
        for name, statuses in _LABELS:
            rest, number = words[name].subn(" ", rest)
            out |= set(statuses) if number else set()
        if words["done"].search(rest):
            out |= set(DONE)
    return clause.sub(" ", text), frozenset(out)
