"""Chinese text as search tokens: dictionary words and pairs of characters.

Words rank well, pairs never miss: a name the dictionary does not know is still found by its pairs. A question and
a text are cut alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from assistant.text.flat import fold

if TYPE_CHECKING:
    from rjieba import Jieba

SEGMENTATION = "1"
"""Raised when the same text would be cut otherwise (the dictionary counts): stored tokens are then made anew."""

_RUN = re.compile(r"[㐀-鿿]+|[0-9a-z]+(?:\.[0-9]+)?%?", re.IGNORECASE)
_HAN = re.compile(r"[㐀-鿿]")
_FREQUENCY = 100_000
"""High enough that a domain word wins over the common words it is made of."""


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(resources.files("vectorstore").joinpath(name).read_text("utf-8").split())


@cache
def _segmenter() -> Jieba:
    """The segmenter with the words of the domain added: our own one, so that other users of the library keep theirs."""
    from rjieba import Jieba  # loads a dictionary of its own: a third of a second

    segmenter = Jieba()
    for word in _words("dictionary.txt"):
        segmenter.add_word(word, _FREQUENCY, "n")
    return segmenter


def tokens(text: str) -> list[str]:
    """The tokens of `text`, in order, repeated as often as they occur.

    A run of Chinese gives its words of two or more characters, every pair of neighbours, and its last character; a run
    of Latin letters or digits is one token, lower case.
    """
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[str]:
    for match in _RUN.finditer(fold(text)):
        run = match.group()
        if not _HAN.match(run):
            yield run.lower()
            continue
        yield from (run[i : i + 2] for i in range(len(run) - 1))
        yield run[-1]
        yield from (word for word in _segmenter().cut_for_search(run) if len(word) > 1)


def pairs(text: str, *, last: bool) -> list[str]:
    """The pairs of neighbouring characters of each run of Chinese, in order; a run of Latin letters or digits is one.

    With `last`, a run's last character follows its pairs, so that it is found alone too; a run of one character is
    that character.
    """
    found: list[str] = []
    for match in _RUN.finditer(fold(text)):
        run = match.group()
        if not _HAN.match(run):
            found.append(run.lower())
            continue
        found += [run[i : i + 2] for i in range(len(run) - 1)]
        if last or len(run) == 1:
            found.append(run[-1])
    return found


def query_tokens(question: str) -> list[str]:
    """Distinct tokens to look for, in order of first occurrence; empty where nothing can be looked for.

    Words that name no subject (`question_words.txt`: they occur in every notice or in none) are left out. Single
    characters stay only where a question has nothing longer.
    """
    distinct = list(dict.fromkeys(tokens(question)))
    stop = _words("question_words.txt")
    telling = [token for token in distinct if token not in stop and (len(token) > 1 or not _HAN.match(token))]
    return telling or distinct
