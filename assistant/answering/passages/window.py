"""The shortest stretch of a unit that answers: the clause with the fitting value, and those with words asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.passages.expected import asks_rest
from assistant.answering.passages.index import ReportIndex, Unit
from assistant.answering.passages.question import Focus, Term
from assistant.answering.passages.values import Value, find_values
from assistant.text.clauses import clauses
from assistant.text.flat import FlatText

LONGEST = 180
"""A unit of up to so many characters is quoted whole."""
LONGEST_LIST = 420
"""The same where things are to be listed: an enumeration cut short is a wrong list."""
_NEAR = 12.0
"""Distance in characters at which a word's pull on a value halves."""
_DENIAL = re.compile(
    r"不存在|未发现|没有发现|未见|暂无|未收取|未开展|暂未|尚未|未成功|未能|未果|不再(?!发生)|未[^,;。:]{1,12}(?:收取|开展|成立|发现|发生|安排|支付|提供)|未形成|未造成|未影响|未再|未涉及|并非|不属于|未安排|未发生|没有|无法|未完成|未达到|未成立|未参加|未查到|拒绝|拒保"
)
_DONE = re.compile(r"已(?:全部)?(?:办结|完成|整改|解决|落实|收回|到位)|均已|全部(?:办结|完成|整改)")
_OPEN = re.compile(
    r"正在|正(?=办理|备|协|推|对|按|走|与|由|向)|尚未|暂未|未完成|积极推进|逐步推进|待|计划|拟(?!定|订|写)|预计|其余|剩余|另外|余下|尚有|仍"
)
_BY_EVENT = re.compile(
    r"届时|待[^,;。]{2,24}后|[^,;。]{2,}后(?:再|一并|统一|即|方可)|长期坚持|立行立改|视[^,;。]{2,12}情况"
)
_TIME_OPEN = re.compile(
    r"(?:时间|时限|日期|期限|工期)[^,;。]{0,6}(?:不能|无法|难以|未|没有|尚待|待)(?:完全)?(?:确定|明确|定)"
)
"""What says that nobody knows when."""
_RATE = re.compile(r"每[^,;。、]{0,8}$")
"""每科选派1名 is a rate, no number of persons."""
_DENIED_SHARE = 0.3
"""Share of the question's weight that a denying clause must hold; the words round it count half."""
CAUSE = re.compile(r"因(?!此)|由于|鉴于|受.{1,12}(?:影响|限制|局限)|限制|导致|故(?!意|障)|困难|缺失|不足而")
"""Words that give a cause."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of source text with the values in it that fit, best first (offsets of the source)."""

    start: int
    end: int
    values: tuple[tuple[Value, int, int], ...]
    fit: float
    """How near the best value stands to the question's words, 0 to about 1; 0 without a value."""
    denies: bool


def window_of(index: ReportIndex, unit: Unit, focus: Focus, weights: Sequence[float]) -> Window:
    """The stretch of `unit` to quote for `focus`."""
    flat = index.flat_unit(unit)
    lowered = flat.text.lower()
    if unit.column:
        return _cell(unit, focus, flat)
    places = _places(focus.terms, weights, lowered)
    values = find_values(lowered, focus.expected, focus.classifier)
    if focus.expected == "persons" and "每" not in focus.text:
        values = [value for value in values if not _RATE.search(lowered[max(0, value.start - 9) : value.start])]
    ranked = sorted(((_fit(v, places, sum(weights), lowered), v) for v in values), key=lambda fv: (-fv[0], fv[1].start))
    still_open = _OPEN.search(lowered) if asks_rest(focus.text) else None
    anchor = ranked[0][1].start if ranked else still_open.start() if still_open else _densest(places)
    start, end = _stretch(
        index.text,
        unit,
        flat.origin[min(anchor, len(flat) - 1)],
        [flat.origin[p] for p, _ in places],
        LONGEST_LIST if focus.expected == "list" else LONGEST,
    )
    spans = [(value, *flat.span(value.start, value.end)) for _, value in ranked]
    inside = tuple(each for each in spans if start <= each[1] and each[2] <= end)
    denies = _denies(lowered, places, sum(weights))
    return Window(start, end, inside, ranked[0][0] if ranked else 0.0, denies)


_WHOSE = ("who", "person_name", "name")
_NEAR_CELL = 0.6
"""The fit of a cell that stands under a heading of the kind asked for."""


def _cell(unit: Unit, focus: Focus, flat: FlatText) -> Window:
    """A cell of a table: the whole of it is the value, if its heading is of the kind asked for."""
    dated = re.search(r"时限|期限|时间", unit.column) is not None
    fits = focus.expected == "date" if dated else focus.expected in _WHOSE
    value = (Value(0, len(flat), None, ""), unit.start, unit.end)
    return Window(unit.start, unit.end, (value,) if fits else (), _NEAR_CELL if fits else 0.0, denies=False)


def leaves_open(unit: Unit) -> bool:
    """Whether the unit says that something is still to come."""
    return _OPEN.search(unit.flat) is not None


def times_by_event(unit: Unit) -> bool:
    """Whether the unit says when by what comes first, not by a date: 待审批后, 届时, 长期坚持."""
    return _BY_EVENT.search(unit.flat) is not None or leaves_time_open(unit)


def leaves_time_open(unit: Unit) -> bool:
    """Whether the unit says that the time is not settled yet: 完成时间暂不能确定."""
    return _TIME_OPEN.search(unit.flat) is not None


def reports_done(unit: Unit) -> bool:
    """Whether the unit says that something is done, and nothing that it is not."""
    return _DONE.search(unit.flat) is not None and not leaves_open(unit) and _DENIAL.search(unit.flat) is None


def gives_cause(unit: Unit) -> bool:
    """Whether the unit says why."""
    return CAUSE.search(unit.flat) is not None


def _places(terms: Sequence[Term], weights: Sequence[float], flat: str) -> list[tuple[int, float]]:
    """Where words of the question stand in the unit, with their weight."""
    places = []
    for term, weight in zip(terms, weights, strict=True):
        if term.kind == "number":
            continue
        for form, worth in sorted(term.alternatives, key=lambda a: -a[1]):
            found = [m.start() + len(form) // 2 for m in re.finditer(re.escape(form), flat)]
            if found:
                places += [(p, weight * worth / len(found) ** 0.5) for p in found]
                break
    return sorted(places)


def _fit(value: Value, places: Sequence[tuple[int, float]], total: float, flat: str) -> float:
    """How strongly the question's words pull at a value: near ones in the same clause most."""
    pull = 0.0
    for place, weight in places:
        distance = max(0, value.start - place, place - value.end)
        between = flat[min(value.end, place) : max(value.start, place)]
        barrier = 1.0 if "每" not in flat[max(0, value.start - 8) : value.start] else 1.6
        barrier += 0.6 * len(re.findall(r"[,;:。、]", between))
        pull += weight / (1 + distance / _NEAR) / barrier
    return pull / total if total else 0.0


def _densest(places: Sequence[tuple[int, float]]) -> int:
    """The position round which most of the question's words stand."""
    if not places:
        return 0
    return max(places, key=lambda p: (sum(w / (1 + abs(p[0] - q) / _NEAR) for q, w in places), -p[0]))[0]


def _stretch(text: str, unit: Unit, anchor: int, places: Sequence[int], longest: int) -> tuple[int, int]:
    """The unit; where it is long, the clauses round `anchor` up to `longest`, towards the question's words."""
    if len(unit.flat) <= longest:
        return unit.start, unit.end
    spans = clauses(text, unit.start, unit.end)
    at = next((i for i, (a, b) in enumerate(spans) if a <= anchor < b), 0)
    first = last = at
    while True:
        left = spans[last][1] - spans[first - 1][0] if first > 0 else longest + 1
        right = spans[last + 1][1] - spans[first][0] if last + 1 < len(spans) else longest + 1
        if left > longest and right > longest:
            break
        wants_left = any(p < spans[first][0] for p in places)
        wants_right = any(p >= spans[last][1] for p in places)
        if left <= longest and (wants_left or right > longest or not wants_right):
            first -= 1
        else:
            last += 1
    return spans[first][0], spans[last][1]


def _denies(flat: str, places: Sequence[tuple[int, float]], total: float) -> bool:
    """Whether a clause denies, and holds enough of what the question speaks of for the denial to be about that."""
    for match in _DENIAL.finditer(flat):
        begin = max(flat.rfind(mark, 0, match.start()) for mark in ",;。:") + 1
        end = min((at for mark in ",;。:" if (at := flat.find(mark, match.end())) >= 0), default=len(flat))
        inside = sum(weight for place, weight in places if begin <= place < end)
        if inside and inside + 0.5 * (sum(weight for _, weight in places) - inside) >= _DENIED_SHARE * total:
            return True
    return False
