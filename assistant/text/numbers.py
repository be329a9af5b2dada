"""Numbers as notices print them, as values: sums of money in yuan and counts of persons or things.

Rules read the matching form (`FlatText.text`, `fold`): no white space, half-width punctuation. Offsets are positions
in that text, half-open. Values are literal: 800余万元 is its lower bound, 每人100元 the unit value, a slip in the
unit stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_CN_DIGIT = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
# A Chinese number begins with a digit or 十: the bare units of 百元医疗收入 and 万元以上 are no numbers.
_CHINESE = rf"(?:[{_CN_DIGIT}]|十|拾)[{_CN_DIGIT}十百千万亿拾佰仟]*(?:点[{_CN_DIGIT}]+[万亿]?)?"
_ABOUT = r"[余多来]"
_SCALE = r"[百千]?[万亿]|[百千十]"
_TO = r"(?:[至到~～—–-]|——)"
_NUMBER = rf"(?:{_ARABIC}|{_CHINESE})"

_MONEY = re.compile(
    rf"""
    (?<![\d.第])(?<!\d,)(?:[¥￥])?
    (?:(?P<low>{_NUMBER})(?P<low_scale>{_SCALE})?(?:元)?{_TO})?
    (?P<number>{_NUMBER})(?P<about>{_ABOUT})?(?P<scale>{_SCALE})?(?P<after>{_ABOUT})?
    (?P<yuan>(?:元|块钱)(?!月|旦|宵|件|素|化|器|代|年|老|气|首|医疗|收入))?
    (?:(?<=元)(?P<jiao>[\d一二两三四五六七八九])角)?(?:(?<=[元角])零?(?P<fen>[\d一二两三四五六七八九])分(?!之))?
    """,
    re.VERBOSE,
)
# 468万 without 元 is money only where the words before it speak of money and no classifier follows.
_MONEY_WORDS = re.compile(r"(?:金额|资金|款项?|经费|费用?|收入|支出|补贴|租金|罚没|奖金|总额|基金)[^\d,;。:、]{0,8}$")
_MONEY_TAIL = re.compile(r"(?![人份次例元名位件台套项个张条户平字册支公吨米部只辆余多])")

_CLASSIFIERS = "人次|例次|台次|人|名|位|件|项|个|起|例|次|份|条|台|家|户|批|场|期|篇|宗"
_COUNT = re.compile(rf"(?<![\d.第])(?<!\d,)(?P<number>{_NUMBER})(?P<about>{_ABOUT})?(?P<unit>{_CLASSIFIERS})")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money as printed, in yuan. `high` differs from `value` only in a range (2万至3万元)."""

    value: float
    high: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its classifier (7人次): `value` is the lower bound for 余 and 多."""

    value: int
    unit: str
    start: int
    end: int


def parse_number(printed: str) -> float | None:
    """The value of an Arabic number (476,129.65) or a Chinese one (三千二百万), or None where it is neither."""
    plain = printed.replace(",", "").replace("，", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    return _chinese(printed)


def find_money(text: str) -> tuple[Money, ...]:
    """Every sum of money in `text` (matching form), in order."""
    found = []
    for match in _MONEY.finditer(text):
        if not _is_money(text, match):
            continue
        value = _scaled(match["number"], match["scale"])
        if value is None:
            continue
        value += _small(match["jiao"]) / 10 + _small(match["fen"]) / 100
        low = _scaled(match["low"], match["low_scale"] or match["scale"]) if match["low"] else None
        found.append(Money(value if low is None else low, value, match.start(), match.end()))
    return tuple(found)


def _small(digit: str | None) -> float:
    """The value of the one digit before 角 or 分."""
    return (parse_number(digit) or 0) if digit else 0


def find_counts(text: str) -> tuple[Count, ...]:
    """Every whole number with a classifier in `text` (matching form), in order."""
    found = []
    for match in _COUNT.finditer(text):
        value = parse_number(match["number"])
        if value is not None and value == int(value):
            found.append(Count(int(value), match["unit"], match.start(), match.end()))
    return tuple(found)


def _is_money(text: str, match: re.Match[str]) -> bool:
    if match["yuan"]:
        # 二元结构 is no sum: a single Chinese digit needs a word of money behind it.
        bare = match["number"] in _CN_DIGIT and not match["scale"]
        return not bare or text[match.end() : match.end() + 1] in tuple("钱整/每")
    scale = match["scale"] or (match["number"][-1] if match["number"][-1] in "万亿" else "")
    if not scale.endswith(("万", "亿")):
        return False
    return _MONEY_WORDS.search(text, 0, match.start()) is not None and bool(_MONEY_TAIL.match(text, match.end()))


def _scaled(number: str, scale: str | None) -> float | None:
    """`number` times the units in `scale` (百万), rounded to a hundredth of a fen against binary fractions."""
    value = parse_number(number)
    if value is None:
        return None
    for unit in scale or "":
        value *= _UNITS[unit]
    return round(value, 4)


@lru_cache(maxsize=1024)
def _chinese(printed: str) -> float | None:
    """The value of a Chinese number (三千二百万, 二〇二四), or None where `printed` is none."""
    if not re.fullmatch(_CHINESE, printed):
        return None
    if "点" in printed and printed[-1] in "万亿":
        fraction = _chinese(printed[:-1])
        return None if fraction is None else fraction * _UNITS[printed[-1]]
    import cn2an  # a tenth of a second, spared where all numbers are Arabic

    try:
        return float(cn2an.cn2an(printed, "smart"))
    except ValueError:
        return None
