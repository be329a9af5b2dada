"""Numbers at line starts -> typed tokens: which style, which value, where the words begin.

A notice shows its structure only by its numbers. Styles keep their separator (`1.` is not `1、`), because officials
nest one in the other; where they merely mix them, the tree takes one for the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.text.flat import FlatText

Family = Literal["bracket", "point", "circle", "word", "nested", "loose", "reference", "row"]
"""Styles that writers confuse with one another: (2) for （二）, 3、 for 3."""

_DIGITS = "零一二三四五六七八九"
_CN = r"[一二三四五六七八九十]{1,3}"
_MARK = r"(?:[:.]|[、,](?!第|问题|\d{1,2}[项个、,至]))"
"""Behind a number; 第1、3项 and 问题1、问题2 are lists of numbers."""
_DECORATION = re.compile(
    r"(?:#+|>+|[-*+•·●○◎◆◇■▪★☆▲△▶►➤※→⇒➢✦❖☞]+|[—–]+(?=[\u4e00-\u9fff“\[])|__|\||(?<=[-*+])\[[xX√✓✔]?\])*"
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + ("" if ones == 0 else _DIGITS[ones])


_CHINESE_VALUES = {_chinese(value): value for value in range(1, 100)}
_SINGLE = (
    {chr(0x2460 + i): ("①", i + 1) for i in range(20)}
    | {chr(0x3251 + i): ("①", i + 21) for i in range(15)}
    | {chr(0x32B1 + i): ("①", i + 36) for i in range(15)}
    | {chr(0x2776 + i): ("❶", i + 1) for i in range(10)}
    | {chr(0x2474 + i): ("(1)", i + 1) for i in range(20)}
    | {chr(0x2488 + i): ("1.", i + 1) for i in range(20)}
    | {chr(0x3220 + i): ("(一)", i + 1) for i in range(10)}
    | {chr(0x2160 + i): ("Ⅰ", i + 1) for i in range(12)}
)
_OTHER_VALUES = {sign: i for signs in (_STEMS, _FORMAL) for i, sign in enumerate(signs, start=1)} | {
    chr(0x2460 + i): i + 1 for i in range(20)
}
REFERENCE = "→"
"""The style of a number that points back: 针对第（三）个问题，…"""
_PATTERNS: tuple[tuple[str, Family, re.Pattern[str]], ...] = (
    (
        REFERENCE,
        "reference",
        re.compile(
            rf"(?:(?:针对|关于|对于?|就)(?:反馈|清单)?的?(?:第[(]?(?P<n>{_CN}|\d{{1,2}})[)]?[个项条](?:反馈|具体|整改)?"
            rf"|第?(?P<bare>{_CN}|\d{{1,2}})号)(?:问题|事项)|(?:问题|事项)[(]?(?P<named>{_CN}"
            rf"|\d{{1,2}})[)]?(?=的?整改(?:落实|进展|完成)?情况))"
            r"的?(?:整改(?:落实|进展|完成)?情况)?[:,、。]"
        ),
    ),
    ("号", "word", re.compile(r"[\[]?(?:No\.?|NO\.?|序号|编号)(?P<n>\d{1,3})[\]]?[:、.,]?")),
    ("号", "word", re.compile(rf"(?P<n>{_CN}|\d{{1,3}})号(?:反馈|整改)?(?:问题|事项|任务)[:、,]")),
    ("部分", "word", re.compile(rf"第(?P<n>{_CN}|\d{{1,2}})(?:部分|章|篇)[:、.,]?")),
    ("节", "word", re.compile(rf"第(?P<n>{_CN}|\d{{1,2}})节[:、.,]?")),
    (
        "第一",
        "word",
        re.compile(
            rf"第[(]?(?P<n>{_CN}|\d{{1,2}})[)]?"
            rf"(?:(?:[项条类号]|个)(?:反馈|具体|整改)?问题|[项条类号]|个?方面)?{_MARK}"
        ),
    ),
    (
        "问题一",
        "word",
        re.compile(
            rf"[\[(]?(?:对应)?(?:反馈|具体|整改|主要)?(?:问题|事项|任务)(?:之)?(?:[(\[]?(?P<n>{_CN}|\d{{1,3}})(?:[)\]]?(?:{_MARK}"
            rf"|(?=[“关针]))|[)\]])"
            r"|(?P<circled>[①-⑳])[:、.,]?)"
        ),
    ),
    ("其一", "word", re.compile(rf"其(?P<n>{_CN})[,:、]")),
    ("甲、", "word", re.compile(rf"(?P<n>[{_STEMS}])[、.](?!{_CN}[、级])")),
    ("壹、", "word", re.compile(rf"(?P<n>[{_FORMAL}])[、.]")),
    ("(一)", "bracket", re.compile(rf"\((?P<n>{_CN})\)[、.,:]?")),
    ("(1)", "bracket", re.compile(r"\((?P<n>\d{1,3})\)[、.,:]?")),
    ("[1]", "bracket", re.compile(rf"\[(?P<n>\d{{1,3}}|{_CN})\][、.,:]?")),
    ("1)", "bracket", re.compile(r"(?P<n>\d{1,3})\)[、.,:]?")),
    ("一)", "bracket", re.compile(rf"(?P<n>{_CN})\)[、.,:]?")),
    ("一、", "point", re.compile(rf"(?P<n>{_CN})[、.:,](?!{_CN}[、级类线季楼年月天是要])")),
    (
        "1.1",
        "nested",
        re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})[.、:]?(?![\d.、年月日%万亿元个名例人次项天倍分小米公吨千百])"),
    ),
    ("1.", "point", re.compile(r"(?P<n>\d{1,3})\.(?![\d.])")),
    ("1.", "point", re.compile(r"(?P<n>\d{1,3})\.(?=20\d\d年)")),
    ("1、", "point", re.compile(r"(?P<n>\d{1,3})[、,:](?!\d)")),
    ("1、", "point", re.compile(r"(?P<n>\d{1,3})、(?=20\d\d年)")),
)
_SPACED_NUMBER = re.compile(r"(\d{1,3})[.、]")
_LOOSE_NUMBER = re.compile(
    r"(\d{1,2})(?=[\u4e00-\u9fff“《\[])"
    r"(?![年月日号时分秒个名例人次项条件天倍元万亿台套间张辆户家所处期批场份种类级度季岁周星楼层床位])"
)
"""A number that only white space parts from its words."""
_NAMED_NUMBER = re.compile(rf"(?:反馈|具体|整改|主要)?(?:问题|事项|任务)({_CN}|\d{{1,2}})(?=[\u4e00-\u9fff“\[])")
_NAMED_ITEM = re.compile(
    rf"第[(]?({_CN}|\d{{1,3}})[)]?(?:[项条类号]|个)(?:反馈|具体|整改)?(?:问题|事项|任务)?(?=[\u4e00-\u9fff“《(\[])"
)
"""第1项, with white space behind it; with a mark it is one of the patterns."""
_LETTERED = re.compile(r"([A-Z])[-—.]?(\d{1,2})[.、:,]?")
"""A1, B-2: the letter says the group, the number the place in it."""

_HYPHENED = re.compile(r"(?:问题|事项)?\d{1,2}[-—](\d{1,2})[:、.]?(?=[\u4e00-\u9fff“《\[])(?![年月日至个项条件人例天])")
"""1-2, 问题2-1: the number of the group, and the place in it."""
_SPACED = (
    ("1-1", _HYPHENED),
    ("1 ", _LOOSE_NUMBER),
    ("A1", _LETTERED),
    ("问题一", _NAMED_NUMBER),
    ("第一", _NAMED_ITEM),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A number at the start of a line. `start..end` in the matching form of the line, decoration before it left out."""

    style: str
    family: Family
    number: int
    start: int
    end: int


def read_token(flat: FlatText, source: str) -> Token | None:
    """The number `flat` begins with, or None. `source` is asked whether white space stood after the point."""
    text = flat.text
    at = decoration_end(text)
    if at < len(text) and text[at] in _SINGLE:
        style, number = _SINGLE[text[at]]
        family: Family = {"1.": "point", "(1)": "bracket", "(一)": "bracket"}.get(style, "circle")  # type: ignore[assignment]
        end = at + 2 if text[at + 1 : at + 2] in ("、", ".") else at + 1
        return Token(style, family, number, at, end)
    spaced = _SPACED_NUMBER.match(text, at)
    if spaced and spaced.end() < len(text) and source[flat.origin[spaced.end() - 1] + 1].isspace():
        return Token("1" + text[spaced.end() - 1], "point", int(spaced[1]), at, spaced.end())
    for style, family, pattern in _PATTERNS:
        match = pattern.match(text, at)
        if match:
            return _token(style, family, match, at)
    return _spaced_token(flat, source, at)


def _spaced_token(flat: FlatText, source: str, at: int) -> Token | None:
    """A number that white space sets off from the words: 1 or A1."""
    for style, pattern in _SPACED:
        match = pattern.match(flat.text, at)
        if not match or match.end() >= len(flat):
            continue
        marked = flat.text[match.end() - 1] in ".、:,"
        gap = source[flat.origin[match.end() - 1] + 1 : flat.origin[match.end()]]
        if marked or (gap and "\t" not in gap):
            number = chinese_value(match[match.lastindex or 1])
            return Token(style, "loose", number, at, match.end()) if number else None
    return None


def decoration_end(text: str) -> int:
    """Where a line's words begin behind Markdown marks and bullets."""
    decorated = _DECORATION.match(text)
    return decorated.end() if decorated else 0


def _token(style: str, family: Family, match: re.Match[str], start: int) -> Token | None:
    printed = next(number for name, number in match.groupdict().items() if number)
    if printed in _OTHER_VALUES:
        return Token(style, family, _OTHER_VALUES[printed], start, match.end())
    if family == "nested":
        parts = printed.split(".")
        return Token("1." * len(parts), family, int(parts[-1]), start, match.end())
    number = int(printed) if printed.isdecimal() else _CHINESE_VALUES.get(printed)
    return None if number is None else Token(style, family, number, start, match.end())


def chinese_value(printed: str) -> int | None:
    """The value of 三 or 12; None for what is no number up to 99."""
    return int(printed) if printed.isdecimal() else _CHINESE_VALUES.get(printed)
