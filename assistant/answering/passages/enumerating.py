"""Enumerations: how many things a stretch of a notice lists in one clause, and how many a question wants."""

from __future__ import annotations

import re

from assistant.text.numbers import parse_number

_CLAUSE = re.compile(r"[,;。:()]")
_TITLE = re.compile(r"《[^《》]*》")
_JOINT = re.compile(r"、|及其?(?=[\u4e00-\u9fff《])|(?<!共)和(?=[\u4e00-\u9fff《])|与(?=《)")
_WANTED = re.compile(r"(?:哪|那)([两二三四五六七八九十\d]{1,2})(?!月|年|日)")
_DOCUMENTS = re.compile(
    r"(?:什么|哪些|哪[几两三四五六]?[个份项])(?:[^,]{0,4})(?:文件|材料|制度|办法|规定|方案|条例|书目|书)"
)
EXACT, LISTED = 0.25, 0.15
"""What it adds that a unit lists as many things as the question wants, or lists things at all."""


def wanted(question: str) -> int | None:
    """How many things a question asks for (哪三个), None where it leaves that open."""
    match = _WANTED.search(question)
    number = parse_number(match[1]) if match else None
    return int(number) if number is not None and number >= 2 else None


def listed(flat: str) -> set[int]:
    """How many things (two or more) the clauses of a flat text list; all its titles in 《》 are one list."""
    sizes = {len(_TITLE.findall(flat))}
    plain = _TITLE.sub("书", flat)
    sizes |= {len(_JOINT.findall(clause)) + 1 for clause in _CLAUSE.split(plain) if "、" in clause}
    return {size for size in sizes if size >= 2}


def listing_bonus(question: str, flat: str) -> float:
    """What it adds to a unit, for a question which things, that it lists some: as many as are asked for, or any."""
    sizes = {len(_TITLE.findall(flat))} - {0, 1} if _DOCUMENTS.search(question) else listed(flat)
    number = wanted(question)
    if number is not None and number in sizes:
        return EXACT
    return LISTED if sizes and (number is None or max(sizes) >= number) else 0.0
