"""Headings a question names with their words (党的建设和队伍建设这两块合起来几条): their findings, counted and listed.

A heading may hold the words that join two of them (业务与安全): the longest piece that one heading holds is its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.figures.meaning import content, met
from assistant.records.query import FindingRow
from assistant.text.flat import fold

_COUNTS = re.compile(r"(?:多少|(?:哪|那)?几|(?:哪|那)些)(?:条|个?问题|项问题)")
_HEAD = re.compile(
    r"^(?:请问|通报|的|里|中|在|关于|把|那个?|这个?|说说|列出|数一下|看看|[\s,、“”\"‘’「」])+(?!方面)", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?:(?:这|那)?(?:一|两|三|四|几|[234])?个?(?:块|部分|方面|大类|类|板块|标题|题目)|(?:的)?(?:下面|下头|底下|名下|项下|之下|里面?|中)"
    r"|合起来|加起来|合在一起|加在一起|加一起|加一块|相加|合计|一共|总共|总计|共计|加总|共"
    r"|(?:都|各)?(?:有|列|写|查|点|指|提|挂|占|是)(?:了|出|有|着|到)*|(?:多少|(?:哪|那)?几|(?:哪|那)些)(?:条|个?问题|项问题)|问题|呢"
    r"|[\s,，、。?？“”\"‘’「」的了])+$"
)
_JOINED = re.compile(r"[、,，和与及跟]|以及|”|“")
_SHORTEST = 4
"""Characters a piece must have to name a heading."""
_MOST = 0.6
"""Share of a piece's words that a heading must hold where it does not hold the piece itself."""


def asks_named(question: str) -> bool:
    """Whether a question asks for the number or a list of findings."""
    return _COUNTS.search(question) is not None


def named_headings(question: str, sections: Sequence[str]) -> list[str]:
    """The headings a question names, in its order; none unless all that it says besides the asking names one."""
    text = fold(question)
    while True:
        cut = _TAIL.sub("", _HEAD.sub("", text))
        if cut == text:
            break
        text = cut
    ends = [0, *(at for match in _JOINED.finditer(text) for at in match.span()), len(text)]
    pieces = [(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True) if b > a]
    found: list[str] = []
    at = 0
    while at < len(pieces):
        taken = _longest(text, pieces, at, sections)
        if taken is None:
            return []
        name, at = taken
        found += [name] if name not in found else []
    return found


def _longest(text: str, pieces: Sequence[tuple[int, int]], at: int, sections: Sequence[str]) -> tuple[str, int] | None:
    """The heading that the longest run of pieces names, and the piece after it."""
    for end in range(len(pieces), at, -1):
        words = text[pieces[at][0] : pieces[end - 1][1]]
        holding = [s for s in sections if _bare(words) in _bare(fold(s))] if len(words) >= _SHORTEST else []
        if len(holding) == 1:
            return holding[0], end
    if len(pieces) < 2:
        return None
    words = text[pieces[at][0] : pieces[at][1]]
    terms = content(words)
    scored = sorted(((met(terms, fold(s)), s) for s in sections), reverse=True)
    if len(words) < _SHORTEST or scored[0][0] < _MOST or (len(scored) > 1 and scored[1][0] >= scored[0][0]):
        return None
    return scored[0][1], at + 1


def _bare(words: str) -> str:
    return re.sub(r"[\s“”\"‘’'「」《》]", "", words)


def tell_headings(desk: Desk, rows: Sequence[FindingRow], names: Sequence[str]) -> None:
    """How many findings stand under each of the headings, and together; each of them."""
    wanted = [row for name in names for row in rows if row.finding.section == name]
    counts = [sum(row.finding.section == name for row in wanted) for name in names]
    source = wanted[0].source
    desk.draft.present(source)
    parts = desk.semicolon.join(
        desk.say("headings_part", section=nested(clip(name, 40)), n=n) for name, n in zip(names, counts, strict=True)
    )
    desk.draft.lead = desk.say(
        "headings_sum",
        hospital=desk.hospital(source),
        parts=parts,
        n=len(wanted),
        sum=" + ".join(map(str, counts)),
    )
    for row in wanted:
        desk.draft.bullet(f"{desk.title(row)}：{desk.status(row.finding.status)}{desk.cite_title(row)}")
