"""What matter a question is about: the words left when hospitals and question words are taken out, and their topics."""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from assistant.answering.lexicon import topic_words, word_list
from assistant.schema import Topic

_QUOTED = re.compile(r"[“\"「『《]([^”\"」』》]{2,30})[”\"」』》]")
_PUNCTUATION = re.compile(r"[\s,，。?？!！、:：;；()（）“”\"'‘’·]+")
_LATIN = re.compile(r"[A-Za-z]")


def quoted(text: str) -> str | None:
    """Words the question puts in quotation marks: meant literally."""
    match = _QUOTED.search(text)
    return match[1] if match else None


def theme_of(masked: str) -> str:
    """The content words of a question without its hospitals; runs that stand together stay together."""
    literal = quoted(masked)
    if literal:
        return literal
    return " ".join(_runs(masked))


def _runs(masked: str) -> Iterator[str]:
    stop = set(word_list("stop"))
    run = ""
    for token in rjieba.cut(masked):
        content = token not in stop and not _PUNCTUATION.fullmatch(token) and not re.fullmatch(r"[\d.]+", token)
        if _LATIN.match(token):
            content = len(token) >= 2 and token.isupper()
        if content and not (len(token) == 1 and not run):
            run += token
            continue
        if token == "医院" and run:
            run += token
            continue
        if len(run) >= 2:
            yield run
        run = ""
    if len(run) >= 2:
        yield run


def topics_of(theme: str) -> tuple[Topic, ...]:
    """The topics a theme names, the one named first in front; a word inside a longer topic word does not count
    again.
    """
    hits: list[tuple[int, int, Topic]] = []
    for topic, words in topic_words().items():
        for word in words:
            at = theme.find(word)
            if at >= 0:
                hits.append((at, len(word), topic))
                break
    whole = [
        (at, -size, topic)
        for at, size, topic in hits
        if not any(a <= at and at + size <= a + s and s > size for a, s, t in hits if t != topic)
    ]
    return tuple(topic for _, _, topic in sorted(whole))
