"""A sum or a number spread over what the question names after 每: persons, things, occasions, months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.figures.meaning import content, like, met
from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.scan import Figure, Kind
from assistant.text.flat import FlatText, fold

_WORDS = "工作日|人次|例次|户次|科室|支部|批次|项次"
_UNITS = rf"{_WORDS}|[个名位人家台条项件间例份次场期户张套笔所起种类部队对床辆本卷处栋吨月批支]"
_PER = re.compile(
    rf"(?:每|(?:平均|摊到|下来)[^,]{{0,3}}?一|(?<=[^第统])一(?={_UNITS})(?=[^,]{{0,8}}平均))一?(?P<u>{_UNITS})"
    r"(?P<n>[^,多少几]*)"
)
_EACH_PERSON = re.compile(r"人均")
_ASKED = re.compile(
    r"(?:多少|几)(?P<u>[人项例]次|公斤|千克|平方米|[层路颗吨亩个名位人家台条项件间例份次场期户张套笔起种类部卷本对处批篇])?"
)
_OF_MONEY = re.compile(
    r"(?:多少|几)(?:钱|元|块|万|千|百)|(?:扣|退|省|花|罚|发|补|缴|交|赔|资助|投入|收|拨)(?:掉|去|出|回)?了?多少(?![个名人次项件份公千颗吨平])|金额|多少费用"
)
_ANY_UNIT = frozenset("个项件条名位人处次场期批份例")
"""Classifiers that stand for one another; any other (间, 辆) counts things of its own."""
_WHOLE_UNITS = frozenset(("人", "人次", "天", "月", "年"))
"""Units that are nouns themselves: what follows 每人 says what is spread."""
_PERSON_UNITS = frozenset("人名位个")
_FED_BACK = re.compile(r"反馈|巡察|巡视|指出")
"""Words of the number of findings that an inspection made."""
_MONTHS = re.compile(r"(?P<a>\d{1,2})月(?:份)?(?:至|到|-|—|~)(?:20\d\d年)?(?P<b>\d{1,2})月")
_GENERAL = ("问题", "措施", "事项", "任务", "人员")
"""Nouns that say little elsewhere, and here what is counted."""
_AROUND = re.compile(r"平均|大约|大概|差不多|[摊配定分合要能可得有上里中了]+$")
"""Words round the noun that are no part of it."""
_MARK = re.compile(r"[,;。、:()]")
_SHORT = 4
"""Characters of a noun that a figure's words may end with as it stands."""
_NEXT = 8
"""Characters after a number in which the noun stands that it counts (7个重点科室)."""
_LEADS = 0.1
"""What it adds that the sum stands right after the number (18名患者2万元)."""
_FITS = 0.5
"""How well a figure must be what is spread over, or what is spread."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What a question wants spread over what."""

    unit: str
    """The classifier after 每."""
    over: tuple[str, ...]
    """Content words that name what it is spread over."""
    of: tuple[str, ...]
    """Content words of the rest: what is spread."""
    kind: Kind | None
    counted: str
    """The classifier asked for; empty where none is."""
    noun: str = ""
    """The noun after 每 as it stands, where it is short (点, 风险点)."""
    subject: tuple[str, ...] = ()
    """Content words before 每 where no noun stands after it (带教老师 of 带教老师平均每人)."""
    given: tuple[float, ...] = ()
    """Numbers that the question itself gives."""


def spread_of(asked: str) -> Spread | None:
    """What `asked` (matching form) wants spread over what; None where it names nothing after 每."""
    match = _PER.search(asked)
    each = _EACH_PERSON.search(asked)
    if match is None and each is None:
        return None
    start, end = (match.start(), match.end("u")) if match else each.span()  # type: ignore[union-attr]
    rest = asked[end:]
    wanted = _ASKED.search(rest) or _ASKED.search(asked[:start])
    if wanted is None:
        return None
    money = _OF_MONEY.search(rest) or (each and _OF_MONEY.search(asked))
    noun = _AROUND.sub(" ", match["n"]) if match and match["u"] not in _WHOLE_UNITS else ""
    given = tuple(float(n) for n in re.findall(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.年月日])", asked))
    over = _named(noun)
    subject = () if over or noun.strip() else _named(_AROUND.sub(" ", asked[:start]))
    of = tuple(word for word in _named(_AROUND.sub(" ", f"{asked[:start]} {rest}")) if word not in over)
    short = noun.strip() if len(noun.strip()) <= _SHORT else ""
    return Spread(
        match["u"] if match else "人", over, of, "money" if money else None, wanted["u"] or "", short, subject, given
    )


def _named(text: str) -> tuple[str, ...]:
    general = tuple(word for word in _GENERAL if word in text)
    words = content(text)
    return (*general, *(word for word in words if word not in general and (len(word) > 1 or not general)))


def spread(wanted: Spread, figures: Sequence[Figure], source: str, beyond: Sequence[Figure] = ()) -> Reckoning | None:
    """One of the figures spread over another of them, over months the sentence names, or over one of those `beyond`;
    None where either is in doubt. The result's ordinals are left to the caller.
    """
    there = _over(wanted, figures, source)
    over = _one(there or _named_over(wanted, beyond)) or _months(wanted, figures, source)
    if over is None:
        return None
    of = _one(_of(wanted, [f for f in figures if f != over], over))
    if of is None:
        return None
    value = of.number / over.number
    unit = "元" if of.kind == "money" else of.unit
    return Reckoning("average", (of, over), (), round(value, 2), unit, abs(value - round(value, 2)) > 1e-9)


def _one(ranked: list[tuple[float, Figure]]) -> Figure | None:
    """The best of them, where no other number fits as well."""
    ranked.sort(key=lambda each: -each[0])
    if not ranked:
        return None
    rivals = [figure for fit, figure in ranked[1:] if fit >= ranked[0][0] - 0.05]
    return None if any(rival.number != ranked[0][1].number for rival in rivals) else ranked[0][1]


def _over(wanted: Spread, figures: Sequence[Figure], source: str) -> list[tuple[float, Figure]]:
    out = []
    for figure in figures:
        if figure.kind not in ("persons", "count") or figure.rate or figure.number <= 1:
            continue
        same = figure.unit in (wanted.unit, f"{wanted.unit}次")
        person = wanted.unit in _PERSON_UNITS and figure.kind == "persons"
        named = met(wanted.over, figure.label)
        alike = like(figure, wanted.unit) and (wanted.unit in _ANY_UNIT or named >= _FITS)
        if not (same or person or alike):
            continue
        fit = 0.8 if (same and wanted.unit != "个") or (person and wanted.unit == "人") else 0.5
        fit += named + 0.3 * met(wanted.of, figure.label) + 0.5 * met(wanted.subject, figure.label)
        next_to = _MARK.split(fold(source[figure.end : figure.end + _NEXT]))[0]
        fit += 0.4 * any(word in next_to for word in wanted.over)
        fit += 0.6 * bool(wanted.noun and (figure.before.endswith(wanted.noun) or next_to.startswith(wanted.noun)))
        after = next((f for f in figures if f.sentence == figure.sentence and f.place == figure.place + 1), None)
        fit += _LEADS * (after is not None and wanted.kind == after.kind)
        fit += 0.5 * (figure.number in wanted.given) - 0.3 * (figure.unit == wanted.counted and not person)
        if fit >= _FITS:
            out.append((fit, figure))
    return out


def _named_over(wanted: Spread, figures: Sequence[Figure]) -> list[tuple[float, Figure]]:
    """Figures elsewhere in the notice that are said to be all of what is named (巡察反馈的7个问题)."""
    if not wanted.over:
        return []
    counted = [f for f in figures if f.kind == "count" and f.number > 1 and like(f, wanted.unit)]
    return [(1.0 + (_FED_BACK.search(f.label) is not None), f) for f in counted if met(wanted.over, f.label) >= 1.0]


def _of(wanted: Spread, figures: Sequence[Figure], over: Figure) -> list[tuple[float, Figure]]:
    out = []
    for figure in figures:
        if figure.rate or figure.kind in ("percent", "time") or (wanted.kind and figure.kind != wanted.kind):
            continue
        if wanted.counted and not like(figure, wanted.counted):
            continue
        fit = 1.0 if wanted.kind or wanted.counted else 0.4
        fit += met(wanted.of, figure.label) + (0.2 if figure.unit == wanted.counted else 0.0)
        near = abs(figure.place - over.place) if figure.sentence == over.sentence else 9
        fit -= 0.06 * min(near, 5)
        if fit >= _FITS:
            out.append((fit, figure))
    return out


def _months(wanted: Spread, figures: Sequence[Figure], source: str) -> Figure | None:
    """The months of a stretch that the sentence names (7月至11月 are five), for what is asked for by the month."""
    if wanted.unit != "月" or not figures:
        return None
    flat = FlatText.of(source, *figures[0].sentence)
    match = _MONTHS.search(flat.text)
    if match is None or int(match["a"]) >= int(match["b"]):
        return None
    months = int(match["b"]) - int(match["a"]) + 1
    start, end = flat.span(*match.span())
    return Figure("time", f"{months}个月", months, "个月", start, end, "", "", figures[0].sentence, -1, False)
