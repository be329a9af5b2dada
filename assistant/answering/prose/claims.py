"""A model's sentence taken apart: what it says of which hospital, which citations it names, how it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.prose.atoms import Atom, Clause, clauses_of, numbers_in
from assistant.answering.prose.lexicon import words

_MARK = re.compile(r"[\[【]\d{1,3}(?:\s*[-–,，、]\s*\d{1,3})*[\]】]")
_ALLOWED = re.compile(r"[\u4e00-\u9fffA-Za-z0-9０-９，。；：、！？（）《》〔〕“”‘’「」『』,.;:!?()%％‰·\-–—～~+=÷≈\s]*")
"""What a plain sentence is written with: no markup, no links, no addresses, no invisible characters."""
_ADDRESS = re.compile(r"https?|www\.|://|[A-Za-z0-9]\.(?:com|cn|net|org|io)\b|javascript|base64", re.IGNORECASE)
_NEW = frozenset("。;")
_QUOTED = re.compile(r"“([^“”]{2,})”|「([^「」]{2,})」|『([^『』]{2,})』|‘([^‘’]{2,})’")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says of `subject`; empty where it names no hospital. `opening`: the first of its sentence."""

    subject: frozenset[str]
    atoms: tuple[Atom, ...]
    clauses: int

    @property
    def characters(self) -> int:
        """How much it says, neutral words apart."""
        said = "".join(atom.text if atom.kind == "char" else "#" for atom in self.atoms)
        for word in words("neutral"):
            said = said.replace(word, "")
        return len(said)

    @property
    def counts(self) -> bool:
        """Whether it names a number or date."""
        return any(atom.counts for atom in self.atoms)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words without citation marks, its marks, its claims."""

    text: str
    marks: tuple[int, ...]
    claims: tuple[Claim, ...]
    quoted: tuple[str, ...]
    """Words it puts in quotation marks: they must be printed so."""


def is_plain(text: str) -> bool:
    """Whether a sentence is plain words and citation marks, with nothing that a page would render."""
    bare = _MARK.sub("", text)
    return _ALLOWED.fullmatch(bare) is not None and _ADDRESS.search(bare) is None


def take_apart(text: str, hospitals: Sequence[str]) -> Sentence:
    """A sentence as claims. Of a plain sentence only."""
    marks = tuple(dict.fromkeys(n for mark in _MARK.findall(text) for n in numbers_in(_half_width(mark))))
    bare = " ".join(_MARK.sub("", text).split())
    quoted = tuple(next(group for group in found if group) for found in _QUOTED.findall(bare))
    return Sentence(bare, marks, tuple(_claims(clauses_of(bare, hospitals, marked=False))), quoted)


def _half_width(mark: str) -> str:
    return mark.replace("，", ",").replace(" ", "")


def _claims(clauses: Sequence[Clause]) -> list[Claim]:
    """The claims in order: a hospital that is named begins a new one, names in a row begin it together."""
    out: list[Claim] = []
    pending: tuple[str, ...] = ()
    for clause in clauses:
        if pending and clause.opened_by in _NEW:
            out, pending = _belonging(out, pending), ()
        if clause.hospitals:
            pending += tuple(clause.hospitals)
        if not _says_something(clause):
            continue
        if pending or not out:
            out.append(Claim(frozenset(pending), tuple(clause.atoms), 1))
            pending = ()
        else:
            last = out[-1]
            out[-1] = Claim(last.subject, (*last.atoms, *clause.atoms), last.clauses + 1)
    return _belonging(out, pending) if pending else out


def _belonging(claims: list[Claim], names: Sequence[str]) -> list[Claim]:
    """Names at the end belong to what was said of them before (写到的有两家：甲、乙)."""
    last = claims[-1] if claims else Claim(frozenset(), (), 0)
    return [*claims[:-1], Claim(last.subject | frozenset(names), last.atoms, last.clauses)]


def _says_something(clause: Clause) -> bool:
    said = clause.words
    for word in words("neutral"):
        said = said.replace(word, "")
    return bool(said)
