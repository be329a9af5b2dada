"""Which of two things that the question names is the more, and by how much: each thing's own figure, in one notice or,
where no hospital is named, in whichever notice tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.desk import Desk, clip_round, nested
from assistant.answering.families.reckoning import amount, places, snippet_of
from assistant.answering.families.standing import plainly, words_near
from assistant.answering.figures.changes import asks_change, changed
from assistant.answering.figures.meaning import content, like, met
from assistant.answering.figures.roles import moves
from assistant.answering.figures.scan import Figure
from assistant.answering.passages.periods import period_alternatives
from assistant.answering.plan import Operation
from assistant.text.flat import fold

READ_AS: frozenset[Operation] = frozenset(
    ("lookup", "compare", "money", "figures", "mentions", "accountability", "status_count")
)
"""Readings of a question that may compare two things."""
_MANY = 60
"""Notices up to which both things are looked for in every one."""
_WHICH = r"(?:哪(?!里|儿|些|几)一?[样个项头边种块笔类家次场方]?|谁)"
_MORE = (
    r"(?P<more>多|(?<!提)高|大|(?<!增)长|[贵久狠猛快]|明显|厉害)|(?P<less>(?<![减缩])少|(?<![降减])低|小|(?<!缩)短|慢)"
)
_BETWEEN = r"(?:[这那]?[两二](?:样|个数?|项|种|笔|边|头|家|者)?(?:里|中)?|之间|中间|比起来|比下来|相比|比)*"
_NAME = r"[^,?]{2,24}?|[^,?的](?=的?,)"
_FORM = re.compile(
    rf"(?P<a>[^,?]{{1,24}}?)的?(?:和|与|跟|还是|、)(?P<b>{_NAME})的?(?:,[^,?]{{0,14}}?|{_BETWEEN})"
    rf"(?P<rest>{_WHICH}[^,?]{{0,8}}?(?:{_MORE})[^?]*|相?差(?:了|出|距)?(?:是)?(?:多少|几)[^?]*)$"
)
_OF_MONEY = re.compile(r"[的笔]钱$|金额$")
"""A thing named by what was paid for it."""
_THAN = re.compile(
    r"(?:^|[,的里中])(?P<a>[^,?]{1,20}?)的?比(?P<b>[^,?]{1,20}?)的?"
    r"(?P<rest>(?P<more>[多高大长])|(?P<less>[少低小短]))[招收退罚补派送发到查建开]?[出了]?(?:多少|几)[^?]*$"
)
"""How much more the one is than the other (甲的比乙的多几个)."""
_NUMBER = re.compile(r"的?(?:数字?|数额|金额|钱数?)$|(?<=[\u4e00-\u9fff]{2})(?:相?比|比起来|比较)$")
"""Words after a thing named that only say that its number is meant."""
_OF_SHARES = re.compile(r"率|比例|百分|幅|[降升涨减增压砍缩提]")
"""Words of a question that shares, or by how much of itself something changed, are compared."""
_BEFORE = re.compile(r"原[来先本有]|以前|之前|[改整治]前")
"""Words that want what a value was before it changed; else it is what it became."""
_SURE = 0.6
"""How plainly a figure must be said of a thing to be its figure."""
_WHOLLY = 0.75
"""Share of a thing's words that the figure's own words, its neighbourhood or its title must hold."""
_MOSTLY = 0.4
"""The same, where the title holds all the others."""
_TIED = 0.05


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing named with its figure."""

    named: str
    source: str
    ordinal: int | None
    figure: Figure
    score: float


def two_things(desk: Desk) -> bool:
    """Answer which of two things is the more; False where that is not asked or one of them has no sure figure."""
    if desk.plan.operation not in READ_AS or desk.plan.typed or desk.english or not _in_reach(desk):
        return False
    asked = re.sub(r"[\s?？。]", "", desk.plan.asked).replace("，", ",")
    form = _FORM.search(asked) or _THAN.search(asked)
    if form is None:
        return False
    if len(list(period_alternatives(f"{form['a']},{form['b']}"))) > 1:
        return False  # two times of one matter are no two things
    printed = (form["a"].split(",")[-1], form["b"])
    names = [_NUMBER.sub("", name).strip(" 的") for name in printed]
    if not all(names):
        return False
    money = any(_OF_MONEY.search(name) for name in printed)
    found = [_candidates(desk, name, money=money) for name in names]
    pair = _pair(found, apart=desk.plan.scope == "named" and len(desk.reports) > 1)
    if pair is None:
        return False
    _tell(desk, pair, less=form["less"] is not None)
    return True


def _in_reach(desk: Desk) -> bool:
    if len(desk.reports) == 1 or desk.plan.scope != "named":
        return len(desk.reports) <= _MANY
    return len(desk.reports) == 2 and asks_change(desk.plan.asked)


def _candidates(desk: Desk, named: str, *, money: bool) -> list[Counted]:
    """The figures that may be the thing's, the most plainly said first."""
    words = [w for w in content(named) if len(w) > 1] or content(named)
    if not words:
        return []
    shares, change = _OF_SHARES.search(desk.plan.asked) is not None, asks_change(desk.plan.asked)
    out: list[Counted] = []
    latest: dict[tuple[str, Figure], Figure] = {}
    for source in desk.reports:
        text = desk.records.text(source)
        for place in places(desk, source):
            if met(words, place.title + place.text) < _WHOLLY:
                continue
            if not change and not _BEFORE.search(desk.plan.asked):
                latest |= {(source, one): two for one, two in moves(text, place.figures)}
            for figure in changed(text, place.figures) if change else place.figures:
                near = words_near(text, figure)
                unfit = (figure.rate and not change) or (figure.kind == "percent" and not shares)
                if unfit or (money and figure.kind != "money") or not _said_of(words, figure.label + near, place.title):
                    continue
                sentence = fold(text[figure.sentence[0] : figure.sentence[1]])
                score = plainly(words, figure.label, (near, sentence), place.title)
                score += 0.1 * (met(words, figure.label) >= 1.0)
                if score >= _SURE:
                    out.append(Counted(named, source, place.ordinal, figure, score))
    # Where a figure's own words are the thing's, its neighbours in the sentence are not the thing's.
    own = {(c.source, c.figure.sentence) for c in out if met(words, c.figure.label) >= _WHOLLY}
    out = [c for c in out if (c.source, c.figure.sentence) not in own or met(words, c.figure.label) >= _WHOLLY]
    out = [replace(c, figure=latest.get((c.source, c.figure), c.figure)) for c in out]
    return sorted(out, key=lambda c: (-round(c.score, 2), c.source, c.figure.start))


def _said_of(words: Sequence[str], said: str, title: str) -> bool:
    """Whether the words near a figure hold a thing's words, or most of them with the title holding the rest."""
    return met(words, said) >= _WHOLLY or (met(words, said) >= _MOSTLY and met(words, said + title) >= 1.0)


def _comparable(one: Counted, other: Counted) -> bool:
    """Whether two figures may be set side by side: of one unit, or both numbers of things (46扇, 2台)."""
    both_counts = one.figure.kind == other.figure.kind == "count"
    return both_counts or like(one.figure, other.figure.unit)


def _nearness(one: Counted, other: Counted) -> float:
    """What it adds that two figures stand in one sentence, and that they count the same."""
    return 0.1 * (one.figure.sentence == other.figure.sentence) + 0.3 * like(one.figure, other.figure.unit)


def _pair(found: Sequence[list[Counted]], *, apart: bool) -> tuple[Counted, Counted] | None:
    """The two figures of one unit that are said most plainly of their things; None where two pairs are equally so.

    `apart` wants them of two hospitals.
    """
    pairs = [
        (one.score + other.score + _nearness(one, other), one, other)
        for one in found[0]
        for other in found[1]
        if one.figure is not other.figure
        and one.figure != other.figure
        and _comparable(one, other)
        and not (apart and one.source == other.source)
    ]
    pairs.sort(key=lambda each: -each[0])
    if not pairs:
        return None
    best, one, other = pairs[0]
    values = (one.figure.number, other.figure.number)
    tied = [p for p in pairs[1:] if best - p[0] < _TIED and (p[1].figure.number, p[2].figure.number) != values]
    return None if tied else (one, other)


def _tell(desk: Desk, pair: tuple[Counted, Counted], *, less: bool) -> None:
    first, last = sorted(pair, key=lambda c: c.figure.number if less else -c.figure.number)
    across = first.source != last.source
    names = [f"{desk.hospital(c.source)}“{c.named}”" if across else f"“{c.named}”" for c in (first, last)]
    values = ["".join(c.figure.text.split()) for c in (first, last)]
    difference = abs(first.figure.number - last.figure.number)
    alike = like(first.figure, last.figure.unit)
    key = "two_unlike" if not alike else "two_equal" if not difference else "two_less" if less else "two_more"
    where = "" if across else desk.hospital(first.source)
    unit = first.figure.unit
    words = amount(round(difference, 4), "个百分点" if unit == "%" else unit)
    desk.draft.lead = desk.say(
        key, where=where, first=names[0], value=values[0], last=names[1], other=values[1], apart=words
    )
    both = first.source == last.source and first.figure.sentence == last.figure.sentence
    for counted, name, value in list(zip((first, last), names, values, strict=True))[: 1 if both else 2]:
        desk.draft.present(counted.source, counted.ordinal)
        snippet = snippet_of(desk, counted.source, counted.ordinal, counted.figure)
        quote = f"“{nested(clip_round(snippet.quote, value))}”{desk.book.snippet(snippet)}"
        line = quote if both else desk.say("mention_line", hospital=name, words=quote, tail="")
        desk.draft.bullet(line)
