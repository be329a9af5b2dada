"""Arithmetic that a question about a fact asks for, shown with its operands, where it is sound."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.families.matching import theme_terms
from assistant.answering.passages.expected import asks_total, asks_without
from assistant.answering.passages.model import Derivation, FoundValue, Snippet, SnippetAnswer


def computed(desk: Desk, answer: SnippetAnswer) -> str:
    """The arithmetic the question asks for, where it is sound."""
    remainder = _remainder(desk, answer)
    if remainder:
        return desk.say("derived", text=remainder)
    if answer.derivation is not None and sound(answer.derivation, answer.snippets):
        return desk.say("derived", text=derivation_words(answer.derivation))
    total = _sum_over(desk, answer)
    return desk.say("derived", text=total) if total else ""


def _sum_over(desk: Desk, answer: SnippetAnswer) -> str:
    """Values of one kind in several passages of one finding added up, where a total is asked for: 5784元 + 1270元."""
    if not asks_total(desk.plan.question) or len(answer.snippets) < 2:
        return ""
    words = theme_terms(desk.plan)
    chosen: list[FoundValue] = []
    for snippet in answer.snippets:
        inside = [v for v in answer.values if v.number and v.source == snippet.source]
        inside = [v for v in inside if snippet.start <= v.start < snippet.end]
        if len(inside) != 1 or not any(word in snippet.quote for word in words):
            return ""
        chosen += inside
    if len({s.finding for s in answer.snippets}) > 1 or len({v.unit for v in chosen}) > 1:
        return ""
    total = Derivation("sum", tuple(chosen), sum(v.number or 0.0 for v in chosen), chosen[0].unit)
    return derivation_words(total) if sound(total, answer.snippets) else ""


_SIGNS = {
    "sum": " + ",
    "difference": " - ",
    "remaining": " - ",
    "minus_part": " - ",
    "times": " × ",
    "whole_of_share": " ÷ ",
    "average": " ÷ ",
}


def derivation_words(derivation: Derivation) -> str:
    """The arithmetic with its result: 9起 - 2起 = 7起."""
    texts = [value.text for value in derivation.operands]
    if derivation.operator == "share":
        parts = " + ".join(texts[:-1])
        left = f"({parts}) ÷ {texts[-1]}" if len(texts) > 2 else f"{parts} ÷ {texts[-1]}"
        if len(texts) > 2:
            total = sum(value.number or 0.0 for value in derivation.operands[:-1])
            left = f"{parts} = {total:g}{derivation.operands[0].unit}，{total:g} ÷ {texts[-1]}"
    else:
        left = _SIGNS[derivation.operator].join(texts)
    number = f"{derivation.result:,.2f}".rstrip("0").rstrip(".").replace(",", "")
    if (
        derivation.unit == "元"
        and derivation.result >= 10_000
        and (derivation.result % 100 == 0 or derivation.approximate)
    ):
        number = f"{derivation.result / 10_000:.{2 if derivation.approximate else 4}f}".rstrip("0").rstrip(".") + "万"
    about = "≈ " if derivation.approximate else "= "
    return f"{left} {about}{number}{derivation.unit}"


_PRINTED_REST = re.compile(r"(?:未|剩|其余|余下|尚有|尚待|仍有)[^,，;；。]{0,16}\d|\d+[^\d,，;；。]{0,6}未")
"""What is left stands there itself."""
_REMAINS = re.compile(r"还(有|剩|差|欠|余)|剩(下|余)?|没.{0,4}的(有|是)?(多少|几)")


def _remainder(desk: Desk, answer: SnippetAnswer) -> str:
    """What is left of a whole, where a question asks for it and one passage prints the whole and the part."""
    question = desk.plan.question
    if not _REMAINS.search(question) or asks_without(question) or not answer.snippets:
        return ""
    top = answer.snippets[0]
    if _PRINTED_REST.search(top.quote):
        return ""
    within = {v.number: v for v in answer.values if v.number and v.source == top.source}
    inside = {
        v.number: v for v in answer.values if v.number and v.source == top.source and top.start <= v.start < top.end
    }
    if len(inside) < 2 and len({s.finding for s in answer.snippets}) == 1:
        inside = within
    values = sorted(inside.values(), key=lambda v: -(v.number or 0.0))
    if len(values) != 2 or values[0].unit != values[1].unit or values[0].kind not in ("count", "persons", "money"):
        return ""
    whole, part = values
    left = (whole.number or 0.0) - (part.number or 0.0)
    derivation = Derivation("remaining", (whole, part), left, whole.unit)
    return derivation_words(derivation) if sound(derivation, answer.snippets) else ""


def sound(derivation: Derivation, snippets: Sequence[Snippet]) -> bool:
    """Whether arithmetic may be shown: like is added to like, dates are not counted, and the result is not
    printed anyway.
    """
    values = derivation.operands
    if any(re.search(r"[年月日号]$", value.text) for value in values):
        return False
    if derivation.operator not in ("times", "whole_of_share", "average") and len({value.unit for value in values}) > 1:
        return False
    result = derivation.result
    forms = [f"{result:.2f}", *([f"{result / 10_000:.6f}"] if derivation.unit == "元" else [])]
    numbers = "|".join(re.escape(form.rstrip("0").rstrip(".")) for form in forms)
    printed = re.compile(rf"(?<![\d.])(?:{numbers})(?![\d.])")
    return not any(printed.search(re.sub(r"[\s,]", "", snippet.quote)) for snippet in snippets)
