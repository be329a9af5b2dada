"""Hospital names in Latin letters: pinyin of the place or proper part, English for the kind of hospital.

Xiangzhou Third People's Hospital is one name; read word by word, 第三 and 人民 would be taken for what is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from assistant.answering.lexicon import institution_words

_LONGEST = 4
"""Syllables of a proper part that may be written apart (Bai Lu Zhou)."""


@cache
def _kind() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(institution_words(), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:{words})(?![A-Za-z])", re.IGNORECASE)


def _carried_on(text: str, end: int) -> tuple[int, str]:
    """The end of the words of an institution's kind that follow, and the kind in characters."""
    kind = ""
    while match := re.compile(rf"\s+(?:the\s+)?({_kind().pattern})", re.IGNORECASE).match(text, end):
        kind += institution_words()[match[1].lower()]
        end = match.end()
    # A Maternal and Child Health Hospital is a 保健院: the word for hospital would make another name of it.
    return end, kind.replace("保健医院", "保健院")


def _led_in(text: str, start: int) -> tuple[int, str]:
    """Where a name begins whose kind stands first (Second Affiliated Hospital of …), and the kind in characters."""
    run = rf"(?:(?:{_kind().pattern})\s+)+(?:of|at|in)\s+$"
    match = re.search(rf"\b{run}", text[:start], re.IGNORECASE)
    if match is None:
        return start, ""
    return match.start(), "".join(institution_words()[m[0].lower()] for m in _kind().finditer(match[0]))


def latin_mentions(text: str, sounds: Collection[str]) -> Iterator[tuple[int, int, str, str]]:
    """Names in the text: start, end, the sound that singles them out (in lower case), the kind in characters."""
    words = list(re.finditer(r"[A-Za-z]+", text))
    i = 0
    while i < len(words):
        for count in range(min(_LONGEST, len(words) - i), 0, -1):
            joined = "".join(word[0] for word in words[i : i + count]).lower()
            if joined not in sounds:
                continue
            end, kind = _carried_on(text, words[i + count - 1].end())
            start, before = _led_in(text, words[i].start())
            yield start, end, joined, kind + before
            while i < len(words) and words[i].start() < end:
                i += 1
            break
        else:
            i += 1


def in_characters(text: str, stems: Mapping[str, Collection[str]]) -> str:
    """The text with each name put into characters; `stems` are proper parts by their sound."""
    out, last = "", 0
    for start, end, sound, kind in latin_mentions(text, stems.keys()):
        out += text[last:start] + sorted(stems[sound])[0] + kind
        last = end
    return out + text[last:]
