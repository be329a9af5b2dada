"""The genre's words as data: what is equal in meaning, what people say for what notices write, what says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import rjieba
import yaml

SYNONYM = 0.92
"""How much a synonym counts beside the word itself."""
COLLOQUIAL = 0.88
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

    def known(self, word: str) -> bool:
        """Whether the lexicon knows all the usual ways to write `word`."""
        return word in self.alternatives


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The packaged lexicon."""
    raw = yaml.load(resources.files(__package__).joinpath("lexicon.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    alternatives: dict[str, dict[str, float]] = {}
    for group in raw["synonyms"]:
        for word in map(str.lower, group):
            others = alternatives.setdefault(word, {})
            others.update({other.lower(): SYNONYM for other in group if other.lower() != word})
    for word, written in raw["colloquial"].items():
        alternatives.setdefault(word, {}).update({w: COLLOQUIAL for w in written if w != word})
    light = frozenset(raw["light"].lower().split())
    grouped = {word.lower() for group in raw["synonyms"] for word in group} | set(raw["telling"])
    cutter = rjieba.Jieba()
    for word in sorted({*alternatives, *raw["telling"]}):
        if len(word) > 1:
            cutter.add_word(word, _OFTEN, "n" if word in grouped else "v")
    shared = yaml.load(
        resources.files("assistant.answering.lexicon").joinpath("english.yaml").read_text("utf-8"),
        Loader=yaml.CSafeLoader,
    )
    own = yaml.load(resources.files(__package__).joinpath("english.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    english = tuple(sorted({**shared, **own["words"]}.items(), key=lambda item: (-len(item[0]), item[0])))
    return Lexicon(
        {word: tuple(sorted(others.items())) for word, others in alternatives.items()},
        light - alternatives.keys(),
        english,
        frozenset(own["light"].split()),
        cutter,
    )
