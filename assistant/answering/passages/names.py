"""Takes hospital names out of a question: they say where to look, not what for.

People shorten names freely (某市第一医院: 某市一院; 某旗中医蒙医医院: 某旗蒙医院), so the place or proper part of the
name is found first and carried on over characters that follow in the name's order, up to a word like 医院.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pypinyin import lazy_pinyin

from assistant.answering.latin_names import latin_mentions
from assistant.answering.passages.lexicon import lexicon

_DIVISION = re.compile(r"(?<=..)(?:自治区|自治州|自治县|省|市|区|县|州|盟|旗)")
_KIND = re.compile(
    r"(?:中国|中共|委员会|党委|党总支|人民|中心|第[一二三四五六七八九十]|中西医结合|中医药|中医|蒙医|藏医|民族|妇幼保健|妇幼|妇女|儿童|肿瘤|口腔|眼科|精神|康复|传染病|总"
    r"|附属|大学|医学院|学院|医科|医疗|健康|医院|集团|卫生院|卫生|保健院|医共体|院)+"
)
_ENDINGS = ("院", "团", "中心", "妇幼", "精卫", "附属", "人医", "中医")
"""How a shortened name may end: 市一院, 区医院集团, 卫生中心, 某县妇幼."""
_GENERIC = re.compile(
    r"(?:这|那|该|本|贵|各|哪)?[五四三两几]?(?:家|个)?(?:医院集团|医院)(?=$|[^\w]|的|里|内|在|有|是|和|与|谁|哪)"
)


def without_names(question: str, names: Iterable[str]) -> str:
    """The question without the names of these hospitals, whole or shortened; a space stands in their place."""
    left = question
    for name in sorted(set(names), key=lambda n: (-len(n), n)):
        left = left.replace(name, " ")
    for name in sorted(set(names), key=lambda n: (-len(n), n)):
        for proper in _proper_parts(name):
            left = _cut(left, proper, name)
    return _GENERIC.sub(" ", left)


def without_latin_names(question: str, names: Iterable[str]) -> str:
    """The question without the names of these hospitals in Latin letters; English words of their kind go with them."""
    left = without_names(question, names)
    sounds = {"".join(lazy_pinyin(part)) for name in names for part in _proper_parts(name)}
    spans = [(start, end) for start, end, _, _ in latin_mentions(left, sounds)]
    for start, end in reversed(spans):
        left = f"{left[:start]} {left[end:]}"
    return left


@lru_cache(maxsize=20_000)
def _proper_parts(name: str) -> tuple[str, ...]:
    """The pieces of a name that single it out: places and proper words, longest first."""
    pieces = [p for piece in _DIVISION.split(name) for p in _KIND.split(piece) if len(p) >= 2]
    words = [w for p in pieces for w in lexicon().cutter.cut(p) if len(w) >= 2]
    places = [p[:2] for p in pieces if len(p) >= 4]
    return tuple(sorted({*pieces, *words, *places}, key=lambda p: (-len(p), p)))


def _cut(question: str, proper: str, name: str) -> str:
    position = question.find(proper)
    if position < 0 and len(proper) >= 3:
        position = _near(question, proper)
    while position >= 0:
        end = _carried_on(question, position + len(proper), name[name.find(proper) + len(proper) :])
        question = f"{question[:position]} {question[end:]}"
        position = question.find(proper)
    return question


def _near(question: str, proper: str) -> int:
    """Where a misspelt form (one character of three or more) of `proper` begins, or -1."""
    size = len(proper)
    for start in range(len(question) - size + 1):
        if sum(a != b for a, b in zip(question[start : start + size], proper, strict=True)) == 1:
            return start
    return -1


def _carried_on(question: str, end: int, rest: str) -> int:
    """The end of the name in the question: over characters of `rest` in their order, if they lead to 院 or 集团."""
    reached, position, cursor = end, end, 0
    if question[position : position + 1] in "市县区旗州省" and question[position : position + 1]:
        reached = position = position + 1
    while position < len(question):
        found = rest.find(question[position], cursor)
        if found < 0:
            break
        cursor, position = found + 1, position + 1
        if question[end:position].endswith(_ENDINGS):
            reached = position
    return reached
