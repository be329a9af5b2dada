"""Whether a question was understood: which of its own words nothing that was done with it took up.

An honest signal needs no model: a content word that is neither part of how the question was read (a cue, a field of
work) nor printed in any of the words the answer cites was passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from assistant.answering.answer import Answer
from assistant.answering.families.matching import words_of
from assistant.answering.lexicon import cue_patterns, topic_words
from assistant.answering.plan import QueryPlan
from assistant.answering.questions import Reading
from assistant.text.flat import fold

_PASSED_OVER = 0.5
"""Share of a question's content words from which on, passed over, its reading is in doubt."""
_LATIN = re.compile(r"[A-Za-z]{4,}")
_ASKING = re.compile(r"^几|多少|什么|哪|怎么|如何")
WordList = Literal["english", "wants", "denials"]


@cache
def word_set(name: WordList) -> frozenset[str]:
    """A list of this package's words."""
    lists = yaml.safe_load(files(__package__).joinpath("words.yaml").read_text("utf-8"))
    return frozenset(str(word) for word in lists[name])


@dataclass(frozen=True, slots=True)
class Grasp:
    """How much of a question an answer took up."""

    content: tuple[str, ...]
    """The words that name what the question is about, hospitals and question words apart."""
    unused: tuple[str, ...]
    """Those of them that neither the reading nor a cited quote holds."""
    abstained: bool

    @property
    def passed_over(self) -> float:
        """Share of the content words that nothing took up; 1 where a question has none."""
        return len(self.unused) / len(self.content) if self.content else 1.0


def grasp(reading: Reading, plan: QueryPlan, answer: Answer, *, respelt: str = "") -> Grasp:
    """What became of the words of a question in the answer that `plan` led to.

    `respelt`: the question without its hospitals, spelt right, character for character.
    """
    masked = reading.reach.masked
    content = (*(word for word in words_of(reading.theme) if not _ASKING.search(word)), *_foreign(reading))
    cited = "".join(fold(citation.quote) + fold(citation.label) for citation in answer.citations)
    fields = tuple(word for topic in plan.topics for word in topic_words()[topic])
    read = "".join(
        masked[m.start() : m.end()] + "\n" for pattern in cue_patterns().values() for m in pattern.finditer(masked)
    )

    def taken_up(word: str) -> bool:
        at = masked.find(word)
        spelt = respelt[at : at + len(word)] if respelt and at >= 0 else word
        return _printed(spelt, cited) or word in read or any(word in name or name in word for name in fields)

    return Grasp(content, tuple(word for word in content if not taken_up(word)), answer.abstained)


def in_doubt(seen: Grasp, plan: QueryPlan, *, leans: bool) -> bool:
    """Whether a reading is unsure. `leans`: the question goes on from the one before, and needs no words of its own."""
    if plan.unknown or plan.operation == "unknown_hospital":
        return False
    if not seen.content:
        return plan.operation == "lookup" and not leans
    if seen.abstained and plan.operation == "lookup":
        return bool(seen.unused)
    return seen.passed_over >= _PASSED_OVER and not leans


def _printed(word: str, cited: str) -> bool:
    """Whether quotes hold a word, or most of a longer one (平均住院日 in 平均住院天数)."""
    if word in cited:
        return True
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return len(pairs) > 2 and sum(pair in cited for pair in pairs) * 2 >= len(pairs)


def _foreign(reading: Reading) -> tuple[str, ...]:
    """Words of an English question for which the vocabulary of the genre has no Chinese."""
    left = reading.reach.masked
    for pattern in cue_patterns().values():
        left = pattern.sub(" ", left)
    return tuple(dict.fromkeys(w for w in map(str.lower, _LATIN.findall(left)) if w not in word_set("english")))
