"""What a format module offers, and the readers there are.

A format is added by adding a module to `assistant.reading.formats` with a module-level `READER`; nothing else changes.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from assistant.reading import formats
from assistant.reading.document import Location


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader gives: the text, and where its parts stood in the original."""

    text: str
    media: str
    locations: tuple[Location, ...] = ()


class Reader(Protocol):
    """Reads one family of formats."""

    @property
    def rank(self) -> int:
        """Readers are asked in this order: those that know a signature first, guesses last."""

    @property
    def suffixes(self) -> frozenset[str]:
        """File name endings of the format, for messages and file choosers; the content decides."""

    def accepts(self, data: bytes, suffix: str) -> bool:
        """Whether the bytes are of this format; `suffix` breaks ties only."""

    def read(self, data: bytes, name: str) -> Content:
        """The text of `data`; raises ReadingError naming `name` and what to do."""


@cache
def readers() -> Sequence[Reader]:
    """Every reader, in the order they are asked."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
    found = [cast(Reader, import_module(f"{formats.__name__}.{name}").READER) for name in names]
    return tuple(sorted(found, key=lambda reader: reader.rank))


def known_suffixes() -> frozenset[str]:
    """Endings of all files that can be read."""
    return frozenset().union(*(reader.suffixes for reader in readers()))
