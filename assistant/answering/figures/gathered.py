"""What came in bit by bit: like figures of one finding said of the same matter in different sentences (前后一共)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.figures.asked import MANY
from assistant.answering.figures.meaning import NAMED, content, like, met
from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.roles import is_left, is_step
from assistant.answering.figures.scan import Figure

_BIT_BY_BIT = re.compile(r"前后(?!对比|变化|相差|差|比|不一)|先后|两次|两批|分批|陆续|累计|都算上|全算上")
_CLAUSE = re.compile(r"[,，;；?？。]")
_MONEY = re.compile(r"多少(?:钱|元|万|块)|几(?:万|千|百)|金额")
_TIMES = re.compile(r"人次")
_PERSONS = re.compile(rf"{MANY}(?:个)?(?:人|名|位)")
_PARTICLES = re.compile(
    r"前后|先后|两次|两批|分批|陆续|累计|一共|总共|合计|共|涉及|牵涉|违规|多少|几|钱|人次|[元个人名位了的]"
)


def asks_bit_by_bit(asked: str) -> bool:
    """Whether a question asks what several turns came to."""
    return _BIT_BY_BIT.search(asked) is not None and re.search(MANY, asked) is not None


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
            and (not unit or like(f, unit)) and met(words, f.label) >= NAMED
        ]  # fmt: skip
        apart = len({f.sentence for f in turns}) == len(turns) and len({f.unit for f in turns}) == 1
        total = round(sum(f.number for f in turns), 4)
        if len(turns) < 2 or not apart or any(abs(2 * f.number - total) < 1e-6 for f in turns if len(turns) > 2):
            return []
        out.append(Reckoning("sum", tuple(turns), (ordinal,) * len(turns), total, turns[0].unit))
    return out


def _wanted(asked: str) -> Iterator[tuple[str, str]]:
    """The kind and unit of each number asked for."""
    for clause in _CLAUSE.split(asked):
        if not re.search(MANY, clause):
            continue
        if _MONEY.search(clause):
            yield "money", ""
        elif _TIMES.search(clause):
            yield "persons", "人次"
        elif _PERSONS.search(clause):
            yield "persons", ""
