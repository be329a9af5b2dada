"""Whether a passage says what a claim says: the same things in the same order, nothing added, nothing decisive cut.

A claim is laid over the passage piece by piece. Between the pieces, words may be missing only where they decide
nothing: no number between two that are named, no denial, plan, limit or degree of a clause that is used, and never the
end of a clause, which in Chinese carries its sense (整改未果, 形成初稿).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.prose.atoms import Atom
from assistant.answering.prose.lexicon import pattern, words
from assistant.answering.prose.sheet import Passage, Place

_LONGEST_GAP = 6
"""Characters left out within a clause, neutral words apart."""
_LONGEST_SKIP = 12
"""Characters of whole clauses left out between two that are used."""
_LONGEST_LIST = 60
"""The same, where they are entries of a list."""
_PIECES = 2
"""Into so many pieces a clause may be taken apart to be put in another order."""
_SHORT = 4
"""A clause of which so few characters are used must be used whole."""
_LISTED = frozenset("、;(")
_DEPENDENT = frozenset('“「『‘"、(:')
"""Marks that open a clause which leans on the words before it."""
_NEUTRAL_LENGTH = 6
_MARKER = re.compile(r"^[一二三四五六七八九十]{1,2}是")


@dataclass(frozen=True, slots=True)
class Piece:
    """Atoms `start` to `end` of a passage that a claim repeats."""

    start: int
    end: int


def match(
    claim: Sequence[Atom], passage: Passage, allowed: frozenset[int], said: frozenset[int] = frozenset()
) -> frozenset[int] | None:
    """The places of `passage` that together say `claim`; None where they do not.

    Only `allowed` places may be used; `said` are those that the claims before it in its sentence used.
    """
    for pieces in _layings(claim, passage, allowed):
        places = _used(pieces, passage)
        if _faithful(pieces, places, passage, claim, said):
            return places
    for place in sorted(allowed):
        if _covers_freely(claim, passage, passage.places[place], said):
            return frozenset({place})
    return None


def _layings(claim: Sequence[Atom], passage: Passage, allowed: frozenset[int]) -> Iterator[tuple[Piece, ...]]:
    """Every way to lay the claim over the passage in order, the longest pieces first."""
    neutral = _neutral(claim)
    budget = [400]

    def lay(at: int, behind: int) -> Iterator[tuple[Piece, ...]]:
        budget[0] -= 1
        if budget[0] < 0:
            return
        if at == len(claim):
            yield ()
            return
        for start, length in _runs(claim, at, passage, behind, allowed):
            if behind == 0 or _may_skip(passage, behind, start):
                for rest in lay(at + length, start + length):
                    yield (Piece(start, start + length), *rest)
        for length in neutral[at]:
            yield from lay(at + length, behind)

    return (pieces for pieces in lay(0, 0) if pieces)


def _neutral(claim: Sequence[Atom]) -> list[list[int]]:
    """The lengths of the neutral words that begin at each position."""
    known = words("neutral")
    out: list[list[int]] = []
    for at in range(len(claim)):
        run = ""
        for atom in claim[at : at + _NEUTRAL_LENGTH]:
            if atom.kind != "char":
                break
            run += atom.text
        out.append([len(word) for word in known if run.startswith(word)])
    return out


def _runs(
    claim: Sequence[Atom], at: int, passage: Passage, behind: int, allowed: frozenset[int]
) -> list[tuple[int, int]]:
    """Where the claim may go on in the passage from `behind`: start and length, longest first."""
    found: list[tuple[int, int]] = []
    for start in range(behind, len(passage.atoms)):
        place = passage.place_of[start]
        if place not in allowed or not claim[at].says(passage.atoms[start]):
            continue
        end = passage.places[place].end
        length = _common(claim[at:], passage.atoms[start:end])
        shortest = 1 if claim[at].kind != "char" or end - passage.places[place].start == 1 else 2
        found += [(start, size) for size in range(length, shortest - 1, -1)]
    return sorted(found, key=lambda run: (-run[1], run[0]))[:12]


def _common(claim: Sequence[Atom], evidence: Sequence[Atom]) -> int:
    """How many atoms both begin with."""
    pairs = zip(claim, evidence, strict=False)
    return next(
        (i for i, (said, printed) in enumerate(pairs) if not said.says(printed)), min(len(claim), len(evidence))
    )


def _may_skip(passage: Passage, behind: int, start: int) -> bool:
    """Whether the atoms between two pieces may be left out."""
    first, last = passage.place_of[behind - 1], passage.place_of[start]
    if first == last:
        gap = passage.atoms[behind:start]
        return not any(atom.counts for atom in gap) and not _decides(gap) and _is_short(gap)
    left, right = passage.places[first], passage.places[last]
    if not left.header and not _droppable(passage.atoms[behind : left.end]):
        return False
    if left.header:
        return right.header or _opens_well(passage, right, start)
    between = [place for place in passage.places[first + 1 : last] if not place.header]
    skipped = [atom for place in between for atom in passage.atoms[place.start : place.end]]
    listed = all(place.opened_by in _LISTED for place in [*between, right])
    if len(skipped) > (_LONGEST_LIST if listed else _LONGEST_SKIP) or _decides(skipped):
        return False
    if any(atom.counts for atom in skipped):
        return listed and start == right.start
    return _opens_well(passage, right, start)


def _is_short(gap: Sequence[Atom]) -> bool:
    """Whether words left out within a clause are few, and do not tie it to somebody else."""
    said = "".join(atom.text for atom in gap)
    for word in words("neutral"):
        said = said.replace(word, "") if len(word) > 1 else said
    return len(said) <= _LONGEST_GAP and pattern("role").search(said) is None


def _opens_well(passage: Passage, place: Place, start: int) -> bool:
    """Whether a clause may be begun at `start`: nothing that decides, and nobody else, stands before."""
    head = passage.atoms[place.start : start]
    return not _decides(head) and pattern("actor").search("".join(atom.text for atom in head)) is None


def _decides(atoms: Sequence[Atom]) -> bool:
    """Whether words that change the sense are among them."""
    said = "".join(atom.text for atom in atoms)
    for word in words("neutral"):
        said = said.replace(word, " ") if len(word) > 1 else said
    return pattern("scope").search(said) is not None


def _droppable(atoms: Sequence[Atom]) -> bool:
    """Whether the end of a clause says nothing more."""
    if any(atom.kind not in ("char", "order") for atom in atoms):
        return False
    rest = "".join(atom.text for atom in atoms if atom.kind == "char")
    for word in words("tail"):
        rest = rest.replace(word, "")
    return not rest


def _used(pieces: Sequence[Piece], passage: Passage) -> frozenset[int]:
    return frozenset(passage.place_of[piece.start] for piece in pieces)


def _faithful(
    pieces: Sequence[Piece], places: frozenset[int], passage: Passage, claim: Sequence[Atom], said: frozenset[int]
) -> bool:
    """Whether nothing decisive was left out at the ends, in a clause that is used, or right behind it."""
    first, last = passage.places[min(places)], passage.places[max(places)]
    if not first.header and not _opens_well(passage, first, pieces[0].start):
        return False
    if not _droppable(passage.atoms[pieces[-1].end : last.end]):
        return False
    if all(passage.places[place].header for place in places):
        return False
    if not all(_enough(pieces, passage, passage.places[place]) for place in places):
        return False
    if any(_governed(passage, place, places | said) for place in places):
        return False
    return not _taken_back(passage, max(places)) and not _only_planned(passage, places, claim)


def _governed(passage: Passage, at: int, said: frozenset[int]) -> bool:
    """Whether words before a quoted or listed clause, left out, decide what is said of it (没有提到“采购”)."""
    while at > 0 and passage.places[at].opened_by in _DEPENDENT:
        after_colon = passage.places[at].opened_by == ":"
        at -= 1
        before = passage.places[at]
        atoms = passage.atoms[before.start : before.end]
        if at in said or before.header:
            continue
        if _denies(atoms) if after_colon else _decides(atoms):
            return True
    return False


def _denies(atoms: Sequence[Atom]) -> bool:
    return pattern("silence").search("".join(atom.text for atom in atoms)) is not None


def _enough(pieces: Sequence[Piece], passage: Passage, place: Place) -> bool:
    """Whether enough of a clause is used: half of it, and all of it where little is, or a mere 已完成."""
    if place.header:
        return True
    taken = {i for piece in pieces for i in range(piece.start, piece.end)}
    used = [passage.atoms[i] for i in range(place.start, place.end) if i in taken]
    left = [passage.atoms[i] for i in range(place.start, place.end) if i not in taken]
    said = "".join(atom.text for atom in used)
    if len(used) <= _SHORT or pattern("status").fullmatch(said):
        return all(atom.kind in ("order", "date") for atom in left if atom.kind != "char") and _empty(left)
    return len(used) * 2 >= place.end - place.start or any(atom.counts or atom.kind == "title" for atom in used)


def _empty(atoms: Sequence[Atom]) -> bool:
    rest = _MARKER.sub("", "".join(atom.text for atom in atoms if atom.kind == "char"))
    for word in (*words("tail"), *words("neutral")):
        rest = rest.replace(word, "")
    return not rest


def _taken_back(passage: Passage, place: int) -> bool:
    """Whether the clause behind begins with 但 or 除."""
    if place + 1 >= len(passage.places):
        return False
    behind = passage.places[place + 1]
    words_behind = "".join(atom.text for atom in passage.atoms[behind.start : behind.start + 4])
    return pattern("contrast").match(words_behind) is not None


def _only_planned(passage: Passage, places: frozenset[int], claim: Sequence[Atom]) -> bool:
    """Whether a plan or condition earlier in the sentence reaches over what the claim says as a fact."""
    first = passage.places[min(places)]
    before = [
        passage.atoms[i].text
        for place in passage.places[: min(places)]
        if place.sentence == first.sentence and not place.header
        for i in range(place.start, place.end)
    ]
    said = "".join(atom.text for atom in claim)
    if pattern("plan").search("".join(before)) is None or pattern("plan").search(said) is not None:
        return False
    used = [passage.atoms[passage.places[place].start : passage.places[place].end] for place in sorted(places)]
    return pattern("done").search("".join(atom.text for atoms in used for atom in atoms)) is None


def _covers_freely(claim: Sequence[Atom], passage: Passage, place: Place, said: frozenset[int]) -> bool:
    """Whether one clause with at most one number says the claim in another order (处理6名人员, 对6名人员进行处理)."""
    atoms = passage.atoms[place.start : place.end]
    if place.header or sum(atom.counts for atom in atoms) > 1:
        return False
    neutral, taken = _neutral(claim), [False] * len(atoms)
    at = pieces = 0
    while at < len(claim):
        length = _place_piece(claim, at, atoms, taken)
        pieces += length > 0
        if length == 0 and neutral[at] and pattern("role").fullmatch(claim[at].text) is None:
            length = neutral[at][0]
        if length == 0 or pieces > _PIECES:
            return False
        at += length
    left = [atom for atom, used in zip(atoms, taken, strict=True) if not used]
    used_count = len(atoms) - len(left)
    if used_count <= _SHORT or used_count * 2 < len(atoms) or _decides(left) or not _is_short_of_roles(left):
        return False
    tail = next((i for i in range(len(atoms), 0, -1) if taken[i - 1]), 0)
    whole = frozenset({passage.place_of[place.start]})
    return (
        _droppable(atoms[tail:])
        and not _taken_back(passage, min(whole))
        and not _governed(passage, min(whole), whole | said)
        and not _only_planned(passage, whole, claim)
    )


def _is_short_of_roles(left: Sequence[Atom]) -> bool:
    """Whether what is left of a clause in another order names no one who did it, or to whom; 对 alone turns nothing."""
    said = "".join(atom.text for atom in left)
    return pattern("actor").search(said) is None and not set(said) & set("由被向与和")


def _place_piece(claim: Sequence[Atom], at: int, atoms: Sequence[Atom], taken: list[bool]) -> int:
    """Mark the longest free run of `atoms` that the claim goes on with; its length, 0 where there is none."""
    best, where = 0, 0
    for start in range(len(atoms)):
        length = 0
        while (
            at + length < len(claim)
            and start + length < len(atoms)
            and not taken[start + length]
            and claim[at + length].says(atoms[start + length])
        ):
            length += 1
        if length > best:
            best, where = length, start
    if best < (2 if claim[at].kind == "char" else 1):
        return 0
    for index in range(where, where + best):
        taken[index] = True
    return best
