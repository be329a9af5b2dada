"""All that a question may want computed: the sure reading first, then those that only the right sentence bears out.

A wording such as 砍掉了多少 or 每间花了多少 wants a computation only where the text prints what to compute it from;
`focus` looks there, in the sentences that speak of the matter, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.figures.asked import CHANGED_BY, MANY, Calculation, Operator, calculation_of, without_asking
from assistant.answering.figures.opposites import asks_other_side
from assistant.answering.figures.spreading import Spread, spread_of

_IS = rf"(?:呢|是|有|为|能|达到?|到了?|大概|大约|现在|按[^,]{{1,6}}算|{MANY}|多大|多高|大|高)*$"
_ASKS = re.compile(
    rf"{MANY}|(?:百|几)分之|(?:比例|占比|比重|成数|[^效功概频汇利税斜速]率){_IS}|percent|share of|how m|average|by how"
    r"|proportion|fraction"
)
_CLAUSE = re.compile(r"[,，;；?？。]")
_SHARE = re.compile(
    rf"占(?!比|用|地|据)[^,]{{0,14}}?{MANY}(?![个名人次项件])|(?:比例|占比|比重|成数|[^概效功频]率){_IS}"
    rf"|{MANY}成|{MANY}分之|百分之{MANY}|percent|share of|proportion|fraction"
)
_CHANGE = re.compile(
    rf"(?:降|升|涨|掉|跌|省|少|多|短|快|慢|长|高|低|砍|压|缩|减|增|增加|提高|提升|缩短|压缩|下降|上升|增长|扩大|延长)(?:[低高加少短掉去下上来]){{0,2}}了?{MANY}"
    rf"|(?:变|进|退)了{MANY}|by how|(?:节?省|少[花支付])(?:下|出|掉|了|来|的){{0,2}}(?:钱)?{MANY}"
)
_BASE = re.compile(
    rf"(?<![比较跟和与])(?:上年|上一年|去年|前一年|同期|原先|原来|原本|以前|之前|此前)(?!相比|比)[^,]{{0,16}}{MANY}"
    rf"|(?:倒推|反推|推算|换算|按|照)[^,]{{0,12}}(?:比例|占比|算|说)|估一?下|last year|a year earlier|previously"
)
_LEVEL = re.compile(r"to what (?:percent|share|level|proportion)|(?:[到为至是]|[降升涨高加少长]了?)百分之")
"""Words that ask for a printed level or change, not for a share."""
_TIME = re.compile(
    r"20\d{2}年(?:度)?|(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月)(?:份)?|上年|上一年|去年|前一年|同期|倒推|反推|推算"
)
_REST = re.compile(
    rf"(?:还|仍)[^,]{{0,8}}(?:着|留|在)[^,]{{0,10}}{MANY}|净增[^,]{{0,6}}{MANY}|(?:没|未|剩|其余|余下|还差)[^,]*?{MANY}(?![月号日点年])"
    rf"|{MANY}[^,月号日点年]{{0,4}}(?:没|未)"
    r"|\bnot\b|still|remain|left",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"按(?:金额|钱数?|款项|笔数|件数|人数|户数|条数|台数|份数)(?:来|计)?算?,?|的?成数")
"""Words that say by what a share is measured, and nothing of the matter."""
_MANY_OF = re.compile(rf"{MANY}|how many", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing a question may want computed."""

    operator: Operator
    text: str
    """The clause that asks for it, in matching form."""
    about: str
    """What all of it is about: the question without the words that ask."""
    calculation: Calculation | None
    """The sure reading, where this is it."""
    spread: Spread | None = None
    year: str = ""
    """The year of the value asked for, where it may be one that only follows from that of the year after (2023年)."""
    rate: bool = False
    """Whether a change is wanted as a share of what was before (降幅)."""
    other_side: bool = False
    """Whether it is only what is left of the side that is printed (省级以下 of 省级及以上)."""


def asking_clauses(asked: str) -> list[str]:
    """The clauses that ask, each with what stands before it and asks nothing; one where only one asks."""
    out: list[str] = []
    held = ""
    for clause in _CLAUSE.split(asked):
        if _ASKS.search(clause):
            out.append(f"{held},{clause}".strip(","))
            held = ""
        elif clause.strip():
            held = f"{held},{clause}"
    if out and held:
        out[-1] += held
    return [_carried(out[n - 1], clause) if n and _OF_IT.match(clause) else clause for n, clause in enumerate(out)]


_OF_IT = re.compile(r"(?:又|约|大概|大约|这些?|它们?|他们|合计|总共|一共|各|分别)*占(?!比)")
"""A clause that asks for the share of what the clause before asked for (…一共几人，占全部的百分之几)."""


def _carried(before: str, clause: str) -> str:
    """The clause with what it is the share of put before it."""
    pieces = [piece for each in _CLAUSE.split(before) if (piece := without_asking(each))]
    return f"{pieces[-1]},{clause}" if pieces else clause


def readings_of(text: str) -> Iterator[Wanted]:
    """What one asking clause may want computed, the most likely first."""
    sure = None if _LEVEL.search(text) else calculation_of(text)
    about = _MEASURED.sub(" ", sure.context if sure else re.sub(MANY, " ", text))
    seen: list[Operator] = []

    def offer(operator: Operator, spread: Spread | None = None) -> Iterator[Wanted]:
        if operator not in seen:
            seen.append(operator)
            yield Wanted(operator, text, about, sure if sure and sure.operator == operator else None, spread)

    if _BASE.search(text):
        # The value of another time is not printed under that time.
        about = _TIME.sub(" ", about)
        yield from offer("base")
        about = _MEASURED.sub(" ", sure.context if sure else re.sub(MANY, " ", text))
    over = spread_of(text)
    if over is not None:
        yield from offer("average", over)
    if _SHARE.search(text) and not _LEVEL.search(text) and not (sure and sure.operator == "change"):
        yield from offer("share")
    if sure is not None and sure.operator != "average":
        yield from offer(sure.operator)
    if CHANGED_BY.search(text):
        yield Wanted("change", text, CHANGED_BY.sub(" ", text), None, rate=True)
    if _CHANGE.search(text) and not (sure and sure.operator == "average"):
        yield from offer("change")
    if _REST.search(text) and _MANY_OF.search(text):
        yield from offer("rest")
    yield from _less_likely(text, about, based="base" in seen)


def _less_likely(text: str, about: str, *, based: bool) -> Iterator[Wanted]:
    """What is left of the side that is printed, and the value of a year that only follows from another."""
    if not _REST.search(text) and asks_other_side(text):
        yield Wanted("rest", text, about, None, other_side=True)
    year = re.search(r"20\d{2}年", text)
    if year and re.search(MANY, text) and not based:
        yield Wanted("base", text, _TIME.sub(" ", about), None, None, year[0])
