"""How the field rules read a finding: its text outside headings and status lines, clause by clause, titles masked.

A word inside 《…》 is part of a document's name, not something that was done; masking keeps positions and hides it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.outline.model import BlockKind, OutlineFinding, Span
from assistant.text.flat import FlatText

MASK = "□"
_UNREAD: frozenset[BlockKind] = frozenset(("problem", "status", "deadline", "department"))
_TITLE = re.compile(r"《[^》《]*(?:《[^》《]*》[^》《]*)*》")
# The comma of 476,129.65 and the colon of 8:30 end no clause.
_CUT = re.compile(r"[;。!?]|(?<!\d)[,:]|[,:](?!\d)|(?<=年),|(?<=[日月]),")
_SENTENCE_END = frozenset("。;!?")
_MARKER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}(?:是(?!否)|要(?!求)|、)|第[一二三四五六七八九十]{1,2}[,、]|[(（]\d{1,2}[)）]|\d{1,2}[)）]"
    r"|[①-⑳]|(?:首先|其次|再次|再者|最后|其[一二三四五]|另?一方面)[,:是]|(?:措施|举措)(?:[一二三四五六七八九十]{1,2}|\d{1,2})[:、])"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of masked flat text; `sentence` numbers the sentence it stands in."""

    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A block in matching form, with document titles masked, and its clauses."""

    flat: FlatText
    masked: str
    clauses: tuple[Clause, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Prose:
        """The prose of `text[start:end]`."""
        flat = _flat(text, start, end)
        masked = mask_titles(flat.text)
        return cls(flat, masked, tuple(_clauses(masked)))


@lru_cache(maxsize=32)
def _prose(text: str, start: int, end: int) -> Prose:
    """The prose of a block, which several rules read one after the other."""
    return Prose.of(text, start, end)


@lru_cache(maxsize=32)
def _flat(text: str, start: int, end: int) -> FlatText:
    """A stretch in matching form, which several rules read one after the other."""
    return FlatText.of(text, start, end)


def mask_titles(flat: str) -> str:
    """`flat` with everything between 《 and 》 replaced by a filler of the same length."""
    return _TITLE.sub(lambda m: "《" + MASK * (len(m.group()) - 2) + "》", flat)


def blocks(text: str, finding: OutlineFinding) -> Iterator[Prose]:
    """What a finding says was done: every block but the problem, the status and the deadline lines."""
    for block in finding.blocks:
        if block.kind not in _UNREAD:
            yield _prose(text, block.start, block.end)


def spans(text: str, finding: OutlineFinding) -> Iterator[FlatText]:
    """All of a finding's text, the heading too; stretches that lie inside another are read once."""
    read: list[Span] = []
    for start, end in sorted(finding.spans, key=lambda span: (span[0], -span[1])):
        if read and end <= read[-1][1]:
            continue
        start = max(start, read[-1][1]) if read else start
        read.append((start, end))
        yield _flat(text, start, end)


def without_marker(text: str, start: int, end: int) -> int:
    """Where `text[start:end]` begins once a leading 一是 or （1） is left out."""
    match = _MARKER.match(text, start, end)
    return match.end() if match and match.end() < end else start


def _clauses(masked: str) -> Iterator[Clause]:
    start = sentence = 0
    for match in _CUT.finditer(masked):
        if match.start() > start:
            yield Clause(start, match.start(), sentence)
        start = match.end()
        sentence += match.group() in _SENTENCE_END
    if start < len(masked):
        yield Clause(start, len(masked), sentence)
