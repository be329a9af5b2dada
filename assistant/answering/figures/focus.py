"""Computing from the sentences that speak of the matter: the nearest to the question by words and by meaning.

Where the sentence is settled, its figures need not repeat the words of the question: what is done of a whole is the
figure that is said to be done (收回, 办结), what is left the one that is said to be left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answering.figures.adding import enumerations, one_by_one
from assistant.answering.figures.asked import Calculation, Operator
from assistant.answering.figures.differences import changed_by, difference, names_two_matters, side_by_side
from assistant.answering.figures.earlier import bases_in
from assistant.answering.figures.meaning import NAMED, content, like, met
from assistant.answering.figures.opposites import other_sides
from assistant.answering.figures.readings import Wanted
from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.roles import is_done, is_done_word, is_gone, is_left, moves
from assistant.answering.figures.scan import Figure
from assistant.answering.figures.sharing import heads, share_in
from assistant.answering.figures.spreading import spread
from assistant.text.flat import fold

_WHOLE = re.compile(r"(?P<whole>[^,]{2,20}?)(?:里头?|(?<!其)中|当中|里面|之中)")
_OF_A_TIME = re.compile(r"季度|半年|同期|月")
_SET_AGAINST = re.compile(r"[较比](?!例|重)|[降升涨增减]")
"""Words that want the change itself (较2021年下降多少), not the value of that year."""
_SPENT_LESS = re.compile(r"省(?:下|出|掉|了|来|的){0,2}(?:多少|几)|少[花支付]")
"""Words that want a change of a sum of money, whatever else changed beside it."""
_DENIED_EN = re.compile(r"\b(?:not|never)\b|n't\b", re.IGNORECASE)
_KEPT = re.compile(r"还[^,]{0,8}(?:着|留|在|有|剩)|净增|剩")


@dataclass(frozen=True, slots=True)
class Spot:
    """Figures that stand together where the matter is spoken of."""

    figures: tuple[Figure, ...]
    ordinal: int | None
    said: float = 1.0
    """Share of the words that the sentence or the title hold; 1 where they cannot be compared (English)."""
    whole: bool = False
    """Whether it is all of a finding rather than a sentence or a part of one."""


def focused(wanted: Wanted, spots: Sequence[Spot], source: str, beyond: Sequence[Figure]) -> list[Reckoning]:
    """What is wanted, from the first of the spots that bears it out; `beyond` are figures of the notice outside its
    findings, over which something may be spread.
    """
    compute = _COMPUTE.get(wanted.operator)
    if compute is None:
        return []
    total = wanted.spread is not None and "问题" in wanted.spread.over
    for spot in [*spots, *([Spot(tuple(beyond), None)] if total else [])]:
        over_finding = wanted.operator in _OVER_FINDING or (wanted.calculation and wanted.calculation.parts)
        if (spot.whole and not over_finding) or spot.said < _SAID.get(wanted.operator, 0.0):
            continue
        found = compute(wanted, spot.figures, source, beyond)
        if wanted.operator == "share":
            missed = {each.operands[0] for each in found if _misses(wanted, each, spots)}
            if missed:
                again = compute(wanted, [f for f in spot.figures if f not in missed], source, beyond)
                found = [each for each in again if not _misses(wanted, each, spots)]
        if found:
            return [replace(each, ordinals=_ordinals(each, spot, beyond)) for each in found]
    return []


def _misses(wanted: Wanted, found: Reckoning, spots: Sequence[Spot]) -> bool:
    """Whether the part of a share has none of the words that tell it, while another number of the finding has
    (报废的占几成: 其余8台报废设备 in the sentence after).
    """
    if len(found.operands) != _TWO or found.expression:
        return False
    part, whole = found.operands
    telling = [word for word in content(_part_and_whole(wanted)[0]) if not met([word], whole.label)]
    if not telling or met(telling, part.label) >= NAMED or is_done_word(telling):
        return False
    others = {f for spot in spots for f in spot.figures} - {part, whole}
    return any(met(telling, f.label) >= NAMED for f in others)


_SAID: dict[Operator, float] = {"share": 0.45, "base": 0.35, "rest": 0.3, "sum": 0.35, "change": 0.3}
"""Share of the question's words that the sentence or its title must hold, by how little else bears the reading out."""
_OVER_FINDING: frozenset[Operator] = frozenset(("rest", "share"))


def _ordinals(found: Reckoning, spot: Spot, beyond: Sequence[Figure]) -> tuple[int | None, ...]:
    return tuple(None if f in beyond and f not in spot.figures else spot.ordinal for f in found.operands)


def _share(wanted: Wanted, figures: Sequence[Figure], source: str, _: Sequence[Figure]) -> list[Reckoning]:
    part, whole = _part_and_whole(wanted)
    return share_in(part, whole, wanted.text, figures, source)


def _part_and_whole(wanted: Wanted) -> tuple[str, str]:
    rate = re.search(r"(?P<part>[^,的占]{1,2}率)[^,]*$", wanted.text)
    if rate:
        return rate["part"], ""
    items = wanted.calculation.items if wanted.calculation else ()
    parts = " ".join(item for item in items if not item.startswith("/"))
    whole = next((item[1:] for item in items if item.startswith("/")), "")
    if parts:
        return parts, whole
    return wanted.about, whole


def _average(wanted: Wanted, figures: Sequence[Figure], source: str, beyond: Sequence[Figure]) -> list[Reckoning]:
    found = spread(wanted.spread, figures, source, beyond) if wanted.spread else None
    return [found] if found else []


def _base(wanted: Wanted, figures: Sequence[Figure], source: str, _: Sequence[Figure]) -> list[Reckoning]:
    if any(moves(source, figures)):
        return []
    found = [each for each in bases_in(figures, source) if _of_kind(wanted, each.operands[0])]
    if wanted.year:
        # 较2023年同期增加59人次 gives the value of that year, where none is printed for it.
        found = [each for each in found if wanted.year in fold(source[each.operands[0].end : each.operands[1].start])]
        changes = {each.operands[1] for each in found}
        printed = any(wanted.year in f.before for f in figures if f not in changes)
        if not _OF_A_TIME.search(wanted.text) and (printed or _SET_AGAINST.search(wanted.text)):
            return []
    words = content(wanted.about)
    found.sort(key=lambda each: -met(words, each.operands[0].label))
    fits = [met(words, each.operands[0].label) for each in found]
    return found[:1] if len(fits) < 2 or fits[0] > fits[1] else []


def _change(wanted: Wanted, figures: Sequence[Figure], source: str, _: Sequence[Figure]) -> list[Reckoning]:
    """From the one value to the other; never where two matters are set against each other, which one matter's change
    does not answer.
    """
    if wanted.calculation and names_two_matters(wanted.calculation):
        return []
    kind = wanted.calculation.kind if wanted.calculation else None
    words = content(wanted.about)
    points = re.search(r"百分点|个点|几点", wanted.text)
    turned = list(moves(source, figures)) or (side_by_side(figures, source) if _TURNS.search(wanted.text) else [])
    kind = "money" if kind is None and _SPENT_LESS.search(wanted.text) else kind
    pairs = [
        (met(words, one.label), one, other)
        for one, other in turned
        if (kind is None or one.kind == kind) and (one.kind == "percent" or not points)
    ]
    pairs.sort(key=lambda each: -each[0])
    if not pairs or (len(pairs) > 1 and pairs[1][0] >= pairs[0][0] - 1e-9):
        return []
    return [changed_by(*pairs[0][1:]) if wanted.rate else difference(*pairs[0][1:])]


_TURNS = re.compile(r"[两前后上下首头末每第][一二]?[次场轮批期回年]|差|相比")
"""Words that set one turn against another, whose values may stand side by side (分别为80分和85分)."""


def _sum(wanted: Wanted, figures: Sequence[Figure], source: str, _: Sequence[Figure]) -> list[Reckoning]:
    """What is done and what is left, where the whole is not printed: 已退3万元，剩余1万元."""
    items = wanted.calculation.items if wanted.calculation else ()
    if wanted.calculation and len(items) > 1 and (found := one_by_one(wanted.calculation, figures, source)):
        return [found]
    if len(items) > 1 and not any(map(_UNDER_WAY.search, items)):
        return []
    if wanted.calculation and wanted.calculation.parts:
        return _all(wanted.calculation, wanted.text, figures, source)
    kind = wanted.calculation.kind if wanted.calculation else None
    for left in figures:
        if (kind and left.kind != kind) or not is_left(source, left):
            continue
        same = [f for f in figures if f != left and f.unit == left.unit and not f.rate]
        beside = [f for f in same if f.sentence == left.sentence and f.place == left.place - 1]
        same = beside or same
        if len(same) == 1 and is_done(source, same[0]) and same[0].place < left.place:
            value = round(same[0].number + left.number, 4)
            return [Reckoning("sum", (same[0], left), (), value, left.unit)]
    return []


_UNDER_WAY = re.compile(r"在(?:建|办|途|修|施工)|正在|没|未|剩|余下|待")
"""Things named that are still to be done."""


def _all(asked: Calculation, text: str, figures: Sequence[Figure], source: str) -> list[Reckoning]:
    """As many like figures as the question says there are (两笔钱), and no more."""
    kind = "money" if asked.kind == "money" or re.search(r"笔|钱|款", text) else asked.kind
    counted = [f for f in figures if not f.rate and not f.part]
    like_ones = [f for f in counted if (f.kind == kind if kind else asked.unit and like(f, asked.unit))]
    if len(like_ones) != asked.parts:
        like_ones = next((run for run in enumerations(like_ones, source) if len(run) == asked.parts), [])
    if len(like_ones) != asked.parts or not (kind or len({f.sentence for f in like_ones}) == 1):
        return []
    value = round(sum(f.number for f in like_ones), 4)
    about = any(re.search("[余多]", f.text) for f in like_ones)
    return [Reckoning("sum", tuple(like_ones), (), value, like_ones[0].unit, about)]


def _rest(wanted: Wanted, figures: Sequence[Figure], source: str, _: Sequence[Figure]) -> list[Reckoning]:
    """A whole less what is named, done or gone of it; nothing where what is left is printed."""
    plain = [f for f in figures if not f.rate and f.kind in ("persons", "count", "money") and _of_kind(wanted, f)]
    for unit in dict.fromkeys(f.unit for f in plain):
        group = [f for f in plain if like(f, unit)]
        if any(is_left(source, f) for f in group):
            continue
        found = next(_remainders(wanted, group, source), None)
        if found is not None:
            return [found]
    return []


def _of_kind(wanted: Wanted, figure: Figure) -> bool:
    sure = wanted.calculation
    if sure is None or (sure.kind is None and not sure.unit):
        return True
    if sure.kind is not None:
        return figure.kind == sure.kind or (sure.kind == "persons" and like(figure, "人"))
    return like(figure, sure.unit)


def _remainders(wanted: Wanted, group: Sequence[Figure], source: str) -> Iterator[Reckoning]:
    items = wanted.calculation.items if wanted.calculation else ()
    match = _WHOLE.search(wanted.text)
    words = content(match["whole"]) if match else ()
    given = {float(n) for n in re.findall(r"(?<![\d.年月])(\d+(?:\.\d+)?)(?=[个名人项条件起例台笔户对])", wanted.text)}
    undone = re.search(r"(?:没|未)(?:有)?(?P<verb>[\u4e00-\u9fff]{1,2})", wanted.text)
    of_parts = {one for one, two in pairwise(group) if two.part and two.before == one.before}
    done = [f for f in group if f not in of_parts and (is_done(source, f) or (undone and undone["verb"] in f.before))]
    meant = [f for f in done if undone and undone["verb"][0] in f.label]
    done = meant or done
    contrary = list(other_sides(wanted.text, group))
    for part in group:
        named = any(met(content(item), part.label) >= NAMED for item in items)
        named = named or (_DENIED_EN.search(wanted.text) is not None and part.part and len(group) == 2)
        gone = _KEPT.search(wanted.text) is not None and is_gone(part)
        if part in contrary:
            named = True
        elif wanted.other_side:
            continue
        if not (named or gone or (done == [part] and (not items or len([f for f in group if not f.part]) <= _TWO))):
            continue
        wholes = [w for w in group if w.number > part.number and not is_gone(w) and (not given or w.number in given)]
        wholes = [w for w in wholes if w.sentence != part.sentence or w.place < part.place]
        if not named:
            wholes = [w for w in wholes if w.sentence == part.sentence or heads(w, group)]
        wholes.sort(key=lambda w: (-met(words, w.label), part.place - w.place))
        near = wholes and (wholes[0].sentence == part.sentence or heads(wholes[0], group))
        if near or (wholes and met(words, wholes[0].label) >= NAMED):
            left = round(wholes[0].number - part.number, 4)
            yield Reckoning("rest", (wholes[0], part), (), left, wholes[0].unit)


_TWO = 2
"""Numbers that are a whole and what is done of it, whatever the question calls them."""

_Compute = Callable[[Wanted, Sequence[Figure], str, Sequence[Figure]], list[Reckoning]]
_COMPUTE: dict[Operator, _Compute] = {
    "share": _share,
    "average": _average,
    "base": _base,
    "change": _change,
    "sum": _sum,
    "rest": _rest,
}
