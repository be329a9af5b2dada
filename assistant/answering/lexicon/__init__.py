"""The vocabulary of the genre as data: how people ask, what notices call things. Files of words, loaded once.

A word list is where a colloquial synonym is added; no code needs to change for it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import get_args

import yaml

from assistant.schema import Topic


def _load(name: str) -> dict[str, object]:
    loaded = yaml.safe_load(files(__package__).joinpath(f"{name}.yaml").read_text("utf-8"))
    if not isinstance(loaded, dict):
        msg = f"lexicon file {name!r} holds no mapping"
        raise TypeError(msg)
    return loaded


def _lists(name: str) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for key, words in _load(name).items():
        if not isinstance(words, list):
            msg = f"lexicon file {name!r}: {key!r} is no list"
            raise TypeError(msg)
        out[key] = tuple(str(word) for word in words)
    return out


@cache
def cue_patterns() -> dict[str, re.Pattern[str]]:
    """What betrays the kind of question, by name of the cue."""
    return {name: re.compile("|".join(parts), re.IGNORECASE) for name, parts in _lists("cues").items()}


@cache
def topic_words() -> dict[Topic, tuple[str, ...]]:
    """Words that name a topic in a question, by topic code, longest first."""
    found = _lists("topics")
    return {code: tuple(sorted(found[code], key=lambda w: (-len(w), w))) for code in get_args(Topic)}


@cache
def topic_stems() -> dict[Topic, re.Pattern[str]]:
    """Words that show that a stretch of a notice is about a topic, by topic code."""
    return {code: re.compile("|".join(map(re.escape, words))) for code, words in topic_words().items()}


@cache
def word_list(name: str) -> tuple[str, ...]:
    """A named list of words (stop words, generic institution words), longest first."""
    return tuple(sorted(_lists("words")[name], key=lambda w: (-len(w), w)))


@cache
def colloquial() -> tuple[tuple[str, str], ...]:
    """What people say for what notices write, longest first."""
    pairs = _load("colloquial")
    return tuple(sorted(((str(k), str(v)) for k, v in pairs.items()), key=lambda kv: (-len(kv[0]), kv[0])))


@cache
def english_terms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """English phrases of the genre with their Chinese, longest phrase first."""
    pairs = _load("english")
    ordered = sorted(((str(k), str(v)) for k, v in pairs.items()), key=lambda kv: (-len(kv[0]), kv[0]))
    return tuple((re.compile(rf"\b{english}\b", re.IGNORECASE), chinese) for english, chinese in ordered)


@cache
def institution_words() -> dict[str, str]:
    """English words of hospitals' names with their Chinese, lower case."""
    return {str(english): str(chinese) for english, chinese in _load("institutions").items()}


@cache
def phrases() -> dict[str, dict[str, str]]:
    """Sentence templates of answers, by name, then language."""
    out: dict[str, dict[str, str]] = {}
    for key, by_language in _load("phrases").items():
        if not isinstance(by_language, dict):
            msg = f"phrase {key!r} has no languages"
            raise TypeError(msg)
        out[key] = {str(lang): str(text) for lang, text in by_language.items()}
    return out
