"""What a finding says further to a question that asks for several things, beside the sentence that answers it best.

A list that stands in several sentences of one finding (which certificates were got, which three accounts were looked
through) is not told by one of them. Where the sentences shown do not list as many things as are asked for, the other
sentences of the finding that say most to the question stand beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.evidence import stretch
from assistant.answering.families.continuing import below_title, quoted
from assistant.answering.passages.enumerating import listed, wanted
from assistant.answering.passages.model import Snippet
from assistant.records.query import FindingRow
from assistant.text.flat import fold

_SEVERAL = re.compile(
    r"哪(?:几|些|[两二三四五六七八九十]|类|样)|几(?:[个项条份种]?(?:方面|步)|类|样|种|招|手)|分别|各(?=[是有用为在办做写])|逐[一个项条]"
    r"|列(?:出|全|举|一下|清|个)|列$|(?:都|各)(?:有|是|做|给|搞|补|用|靠|发|拿|挨|受|开|办|出)(?:了|过)?(?:什么|啥|谁)|一个个"
    r"|\bwh(?:ich|at) (?:\w+ ){0,3}\w{3,}s\b|\blist\b|\bsteps\b|\bmeasures\b"
)
"""Words that ask for more things than one."""
_ROOM = 560
"""Characters of sentences added."""
_LOOKED_AT = 30
"""Sentences of the finding that are weighed."""
_PIECE = re.compile(r"[^；;。\n\t]+[；;。]?")
_PROBLEM = re.compile(r"的问题[”’」]?[。；;]?$")
"""What a measure says again of what was wrong."""
_SHORTEST = 8
"""Characters of a piece that tells something."""
_MANY_SHOWN = 4
"""Sentences shown, from which no more are added where the question does not say how many things there are."""
_LONG_LIST = 3
"""Things that a sentence lists, from which it is the list where the question does not say how many there are."""


def asks_several(question: str) -> bool:
    """Whether a question asks for more things than one (哪几类, 分别是, 都给了什么)."""
    return _SEVERAL.search(question) is not None


def further(desk: Desk, shown: Sequence[Snippet]) -> str:
    """The other sentences of the finding shown that speak to a question for several things; empty where none is wanted.

    Nothing is added beside sentences of several findings, or where one shown lists as many things as are wanted.
    """
    places = {(snippet.source, snippet.finding) for snippet in shown}
    if len(places) != 1 or not asks_several(desk.plan.question) or _complete(desk, shown):
        return ""
    source, ordinal = next(iter(places))
    row = desk.finding_at(source, ordinal)
    if row is None or ordinal is None:
        return ""
    told = [span for span in _told(desk, row) if not _among(span, [(s.start, s.end) for s in shown])]
    near = desk.passages.near(desk.plan.question, [source], _LOOKED_AT, [(source, ordinal)])
    ranked = dict.fromkeys(span for each in near for span in told if span[0] < each.end and each.start < span[1])
    kept, left = [], _ROOM
    for start, end in ranked:
        if end - start <= left:
            kept.append((start, end))
            left -= end - start
    text = desk.records.text(source)
    added = [stretch(row, text, start, end, 0.0) for start, end in sorted(kept)]
    return desk.say("said_further", quotes=quoted(desk, added)) if added else ""


def _told(desk: Desk, row: FindingRow) -> list[tuple[int, int]]:
    """What was done about a finding, cut at semicolons: its measures, or all below its title where none is told."""
    text = desk.records.text(row.source)
    spans = [(m.evidence.start, m.evidence.end) for m in row.finding.measures] or below_title(text, row)
    pieces = [match.span() for start, end in spans for match in _PIECE.finditer(text, start, end)]
    return [(a, b) for a, b in pieces if b - a >= _SHORTEST and not _PROBLEM.search(text, a, b)]


def _among(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _complete(desk: Desk, shown: Sequence[Snippet]) -> bool:
    """Whether a sentence shown lists as many things as the question wants, or many where it leaves that open.

    So many sentences are as good: each was found to speak to the question.
    """
    number = wanted(desk.plan.question)
    sizes = listed(fold(shown[0].quote))
    if len(shown) >= (number or _MANY_SHOWN):
        return True
    return number in sizes if number is not None else max(sizes, default=0) >= _LONG_LIST
