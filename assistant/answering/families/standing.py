"""One number of each hospital on one matter, out of the prose: all of one unit, so that they can be compared.

A figure stands for a hospital where the words of the matter stand in its own item, its sentence or its title. Of the
units in which several hospitals give a figure, the one is taken in which most of them speak most plainly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.desk import Desk
from assistant.answering.families.reckoning import places
from assistant.answering.figures.meaning import Place, content, like, met
from assistant.answering.figures.scan import Figure, Kind
from assistant.answering.lexicon import word_list
from assistant.text.flat import fold

_OWN, _BESIDE, _FARTHER, _ABOVE = 1.0, 0.6, 0.4, 0.35
"""What a word of the matter is worth in the figure's own item, near it, farther off in its sentence, in the title."""
_NEAR = 30
"""Characters on either side of a figure that count as near."""
_ENOUGH = 0.5
"""Share of the matter's words, weighed by where they stand, from which a figure is one of the matter."""
_SPOKEN = 0.3
"""Share of the words that a finding must hold for its figures to be looked at."""
_COMPARING = re.compile(
    r"(?:分别|各自?|都)?(?:是|有|派|开|搞|做|办|退|收|花|招|引进|送|去|给|拿)?(?:得|了|的)?(?:多少|几)[个名位人次项件条回场家台元天块笔份处]?(?:钱|万)?"
    r"|(?:谁|哪[一两个家边]*)(?:家|个|边)?[^,，?？]{0,2}(?:更|最|比较)?(?:多|少|高|低|勤|大|长|快)?|(?:开|派|搞|办|做|退|送|招)得(?:更|最)?(?:多|少|勤)|(?:更|最)(?:多|少|高|低|大|小|长|短|勤)"
    r"|[多少高低](?:些|一些)?(?=[,，?？。]|$)|差(?:多少|几)|相差|对比|比较|相比|数量|人数|次数|金额|个数|数(?=[,，]|$)|情况|(?<=[^,，])多$"
)
_KINDS: tuple[tuple[re.Pattern[str], tuple[Kind, ...]], ...] = (
    (re.compile(r"率|占比|比例|百分"), ("percent",)),
    (re.compile(r"多少钱|金额|款|费用|资金|元|收入|补贴|保证金|退费|罚"), ("money",)),
    (re.compile(r"住院日|天数|时长|多久|时间|分钟"), ("time",)),
    (re.compile(r"(?:多少|几)(?:个)?(?:人|名|位)|人数|派|博士|硕士|医师|医生|护士|专家|骨干|进修"), ("persons",)),
)
_CHANGED = re.compile(r"[^,;。\d]{0,14}(?:到|至|为)[^,;。\d]{0,6}")
_PLANNED = re.compile(r"计划|拟(?!定)|将|预计|力争|待")


@dataclass(frozen=True, slots=True)
class Standing:
    """The figure that stands for one hospital."""

    source: str
    figure: Figure
    ordinal: int | None
    score: float
    headed: bool = True
    """Whether what the matter is (博士 of 引进博士) stands in the figure's own words."""


def standings(desk: Desk) -> list[Standing]:
    """One figure for each hospital that gives one on the matter, all of one unit; empty where fewer than two do."""
    # What stands in brackets after a hospital's name (甲院（纠纷）) is of that hospital alone.
    asked = _COMPARING.sub(" ", re.sub(r"[(（][^()（）]*[)）]", " ", desk.plan.asked))
    words = [w for w in content(desk.plan.theme and asked) if len(w) > 1]
    weak = set(word_list("weak_heads")) | {"人员", "数量"}
    words = sorted(words, key=lambda w: w not in weak)  # what the matter is stands last, and is no weak word
    if not words:
        return []
    kinds = next((kinds for pattern, kinds in _KINDS if pattern.search(desk.plan.asked)), None)
    ranked: dict[str, list[Standing]] = {}
    for source in desk.reports:
        text = desk.records.text(source)
        ready = places(desk, source)
        found = _ranked(source, text, ready, words, kinds) or _listed(source, text, ready, words[-1])
        if found:
            ranked[source] = found
    return _of_one_unit(ranked)


def _ranked(
    source: str, text: str, ready: Sequence[Place], words: Sequence[str], kinds: tuple[Kind, ...] | None
) -> list[Standing]:
    out = []
    for place in ready:
        if met(words, place.title + place.text) < _SPOKEN:
            continue
        for number, figure in enumerate(place.figures):
            if (
                (kinds and figure.kind not in kinds)
                or (not kinds and figure.kind in ("percent", "time"))
                or figure.rate
            ):
                continue
            first, last = figure.sentence
            near = fold(text[max(first, figure.start - _NEAR) : min(last, figure.end + _NEAR)])
            score = _score(words, figure.label, (near, fold(text[first:last])), place.title)
            if _changes(text, place.figures, number):
                score -= 0.05
            if _PLANNED.search(figure.label):
                score -= 0.1
            headed = met(words[-1:], figure.label) >= 1.0 or met(words[-1:], near) >= _ENOUGH
            if figure.part and not headed:
                score -= 0.3
            if not headed and not met(words[-1:], near + place.title):
                continue
            if score >= _ENOUGH:
                out.append(
                    Standing(source, figure, place.ordinal, score - (0.1 if place.ordinal is None else 0.0), headed)
                )
    return sorted(out, key=lambda s: (-round(s.score, 2), -s.figure.number, s.figure.start))


def _changes(text: str, figures: Sequence[Figure], number: int) -> bool:
    """Whether a figure is the one from which another one of its sentence comes (由8.1天降至6.9天)."""
    if number + 1 >= len(figures):
        return False
    one, other = figures[number], figures[number + 1]
    same = one.sentence == other.sentence and one.unit == other.unit
    return same and _CHANGED.fullmatch(fold(text[one.end : other.start])) is not None


def _listed(source: str, text: str, ready: Sequence[Place], head: str) -> list[Standing]:
    """Things that a notice names one after the other without counting them (甲党支部、乙党支部、丙党支部)."""
    item = rf"[^、，,；;。：:（）()\s\d]{{1,12}}?{re.escape(head)}"
    for match in re.finditer(rf"{item}(?:、{item})+", text):
        place = next((p for p in ready if p.ordinal is not None and head in p.text and match[0] in p.text), None)
        count = match[0].count("、") + 1
        span = (match.start(), match.end())
        figure = Figure("count", f"{count}个（{match[0]}）", count, "个", *span, head, head, span, 0, False)
        return [Standing(source, figure, place.ordinal if place else None, _ENOUGH)]
    return []


def _score(words: Sequence[str], label: str, said: tuple[str, str], title: str) -> float:
    total = sum(map(len, words))
    worth = 0.0
    for word in words:
        own, above = met([word], label), met([word], title)
        beside = max(_BESIDE * met([word], said[0]), _FARTHER * met([word], said[1]))
        worth += len(word) * max(_OWN * own, beside, _ABOVE * above)
    # What a matter is stands last (质量保证金): a figure said of that is one of the matter.
    head = met(words[-1:], label) >= 1.0
    return max(worth / total, _ENOUGH + 0.2 * worth / total if head else 0.0)


def _of_one_unit(ranked: dict[str, list[Standing]]) -> list[Standing]:
    """The best figure of each hospital in the unit that most of them share, at best the most plainly said."""
    best: tuple[tuple[int, float], list[Standing]] | None = None
    units = {(s.figure.kind, s.figure.unit) for found in ranked.values() for s in found}
    for kind, unit in sorted(units):
        chosen = []
        for found in ranked.values():
            fitting = [s for s in found if s.figure.kind == kind and like(s.figure, unit)]
            if fitting:
                chosen.append(fitting[0])
        key = (len(chosen), sum(s.score for s in chosen))
        if len(chosen) > 1 and (best is None or key > best[0]):
            best = (key, chosen)
    if best is not None:
        return best[1]
    # Times and persons (52次, 72人次) are set side by side all the same; the answer says that they may differ in kind.
    counted = [next((s for s in found if s.figure.kind in ("count", "persons")), None) for found in ranked.values()]
    return [s for s in counted if s is not None] if sum(s is not None for s in counted) > 1 else []
