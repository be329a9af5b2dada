"""What came in bit by bit: like figures of one finding said of the same matter in different sentences (前后一共)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.figures.asked import MANY
from assistant.answering.figures.meaning import NAMED, content, like, met
from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.roles import is_left, is_step
from assistant.answering.figures.scan import Figure, Kind
from assistant.text.flat import fold

_BIT_BY_BIT = re.compile(r"前后(?!对比|变化|相差|差|比|不一)|先后|两次|两批|分批|陆续|累计|都算上|全算上")
_CLAUSE = re.compile(r"[,，;；?？。]")


def _said(figure: Figure, figures: Sequence[Figure], source: str) -> str:
    """The words of a figure, with those of the one before it where no mark stands between (收回5人次补贴900元)."""
    before = next((f for f in figures if f.sentence == figure.sentence and f.place == figure.place - 1), None)
    if before is None or _BREAK.search(fold(source[before.end : figure.start])):
        return figure.label
    return before.label + figure.label


_BREAK = re.compile(r"[,;、。:]")
_NUMBERS: tuple[tuple[Kind, str, re.Pattern[str]], ...] = (
    ("money", "", re.compile(r"多少(?:钱|元|万|块)|几(?:万|千|百)|金额")),
    ("persons", "人次", re.compile(rf"{MANY}(?:个)?人次|人次[^,]{{0,3}}{MANY}")),
    ("persons", "", re.compile(rf"{MANY}(?:个)?(?:人(?!次)|名|位)|牵涉{MANY}人(?!次)")),
    ("persons", "例次", re.compile(rf"{MANY}(?:个)?例次")),
)
"""The numbers a question may ask for beside each other, by their words."""
_IN_ALL = re.compile(r"一共|总共|合计|总计|共计|加起来")
_PARTICLES = re.compile(
    r"前后|先后|两次|两批|分批|陆续|累计|一共|总共|合计|共|涉及|牵涉|违规|多少|几|钱|人次|[元个人名位了的]"
)


def asks_bit_by_bit(asked: str) -> bool:
    """Whether a question asks what several turns came to."""
    return _BIT_BY_BIT.search(asked) is not None and re.search(MANY, asked) is not None


def asks_in_all(asked: str) -> bool:
    """Whether a question asks what something came to in all, be it in one turn or in several."""
    return _IN_ALL.search(asked) is not None and any(pattern.search(asked) for _, _, pattern in _NUMBERS)


def matter_of(asked: str) -> str:
    """What it came to of, without the words that ask."""
    return _PARTICLES.sub(" ", _CLAUSE.sub(" ", asked))


def gathered(asked: str, figures: Sequence[Figure], ordinal: int | None, source: str) -> list[Reckoning]:
    """What the turns of one finding come to, for each number asked for; nothing where any of them is not sure."""
    words = content(matter_of(asked))
    out: list[Reckoning] = []
    for kind, unit in _wanted(asked):
        turns = [
            f for f in figures
            if f.kind == kind and not (f.rate or f.part or is_left(source, f) or is_step(f))
            and (not unit or like(f, unit)) and met(words, _said(f, figures, source)) >= NAMED
        ]  # fmt: skip
        apart = len({f.sentence for f in turns}) == len(turns) and len({f.unit for f in turns}) == 1
        total = round(sum(f.number for f in turns), 4)
        if len(turns) < 2 or not apart or any(abs(2 * f.number - total) < 1e-6 for f in turns if len(turns) > 2):
            return []
        out.append(Reckoning("sum", tuple(turns), (ordinal,) * len(turns), total, turns[0].unit))
    return out


def _wanted(asked: str) -> Iterator[tuple[Kind, str]]:
    """The kind and unit of each number asked for, in the order of the question."""
    found: dict[tuple[Kind, str], int] = {}
    for kind, unit, pattern in _NUMBERS:
        match = pattern.search(asked)
        if match is not None:
            found.setdefault((kind, unit), match.start())
    yield from sorted(found, key=lambda each: found[each])


def beside(asked: str, total: Reckoning, figures: Sequence[Figure], source: str) -> list[Reckoning]:
    """The other numbers a question asks for of what was added up: one in each sentence of the sum, all of one unit
    (收回5784元 of 19人次 and 1270元 of 5人次).
    """
    out = []
    for kind, unit in _wanted(asked):
        if kind == total.operands[0].kind:
            continue
        others: list[Figure] = []
        for operand in total.operands:
            near = [
                f for f in figures
                if f.sentence == operand.sentence and f.kind == kind and not (f.rate or is_left(source, f))
                and (not unit or like(f, unit) or f.unit == unit)
            ]  # fmt: skip
            others += near if len(near) == 1 else []
        if len(set(others)) == len(total.operands) and len({f.unit for f in others}) == 1:
            value = round(sum(f.number for f in others), 4)
            out.append(Reckoning("sum", tuple(others), total.ordinals, value, others[0].unit))
    return out
