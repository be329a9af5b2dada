"""How often each hospital does a thing, as its notice words it: 每月, 按季, 每半年1次; the most often first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.desk import Desk
from assistant.answering.families.beside import question_for
from assistant.answering.families.standing import Standing, matter_words
from assistant.answering.figures.meaning import met
from assistant.answering.figures.scan import Figure
from assistant.answering.passages.model import Snippet
from assistant.text.clauses import sentences
from assistant.text.flat import FlatText

_ASKED = re.compile(r"多(?:久|长时间)[^,，]{0,4}(?:次|回|趟|遍)|频次|频率|频繁|隔多久|how (?:often|frequently)")
_OFTEN = re.compile(
    r"(?:每|按|逐|一)(?:个)?(?P<unit>半年|季度?|年度?|月度?|周|星期|天|日|工作日)(?!\d|前|底|初)(?:[^,;。\d]{0,12}?(?P<n>\d+)(?:次|回|场|期|轮))?"
)
_A_YEAR = {"半": 2.0, "季": 4.0, "年": 1.0, "月": 12.0, "周": 52.0, "星": 52.0, "天": 365.0, "日": 365.0, "工": 250.0}
"""Times a year, by the first character of the stretch of time."""


def asks_how_often(asked: str) -> bool:
    """Whether a question asks how often something is done."""
    return _ASKED.search(asked) is not None


def frequencies(desk: Desk) -> list[Standing]:
    """How often each notice says the matter is done: the wording as printed, ranked by times a year."""
    out = []
    for source in desk.reports:
        words = matter_words(desk, source)
        found = [
            (met(words, said) if words else 0.0, -rank, figure, snippet)
            for rank, snippet in enumerate(_stretches(desk, source))
            for figure, said in _often(desk.records.text(source), snippet)
        ]
        if found:
            _, _, figure, snippet = max(found, key=lambda each: (each[0], each[1], -each[2].start))
            out.append(Standing(source, figure, snippet.finding, 1.0))
    return out


def _stretches(desk: Desk, source: str) -> list[Snippet]:
    """Where to look: what the finder answers with, then what is nearest to the question."""
    asked = question_for(desk, source)
    return [*desk.passages.answer_snippets(asked, [source]).snippets[:2], *desk.passages.nearest(asked, source)[:3]]


def _often(text: str, snippet: Snippet) -> Iterator[tuple[Figure, str]]:
    """The wordings of a stretch that say how often, as figures of times a year, each with its sentence."""
    for start, end in sentences(text, snippet.start, snippet.end):
        flat = FlatText.of(text, start, end)
        for place, match in enumerate(_OFTEN.finditer(flat.text)):
            times = _A_YEAR[match["unit"][0]] * float(match["n"] or 1)
            first, last = flat.span(match.start(), match.end())
            yield Figure("count", match[0], times, "次", first, last, "", "", (start, end), place, False), flat.text
