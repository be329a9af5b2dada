"""Whether a model's sentence may be shown: every claim of it is said by evidence it cites, of the same hospital.

No model judges. A sentence that code cannot lay over the evidence is withheld, true or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.answering.marks import joined
from assistant.answering.prose.claims import Claim, Sentence, is_plain, take_apart
from assistant.answering.prose.lexicon import words
from assistant.answering.prose.matching import match
from assistant.answering.prose.sheet import FactSheet, Passage, Place, is_order
from assistant.text.flat import fold

_LONGEST = 160
_LEANING = 6
"""A claim that says so little leans on the one before it and must be found in the same passage."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence as it may be shown, with its marks; or why it is withheld."""

    shown: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class _Proof:
    passage: Passage
    places: frozenset[int]
    """The clauses of it that the sentence has used so far."""
    marks: frozenset[int]
    cites: bool
    """Whether the words have marks of their own, rather than resting on the whole list."""


def verify(text: str, sheet: FactSheet) -> Verdict:
    """Judge one sentence against the evidence."""
    stripped = text.strip()
    if not stripped or len(stripped) > _LONGEST:
        return Verdict(refusal="empty or too long")
    if not is_plain(stripped):
        return Verdict(refusal="not plain words")
    if is_order(stripped):
        return Verdict(refusal="an order")
    sentence = take_apart(stripped, sheet.hospitals)
    if not sentence.claims or not all(claim.atoms for claim in sentence.claims):
        return Verdict(refusal="claims nothing")
    if any(not 1 <= mark <= len(sheet.owners) for mark in sentence.marks):
        return Verdict(refusal="cites what is not there")
    marks = _proved(sentence, sheet)
    if marks is None:
        return Verdict(refusal="not in the evidence")
    if any(
        passage.computed and passage.marks & marks and _affirms_denied(sentence, passage) for passage in sheet.passages
    ):
        return Verdict(refusal="another statement of the same source denies it")
    return Verdict(shown=_written(sentence, marks))


def _proved(sentence: Sentence, sheet: FactSheet) -> frozenset[int] | None:
    """The citations that carry the sentence; None where a claim is not carried, or a citation carries none."""
    named = frozenset(sentence.marks)
    carried: frozenset[int] = frozenset()
    subject: frozenset[str] = frozenset()
    before: _Proof | None = None
    for claim in sentence.claims:
        subject = claim.subject or subject
        leans = before is not None and claim.characters <= _LEANING
        proofs = [
            proof
            for proof in _proofs(claim, subject, sentence, sheet, before)
            if not leans or (before is not None and proof.passage is before.passage)
        ]
        if not proofs:
            return None
        before = proofs[0]
        # Of a model that named no source, the first passage that says it is named.
        for proof in proofs if named else proofs[:1]:
            carried |= proof.marks
        if named and not proofs[0].cites:
            # A statement that sums up the whole list rests on all of it, whichever entries the model picked.
            named |= proofs[0].marks
            carried |= named & proofs[0].marks
    return (named if named else carried) if named <= carried else None


def _proofs(
    claim: Claim, subject: frozenset[str], sentence: Sentence, sheet: FactSheet, before: _Proof | None
) -> Iterator[_Proof]:
    """The passages that say a claim, of those that the sentence cites; `before` carries its claim before."""
    wanted = frozenset(sentence.marks)
    for passage in sheet.passages:
        if wanted and not passage.marks & wanted:
            continue
        if any(fold(said) not in passage.text for said in sentence.quoted):
            continue
        allowed = frozenset(
            index for index, place in enumerate(passage.places) if _same_subject(place, subject, claim, passage, sheet)
        )
        said = before.places if before is not None and before.passage is passage else frozenset()
        places = match(claim.atoms, passage, allowed, said) if allowed else None
        if places is None:
            continue
        used = [passage.places[place] for place in places]
        marks = frozenset(n for place in used for n in place.marks if not subject or sheet.owners[n - 1] in subject)
        if marks and (not wanted or (marks & wanted and _printed_there(claim, marks, wanted, sheet))):
            yield _Proof(passage, places | said, marks, all(place.cites for place in used))


@cache
def _denials() -> re.Pattern[str]:
    return re.compile(f"(?:未|没有|没|不|无)(?:{'|'.join(word for word in words('neutral') if len(word) > 1)})")


def _affirms_denied(sentence: Sentence, passage: Passage) -> bool:
    """Whether a sentence says a neutral word plainly that the passage denies (标注状态, 未标注状态)."""
    said = fold(sentence.text)
    return any(
        denied not in said
        for word in words("neutral")
        if len(word) > 1 and word in said
        for denied in _denials().findall(passage.text)
        if denied.endswith(word)
    )


def _printed_there(claim: Claim, marks: frozenset[int], wanted: frozenset[int], sheet: FactSheet) -> bool:
    """Whether each number of a claim that one of several sources prints is printed by one that the sentence cites."""
    for atom in claim.atoms:
        if not atom.counts:
            continue
        printing = {n for n in marks if any(atom.says(other) for other in sheet.quoted.get(n, ()))}
        if printing and not printing & wanted:
            return False
    return True


def _same_subject(place: Place, subject: frozenset[str], claim: Claim, passage: Passage, sheet: FactSheet) -> bool:
    """Whether what a clause says is said of the hospitals that a claim speaks of."""
    if place.subject == subject:
        return True
    if not subject:
        # 共有两家: said of no hospital in particular, by a statement that names them only afterwards.
        sole = sheet.sole_hospital
        return (passage.computed and not place.named) or (sole is not None and place.subject <= {sole})
    if not place.subject:
        return passage.computed and subject == {sheet.sole_hospital}
    # One of several of whom the same is said; a number or a row of names is said of exactly those.
    return len(subject) == 1 and subject < place.subject and passage.computed and not claim.counts


def _written(sentence: Sentence, marks: frozenset[int]) -> str:
    """The sentence with its marks before the full stop."""
    body = sentence.text.rstrip("。.！!；; ")
    return f"{body}{joined([f'[{mark}]' for mark in sorted(marks)])}。"
