"""The paragraph that a configured model writes on a comparison: shown as far as its sentences are verified.

The composed summary is what the model may write from, and what its sentences are checked against, together with the
quotes. The composed text stays as it is; the paragraph is added under it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.answering.answer import Answer
from assistant.answering.prose import Bounds, LeadWriter, finished
from assistant.comparison.composing import statements
from assistant.comparison.model import Comparison
from assistant.export.paper import Paragraph, Run

_MARKS = re.compile(r"((?:\[\d{1,4}(?:-\d{1,4})?\])+)")
_MARK = re.compile(r"\[(\d+)(?:-(\d+))?\]")
PROMPT = "write_comparison"
BOUNDS = Bounds(sentences=6, characters=320, tokens=480, facts=2000)
MOST_HOSPITALS = 60
"""Hospitals up to which a paragraph is asked for: of more, no model can be shown what it would have to say."""


def summary_written(comparison: Comparison, writer: LeadWriter, text_of: Callable[[str], str]) -> Paragraph | None:
    """What the model wrote and code verified, its marks as source numbers; None where nothing is left.

    `text_of` gives a source's text: a quote that stands beside an order to a machine is evidence of nothing.
    """
    if len(comparison.sections) > MOST_HOSPITALS:
        return None
    facts = Answer(
        answer="\n".join(statements(comparison)),
        citations=comparison.citations,
        plan={"question": f"比较各医院{comparison.theme or '各方面'}的整改情况：有何异同，还有什么没有完成"},
    )
    hospitals = [section.hospital for section in comparison.sections]
    answer = finished(writer.extend(facts, hospitals, text_of))
    if not answer.model_lead:
        return None
    note = f"（另有{answer.withheld}句与出处核对不上，未显示。）" if answer.withheld else ""
    return Paragraph((Run("模型小结（逐句核对）："), *_runs(answer.model_lead), *([Run(note)] if note else [])))


def _runs(words: str) -> Iterator[Run]:
    """Words with marks as runs with source numbers."""
    pieces = _MARKS.split(words)
    for text, marks in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        numbers = [n for first, last in _MARK.findall(marks) for n in range(int(first), int(last or first) + 1)]
        if text or numbers:
            yield Run(text, tuple(numbers))
