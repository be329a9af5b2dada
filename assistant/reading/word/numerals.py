"""Numbers as Word prints them in automatic lists: 三, ③, （丙）, iv, C."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _counting(value: int, digits: str = _DIGITS, units: tuple[str, ...] = ("", "十", "百", "千")) -> str:
    """一百零三: Chinese counting up to 9999."""
    if not 0 < value < 10000:
        return str(value)
    printed, skipped = "", False
    for place in reversed(range(4)):
        digit = value // 10**place % 10
        if digit == 0:
            skipped = bool(printed)
            continue
        printed += ("零" if skipped else "") + digits[digit] + units[place]
        skipped = False
    return printed


def _chinese(value: int) -> str:
    return _counting(value).removeprefix("一") if 10 <= value < 20 else _counting(value)


def _legal(value: int) -> str:
    return _counting(value, _LEGAL, ("", "拾", "佰", "仟"))


def _run(first: str, last: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode, for 1 to `last`; plain digits beyond."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= last else str(value)


def _circled(value: int) -> str:
    for first, last, char in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= value <= last:
            return chr(ord(char) + value - first)
    return str(value)


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else str(value)


def _roman(value: int) -> str:
    printed = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            printed, value = printed + letters, value - worth
    return printed


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)]


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate({ord("0") + i: ord("０") + i for i in range(10)}),
    "decimalFullWidth2": lambda value: str(value).translate({ord("0") + i: ord("０") + i for i in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "koreanDigital2": _chinese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "ideographDigital": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "taiwaneseDigital": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "japaneseDigitalTenThousand": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "none": lambda _: "",
}


def render(value: int, number_format: str) -> str:
    """`value` in a Word number format (`w:numFmt`); formats not known here print as digits."""
    return _FORMATS.get(number_format, str)(value)
