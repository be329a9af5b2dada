"""Whether an answer says something: numbers whole, denials not taken for claims, silence not taken for an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

Aliases = Mapping[str, Sequence[str]]
"""Short names by hospital."""

_MARKS = re.compile(r"[\[【]\^?\d{1,3}(?:[,，、\-–]\s*\d{1,3})*[\]】](?:\([^)]*\))?")
"""Citation marks: their digits are not the answer's."""
_NARROW = str.maketrans("０１２３４５６７８９（）：", "0123456789():")
_BULLET = re.compile(r"(?m)^\s*(?:[-*+>#|]+\s*)*\d{1,3}[.、)]\s+")
_COUNTED = re.compile(r"\d+[人名个项条次件]")
_COUNTERS = r"(?:人|名|个|项|条|次|件|位|people|persons)"
_DENIED = re.compile(r"(?:不是|并非|没有|并未|没|未|不存在|不能|是否|而非|比)[^，,。;；]{0,4}$")
_SILENT = re.compile(
    r"没有(?!完成|整改|改完|做完|做到)|没写|没提|没标|没单|没逐|没出现|没说|没列|没给|没公布|未见|未出现|只字未提"
    r"|未提|未写|未公布|未标|未逐|未列|未披露|未给|未涉及|未说明|未单|未按|仅公布|只公布|仅给|不详|并非|不属于|不算|不在|不是"
    r"|无法(?:确认|判断|得知|给出|比较|统计|核实)|不能(?:确认|判断|认定|得知|比较)"
    r"|(?:其余|其他|另外)[^，。,;；]{0,20}(?:没(?!完成|整改)|未(?!完成|整改|办结)|不|无)"
    r"|只在|仅在|不含|不披露|只给|只写|不计|查询范围|覆盖范围|共\d+份|范围[:：]|只讲|只提|只说|只有总|只有汇总"
    r"|n['’]t\b|\bno\b|\bneither\b|\bnor\b|\bnot\b|\bnone\b|\bwithout\b",
    re.IGNORECASE,
)
"""A clause that says what the notices do not say, or whom the question does not concern."""
_CLOSED = re.compile(r"已完成|办结|均完成|已全部|已整改")
_OTHERS = re.compile(r"\s*(?:而|但)?(?:其余|其他|其它|另外|余下|剩下|别的|the (?:other|rest))", re.IGNORECASE)
_ROW = re.compile(r"\s*([-*+|]|\d+[.、)])")
_HEADING = re.compile(r"\s*(#|\*\*)")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A text as it is compared: no white space, no marks, dates in one form, thousands without commas."""
    said = _MARKS.sub("", text).translate(_NARROW)
    if len(_BULLET.findall(said)) > 1:
        said = _BULLET.sub("\n", said)
    said = re.sub(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日", said)
    said = re.sub(r"(\d{4})-(\d{2})(?![\d-])", lambda m: f"{m[1]}年{int(m[2])}月", said)
    said = re.sub(r"(?<!\d)0(\d)(?=[月日])", r"\1", said)
    said = re.sub(r"[*`_]+", "", said)
    # Digits that white space keeps apart are two numbers.
    said = re.sub(r"(?<=[\d.])\s+(?=[\d.])", "|", said)
    said = re.sub(r"\s+", "", said)
    return re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", said).lower()


def holds(text: str, wanted: str) -> bool:
    """Whether the words stand in the text; a number only whole: 5人 does not stand in 35人."""
    words, tail = plain(wanted), ""
    if _COUNTED.fullmatch(words):
        words, tail = words[:-1], _COUNTERS
    elif words[-1:].isdigit():
        tail = r"(?!\.?\d)"
    head = r"(?<![\d.])" if words[:1].isdigit() else ""
    return re.search(head + re.escape(words) + tail, plain(text)) is not None


def states(text: str, words: str) -> bool:
    """Whether the text says the words without denying or doubting them just before."""
    said = plain(text)
    return any(not _DENIED.search(said[: at.start()]) for at in re.finditer(re.escape(plain(words)), said))


def named(text: str, aliases: Aliases) -> dict[str, int]:
    """The hospitals that a text names, with the position of the first mention."""
    said, found = plain(text), {}
    for hospital, others in aliases.items():
        places = [at for name in (hospital, *others) if (at := said.find(plain(name))) >= 0]
        if places:
            found[hospital] = min(places)
    return found


def claimed(text: str, aliases: Aliases, *, closed_is_silent: bool) -> set[str]:
    """The hospitals presented as part of the answer: not in clauses of silence, nor in the rows below such a heading.

    With `closed_is_silent`, for questions about what is open, a clause that calls something finished claims nothing.
    """

    def silent(clause: str) -> bool:
        return bool(_SILENT.search(clause) or (closed_is_silent and _CLOSED.search(clause)))

    kept: list[str] = []
    quiet = False
    for line in text.split("\n"):
        if not line.strip():
            continue
        if _HEADING.match(line) or line.rstrip().endswith((":", "：")):
            quiet = silent(line)
            continue
        if quiet and _ROW.match(line):
            continue
        quiet = False
        for sentence in re.split(r"[。；;！!？?]|\.\s|(?<=\|)\s*$", line):
            kept += [clause for clause in _clauses(sentence, aliases) if not silent(clause)]
    return set(named("。".join(kept), aliases))


def _clauses(sentence: str, aliases: Aliases) -> list[str]:
    """A sentence at its commas; what names no hospital and opens no new subject stays with what stands before it."""
    whole = re.sub(r"[（(][^（）()]*[）)]", lambda m: re.sub("[，,]", "、", m[0]), sentence)
    clauses: list[str] = []
    waiting = ""
    for piece in re.split(r"[，,](?!\d)", whole):
        hospitals = named(piece, aliases)
        if not hospitals and clauses and not _OTHERS.match(piece):
            clauses[-1] += "，" + piece
        elif (hospitals and len(_without(piece, hospitals, aliases)) <= 3) or (not hospitals and not clauses):
            # Nothing but names, or no subject yet: it belongs to what follows.
            waiting += piece + "，"
        else:
            clauses.append(waiting + piece)
            waiting = ""
    return [*clauses, waiting] if waiting else clauses


def _without(piece: str, hospitals: Mapping[str, int], aliases: Aliases) -> str:
    rest = plain(piece)
    for hospital in hospitals:
        for name in sorted((hospital, *aliases[hospital]), key=len, reverse=True):
            rest = rest.replace(plain(name), "")
    return rest
