"""Every number a stretch of a notice prints, with its unit and the words it is said of.

Dates, ordinals and numbers of documents are no figures. The words of a figure are those of its own item in the
enumeration it stands in: in 给予警告2人、记过3人 the 3 is said of 记过, in 21名甲病患者，18名乙病患者 the 18 of
乙病患者.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.text.clauses import sentences
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText
from assistant.text.numbers import find_money, parse_number

Kind = Literal["persons", "count", "money", "percent", "time"]

_IN_CHINESE = (
    r"(?:[二三四五六七八九十两]|一(?=[十百千]))[一二三四五六七八九十百千两零〇]*(?:点[零〇一二三四五六七八九]+)?"
)
_NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{_IN_CHINESE})"
_PER_CENT = re.compile(rf"百分之(?P<n>{_NUMBER})")
"""A share in words: 百分之九十五点六."""
_PERSONS = "人次|例次|户次|人|名|位"
_TIME = "个工作日|工作日|个半月|个月|小时|分钟|学时|课时|天|周|年|岁"
_THINGS = (
    "个百分点|平方米|公里|台次|批次|个|项|件|条|起|例|次|场|期|届|份|张|台|套|间|家|所|种(?!植)|类|批|支|部|本|册|辆|篇|款|门|处|栋|"
    "座|床|分|吨|公斤|千克|层(?![级面次])|路(?![径线由])|颗|具(?![有体备])|倍|轮|岗|瓶|盒|袋|幅|块|亩|笔|户|宗|口|股|艘|株|副|枚|只|头|班|首|集|包|节|盏|道|根|扇|樘|棵|架|则|组|队|级|片|回|步|卷|对(?=师徒|夫妻|夫妇|搭档|[,;。、]|$)|"
    "[A-Za-z]{2,5}"
)
_FIGURE = re.compile(
    rf"(?<![\d.第\[〔一])(?<!\d,)(?P<n>{_NUMBER})(?P<scale>[万亿])?(?P<more>余|多)?"
    rf"(?P<u>%|{_TIME}|{_PERSONS}|{_THINGS})(?![月日号])"
)
_PERSON_NOUN = re.compile(
    r"[^、,;。\d]{0,6}?(?:人|同志|干部|员工|职工|党员|医生|医师|护士|专家|患者|博士|学员|成员|对象|分子)"
)
_AMONG = re.compile(r"[^,;。、:()]{0,10}?(?:[中里内]|当中|之中)的?")
"""Words between a whole and its part (12个乡镇中的9个)."""
_LIMIT = re.compile(r"(?:\(含\))?[及或含]?以[上下内](?![,;。、:)])")
"""Words after a number that only say which are meant (35岁以下干部, 50万元以上设备)."""
_BROKEN_DOWN = re.compile(r"\((?:其中|含|包括)[^()]*\)")
"""What a number comes from, in brackets after it: all of them its parts."""
_ITEM_MARKS = "[、,;。:()（）!?]"
_APART = re.compile(rf"{_ITEM_MARKS}")
_LEADING = re.compile(r"^(?:和|及|与|以及|其中|另|另有|分别|共|已|对|有|为|含|约|近|达|达到|计|的)+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number: `start` and `end` are offsets of the source, as are those of its sentence."""

    kind: Kind
    text: str
    """As printed, in matching form; numbers in words from ten on in digits."""
    number: float
    unit: str
    start: int
    end: int
    label: str
    """The words of its own item, before the number, and after it where nothing stands before."""
    before: str
    """Those of them that stand before it."""
    sentence: tuple[int, int]
    place: int
    """Which figure of its sentence it is, from 0."""
    rate: bool
    """Whether it is said of each (每人, 人均) rather than of all."""
    part: bool = False
    """Whether it is said to be part of a number before it (其中, 含)."""


def figures_of(text: str, start: int, end: int) -> tuple[Figure, ...]:
    """The figures of `text[start:end]`, in order."""
    return tuple(figure for a, b in sentences(text, start, end) for figure in _in_sentence(text, a, b))


def _in_sentence(text: str, start: int, end: int) -> Iterator[Figure]:
    flat = FlatText.of(text, start, end)
    found = sorted(_spans(flat), key=lambda each: each[0])
    label = own = ""
    first_at = found[0][0] if found else 0
    brackets = [m.span() for m in _BROKEN_DOWN.finditer(flat.text) if m.start() > first_at]
    dealt = _dealt_out(flat.text, [(a, b) for a, b, *_ in found])
    for place, (a, b, kind, number, unit) in enumerate(found):
        before = flat.text[found[place - 1][1] if place else 0 : a]
        if place and _LIMIT.match(flat.text, found[place - 1][1]):
            # 提拔35岁以下干部8人: the age is no item of its own.
            before = flat.text[found[place - 2][1] if place > 1 else 0 : a]
        after = _after(flat.text, b, found[place + 1][0] if place + 1 < len(found) else len(flat.text))
        first, last = flat.span(a, b)
        whole_own = own
        # 已退还2985人次、83.1万元 says both of the same.
        if not (place and before in ("、", "(", "和")):
            own = _LEADING.sub("", _APART.split(before)[-1])
            own = own or _remarked(before)
            if place and _AMONG.fullmatch(before):
                own = whole_own  # 完成9层中的6层: what is said of the whole is done of the part
            label = own + _APART.split(after)[0]
        own, label = dealt.get(place, (own, label))
        yield Figure(
            kind, _in_digits(flat.text[a:b], number, unit), number, unit, first, last, label, own, (start, end), place,
            re.search(r"(?:每|人均|平均)[^、,;。]{0,6}$", before) is not None,
            place > 0 and (_is_part(before) or any(x < a < y for x, y in brackets)),
        )  # fmt: skip


def _is_part(before: str) -> bool:
    """Whether the words before a number say that it is part of the one before them."""
    return re.search(r"(?:其中|含|包括)[^,;。]{0,14}$", before) is not None or _AMONG.fullmatch(before) is not None


def _in_digits(printed: str, number: float, unit: str) -> str:
    """百分之九十五点六 as 95.6%, 二十七人 as 27人: what is reckoned with is shown in digits."""
    if printed[0].isdigit() or number < _IN_WORDS or "万" in printed or "亿" in printed:
        return printed
    about = next((word for word in "余多" if word in printed), "")
    return f"{number:g}{about}{unit}"


_IN_WORDS = 10
"""Numbers below it stay in words: 两次 is read as fast as 2次."""
_DEALT = re.compile(
    r"(?P<items>[^,;。:()\d]{2,40}?)(?:数量|人数|次数|金额|比例)?(?P<over>同比|环比|[比较][^,;。:]{2,8})?(?:均)?分别(?P<did>[^,;。:\d]{0,8})$"
)
_SIDE_BY_SIDE = re.compile(r"[、和与及]|以及")


def _dealt_out(text: str, spans: list[tuple[int, int]]) -> dict[int, tuple[str, str]]:
    """By place: the words of figures that 分别 deals out to things named before it, in their order (甲、乙分别下降2%、
    3%).
    """
    out: dict[int, tuple[str, str]] = {}
    for place, (start, _) in enumerate(spans):
        match = _DEALT.search(text[spans[place - 1][1] if place else 0 : start])
        items = [item for item in _SIDE_BY_SIDE.split(match["items"]) if item] if match else []
        run = spans[place : place + len(items)]
        gaps = [text[one[1] : other[0]] for one, other in pairwise(run)]
        if match and 1 < len(items) == len(run) and all(gap in ("、", ",", "和", "与", "及", "以及") for gap in gaps):
            said = (match["over"] or "") + match["did"]
            out |= {place + n: (item + said, item + said) for n, item in enumerate(items)}
    return out


def _remarked(before: str) -> str:
    """What a number in brackets is said of: the words in front of them (组织义诊(共4次))."""
    outside, bracket, _ = before.rpartition("(")
    return _LEADING.sub("", _APART.split(outside)[-1]) if bracket else ""


def _after(text: str, end: int, following: int) -> str:
    """The words after a number up to the next one; a remark in brackets right after it is passed over."""
    closing = text.find(")", end) if text[end : end + 1] == "(" else -1
    if closing >= 0:
        return text[closing + 1 :]
    return text[end:following]


def _spans(flat: FlatText) -> Iterator[tuple[int, int, Kind, float, str]]:
    """Start, end, kind, value and unit; a stretch read as money or a date is nothing else."""
    taken = [(d.start, d.end) for d in find_dates(flat, 2000)]
    for money in find_money(flat.text):
        taken.append((money.start, money.end))
        yield money.start, money.end, "money", money.value, "元"
    for match in _PER_CENT.finditer(flat.text):
        if (share := parse_number(match["n"])) is not None:
            taken.append(match.span())
            yield *match.span(), "percent", share, "%"
    for match in _FIGURE.finditer(flat.text):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        number = parse_number(match["n"])
        if number is None or flat.text[match.end() - 1 : match.end() + 1] in ("人民", "名单", "位于", "名为", "次日"):
            continue
        number *= {"万": 10_000, "亿": 100_000_000}.get(match["scale"] or "", 1)
        yield match.start(), match.end(), _kind(match, flat.text), number, match["u"]


def _kind(match: re.Match[str], text: str) -> Kind:
    unit = match["u"]
    if unit in ("%", "个百分点"):
        return "percent"
    if unit in _PERSONS.split("|") or (unit == "个" and _PERSON_NOUN.match(text, match.end())):
        return "persons"
    return "time" if unit in _TIME.split("|") else "count"
