"""A question in the one form the rules read: simplified, half width, without white space between Chinese characters,
and with words of the genre put right where a homophone was typed (寻察 for 巡察).
"""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC
from pypinyin import lazy_pinyin

from assistant.answering.addressed import unaddressed
from assistant.answering.lexicon import colloquial, english_terms, word_list
from assistant.text.flat import fold

_CJK = r"\u3400-\u9fff"
_GAP = re.compile(
    rf"(?<=[{_CJK}，。？！、；：0-9])\s+(?=[{_CJK}，。？！、；：0-9])|(?<=[{_CJK}])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[{_CJK}])"
)
_HAN = re.compile(rf"[{_CJK}]")


def is_english(question: str) -> bool:
    """Whether the question is asked in English: more Latin words than Chinese characters."""
    return len(re.findall(r"[A-Za-z]{2,}", question)) > len(_HAN.findall(question))


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@cache
def _homophones() -> dict[tuple[str, ...], str]:
    return {tuple(lazy_pinyin(word)): word for word in word_list("genre")}


def normalise(question: str) -> str:
    """The question in matching form; English keeps its spaces."""
    text = _simplifier().convert(question).strip()
    if is_english(text):
        return " ".join(text.split())
    text = _GAP.sub("", text)
    text = " ".join(fold(part) for part in text.split())
    text = unaddressed(text)
    for spoken, written in colloquial():
        text = text.replace(spoken, written)
    return _repair(text)


def _repair(text: str) -> str:
    """Genre words typed with a homophone; a window must share a character with the word it is read as."""
    table = _homophones()
    longest = max((len(key) for key in table), default=0)
    chars = list(text)
    sounds = [lazy_pinyin(char)[0] if _HAN.match(char) else "" for char in chars]
    for start in range(len(chars)):
        for length in range(min(longest, len(chars) - start), 1, -1):
            window = tuple(sounds[start : start + length])
            word = table.get(window)
            if word is None:
                continue
            typed = "".join(chars[start : start + length])
            if typed != word and typed not in word_list("genre_not") and set(typed) & set(word):
                chars[start : start + length] = list(word)
            break
    return "".join(chars)


def into_chinese(question: str) -> str:
    """An English question with the terms of the genre put into Chinese, for matching against Chinese text."""
    text = question
    for pattern, chinese in english_terms():
        text = pattern.sub(f" {chinese} ", text)
    return " ".join(text.split())
