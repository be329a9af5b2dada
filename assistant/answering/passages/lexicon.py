"""The genre's words as data: what is equal in meaning, what people say for what notices write, what says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import rjieba
import yaml

SYNONYM = 0.92
"""How much a synonym counts beside the word itself."""
COLLOQUIAL = 0.88
EVERYDAY = 0.85
"""The same for an everyday word whose written forms are many."""
_OFTEN = 20_000
"""Word frequency that makes the cutter keep a word of ours whole."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of the genre, read once."""

    alternatives: dict[str, tuple[tuple[str, float], ...]]
    """By question word: what a notice may write instead, with its weight; the word itself is not among them."""
    light: frozenset[str]
    english: tuple[tuple[str, str], ...]
    """English phrase and its Chinese words, longest phrase first."""
    english_light: frozenset[str]
    cutter: rjieba.Jieba
    """A word cutter of its own: words that others add to the shared one must not change the answers."""

    def forms(self, word: str) -> tuple[str, ...]:
        """A word and what a notice may write instead."""
        return (word, *(form for form, _ in self.alternatives.get(word, ())))

    def known(self, word: str) -> bool:
        """Whether the lexicon knows all the usual ways to write `word`."""
        return word in self.alternatives


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The packaged lexicon."""
    raw = _read("lexicon.yaml")
    alternatives: dict[str, dict[str, float]] = {}
    for group in raw["synonyms"]:
        for word in map(str.lower, group):
            others = alternatives.setdefault(word, {})
            others.update({other.lower(): SYNONYM for other in group if other.lower() != word})
    for word, written in raw["colloquial"].items():
        alternatives.setdefault(word, {}).update({w: COLLOQUIAL for w in written if w != word})
    everyday = _read("everyday.yaml")
    for word, written in everyday.items():
        others = alternatives.setdefault(str(word).lower(), {})
        for form in map(str.lower, written):
            if form != word:
                others.setdefault(form, EVERYDAY)
    light = frozenset(raw["light"].lower().split())
    grouped = {word.lower() for group in raw["synonyms"] for word in group} | set(raw["telling"])
    cutter = rjieba.Jieba()
    usual = everyday.keys() - grouped - raw["colloquial"].keys()
    for word in sorted({*alternatives, *raw["telling"]}):
        if len(word) > 1:
            cutter.add_word(word, _OFTEN, _tag(cutter, word) if word in usual else "n" if word in grouped else "v")
    shared = yaml.load(
        resources.files("assistant.answering.lexicon").joinpath("english.yaml").read_text("utf-8"),
        Loader=yaml.CSafeLoader,
    )
    own = _read("english.yaml")
    english = tuple(sorted({**shared, **own["words"]}.items(), key=lambda item: (-len(item[0]), item[0])))
    return Lexicon(
        {word: tuple(sorted(others.items())) for word, others in alternatives.items()},
        light - alternatives.keys(),
        english,
        frozenset(own["light"].split()),
        cutter,
    )


def _read(name: str) -> Any:
    return yaml.load(resources.files(__package__).joinpath(name).read_text("utf-8"), Loader=yaml.CSafeLoader)


def _tag(cutter: rjieba.Jieba, word: str) -> str:
    """The part of speech the dictionary gives a word; that of a verb where it does not know the word whole."""
    tagged = cutter.tag(word, False)
    return str(tagged[0][1]) if len(tagged) == 1 else "v"
