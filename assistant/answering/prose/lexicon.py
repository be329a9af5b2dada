"""Words that decide what a model's sentence claims, as data: neutral ones, ones that may not be left out, orders."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

WordList = Literal["neutral", "tail"]
PatternName = Literal["scope", "actor", "role", "silence", "plan", "done", "contrast", "status", "injection"]


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    loaded = yaml.safe_load(files(__package__).joinpath("lexicon.yaml").read_text("utf-8"))
    return {str(name): tuple(str(word) for word in entries) for name, entries in loaded.items()}


@cache
def words(name: WordList) -> tuple[str, ...]:
    """A list of words, longest first."""
    return tuple(sorted(_lists()[name], key=lambda word: (-len(word), word)))


@cache
def pattern(name: PatternName) -> re.Pattern[str]:
    """A list of expressions as one."""
    return re.compile("|".join(_lists()[name]), re.IGNORECASE)
