"""Arithmetic over the prose of one notice: the result first, how it comes about, and the words it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.evidence import finding_label
from assistant.answering.figures import Figure, Reckoning, calculation_of, reckon
from assistant.answering.figures.asked import Operator
from assistant.answering.figures.differences import difference
from assistant.answering.figures.focus import Spot, focused
from assistant.answering.figures.gathered import asks_bit_by_bit, asks_in_all, beside, gathered, matter_of
from assistant.answering.figures.meaning import Place, content, said_in
from assistant.answering.figures.places import places_of
from assistant.answering.figures.readings import Wanted, asking_clauses, readings_of
from assistant.answering.figures.steps import printed_step
from assistant.answering.figures.summing import added
from assistant.answering.passages.lexicon import lexicon
from assistant.answering.passages.model import Snippet
from assistant.answering.plan import Operation
from assistant.answering.questions import names_matter
from assistant.text.flat import fold


def reckoned(desk: Desk) -> bool:
    """Answer a question that wants something computed; False where it wants nothing, or nothing is beyond doubt."""
    source = _source(desk)
    if source is None:
        return False
    if _step_told(desk, source, _REMARK.sub("", desk.plan.asked)):
        return True
    found = results(desk, source)
    if found:
        _say(desk, source, found)
    return bool(found)


def results(desk: Desk, source: str) -> list[Reckoning]:
    """What one notice lets be computed of what is asked; empty where it wants nothing, or nothing is beyond doubt."""
    asked = _REMARK.sub("", desk.plan.asked)
    clauses = asking_clauses(asked) or [asked]
    found = _bit_by_bit(desk, source, asked) if asks_bit_by_bit(asked) else []
    found = found or (_by_words(desk, source, desk.plan.asked) if len(clauses) == 1 else [])
    if any(each.operator == "share" for each in found) and _share_printed(desk):
        found = []
    for n, clause in enumerate(clauses if not found else ()):
        found += (_joint(clause) and _by_words(desk, source, clause)) or _by_focus(desk, source, clauses[:n], clause)
    if not found and asks_in_all(asked):
        found = _bit_by_bit(desk, source, asked)
    if len(found) == 1 and found[0].operator == "sum" and not found[0].expression:
        figures = [figure for place in places(desk, source) for figure in place.figures]
        found += beside(asked, found[0], figures, desk.records.text(source))
    shares = any(each.operator == "share" for each in found)
    # A bare 占比 at the end names no parts: what is printed was asked for.
    return [] if shares and len(clauses) > 1 and _share_printed(desk) else found


def _step_told(desk: Desk, source: str, asked: str) -> bool:
    """Tell a change the notice prints itself: nothing is to be computed then."""
    step = None if desk.english else printed_step(asked, places(desk, source), desk.records.text(source))
    if step is None:
        return False
    figure, ordinal = step
    desk.draft.present(source, ordinal)
    mark = desk.book.snippet(snippet_of(desk, source, ordinal, figure))
    words = nested(around(desk.records.text(source), figure.sentence, figure.start))
    quotes = f"“{words}”{mark}"
    desk.draft.lead = f"{figure.text}。" + desk.say("said_by", hospital=desk.hospital(source), quotes=quotes)
    return True


def _source(desk: Desk) -> str | None:
    """The one notice concerned; of several, the only one that holds a name of the question (溪口院区)."""
    if len(desk.reports) == 1:
        return next(iter(desk.reports))
    if desk.plan.scope != "all" or desk.english or len(desk.reports) > _MANY or _ACROSS.search(desk.plan.asked):
        return None
    names = [word for word in content(desk.plan.asked) if len(word) > 1 and _is_name(word)]
    holding = {next(iter(held)) for name in names if len(held := desk.holders(name)) == 1}
    return holding.pop() if len(holding) == 1 else None


def _is_name(word: str) -> bool:
    return any(tag in ("nr", "ns", "nt", "nz", "nrt", "nrfg") for _, tag in lexicon().cutter.tag(word, False))


_MANY = 60
"""Notices beyond which none is looked through for a name."""
_ACROSS = re.compile(r"[每各哪几]家|[这那][几两三四五六七八九]|所有|全部|[两三四五六七八九]家|谁")
"""Words that ask across hospitals."""
_REMARK = re.compile(
    r"[,，。?？]?(?:通报|原文|文中)?(?:里|上)?(?:没有?|未)(?:直接?|明)?(?:说|写|给)(?:明|出来?|数)?(?=[,，。?？]|$)"
    r"|[,，。?？]?(?:帮我|替我|请)(?:推|算|估)(?:一下|一推|一算|算|下)?(?=[,，。?？]|$)"
)
"""What a question says of its own answer: 通报没直说，帮我推一下."""
_COMPUTED: frozenset[Operator] = frozenset(("share", "rest", "average", "base", "change"))
_PROSE_FIRST: dict[Operation, frozenset[Operator]] = {
    "accountability": frozenset(("share", "rest", "average")),
    "declared": frozenset(("share", "average")),
    "status_count": _COMPUTED,
    "status_list": _COMPUTED,
    "item_status": _COMPUTED,
    "open_items": frozenset(("rest", "share")),
    "finding_list": frozenset(("share", "average", "base")),
}
"""What the prose of a matter is asked to give before the family of the operation answers over its rows."""


def settled(desk: Desk) -> bool:
    """Answer from the prose what reads like a question over rows and names a matter of its own (审计问题的整改率)."""
    wanted = _PROSE_FIRST.get(desk.plan.operation, frozenset())
    asked = desk.plan.asked
    if not wanted or desk.plan.typed or len(desk.reports) != 1 or not names_matter(_COUNTED.sub(" ", asked)):
        return False
    first = next((each for clause in asking_clauses(asked) for each in readings_of(clause)), None)
    return first is not None and first.operator in wanted and reckoned(desk)


_COUNTED = re.compile(r"占|几分之|百分之|几成|总数|总的|全部|问题|多大|比重|[^,]{0,2}率")


def _bit_by_bit(desk: Desk, source: str, asked: str) -> list[Reckoning]:
    """What several turns told in one finding came to (前后一共收回)."""
    if desk.english:
        return []
    spot = next((s for s in _spots(desk, source, matter_of(asked), desk.within) if s.whole), None)
    if spot is None or spot.said < _NAMED:
        return []
    return gathered(asked, spot.figures, spot.ordinal, desk.records.text(source))


def _joint(clause: str) -> bool:
    """Whether a clause names several things that are to be added up, or of which the share is wanted."""
    wanted = calculation_of(clause)
    named = [item for item in wanted.items if not item.startswith("/")] if wanted else []
    return wanted is not None and wanted.operator in ("sum", "share") and len(named) > 1


def _by_words(desk: Desk, source: str, asked: str) -> list[Reckoning]:
    """What follows from figures whose own words are those of the question."""
    wanted = calculation_of(asked)
    if wanted is None:
        return []
    text, everywhere = desk.records.text(source), places(desk, source)
    spoken = [place for place in everywhere if (source, place.ordinal) in set(desk.within)]
    found = reckon(wanted, spoken, text) if spoken else []
    if not found and any(len(word) > 1 for word in content(wanted.context)):
        found = reckon(wanted, everywhere, text)
    return found


_AMONG = 0.8
"""Share of the best score from which another sentence may be the one that is meant."""
_SURE = 0.85
"""Score of a sentence from which it speaks of the matter; one that is nearest in meaning need not reach it."""


_NEAREST = 2
"""Rank by meaning up to which a sentence need not."""


def _by_focus(desk: Desk, source: str, before: Sequence[str], clause: str) -> list[Reckoning]:
    """What follows from figures of the sentences that speak of the matter, whatever words they are said in."""
    text = desk.records.text(source)
    looked: dict[str, list[Spot]] = {}
    for wanted in readings_of(clause):
        words = " ".join([*before, wanted.about]).replace(",", " ")
        words = desk.plan.question if desk.english else words
        spots = looked[words] if words in looked else _spots(desk, source, words, desk.within)
        looked[words] = spots
        beyond = [f for place in places(desk, source) if place.ordinal is None for f in place.figures]
        if wanted.operator == "change" and not re.search("[\u4e00-\u9fff]{2}", wanted.about):
            wanted = replace(wanted, about=" ".join(before))  # …短了几分钟，降幅多少
        found = focused(wanted, spots, text, beyond) or _apart(desk, source, wanted)
        if found:
            return found
    return []


_OF_MONEY = re.compile(r"钱|费|款|基金|资金|经费|罚|扣|租|补贴|元")


def _apart(desk: Desk, source: str, wanted: Wanted) -> list[Reckoning]:
    """The things a question adds up, each where the notice speaks of it: the one figure of its sentence that fits."""
    sure = wanted.calculation
    if wanted.operator not in ("sum", "change") or sure is None or len(sure.items) < 2 or desk.english:
        return []
    if wanted.operator == "change" and len(sure.items) != 2:
        return []
    money = sure.kind == "money" or all(_OF_MONEY.search(item) for item in sure.items)
    kind = "money" if money else sure.kind
    did = _DID.search(sure.context)
    figures, spots = [], []
    for item in sure.items:
        found = _single(_spots(desk, source, item, ()), kind)
        if found is None and did:
            found = _single(_spots(desk, source, f"{item} {did[0]}", ()), kind)
        if found is None:
            return []
        figures.append(found[0])
        spots.append(found[1])
    if len(set(figures)) < len(figures) or len({f.unit for f in figures}) > 1:
        return []
    if wanted.operator == "change":
        return [] if any(f.rate for f in figures) else [_difference(figures, spots)]
    total = added(figures, [spot.ordinal for spot in spots], [spot.figures for spot in spots])
    return [total] if total else []


def _difference(figures: Sequence[Figure], spots: Sequence[Spot]) -> Reckoning:
    found = difference(figures[0], figures[1])
    where = {figure: spot.ordinal for figure, spot in zip(figures, spots, strict=True)}
    return replace(found, ordinals=tuple(where[figure] for figure in found.operands))


_DID = re.compile(r"处罚|罚款|罚|扣|退|追回|收回|补缴|缴|节约|省|花|支付|赔")
"""What was done with the sums asked for."""


def _single(spots: Sequence[Spot], kind: str | None) -> tuple[Figure, Spot] | None:
    """The one figure of a kind in the sentences that speak of a thing named, all of the finding that does most."""
    near = [s for s in spots if not s.whole and s.ordinal == spots[0].ordinal and s.said >= _NAMED]
    fitting = [(f, s) for s in near for f in s.figures if f.kind == kind]
    return fitting[0] if fitting and all(f == fitting[0][0] for f, _ in fitting) else None


_NAMED = 0.4
"""Share of the words of a thing named that its sentence must hold."""


def _spots(desk: Desk, source: str, words: str, within: Sequence[tuple[str, int]]) -> list[Spot]:
    """The figures of the sentences that speak of some words: of the part between semicolons, of the whole sentence,
    then of all of the finding.
    """
    near = desk.passages.near(words, [source], 4, tuple(within) or None)
    if not near:
        return []
    best = near[0].score
    meant = [
        n
        for n in near
        if (n.score >= max(_SURE, _AMONG * best)) or ((n.rank or _NEAREST + 1) <= _NEAREST and best < 2 * _SURE)
    ]
    text, said_of = desk.records.text(source), content(words)
    by_ordinal = {place.ordinal: place for place in places(desk, source) if place.ordinal is not None}
    outside = [f for place in places(desk, source) if place.ordinal is None for f in place.figures]
    out: list[Spot] = []
    for each in meant:
        figures = by_ordinal[each.finding].figures if each.finding in by_ordinal else tuple(outside)
        inside = tuple(f for f in figures if each.start <= f.start < each.end)
        sentences = {f.sentence for f in inside}
        around = tuple(f for f in figures if f.sentence in sentences)
        title = by_ordinal[each.finding].title if each.finding in by_ordinal else ""
        sentence = "".join(fold(text[a:b]) for a, b in sentences) or fold(text[each.start : each.end])
        said = each.coverage if desk.english else said_in(said_of, sentence + title) if said_of else 1.0
        out += [Spot(inside, each.finding, said)]
        out += [Spot(around, each.finding, said)] if len(around) > len(inside) else []
    first = meant[0].finding if meant else None
    if first in by_ordinal:
        place = by_ordinal[first]
        said = meant[0].coverage if desk.english else said_in(said_of, place.text + place.title) if said_of else 1.0
        out.append(Spot(place.figures, first, said, whole=True))
    return out


def _share_printed(desk: Desk) -> bool:
    """Whether the notice prints the share asked for, so that nothing need be computed."""
    answer = desk.passages.answer_snippets(desk.plan.question, list(desk.reports))
    return answer.answerable and any(value.kind == "percent" for value in answer.values)


def places(desk: Desk, source: str) -> tuple[Place, ...]:
    """The findings of a notice and the parts outside them, with their figures."""
    text = desk.records.text(source)
    return places_of(source, desk.reports[source].sha256, text, lambda: desk.report(source))


def _say(desk: Desk, source: str, found: Sequence[Reckoning]) -> None:
    quotes: dict[tuple[int, int], str] = {}
    operands = [pair for each in found for pair in zip(each.operands, each.ordinals, strict=True)]
    for figure, ordinal in operands:
        desk.draft.present(source, ordinal)
        if figure.sentence not in quotes:
            mark = desk.book.snippet(snippet_of(desk, source, ordinal, figure))
            inside = [f.start for each in found for f in each.operands if f.sentence == figure.sentence]
            words = nested(around(desk.records.text(source), figure.sentence, min(inside)))
            quotes[figure.sentence] = f"“{words}”{mark}"
    told = desk.say("said_by", hospital=desk.hospital(source), quotes="；".join(quotes.values()))
    desk.draft.lead = desk.say("derived", text="；".join(map(arithmetic, found))) + told


_SHOWN, _LEAD = 160, 60
"""Characters of a sentence that are shown, and those before its first figure where it is longer."""


def around(text: str, sentence: tuple[int, int], at: int) -> str:
    """A sentence, or the part of a long one that holds the figure at `at`, from the beginning of a clause."""
    start, end = sentence
    if end - start <= _SHOWN or at - start <= _LEAD:
        return clip(text[start:end], _SHOWN)
    cut = re.search(r"[，,；;：]", text[at - _LEAD : at])
    first = at - _LEAD + cut.end() if cut else at - _LEAD
    return "…" + clip(text[first:end].lstrip(), _SHOWN)


def snippet_of(desk: Desk, source: str, ordinal: int | None, figure: Figure) -> Snippet:
    """The sentence of a figure, to be cited."""
    text = desk.records.text(source)
    report = desk.report(source)
    finding = next((f for f in report.findings if f.ordinal == ordinal), None)
    label = finding_label(finding) if finding else "通报正文"
    start, end = figure.sentence
    return Snippet(source, desk.hospital(source), ordinal, label, start, end, text[start:end], 1.0)


_SIGNS = {
    "sum": " + ",
    "rest": " - ",
    "before": " - ",
    "change": " - ",
    "times": " × ",
    "average": " ÷ ",
    "whole": " ÷ ",
    "share": " ÷ ",
}


def arithmetic(found: Reckoning) -> str:
    """The computation with its result: 9起 - 2起 = 7起."""
    texts = [figure.text for figure in found.operands]
    equals = "≈" if found.approximate else "="
    if found.expression:
        return f"{found.expression} {equals} {amount(found.result, found.unit)}"
    if found.operator == "base":
        return f"由{texts[0]}和变化幅度{texts[1]}倒推{equals} {amount(found.result, found.unit)}"
    if found.operator == "before" and found.result > found.operands[0].number:
        return f"{' + '.join(texts)} = {amount(found.result, found.unit)}"
    if found.operator == "share" and len(texts) > 2:
        total = amount(sum(figure.number for figure in found.operands[:-1]), found.operands[0].unit)
        return f"{' + '.join(texts[:-1])} = {total}，{total} ÷ {texts[-1]} {equals} {amount(found.result, '%')}"
    if found.operator == "share" and found.approximate and found.result >= 1:
        return f"{_SIGNS['share'].join(texts)} {equals} {amount(found.result, '%')}（约{found.result:.0f}%）"
    about = next((m[0] for text in texts if (m := re.search("[余多]", text))), "")
    if about and found.operator == "sum" and found.unit != "元":
        return f"{_SIGNS['sum'].join(texts)} = {found.result:g}{about}{found.unit}"
    result = amount(found.result, found.unit, 2 if found.approximate else 6)
    return f"{_SIGNS[found.operator].join(texts)} {equals} {result}"


def amount(number: float, unit: str, places: int = 6) -> str:
    """A number with its unit as people write it: 450000元 is 45万元."""
    if unit == "元" and number >= 100_000_000:
        return f"{number / 100_000_000:.{places + 2}f}".rstrip("0").rstrip(".") + "亿元"
    if unit == "元" and number >= 10_000:
        return f"{number / 10_000:.{places}f}".rstrip("0").rstrip(".") + "万元"
    return f"{number:.2f}".rstrip("0").rstrip(".") + unit
