"""Values of the kind a question asks for, found in a flat text: persons, counts, sums, shares, times, dates, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from assistant.answering.passages.expected import ANY_QUANTITY, ORDINAL
from assistant.answering.passages.model import Expected
from assistant.answering.passages.naming import handed_to, names, person_names, who_named
from assistant.text.numbers import find_money, parse_number

_IN_CHINESE = "[一二三四五六七八九十百千两][一二三四五六七八九十百千两零〇]*(?:点[零〇一二三四五六七八九]+)?"
_NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{_IN_CHINESE})"
_PERSONS = re.compile(
    rf"(?P<n>{_NUMBER})(?P<scale>万)?(?P<more>余|多)?(?P<u>人次|人|名|位|个(?=[^月]{{0,3}}(?:人|同志|干部|员工|职工|党员|医生|医师|护士|专家)))"
)
_CLASSIFIERS = (
    "个|项|件|条|起|例|次|场|期|届|份|张|台|套|间|家|所|种|类|批|支|部|本|册|辆|篇|款|门|处|栋|座|床|人次|人|名|位|学时|课时|小时|分钟|分|岁|平方米|公里|吨|"
    "倍|级|版|轮|天|月|年|周|岗|科|瓶|盒|袋|幅|块|亩|扇|樘|卷|笔|户|组|对|副|枚|只|根|台次|批次"
    "|封|架|趟|颗|宗|桩|盏|具(?![有体备])"
)
_COUNT = re.compile(rf"(?P<n>{_NUMBER})(?P<more>余|多)?(?P<u>{_CLASSIFIERS}|(?=[\u4e00-\u9fff]{{2}}))")
_PLACE = re.compile(rf"第(?P<n>{_NUMBER})(?P<u>名|位|批|组|届|次|期|轮|个|梯队|等次|档|类|位次)")
_PERCENT = re.compile(rf"(?P<n>\d+(?:\.\d+)?)(?P<u>%|个百分点)|百分之(?P<cn>{_NUMBER})")
_DURATION = re.compile(
    rf"(?P<n>{_NUMBER}|半|每|多)(?P<u>个?半?(?:工作日|学时|小时|分钟|个月|季度|年度|年|月|周|星期|天|日))(?!月|\d|以上学历)"
)
_DATE = re.compile(
    r"(?:\d{4}年?|今年|去年|明年|本年)?(?:\d{1,2}月(?:\d{1,2}[日号])?(?:底|初|中旬|上旬|下旬|份)?|第?[一二三四1-4]季度|[上下]半年|年底|年初|年内)(?:底|前|之前)?"
    r"|(?:二[〇○零][一二三四五六七八九〇○零]{2}年)?(?<![每第几个])[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号]|底|初|中旬|上旬|下旬|份)"
    r"|\d{4}年(?:底|初|末|内|以来)?|\d{4}[./-]\d{1,2}(?:[./-]\d{1,2})?|\d{1,2}\.\d{1,2}[—-]\d{1,2}\.\d{1,2}"
)
_CODE = re.compile(r"\d{3,4}-\d{7,8}|1\d{10}|[\w.]+@[\w.]+|(?<!\d)\d{7,8}(?!\d)")
_DECIMAL = re.compile(r"(?<![\d.年月])\d+\.\d+(?![\d.月日年%])")
_SCALED_BARE = re.compile(r"(?P<n>\d+(?:\.\d+)?)万(?:余|多)?(?!元|[个人名份])")

_LIKE: tuple[frozenset[str], ...] = (
    frozenset(
        (
            "个",
            "项",
            "件",
            "条",
            "起",
            "例",
            "类",
            "种",
            "处",
            "款",
            "批",
            "岗",
            "科",
            "部",
            "家",
            "所",
            "间",
            "期",
            "门",
        )
    ),
    frozenset(("起", "例", "件", "宗", "桩", "次", "个")),
    frozenset(("封", "件", "份")),
    frozenset(("次", "场", "期", "届", "回", "轮", "个", "批", "余场")),
    frozenset(("人", "名", "位", "人次", "个")),
    frozenset(("份", "张", "本", "册", "篇", "项", "个")),
    frozenset(("台", "套", "件", "个", "辆", "部")),
    frozenset(("家", "个", "所", "间")),
    frozenset(("学时", "课时", "小时")),
)


class Value(NamedTuple):
    """A value at a stretch of flat text."""

    start: int
    end: int
    number: float | None
    unit: str


def find_values(flat: str, expected: Expected, classifier: str = "") -> list[Value]:
    """The values in `flat` (matching form) that may answer a question that expects `expected`."""
    finder = _FINDERS.get(expected)
    return list(finder(flat, classifier)) if finder else []


def compatible(asked: str, printed: str) -> bool:
    """Whether a number with classifier `printed` may answer a question that counts with `asked` (起 for 例)."""
    return not asked or asked == printed or any(asked in like and printed in like for like in _LIKE)


def _persons(flat: str, asked: str) -> Iterator[Value]:
    for match in _PERSONS.finditer(flat):
        if asked == "人次" and match["u"] not in ("人次", "人"):
            continue  # 2名医师 are no visits
        if not _ordinal(flat, match.start()) and flat[match.end() : match.end() + 1] != "员":
            number = parse_number(match["n"])
            scaled = number * 10_000 if number is not None and match["scale"] else number
            yield Value(match.start(), match.end(), scaled, "人次" if match["u"] == "人次" else "人")


def _counts(flat: str, classifier: str) -> Iterator[Value]:
    if classifier == ANY_QUANTITY:
        yield from _quantities(flat)
        return
    if classifier == ORDINAL:
        for match in _PLACE.finditer(flat):
            yield Value(match.start(), match.end(), parse_number(match["n"]), match["u"])
        return
    for match in _COUNT.finditer(flat):
        if _ordinal(flat, match.start()) or flat[match.end() : match.end() + 1] in ("月", "日"):
            continue
        unit = match["u"]
        if not unit and not match["n"][0].isdigit():
            continue
        if compatible(classifier, unit) or (not unit and classifier in ("", "个", "项", "条")):
            yield Value(match.start(), match.end(), parse_number(match["n"]), unit or classifier)


def _quantities(flat: str) -> Iterator[Value]:
    """Numbers of every kind; of those that overlap, the longest (46.8万元, not 46.8)."""
    bare = (Value(m.start(), m.end(), float(m[0]), "") for m in _DECIMAL.finditer(flat))
    found = [*_money(flat, ""), *_percents(flat, ""), *_counts(flat, ""), *bare]
    kept: list[Value] = []
    for value in sorted(found, key=lambda v: (v.start - v.end, v.start)):
        if all(value.end <= other.start or other.end <= value.start for other in kept):
            kept.append(value)
    yield from sorted(kept)


def _ordinal(flat: str, start: int) -> bool:
    """Whether the number counts in order (第2名, 一是, 十八大, B3) or belongs to a longer one."""
    if re.match(r"[A-Za-z]", flat[start - 1 : start]):
        return True
    return flat[start - 1 : start] in ("第", ".", "〔", "[") or flat[start + 1 : start + 2] == "是"


def _money(flat: str, _: str) -> Iterator[Value]:
    found = find_money(flat)
    for money in found:
        yield Value(money.start, money.end, money.value, "元")
    for match in _SCALED_BARE.finditer(flat):
        if not any(m.start < match.end() and match.start() < m.end for m in found):
            yield Value(match.start(), match.end(), float(match["n"]) * 10_000, "元")


def _percents(flat: str, _: str) -> Iterator[Value]:
    for match in _PERCENT.finditer(flat):
        number = parse_number(match["n"] or match["cn"])
        yield Value(match.start(), match.end(), number, "%")


def _durations(flat: str, _: str) -> Iterator[Value]:
    for match in _DURATION.finditer(flat):
        if _DATE.match(flat, match.start()) and match["u"] in ("年", "月", "日") and len(match["n"]) == 4:
            continue
        if flat[match.start() - 1 : match.start()] in ("年", "月") and match["u"] in ("月", "日"):
            continue
        yield Value(match.start(), match.end(), parse_number(match["n"]), match["u"])


def _spans(find: Callable[[str, str], Iterator[tuple[int, int]]]) -> Callable[[str, str], Iterator[Value]]:
    def values(flat: str, asked: str) -> Iterator[Value]:
        yield from (Value(start, end, None, "") for start, end in find(flat, asked))

    return values


def _plain(pattern: re.Pattern[str]) -> Callable[[str, str], Iterator[Value]]:
    def find(flat: str, _: str) -> Iterator[Value]:
        for match in pattern.finditer(flat):
            yield Value(match.start(), match.end(), None, "")

    return find


_FINDERS: dict[Expected, Callable[[str, str], Iterator[Value]]] = {
    "persons": _persons,
    "count": _counts,
    "money": _money,
    "percent": _percents,
    "duration": _durations,
    "date": _plain(_DATE),
    "who": _spans(who_named),
    "name": _spans(names),
    "place": _spans(handed_to),
    "contact": _plain(_CODE),
    "person_name": _spans(person_names),
}
