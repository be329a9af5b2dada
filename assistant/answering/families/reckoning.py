"""Arithmetic over the prose of one notice: the result first, how it comes about, and the words it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.evidence import finding_label
from assistant.answering.figures import Figure, Reckoning, calculation_of, reckon
from assistant.answering.figures.meaning import Place, content
from assistant.answering.figures.places import places_of
from assistant.answering.passages.model import Snippet


def reckoned(desk: Desk, within: Sequence[tuple[str, int]] = ()) -> bool:
    """Answer a question that wants something computed; False where it wants nothing, or nothing is beyond doubt."""
    if len(desk.reports) != 1:
        return False
    wanted = calculation_of(desk.plan.asked)
    if wanted is None:
        return False
    source = next(iter(desk.reports))
    text = desk.records.text(source)
    everywhere = places(desk, source)
    spoken = [place for place in everywhere if (source, place.ordinal) in set(within)]
    found = reckon(wanted, spoken, text) if spoken else []
    if not found and any(len(word) > 1 for word in content(wanted.context)):
        found = reckon(wanted, everywhere, text)
    if not found or (wanted.operator == "share" and _share_printed(desk)):
        return False
    _say(desk, source, found)
    return True


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
            words = nested(clip(desk.records.text(source)[slice(*figure.sentence)], 160))
            quotes[figure.sentence] = f"“{words}”{mark}"
    told = desk.say("said_by", hospital=desk.hospital(source), quotes="；".join(quotes.values()))
    desk.draft.lead = desk.say("derived", text="；".join(map(arithmetic, found))) + told


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
    if found.operator == "base":
        return f"由{texts[0]}和变化幅度{texts[1]}倒推{equals} {amount(found.result, found.unit)}"
    if found.operator == "before" and found.result > found.operands[0].number:
        return f"{' + '.join(texts)} = {amount(found.result, found.unit)}"
    if found.operator == "share" and len(texts) > 2:
        total = amount(sum(figure.number for figure in found.operands[:-1]), found.operands[0].unit)
        return f"{' + '.join(texts[:-1])} = {total}，{total} ÷ {texts[-1]} {equals} {amount(found.result, '%')}"
    result = amount(found.result, found.unit, 2 if found.approximate else 6)
    return f"{_SIGNS[found.operator].join(texts)} {equals} {result}"


def amount(number: float, unit: str, places: int = 6) -> str:
    """A number with its unit as people write it: 450000元 is 45万元."""
    if unit == "元" and number >= 10_000:
        return f"{number / 10_000:.{places}f}".rstrip("0").rstrip(".") + "万元"
    return f"{number:.2f}".rstrip("0").rstrip(".") + unit
