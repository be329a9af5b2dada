"""Whether two clauses promise the same thing: by the words left when dates and empty verbs are taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.audit.stretches import Stretch
from assistant.text.dates import DateMention, find_dates

PROMISE = re.compile(r"拟于?|计划于?|预计|预期|将于|力争|争取|定于|待|确保于?|尚未|届时")
_EMPTY = re.compile(
    r"拟于?|计划于?|预计|预期|将于|力争|争取|定于|确保|全面|全部|完成|进行|开展|组织|实施|工作|全院|我院|医院|目前|同时|年底|底前|之前|以前|[前后底末初]|[的了将]"
)
_STEPS = re.compile(
    r"方案|论证|初稿|立项|招标|挂网|采购|安装|调试|验收|送审|审核|审定|审批|报批|印发|启动|启用|投用|上线|竣工|开工|换届|选举"
)
_SAME = 0.8
"""Share of the shorter clause's bigrams that the other one must hold."""
_LEAST = 2


@dataclass(frozen=True)
class Promise:
    """A clause that says what is to be done by when."""

    clause: Stretch
    date: DateMention
    words: frozenset[str]
    steps: frozenset[str]
    numbers: frozenset[str]


def promises_of(stretch: Stretch, year: int | None) -> list[Promise]:
    """The dated promises of a stretch, in order."""
    dates = find_dates(stretch.flat, year)
    found = []
    for clause in stretch.clauses():
        first = stretch.flat.at(clause.start)
        inside = [d for d in dates if first <= d.start and d.end <= first + len(clause.flat)]
        flat = clause.flat.text
        if len(inside) != 1 or not PROMISE.search(flat):
            continue
        date = inside[0]
        rest = flat[: date.start - first] + "|" + flat[date.end - first :]
        found.append(Promise(clause, date, _bigrams(rest), _steps(rest), frozenset(re.findall(r"\d+", rest))))
    return found


def _bigrams(words: str) -> frozenset[str]:
    kept = re.sub(r"[^\u4e00-\u9fffA-Za-z|]", "|", _EMPTY.sub("|", words))
    return frozenset(kept[i : i + 2] for i in range(len(kept) - 1) if "|" not in kept[i : i + 2])


def _steps(words: str) -> frozenset[str]:
    return frozenset(_STEPS.findall(words))


def same_matter(one: Promise, other: Promise) -> bool:
    """Whether two promises are about one thing and one step of it."""
    shorter, longer = sorted((one.words, other.words), key=len)
    if len(shorter) < _LEAST or len(shorter & longer) < _SAME * len(shorter):
        return False
    steps_agree = one.steps <= other.steps or other.steps <= one.steps
    numbers_agree = one.numbers <= other.numbers or other.numbers <= one.numbers
    return steps_agree and numbers_agree
