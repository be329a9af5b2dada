"""Words for a kind of thing (公司, 职工) beside what notices name of that kind (承包方, 驾驶员)."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

OF_THE_KIND = 0.75
"""How much one of the kind counts beside the very word."""


@cache
def of_the_kind(word: str) -> tuple[str, ...]:
    """What notices may name of the kind a word stands for; empty for any other word."""
    return tuple(dict.fromkeys(name for words, named in _groups() if word in words for name in named))


@cache
def _groups() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    raw = yaml.safe_load(resources.files(__package__).joinpath("broader.yaml").read_text("utf-8"))
    return tuple((frozenset(group["words"]), tuple(group["named"])) for group in raw)
