"""A stream of text as sentences, each handed over as soon as it is whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_END = re.compile(r"[。！？!\n]+(?:\s*[\[【][^\]】\n]{1,20}[\]】])*|；(?=\S)")
"""Marks that stand behind the full stop belong to the sentence."""
_MAYBE_MARK = re.compile(r"\s*(?:[\[【][^\]】\n]{0,20})?$")


def sentences_of(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a text that comes in pieces; the last one may lack its end."""
    held = ""
    for piece in pieces:
        held += piece
        while (match := _END.search(held)) and not _MAYBE_MARK.match(held, match.end()):
            sentence, held = held[: match.end()], held[match.end() :]
            if sentence.strip():
                yield sentence.strip()
    yield from _split(held)


def _split(text: str) -> Iterator[str]:
    at = 0
    for match in _END.finditer(text):
        if text[at : match.end()].strip():
            yield text[at : match.end()].strip()
        at = match.end()
    if text[at:].strip():
        yield text[at:].strip()
