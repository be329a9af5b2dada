"""Why to look twice: gaps in the numbering, long text among the findings that belongs to none."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.outline.model import OutlineFinding, Part
from assistant.outline.numbering import chinese_value
from assistant.schema import Doubt, Evidence
from assistant.text.flat import fold

_LONG_TEXT = 150
_SHOWN = 120


def find_doubts(text: str, findings: tuple[OutlineFinding, ...], parts: tuple[Part, ...]) -> tuple[Doubt, ...]:
    """The doubts that the structure alone gives rise to."""
    return (*_gaps(text, findings), *_stray_text(text, findings, parts))


def _place(label: str) -> tuple[str, tuple[int, ...]] | None:
    """What a label counts by (its signs, letters and outer numbers) and the numbers in it; None without a number."""
    printed = fold(label)
    numbers = re.findall(r"\d+|[一二三四五六七八九十]+", printed)
    values = tuple(value for number in numbers if (value := chinese_value(number)) is not None)
    return (re.sub(r"\d+|[一二三四五六七八九十]+", "0", printed), values) if values else None


def _gaps(text: str, findings: tuple[OutlineFinding, ...]) -> list[Doubt]:
    doubts = []
    for before, after in pairwise(findings):
        last, this = _place(before.label), _place(after.label)
        if last is None or this is None or _follows(last[1], this[1]) or _starts_anew(before, after, last, this):
            continue
        message = f"编号从{before.label}到{after.label}不连续，可能原文漏号、重号，或有问题未被识别"
        doubts.append(
            Doubt(
                kind="numbering_gap",
                message=message,
                evidence=Evidence.cut(text, *after.heading),
                finding=after.ordinal,
            )
        )
    return doubts


def _follows(last: tuple[int, ...], this: tuple[int, ...]) -> bool:
    """Whether a number goes on from the one before: 3 behind 2, 2.1 behind 1.4, 1.2 behind 1.1."""
    if this[:-1] == last[:-1]:
        return this[-1] == last[-1] + 1
    return this[-1] == 1 and len(this) == len(last) and this[:-1] > last[:-1]


def _starts_anew(
    before: OutlineFinding, after: OutlineFinding, last: tuple[str, tuple[int, ...]], this: tuple[str, tuple[int, ...]]
) -> bool:
    """Whether a count begins under another heading, or goes on at another level in numbers of another form."""
    if this[0] != last[0]:
        return this[1][-1] == 1 or before.section != after.section
    return before.section != after.section and this[1][-1] == 1


def _stray_text(text: str, findings: tuple[OutlineFinding, ...], parts: tuple[Part, ...]) -> list[Doubt]:
    if not findings:
        return []
    first, last = findings[0].heading[0], findings[-1].heading[0]
    doubts = []
    for part in parts:
        start = part.heading[1] if part.heading else part.start
        if first < part.start < last and len(fold(text[start : part.end])) > _LONG_TEXT:
            doubts.append(
                Doubt(
                    kind="text_in_no_finding",
                    message="问题之间有一段文字未归入任何问题，请核对",
                    evidence=Evidence.cut(text, part.start, min(part.end, part.start + _SHOWN)),
                )
            )
    return doubts
