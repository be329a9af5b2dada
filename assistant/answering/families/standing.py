"""One number of each hospital on one matter, out of the prose: all of one unit, so that they can be compared.

A figure stands for a hospital where the words of the matter stand in its own item, its sentence or its title. Of the
units in which several hospitals give a figure, the one is taken in which most of them speak most plainly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.desk import Desk
from assistant.answering.families.beside import question_for, telling_characters
from assistant.answering.families.reckoning import places
from assistant.answering.figures.changes import asks_change, changed
from assistant.answering.figures.meaning import Place, content, like, met
from assistant.answering.figures.scan import Figure, Kind
from assistant.answering.lexicon import word_list
from assistant.answering.passages.english import expected_in_english
from assistant.answering.passages.model import Expected
from assistant.answering.passages.periods import period_alternatives
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
    r"(?:分别|各自?|都)?(?:是|有|派|开|搞|做|办|退|收|花|招|引进|送|去|给|拿|少|短|快|慢|长|高|低|省|砍掉?|缩短)?(?:得|了|的)?(?:多少|几)[个名位人次项件条回场家台元天块笔份处]?(?:钱|万)?"
    r"|(?:谁|哪[一两个家边]*)(?:家|个|边)?[^,，?？]{0,2}(?:更|最|比较)?(?:多|少|高|低|勤|大|长|快)?|(?:开|派|搞|办|做|退|送|招)得(?:更|最)?(?:多|少|勤)|(?:更|最)(?:多|少|高|低|大|小|长|短|勤)"
    r"|(?:谁|哪[家边头])的?(?:摊子|步子|动作|力度|手笔|盘子|规模|阵仗|家底)(?:更|最)?[大小]|往外|真正"
    r"|[多少高低](?:些|一些)?(?=[,，?？。]|$)|差(?:多少|几)|相差|对比|比较|相比|数量|人数|次数|金额|钱数|个数|数(?=[,，]|$)|情况|场次|次数|还是|(?<=[^,，])多$"
    r"|[两三四五六几]笔|合计|一共|总共|总计|合起来|加起来|加一[块起]|拢共|多少|最新数?"
)
_KINDS: tuple[tuple[re.Pattern[str], tuple[Kind, ...]], ...] = (
    (re.compile(r"率|占比|比例|百分"), ("percent",)),
    (
        re.compile(
            r"多少钱|金额|款|费(?!心|力|劲)|资金|元|收入|补贴|保证金|罚|的钱|钱数|退钱|[多少]的?钱"
            r"|money|amount|yuan|how much"
        ),
        ("money",),
    ),
    (re.compile(r"住院日|天数|时长|多久|时间|分钟"), ("time",)),
    (
        re.compile(
            r"(?:多少|几)(?:个)?(?:人|名|位)|人数|派|博士|硕士|医师|医生|护士|专家|骨干|进修"
            r"|how many (?:people|persons|staff|doctors|nurses)|more (?:staff|people|doctors)"
        ),
        ("persons",),
    ),
)
_ANYBODY = frozenset(("职工", "员工", "人员", "医务人员", "工作人员"))
_PLAIN = 0.3
"""Difference in score up to which two figures are said equally plainly."""
_LOOKED_AT = 3
"""Nearest stretches of a notice whose figures are looked at."""
_CHANGED = re.compile(r"[^,;。\d]{0,14}(?:到|至|为)[^,;。\d]{0,6}")
_DELTA = re.compile(r"(?:较|比|同比|环比)[^,;。]{0,16}(?:下降|上升|减少|增加|增长|提高|降低|缩短|降|升)了?$")
"""What stands before a figure that says by how much something changed, not what it is."""
WEIGHT = re.compile(r"权重|分值|赋分|计分")
"""What a matter counts for in an assessment (满意度权重15%): no level of the matter."""
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
    near: bool = False
    """Whether only nearness in meaning says that the figure is one of the matter."""
    also: tuple[Standing, ...] = ()
    """Another figure of the matter in another sentence, said nearly as plainly: to be seen beside it."""


def standings(desk: Desk) -> list[Standing]:
    """One figure for each hospital that gives one on the matter, all of one unit."""
    kinds = _kinds_in_english(desk.plan.question) if desk.english else kinds_of(desk.plan.asked)
    change = asks_change(desk.plan.asked)
    ranked: dict[str, list[Standing]] = {}
    for source in desk.reports:
        words = matter_words(desk, source)
        if not words:
            continue
        periods = [tuple(form for form, _ in forms) for _, forms in period_alternatives(question_for(desk, source))]
        text, ready = desk.records.text(source), places(desk, source)
        if change:
            ready = tuple(replace(place, figures=changed(text, place.figures)) for place in ready)
            words = [w for w in words if not asks_change(f"{w}多")] or words
        wanted = _Wanted(words, kinds, periods, "平均" in desk.plan.asked, change)
        found = _ranked(source, text, ready, wanted) or _listed(source, text, ready, words[-1])
        if found:
            ranked[source] = found
    if desk.plan.scope == "named" and len(ranked) < len(desk.reports):
        alike = kinds or tuple({found[0].figure.kind for found in ranked.values()})
        for source in [s for s in desk.reports if s not in ranked]:
            if near := nearest_figure(desk, source, matter_words(desk, source), alike):
                ranked[source] = near
    return _of_one_unit(ranked)


def matter_words(desk: Desk, source: str) -> list[str]:
    """The words of the matter asked of one report; what the matter is stands last, and is no weak word."""
    if not desk.plan.theme:
        return []
    asked = question_for(desk, source)
    if source not in dict(desk.plan.apart):
        # What stands in brackets after a hospital's name (甲院（纠纷）) is of that hospital alone.
        asked = re.sub(r"[(（][^()（）]*[)）]", " ", asked)
    words = [w for w in content(_COMPARING.sub(" ", asked)) if len(w) > 1]
    # That persons are counted, their number says itself.
    words = [w for w in words if w not in _ANYBODY] or words
    weak = set(word_list("weak_heads")) | {"人员", "数量"}
    return sorted(words, key=lambda w: w not in weak)


def kinds_of(asked: str) -> tuple[Kind, ...] | None:
    """The kinds of figures a comparing question asks for; None where it leaves that open."""
    return next((kinds for pattern, kinds in _KINDS if pattern.search(asked)), None)


_ENGLISH: Mapping[Expected, tuple[Kind, ...]] = {
    "persons": ("persons",),
    "money": ("money",),
    "percent": ("percent",),
    "duration": ("time",),
}


def _kinds_in_english(question: str) -> tuple[Kind, ...] | None:
    asked, _ = expected_in_english(question)
    return _ENGLISH.get(asked) or kinds_of(question.lower())


def nearest_figure(desk: Desk, source: str, words: Sequence[str], kinds: Sequence[Kind]) -> list[Standing]:
    """The figures of the kind asked for in the stretches of a report nearest to the question, best first.

    For a matter in other words than the notice's: nearness says where to look, the kind of figure what to take.
    """
    asked = question_for(desk, source)
    near = desk.passages.nearest(asked, source)[:_LOOKED_AT]
    meant = desk.passages.nearest(asked, source, by_meaning=True)[:1]
    telling = telling_characters(desk, source)
    text = desk.records.text(source)
    out = []
    change = asks_change(desk.plan.asked)
    for place in places(desk, source):
        for figure in changed(text, place.figures) if change else place.figures:
            ranks = [n for n, hit in enumerate(near) if hit.start <= figure.start < hit.end]
            first = any(hit.start <= figure.start < hit.end for hit in meant)
            within = place.ordinal is not None and any(hit.finding == place.ordinal for hit in meant)
            beside = not (ranks or first or within) or (_is_delta(text, figure) and not change)
            if figure.kind not in kinds or (figure.rate and not change) or beside:
                continue
            said = met(words, fold(text[figure.sentence[0] : figure.sentence[1]]) + place.title) if words else 0.0
            if said or ((first or within) and telling & set(place.title + place.text)):
                own = met(words, figure.label) if words else 0.0
                score = 0.5 * said + 0.4 * own + 0.3 * first + 0.1 * (_LOOKED_AT - min(ranks, default=_LOOKED_AT))
                out.append(Standing(source, figure, place.ordinal, score, headed=False, near=True))
    return sorted(out, key=lambda s: (-round(s.score, 2), s.figure.start))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a figure has to be of."""

    words: Sequence[str]
    kinds: tuple[Kind, ...] | None
    periods: Sequence[tuple[str, ...]]
    """The times the question names, each with the ways a notice may print it, the fullest first."""
    average: bool = False
    """Whether an average is asked for, which is no rate of something else then."""
    change: bool = False
    """Whether it is asked by how much something changed."""

    def fits(self, figure: Figure) -> bool:
        """Whether a figure is of a kind asked for."""
        if figure.rate and not self.average:
            return False
        if self.change and not self.kinds:
            return True
        return figure.kind in self.kinds if self.kinds else figure.kind not in ("percent", "time")


def _ranked(source: str, text: str, ready: Sequence[Place], wanted: _Wanted) -> list[Standing]:
    out = []
    for place in ready:
        if met(wanted.words, place.title + place.text) < _SPOKEN:
            continue
        for number, figure in enumerate(place.figures):
            if wanted.fits(figure) and not _changes(text, place.figures, number):
                before = place.figures[number - 1] if number and _changes(text, place.figures, number - 1) else None
                standing = _standing(source, text, place, figure, wanted, before)
                out += [standing] if standing else []
    return sorted(out, key=lambda s: (-round(s.score, 2), -s.figure.number, s.figure.start))


def _standing(
    source: str, text: str, place: Place, figure: Figure, wanted: _Wanted, before: Figure | None
) -> Standing | None:
    """How plainly a figure is said of the matter; None where it is not. `before` is what it comes from (由8.1天)."""
    first, last = figure.sentence
    label = (before.label if before else "") + figure.label
    near = (words_near(text, before) if before else "") + words_near(text, figure)
    score = plainly(wanted.words, label, (near, fold(text[first:last])), place.title)
    score += _timed(text, figure, wanted.periods)
    score -= 0.1 * (_PLANNED.search(figure.label) is not None) + 0.1 * (place.ordinal is None)
    score -= 0.3 * (_is_delta(text, figure) and not wanted.change)
    headed = met(wanted.words[-1:], label) >= 1.0 or met(wanted.words[-1:], near) >= _ENOUGH
    if figure.part and not headed:
        score -= 0.3
    if WEIGHT.search(figure.label) and not WEIGHT.search("".join(wanted.words)):
        return None
    if score < _ENOUGH or not (headed or met(wanted.words[-1:], near + place.title)):
        return None
    # 学习 alone is no 医保培训: with the head in other words, something of what narrows it has to be there too.
    narrowing = wanted.words[:-1] if wanted.words[-1] not in label else ()
    if narrowing and not met(narrowing, fold(text[first:last]) + label + place.title):
        return None
    return Standing(source, figure, place.ordinal, score, headed)


def _is_delta(text: str, figure: Figure) -> bool:
    """Whether a figure says by how much something changed."""
    return _DELTA.search(fold(text[figure.sentence[0] : figure.start])) is not None


def _timed(text: str, figure: Figure, periods: Sequence[tuple[str, ...]]) -> float:
    """What it adds that a figure stands after the very time the question names, and takes that it does not."""
    if not periods:
        return 0.0
    clause = re.split("[,;。]", fold(text[figure.sentence[0] : figure.start]))[-1]
    return 0.2 if all(any(form in clause for form in forms) for forms in periods) else -0.1


def words_near(text: str, figure: Figure) -> str:
    """The words near a figure, in matching form: before it, and after it to the end of its clause."""
    first, last = figure.sentence
    after = fold(text[figure.start : min(last, figure.end + _NEAR)])
    return fold(text[max(first, figure.start - _NEAR) : figure.start]) + re.split("[,;]", after)[0]


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


def plainly(words: Sequence[str], label: str, said: tuple[str, str], title: str) -> float:
    """How plainly a figure is said of a matter, 0 to 1: by its own words (`label`), those near it and in its sentence
    (`said`), and the title.
    """
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
    if len(ranked) == 1:
        return [found[0] for found in ranked.values()]
    best: tuple[tuple[int, float], list[Standing]] | None = None
    units = {(s.figure.kind, s.figure.unit) for found in ranked.values() for s in found}
    for kind, unit in sorted(units):
        chosen = []
        for found in ranked.values():
            fitting = [s for s in found if s.figure.kind == kind and like(s.figure, unit)]
            if fitting:
                beside = [s for s in fitting[1:] if _as_plain(fitting[0], s)][:1]
                chosen.append(replace(fitting[0], also=tuple(beside)))
        key = (len(chosen), sum(s.score for s in chosen))
        if len(chosen) > 1 and (best is None or key > best[0]):
            best = (key, chosen)
    if best is not None:
        return best[1]
    # Times and persons (52次, 72人次) are set side by side all the same; the answer says that they may differ in kind.
    counted = [next((s for s in found if s.figure.kind in ("count", "persons")), None) for found in ranked.values()]
    return [s for s in counted if s is not None] if sum(s is not None for s in counted) > 1 else []


def _as_plain(best: Standing, other: Standing) -> bool:
    """Whether another figure of a report is said nearly as plainly, of something else."""
    apart = other.figure.sentence != best.figure.sentence and other.figure.number != best.figure.number
    return apart and other.headed and other.score >= best.score - _PLAIN
