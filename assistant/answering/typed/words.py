"""The record words of a question, loaded from the list beside this module."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """What a record word looks like, by the kind of record word."""
    loaded = yaml.safe_load(files(__package__).joinpath("words.yaml").read_text("utf-8"))
    if not isinstance(loaded, dict):
        msg = "the list of record words holds no mapping"
        raise TypeError(msg)
    return {name: re.compile("|".join(parts), re.IGNORECASE) for name, parts in loaded.items()}


def taken(text: str, name: str) -> tuple[str, bool]:
    """The text without the words of a kind, and whether there were any."""
    left, number = patterns()[name].subn(" ", text)
    return left, number > 0
