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


def _value(label: str) -> int | None:
    match = re.search(r"\d+|[一二三四五六七八九十]+", fold(label))
    return chinese_value(match[0]) if match else None


def _gaps(text: str, findings: tuple[OutlineFinding, ...]) -> list[Doubt]:
    doubts = []
    for before, after in pairwise(findings):
        last, this = _value(before.label), _value(after.label)
        if last is None or this is None or this == last + 1 or (this == 1 and before.section != after.section):
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
