"""What a model may write about: the statements of an answer and the words they cite, as evidence for its sentences.

The answer's own statements were computed by code, so they are evidence as much as the quotes. Text that gives orders
to a machine is evidence of nothing: neither the model nor the check sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.answer import Answer, Citation
from assistant.answering.prose.atoms import Atom, Clause, clauses_of
from assistant.answering.prose.lexicon import pattern
from assistant.text.flat import fold

_FURNITURE = re.compile(r"^\s*(?:[-*+]\s+)|\*\*")
_AROUND = 400
"""Characters before and after a quote in which an order to the reader spoils it."""
_LONGEST_FACT = 130
_STRONG = frozenset("。;,!?\n")
_NEW = frozenset("。;\n")
"""Marks behind which names no longer count with those before."""
_MARKS = re.compile(r"(?:\[\d{1,3}(?:-\d{1,3})?\])+")


@dataclass(frozen=True, slots=True)
class Place:
    """A clause of the evidence: whose it is, what it cites, where its atoms stand in the passage."""

    start: int
    end: int
    subject: frozenset[str]
    named: bool
    """Whether the hospital is named in this clause or before it, rather than only behind it."""
    marks: frozenset[int]
    cites: bool
    """Whether the marks are its own, rather than all of the list it sums up."""
    opened_by: str
    sentence: int
    header: bool = False
    """The name of the finding that the rest of the passage is about."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One statement of the answer, or one citation: what a claim must be found in, in one piece."""

    atoms: tuple[Atom, ...]
    places: tuple[Place, ...]
    place_of: tuple[int, ...]
    text: str
    """Matching form, for words in quotation marks."""
    computed: bool
    """A statement of the answer rather than a quote."""

    @property
    def marks(self) -> frozenset[int]:
        """Every citation the passage goes with."""
        return frozenset().union(*(place.marks for place in self.places))


@dataclass(frozen=True, slots=True)
class FactSheet:
    """The evidence of one answer, and the facts as a model is shown them."""

    passages: tuple[Passage, ...]
    hospitals: tuple[str, ...]
    facts: tuple[str, ...]
    quoted: dict[int, tuple[Atom, ...]]
    """The numbers and dates that each citation prints, spoilt ones apart."""
    owners: tuple[str, ...]
    """The hospital of each citation, in the order of their numbers."""

    @property
    def sole_hospital(self) -> str | None:
        """The hospital, where the answer is about only one."""
        return self.hospitals[0] if len(self.hospitals) == 1 else None

    def shown(self, limit: int) -> str:
        """The facts in at most `limit` characters, the answer's lead first; whole facts only."""
        lines: list[str] = []
        for fact in self.facts:
            line = f"- {_clipped(fact)}"
            if limit < len(line):
                break
            limit -= len(line) + 1
            lines.append(line)
        return "\n".join(lines)


def fact_sheet(answer: Answer, concerned: Sequence[str], around: Callable[[Citation, int], str]) -> FactSheet:
    """The evidence that `answer` offers. `concerned`: the hospitals the question is about; `around` gives the source's
    text around a citation, so many characters on either side.
    """
    spoilt = {
        number
        for number, citation in enumerate(answer.citations, 1)
        if is_order(citation.quote) or is_order(citation.label) or is_order(around(citation, _AROUND))
    }
    named = tuple(dict.fromkeys([*(citation.hospital for citation in answer.citations), *concerned]))
    every = frozenset(range(1, len(answer.citations) + 1)) - spoilt
    passages: list[Passage] = []
    facts: list[str] = []
    for statement in _statements(answer):
        passage = _computed(statement, answer.citations, named, every)
        if not is_order(statement) and not (passage.marks & spoilt):
            passages.append(passage)
            if _citable(passage, answer.citations):
                facts.append(statement)
    for number, citation in enumerate(answer.citations, 1):
        if number not in spoilt:
            passages.append(_quoted(number, citation, named))
    printed = {
        min(passage.marks): tuple(atom for atom in passage.atoms if atom.counts)
        for passage in passages
        if not passage.computed
    }
    return FactSheet(tuple(passages), named, tuple(facts), printed, tuple(c.hospital for c in answer.citations))


def _citable(passage: Passage, citations: Sequence[Citation]) -> bool:
    """Whether a statement has sources of its hospitals: what notices are silent about has none."""
    return any(
        not place.subject or any(citations[n - 1].hospital in place.subject for n in place.marks)
        for place in passage.places
    )


def is_order(text: str) -> bool:
    """Whether a text tells a machine what to do or say, with or without white space between its characters."""
    return pattern("injection").search(text) is not None or pattern("injection").search(fold(text)) is not None


def _statements(answer: Answer) -> Iterator[str]:
    """The lines of the answer that state something: all but headings and the coverage."""
    for line in answer.answer.split("\n"):
        stated = _FURNITURE.sub("", line).strip()
        if stated and stated != answer.coverage and not line.startswith("**"):
            yield stated


def _clipped(fact: str) -> str:
    if len(fact) <= _LONGEST_FACT:
        return fact
    cut = max(fact.rfind(mark, 0, _LONGEST_FACT) for mark in "；。，]")
    head = fact[: cut + 1 if cut > 0 else _LONGEST_FACT].rstrip("；，")
    marks = None if head.endswith("]") else _MARKS.search(fact, len(head))
    return head + (marks[0] if marks else "")


def _computed(
    statement: str, citations: Sequence[Citation], hospitals: Sequence[str], every: frozenset[int]
) -> Passage:
    clauses = clauses_of(statement, hospitals)
    cites = any(clause.marks for clause in clauses)
    marks = _marks_behind(clauses) if cites else [every] * len(clauses)
    subjects = _subjects(clauses)
    if not any(subject for subject, _ in subjects):
        owners = {citations[n - 1].hospital for n in frozenset().union(*marks) if n <= len(citations)}
        if len(owners) == 1:
            subjects = [(frozenset(owners), True)] * len(clauses)
    return _passage(statement, clauses, subjects, marks, computed=True, cites=cites)


def _quoted(number: int, citation: Citation, hospitals: Sequence[str]) -> Passage:
    label = clauses_of(citation.label, hospitals, marked=False)
    clauses = [*label, *clauses_of(citation.quote, hospitals, marked=False)]
    # A clause that names another hospital speaks of that one.
    whose = [(frozenset(clause.hospitals) or frozenset({citation.hospital}), True) for clause in clauses]
    marks = [frozenset({number})] * len(clauses)
    return _passage(f"{citation.label}:{citation.quote}", clauses, whose, marks, computed=False, headers=len(label))


def _passage(
    text: str,
    clauses: Sequence[Clause],
    subjects: Sequence[tuple[frozenset[str], bool]],
    marks: Sequence[frozenset[int]],
    *,
    computed: bool,
    cites: bool = True,
    headers: int = 0,
) -> Passage:
    atoms: list[Atom] = []
    places: list[Place] = []
    place_of: list[int] = []
    sentence = 0
    openers = ""
    for index, clause in enumerate(clauses):
        if index == headers and headers:
            sentence += 1
        subject, named = subjects[index]
        openers += clause.opened_by
        if clause.atoms:
            # Names between two marks have no words of their own: the stronger of the marks counts.
            opened_by = next((mark for mark in openers if mark in _STRONG), clause.opened_by)
            openers = ""
            places.append(
                Place(
                    len(atoms),
                    len(atoms) + len(clause.atoms),
                    subject,
                    named,
                    marks[index],
                    cites,
                    opened_by,
                    clause.sentence + sentence,
                    index < headers,
                )
            )
            atoms += clause.atoms
            place_of += [len(places) - 1] * len(clause.atoms)
    return Passage(tuple(atoms), tuple(places), tuple(place_of), fold(text), computed)


def _subjects(clauses: Sequence[Clause]) -> list[tuple[frozenset[str], bool]]:
    """Whose each clause is: the hospitals it names (names in a row count together), else those before, else all."""
    every = frozenset(name for clause in clauses for name in clause.hospitals)
    out: list[tuple[frozenset[str], bool]] = []
    current: frozenset[str] = frozenset()
    pending: frozenset[str] = frozenset()
    for clause in clauses:
        if clause.opened_by in _NEW:
            pending = frozenset()
        if clause.hospitals:
            pending = pending | frozenset(clause.hospitals)
            current = pending
        if clause.atoms:
            pending = frozenset()
        out.append((current, True) if current else (every, False))
    return out


def _marks_behind(clauses: Sequence[Clause]) -> list[frozenset[int]]:
    """The marks each clause goes with: the next ones behind it, else the last before."""
    out: list[frozenset[int]] = [frozenset()] * len(clauses)
    behind: frozenset[int] = frozenset()
    for index in reversed(range(len(clauses))):
        behind = frozenset(clauses[index].marks) or behind
        out[index] = behind
    before: frozenset[int] = frozenset()
    for index, clause in enumerate(clauses):
        before = frozenset(clause.marks) or before
        out[index] = out[index] or before
    return out
