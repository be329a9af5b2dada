"""What share a part has in its whole, of figures that stand together: named, done, or left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering.figures.meaning import content, like, met
from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.roles import is_done, is_left, is_share, is_step, moves
from assistant.answering.figures.scan import Figure
from assistant.text.flat import fold

_RATE = re.compile(r"^[^,的率]{1,4}(?=率$)")
_ANY_RATE = re.compile(r"完成|整改|办结|销号|落实|解决|兑现")
"""Rates of whatever is done; any other rate (到货率) is that of what its figure is said to be."""
_NOT = re.compile(r"没|未|剩|余下|其余|还差|不(?!合格|规范|合理|达标|良)")
_MONEY = re.compile(r"钱|金额|款|资金|费用|租金|经费")
_MEASURED_IN = re.compile(r"按(?P<unit>[笔件人户条台份])数")
_HALF = 0.3
"""Share of the words of a part or a whole that the words of its figure must hold where units differ."""
_SPOKEN = 0.5
"""Share of the part's words from which a printed rate is the part's, so that nothing is computed."""
_NAMED, _DONE, _PART = 1.0, 0.6, 0.3
"""What it is worth that a figure's own words name the part asked about, say that it is done, or that it is a part."""


def asks_undone(part: str) -> bool:
    """Whether a part is what is not done (没收回来的), not what is."""
    return _NOT.search(part) is not None


def share_in(part: str, whole: str, asked: str, figures: Sequence[Figure], source: str) -> list[Reckoning]:
    """The share of `part` in `whole` (words of the question, either may be empty) among figures that stand together,
    in each unit they are counted in where the question names none; ordinals are left to the caller.
    """
    counted = [f for f in figures if f.kind in ("persons", "count", "money") and not f.rate and not is_step(f)]
    if _MONEY.search(asked) and any(f.kind == "money" for f in counted):
        counted = [f for f in counted if f.kind == "money"]
    measured = _MEASURED_IN.search(asked)
    if measured and any(f.unit == measured["unit"] for f in counted):
        counted = [f for f in counted if f.unit == measured["unit"]]
    if any(is_share(f) and met(content(part), f.before) >= _SPOKEN for f in figures):
        return []
    if any(two.kind == "percent" and met(content(part), one.label) >= _SPOKEN for one, two in moves(source, figures)):
        return []  # 接通率从51%提升到92.8% prints the rate
    lefts = tuple(f.start for f in figures if is_left(source, f))
    found: list[Reckoning] = []
    best = 0.0
    for unit in dict.fromkeys(f.unit for f in counted):
        group = [f for f in counted if f.unit == unit or like(f, unit)]
        pair = _best(part, whole, group, source, lefts)
        if pair is None or any(_printed(figures, f) for f in pair[1].operands):
            continue
        if pair[1].operands in [r.operands for r in found] or pair[0] < best - 0.25:
            continue
        found = [pair[1]] if pair[0] > best + 0.25 else [*found, pair[1]]
        best = max(best, pair[0])
    return found or _across(part, whole, counted)


def _printed(figures: Sequence[Figure], part: Figure) -> bool:
    """Whether the share of a part is printed after it (19人,占38%)."""
    return any(is_share(f) and f.sentence == part.sentence and f.place == part.place + 1 for f in figures)


def _best(
    part: str, whole: str, group: Sequence[Figure], source: str, lefts: tuple[int, ...]
) -> tuple[float, Reckoning] | None:
    ranked = sorted(_pairs(part, whole, group, source, lefts), key=lambda each: -each[0])
    if not ranked:
        return None
    alone = len(group) == 2
    if ranked[0][0] < 0.3 and not alone:
        return None
    if len(ranked) > 1 and ranked[1][0] >= ranked[0][0] - 1e-9 and ranked[1][1].result != ranked[0][1].result:
        return None
    return ranked[0]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A part and a whole in the question's content words."""

    part: tuple[str, ...]
    whole: tuple[str, ...]
    left: bool
    """Whether what is not done is asked for."""
    lefts: tuple[int, ...]
    """Where what is left is printed: a part announced after it (其余8笔，其中…) is one of that alone."""
    rate: str
    """What a rate is of (到货 of 到货率); empty where no rate is asked for."""


def _pairs(
    part: str, whole: str, group: Sequence[Figure], source: str, lefts: tuple[int, ...]
) -> Iterator[tuple[float, Reckoning]]:
    """Every part with every whole that may be its own, and how well both fit the question."""
    rate = _RATE.search(part)
    all_of_it, own = content(whole), content(part)
    own = tuple(word for word in own if word not in all_of_it) or own
    asked = _Asked(own, all_of_it, asks_undone(part), lefts, rate[0] if rate else "")
    for one in group:
        worth = _worth(asked, one, source)
        if worth is None:
            continue
        # What something was before (由2个增加到5个) is no part of what it became.
        became = {two for pair in moves(source, group) if one in pair for two in pair}
        wholes = [other for other in _wholes(asked, one, group, source) if other not in became]
        for other in wholes:
            fit = worth + _fit(asked, one, other, source, alone=len(wholes) == 1)
            yield fit, _ratio((one,), other)
            if asked.left and is_done(source, one) and not any(is_left(source, f) for f in group):
                yield fit + _DONE + 0.1, _rest(other, one)
        mates = enumerated(one, group, source)
        if not wholes and mates and met(asked.part, one.label) >= _SPOKEN:
            yield worth, _of_all(one, mates)
        elif not wholes:
            yield from ((worth, both) for both in _beside(asked, one, group, source))


def _worth(asked: _Asked, one: Figure, source: str) -> float | None:
    """How well a figure is the part asked about; None where it is not."""
    left = is_left(source, one)
    worth = _NAMED * met(asked.part, one.label) + (_PART if one.part else 0.0)
    if asked.left:
        return worth + (_DONE if left else 0.0)
    own = not asked.rate or asked.rate[0] in one.label or _ANY_RATE.search(asked.rate) is not None
    if (left and met(asked.part, one.label) < _SPOKEN) or (not own and not worth):
        return None
    return worth + (_DONE if own and is_done(source, one) else 0.0)


def _wholes(asked: _Asked, one: Figure, group: Sequence[Figure], source: str) -> list[Figure]:
    """Larger numbers of the same sentence, or of another where both are named."""
    named = met(asked.part, one.label) >= _SPOKEN
    mates = enumerated(one, group, source)
    return [
        w for w in group
        if w.number > one.number and like(w, one.unit) and not is_left(source, w)
        and not (one.part and any(w.start < left < one.start for left in asked.lefts))
        and not (is_left(source, one) and is_done(source, w))
        and (w.sentence == one.sentence or named or _adds_up(one, w, group) or (not asked.whole and heads(w, group)))
        and (
            met(asked.whole, w.label) >= _SPOKEN
            or (w.sentence == one.sentence and w not in mates)
            or _adds_up(one, w, group)
            or heads(w, group)
        )
    ]  # fmt: skip


def _adds_up(one: Figure, whole: Figure, group: Sequence[Figure]) -> bool:
    """Whether a number and the one beside it make the whole that stands before both: 24起。已报14起，另外10起没有."""
    after = sorted((f for f in group if f.start > whole.start), key=lambda f: f.start)[:2]
    return one in after and len(after) == 2 and sum(f.number for f in after) == whole.number


def heads(whole: Figure, group: Sequence[Figure]) -> bool:
    """Whether a number stands before all others of its unit and is no less than they together, those that are said to
    be parts of a part left out: what all of it comes to (核对往来款90万元。已处理60万元).
    """
    others = [f for f in group if f is not whole and f.unit == whole.unit and not f.part]
    return bool(others) and all(f.start > whole.start for f in others) and sum(f.number for f in others) <= whole.number


_ANNOUNCED = re.compile(r"其中|分别|包括")


def enumerated(one: Figure, group: Sequence[Figure], source: str) -> tuple[Figure, ...]:
    """The numbers of an announced enumeration that `one` stands in, none of which is the whole of another
    (其中2人记过、3人诫勉谈话); empty where it stands in none.
    """
    mates = [f for f in group if f.sentence == one.sentence]
    # Of two numbers the first may well be the whole of the second.
    if len(mates) < 2 or (len(mates) == 2 and mates[1] == one):
        return ()
    unbroken = mates[-1].place - mates[0].place == len(mates) - 1
    if (
        not unbroken
        or any(f.part for f in mates[1:])
        or any(is_left(source, f) or 2 * f.number == sum(m.number for m in mates) for f in mates)
    ):
        return ()
    lead = fold(source[max(mates[0].sentence[0], mates[0].start - _LEAD) : mates[0].start])
    gaps = [fold(source[a.end : b.start]) for a, b in pairwise(mates)]
    parallel = all(re.fullmatch(r"[^,;。、]*[,、;][^,;。、]{0,14}", gap) for gap in gaps)
    return tuple(mates) if parallel and _ANNOUNCED.search(lead) else ()


_LEAD = 16
"""Characters before an enumeration that may announce it."""


def _of_all(one: Figure, all_of_them: tuple[Figure, ...]) -> Reckoning:
    """A part of an enumeration whose whole is not printed."""
    whole = sum(f.number for f in all_of_them)
    value = one.number / whole * 100
    text = f"{one.text} ÷ ({' + '.join(f.text for f in all_of_them)})"
    operands = (one, *(f for f in all_of_them if f != one))
    return Reckoning("share", operands, (), round(value, 2), "%", abs(value - round(value, 2)) > 1e-9, text)


def _fit(asked: _Asked, one: Figure, other: Figure, source: str, *, alone: bool) -> float:
    """How well a number is the whole of a part: named, before it and near it, and not itself what is done."""
    before = other.sentence == one.sentence and other.place < one.place
    fit = 0.5 * met(asked.whole, other.label) + (0.2 if before else -0.2)
    return fit - 0.3 * (is_done(source, other) and not alone) - 0.02 * max(0, one.place - other.place - 1)


def _beside(asked: _Asked, one: Figure, group: Sequence[Figure], source: str) -> Iterator[Reckoning]:
    """A part beside the rest, where the whole is not printed: 追缴9.4万元，剩余2.1万元."""
    for other in group:
        if other.sentence != one.sentence or abs(group.index(other) - group.index(one)) != 1:
            continue
        done, left = (other, one) if asked.left else (one, other)
        if is_done(source, done) and is_left(source, left) and left.place > done.place:
            yield _of_both(one, other)


def _ratio(parts: tuple[Figure, ...], whole: Figure) -> Reckoning:
    value = sum(f.number for f in parts) / whole.number * 100
    return Reckoning("share", (*parts, whole), (), round(value, 2), "%", abs(value - round(value, 2)) > 1e-9)


def _rest(whole: Figure, done: Figure) -> Reckoning:
    value = (whole.number - done.number) / whole.number * 100
    text = f"({whole.text} - {done.text}) ÷ {whole.text}"
    return Reckoning("share", (whole, done), (), round(value, 2), "%", abs(value - round(value, 2)) > 1e-9, text)


def _of_both(one: Figure, left: Figure) -> Reckoning:
    value = one.number / (one.number + left.number) * 100
    text = f"{one.text} ÷ ({one.text} + {left.text})"
    return Reckoning("share", (one, left), (), round(value, 2), "%", abs(value - round(value, 2)) > 1e-9, text)


def _across(part: str, whole: str, counted: Sequence[Figure]) -> list[Reckoning]:
    """Numbers counted differently (病历600份，错误30例), where part and whole are named, or there are no others."""
    counts = [f for f in counted if f.kind == "count"]
    pairs = [
        (met(content(part), one.label), met(content(whole), other.label), one, other)
        for one in counts
        for other in counts
        if other.number > one.number and other.sentence == one.sentence and other.place < one.place
    ]
    named = [(a + b, one, other) for a, b, one, other in pairs if a >= _HALF and (b >= _HALF or len(counts) == 2)]
    named.sort(key=lambda each: -each[0])
    if not named or (len(named) > 1 and named[1][0] >= named[0][0] - 0.05):
        return []
    return [_ratio((named[0][1],), named[0][2])]
