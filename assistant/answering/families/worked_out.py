"""Hospitals compared by a number that no notice prints: a share or an average, worked out of each notice's own figures.

What is asked of each hospital alone is put to its notice (押金退还的比例 to the one, 欠款追回的比例 to the other); what
comes of it is compared. A share that is printed goes before one that has to be worked out, and where only its contrary
is printed (合格率 for 不合格的比例), what is left of the whole is the share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.desk import Desk, clip_round, nested
from assistant.answering.families.beside import question_for
from assistant.answering.families.leading import asks_difference
from assistant.answering.families.reckoning import amount, arithmetic, places, results, snippet_of
from assistant.answering.families.standing import words_near
from assistant.answering.figures.meaning import content, met
from assistant.answering.figures.roles import moves
from assistant.answering.figures.scan import Figure
from assistant.answering.plan import Operation
from assistant.text.flat import fold

READ_AS: frozenset[Operation] = frozenset(
    ("compare", "lookup", "declared", "status_count", "money", "figures", "mentions")
)
"""Readings of a question that may compare shares."""
_MANY = 6
"""Notices up to which each is asked by itself."""
_SHARE = re.compile(r"比例|占比|成数|几成|几分之|百分之|比重|(?<![概效功频汇利税斜速])率|人均|平均每|每[个名]?人")
_OF_ALL_FINDINGS = re.compile(
    r"(?:完成|整改|销号|办结)的?(?:比例|占比)|(?:整改|问题|销号|总体|整体)[^,]{0,3}(?:完成|整改|销号|办结)?率|完成率"
)
_RANKING = re.compile(
    r"(?:这|那)?[两三四五六]家(?:医院)?(?:里|中|当中)?|(?:哪|谁)(?:一)?(?:家|个|边|头|所|者)?(?=[^,]{0,12}[高低多少大小])|各自?|分别"
    r"|(?:更|最|比较|要)?(?:高|低|大|小|多(?!少)|(?<!多)少)(?:些|一些|一点)?(?:的是)?(?:谁|哪[家个边]?)?$"
)
_DIFFERENCE = re.compile(r"^(?:相?差|[高低多少]出?)(?:了|多少|几)|^(?:谁|哪[家个边]?)[^,]{0,3}[高低多少]")
_ASKING = re.compile(r"多少|几|百分之")
_SHARE_WORD = re.compile(r"(?:比例|占比|比重|成数|率)$")
_QUALITY = r"(?:合格|达标|规范|合理|满意|及时|完整|准确|符合|齐全|有效|到位)"
_DENIED = re.compile(rf"不(?:太)?(?P<said>{_QUALITY})")
_NAMED = 0.34
"""Share of the question's words that a printed share's sentence and title must hold."""
_OWN = 0.25
"""The same of its own words and those near it."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What one hospital's notice gives: the number, how it comes about, and the figures it comes from."""

    source: str
    number: float
    unit: str
    words: str
    figures: tuple[tuple[Figure, int | None], ...]
    printed: bool = False


def worked_out(desk: Desk) -> bool:
    """Rank the hospitals by a share or an average; False where that is not asked or a notice does not bear it out."""
    plan = desk.plan
    if plan.operation not in READ_AS or plan.typed or plan.scope != "named" or desk.english:
        return False
    if not 2 <= len(desk.reports) <= _MANY or not _SHARE.search(plan.asked) or _OF_ALL_FINDINGS.search(plan.asked):
        return False
    told = [found for source in desk.reports if (found := _of(desk, source, alone(question_for(desk, source))))]
    if len(told) < len(desk.reports) or len({each.unit for each in told}) > 1 or all(each.printed for each in told):
        return False
    _tell(desk, told)
    return True


def alone(asked: str) -> str:
    """A comparing question as it is put to one hospital: 往来款,哪家清掉的成数高 asks 往来款,清掉的成数是多少."""
    clauses = [_RANKING.sub("", clause.strip()).strip(" 的") for clause in re.split("[,，?？]", asked)]
    kept = [clause for clause in clauses if clause and not _DIFFERENCE.search(clause)]
    text = ",".join(dict.fromkeys(kept))
    if _SHARE_WORD.search(text):
        return f"{text}是多少"
    return text if _ASKING.search(text) else f"{text}多少"


def _of(desk: Desk, source: str, asked: str) -> Worked | None:
    """What the notice prints, or what follows from what it prints."""
    printed = _printed(desk, source, asked)
    if printed is not None:
        return printed
    update = {
        "operation": "lookup",
        "sources": (source,),
        "asked": asked,
        "question": asked,
        "apart": (),
        "order": None,
    }
    plan = desk.plan.model_copy(update=update)
    found = results(Desk(plan, desk.records, desk.passages, desk.today, book=desk.book), source)
    found = [each for each in found if each.operator in ("share", "average")]
    if not found:
        return None
    each = found[0]
    pairs = tuple(zip(each.operands, each.ordinals, strict=True))
    return Worked(source, each.result, each.unit, arithmetic(each), pairs)


def _printed(desk: Desk, source: str, asked: str) -> Worked | None:
    """The share that the notice prints of the very matter, or the rest of the whole where it prints the contrary."""
    denied = _DENIED.search(asked)
    words = [word for word in content(_SHARE_WORD.sub("", re.sub(r"是多少$", "", asked))) if len(word) > 1]
    text = desk.records.text(source)
    best: tuple[float, Worked] | None = None
    for place in places(desk, source):
        became = {one for one, _ in moves(text, place.figures)}
        for figure in place.figures:
            if figure.kind != "percent" or figure in became:
                continue
            worked = _as_asked(source, figure, place.ordinal, _label(text, figure, place.figures), denied)
            said = met(words, fold(text[slice(*figure.sentence)]) + place.title)
            own = met(words, _label(text, figure, place.figures) + words_near(text, figure))
            if worked is not None and own >= _OWN and said >= _NAMED and (best is None or own + said > best[0]):
                best = (own + said, worked)
    return best[1] if best else None


def _label(text: str, figure: Figure, figures: Sequence[Figure]) -> str:
    """The words a figure is said of; with those of the value it comes from (合格率从90%升为96%)."""
    return "".join(one.label for one, other in moves(text, figures) if other == figure) + figure.label


def _as_asked(
    source: str, figure: Figure, ordinal: int | None, label: str, denied: re.Match[str] | None
) -> Worked | None:
    """A printed share as the one asked for; None where it is one of something else."""
    value = f"{figure.number:g}%"
    if denied is None:
        return None if "率" not in label and "比" not in label else _plain(source, figure, ordinal, value)
    said = denied["said"]
    if f"不{said}" in label:
        return _plain(source, figure, ordinal, value)
    if f"{said}率" not in label:
        return None
    rest = round(100 - figure.number, 4)
    return Worked(source, rest, "%", f"100% - {said}率{value} = {rest:g}%", ((figure, ordinal),))


def _plain(source: str, figure: Figure, ordinal: int | None, value: str) -> Worked:
    return Worked(source, figure.number, "%", value, ((figure, ordinal),), printed=True)


def _tell(desk: Desk, told: list[Worked]) -> None:
    low = desk.plan.order == "min"
    if desk.plan.order is not None:
        told.sort(key=lambda each: each.number if low else -each.number)
    leaders = [each.source for each in told if each.number == told[0].number]
    key = "compare_equal" if len(leaders) > 1 else "compare_low" if low else "compare_high"
    desk.draft.lead = desk.say(key, hospital=desk.names(leaders), theme=desk.plan.theme)
    for each in told:
        quotes: dict[tuple[int, int], str] = {}
        for figure, ordinal in each.figures:
            desk.draft.present(each.source, ordinal)
            if figure.sentence not in quotes:
                snippet = snippet_of(desk, each.source, ordinal, figure)
                words = nested(clip_round(snippet.quote, figure.text))
                quotes[figure.sentence] = f"“{words}”{desk.book.snippet(snippet)}"
        words = f"{each.words}，{'；'.join(quotes.values())}"
        desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(each.source), words=words, tail=""))
    if asks_difference(desk):
        unit = "个百分点" if told[0].unit == "%" else told[0].unit
        apart = amount(round(abs(told[0].number - told[-1].number), 2), unit)
        desk.draft.lines.append(desk.say("figures_differ", words=apart))
    desk.draft.lines.append(desk.say("compare_caution"))
