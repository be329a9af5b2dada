"""Headings above the headings: a part of a notice whose findings stand under smaller headings of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.records.query import FindingRow
from assistant.text.flat import fold

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_MARK = (
    rf"第{_NUMERAL}(?:部分|批|类)|清单{_NUMERAL}[:：]?|[甲乙丙丁戊]、|[壹贰叁肆伍陆]、|【{_NUMERAL}】"
    rf"|{_NUMERAL}、|[（(]{_NUMERAL}[）)]"
)
_LINE = re.compile(rf"(?m)^[ \t\u3000]*(?P<mark>{_MARK})(?P<name>[^\n\t]{{2,80}})$")
_LEVELS = ("第清甲乙丙丁戊", "壹贰叁肆伍陆【一二三四五六七八九十")
"""The first characters of numbers, the highest headings first; those in round brackets stand below."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of a notice with all that stands under it, up to the next of its kind or of a higher one."""

    name: str
    start: int
    end: int


def parts_of(text: str, findings: Iterable[tuple[int, int]]) -> Iterator[Part]:
    """The numbered headings outside the given stretches (those of the findings), in order."""
    owned = sorted(findings)
    lines = [m for m in _LINE.finditer(text) if not any(a < m.start("mark") < b for a, b in owned)]
    for number, line in enumerate(lines):
        level = _level(line["mark"])
        following = (m.start() for m in lines[number + 1 :] if _level(m["mark"]) <= level)
        yield Part(line["name"].strip(), line.start(), next(following, len(text)))


def _level(mark: str) -> int:
    return next((level for level, firsts in enumerate(_LEVELS) if mark[0] in firsts), len(_LEVELS))


def under(name: str, text: str, rows: Sequence[FindingRow]) -> tuple[str, list[FindingRow]]:
    """The heading that holds `name` (matching form) with the most of one notice's findings under it, and these."""
    spans = [span for row in rows for span in row.finding.spans]
    best: tuple[str, list[FindingRow]] = ("", [])
    for part in parts_of(text, spans):
        if name in fold(part.name):
            found = [row for row in rows if part.start <= min(a for a, _ in row.finding.spans) < part.end]
            best = (part.name, found) if len(found) > len(best[1]) else best
    return best


def groupings(text: str, rows: Sequence[FindingRow]) -> list[dict[str, list[FindingRow]]]:
    """The ways the headings of one notice part its findings: by the nearest ones, then by each kind of numbered ones
    that all findings stand under, the smaller groups first.
    """
    nearest: dict[str, list[FindingRow]] = {}
    for row in rows:
        nearest.setdefault(row.finding.section, []).append(row)
    spans = [span for row in rows for span in row.finding.spans]
    levels: dict[int, dict[str, list[FindingRow]]] = {}
    for part in parts_of(text, spans):
        found = [row for row in rows if part.start <= min(a for a, _ in row.finding.spans) < part.end]
        level = _level(text[part.start :].lstrip())
        if found:
            levels.setdefault(level, {}).setdefault(part.name, []).extend(found)
    every = [nearest] if "" not in nearest else []
    every += [groups for _, groups in sorted(levels.items(), reverse=True)]
    return [groups for groups in every if len(groups) > 1 and sum(map(len, groups.values())) == len(rows)]
