"""Whether two stretches of words speak of the same matter, and one entry for each matter.

A notice often says the same twice: shortly among the measures, and again in a later section that explains what is left.
Character pairs are compared, without dates, numbers and the words every notice uses.
"""

from __future__ import annotations

import re

from assistant.extraction.commitments.matters import Matter
from assistant.text.flat import fold

_COMMON = re.compile(
    r"目前|现已|已经|正在|尚未|暂未|仍在|预计|计划|完成|进行|开展|推进|积极|逐步|我院|医院|工作|相关|项目|情况|要求|按照|根据|通过|实施|"
    r"落实|后续|下一步|今后|届时|全部|部分|其中|剩余|其余|组织|管理|建设|问题|整改|截至|年度|上半年|下半年|季度|尽快|及时|确保|故|因|待|拟|将|于|"
    r"的|了|在|对|并|和|与|等|后|前|中|为|由|向|已|均|现|需|未|仍"
)
_DATES = re.compile(r"[\d〇○一二三四五六七八九十]+[年月日]|[\d.,%]+")
_SAME = 0.5
_SAME_APART = 0.34
_LONGEST_COMMON = 5


def _pairs(words: str, hospital: str) -> set[str]:
    """Character pairs of the telling words."""
    kept = _COMMON.sub(" ", _DATES.sub(" ", words.replace(hospital, " ") if hospital else words))
    return {run[i : i + 2] for run in re.findall(r"[一-鿿A-Za-z]{2,}", kept) for i in range(len(run) - 1)}


def same_matter(one: Matter, other: Matter, hospital: str) -> bool:
    """Whether two entries of a finding are one matter told twice."""
    if one.stretch == other.stretch and _adjacent(one.clauses, other.clauses):
        return False
    if one.due and other.due and not (one.due.startswith(other.due) or other.due.startswith(one.due)):
        return False
    # An explanation comes back to what the body said, so less in common is enough.
    apart = (one.block.kind == "reason") != (other.block.kind == "reason")
    likeness = max(_likeness(one.words, other.words, hospital), _likeness(one.whole, other.whole, hospital))
    return likeness >= (_SAME_APART if apart else _SAME)


def _likeness(one: str, other: str, hospital: str) -> float:
    """Share of the shorter one's telling pairs that the other has too."""
    mine, theirs = _pairs(one, hospital), _pairs(other, hospital)
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller else 0.0


def _adjacent(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two runs of clauses touch: neighbours were told apart on purpose."""
    return one[0] <= other[1] + 1 and other[0] <= one[1] + 1


def one_entry_a_matter(matters: list[Matter], hospital: str) -> list[Matter]:
    """The matters with repetitions left out: of two, the one with the date, else the one that explains more."""
    kept: list[Matter] = []
    for matter in matters:
        again = [index for index, other in enumerate(kept) if same_matter(matter, other, hospital)]
        if not again:
            kept.append(matter)
        elif _tells_more(matter, kept[again[0]]):
            kept[again[0]] = matter
    return sorted(kept, key=lambda matter: matter.start)


def _tells_more(one: Matter, other: Matter) -> bool:
    def rank(matter: Matter) -> tuple[int, bool, int]:
        return (len(matter.due or ""), matter.block.kind == "reason", matter.end - matter.start)

    return rank(one) > rank(other)


def about_the_same(one: str, other: str, hospital: str) -> bool:
    """Whether two texts share a run of telling words, such as the name of the thing they are about."""
    mine, theirs = fold(one).replace(hospital, " "), fold(other).replace(hospital, " ")
    runs = {mine[i : i + _LONGEST_COMMON] for i in range(len(mine) - _LONGEST_COMMON + 1)}
    return any(run in theirs and len(_COMMON.sub("", _DATES.sub("", run))) >= _LONGEST_COMMON - 1 for run in runs)
