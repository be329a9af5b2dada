"""Some of the findings of a notice by what they share: a status, or the list or heading they stand under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.typed.statuses import statuses_in
from assistant.records.query import FindingRow
from assistant.text.flat import fold

_LIST_HEAD = re.compile(r"(?m)^[^\S\n]*(?P<head>[^\t\n，。；;]{2,40}(?:清单|台账|一览表|事项表|问题表))[^\S\n]*$")
_HOW = re.compile(
    r"(?P<how>立行立改|即知即改|边查边改|立查立改|限期(?:整改|完成)|长期(?:整改|坚持)|持续(?:整改|推进)|近期(?:整改)?"
    r"|中期|短期|分阶段(?:整改)?)"
)
_AT_ONCE = re.compile(r"(?:马上|立马|立即|当即|立刻|即刻|当场)(?:就)?(?:要|得|须|能)?(?:整?改|办|完成)的?")


@dataclass(frozen=True, slots=True)
class Group:
    """The findings a question is about, and the words it calls them by."""

    ordinals: frozenset[int]
    words: str


def list_of(text: str, rows: Sequence[FindingRow]) -> dict[int, str]:
    """By ordinal, the list that a finding stands in: the nearest line above it that heads one, else its heading."""
    heads = [(match.end(), match["head"]) for match in _LIST_HEAD.finditer(text)]
    out = {}
    for row in rows:
        at = row.finding.title_evidence.start
        above = next((head for end, head in reversed(heads) if end <= at), "")
        out[row.finding.ordinal] = fold(above or row.finding.section)
    return out


def group_asked(question: str, text: str, rows: Sequence[FindingRow]) -> Group | None:
    """The findings a question narrows itself to; None where it is about all of them."""
    match = _HOW.search(question) or _AT_ONCE.search(question)
    if match is not None:
        how = "立行立改" if match.re is _AT_ONCE else match["how"]
        lists = list_of(text, rows)
        inside = frozenset(ordinal for ordinal, name in lists.items() if how in name)
        if inside:
            return Group(inside, match[0])
    named = statuses_in(question).named
    inside = frozenset(row.finding.ordinal for row in rows if row.finding.status in named)
    return Group(inside, "") if inside else None
