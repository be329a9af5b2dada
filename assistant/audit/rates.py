"""Shares and changes as printed against what the numbers beside them give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.audit.model import Contradiction
from assistant.audit.numbers import Number, numbers_of
from assistant.audit.stretches import FindingText, Notice, Stretch

_SHARE = re.compile(r"(?:占比?|(?:完成|整改|办结|到位|收回|清退|退还|回收)率)(?:为|达到?|约)?(?P<rate>\d+(?:\.\d+)?)%")
_CHANGE = re.compile(
    r"[由从](?P<whence>[^,;。\d]{0,14}?)(?P<first>\d+(?:\.\d+)?)(?P<unit>%|‰|[\u4e00-\u9fff]{0,4}?)"
    r"(?:逐步|大幅|明显|持续|稳步|,|、)?"
    r"(?P<verb>上升|提高|提升|增加|增长|升高|升|增|扩大|下降|降低|减少|缩短|压缩|压降|回落|降|减)"
    r"(?:到|至|为|了到)(?P<second>\d+(?:\.\d+)?)(?P=unit)(?P<after>[\u4e00-\u9fff%‰]?)"
    r"(?:[,(、]?(?:同比|环比|累计|整体|总体)?"
    r"(?:增长|提高|上升|增幅|升幅|下降|降低|减少|降幅|缩短|压降)(?:了|达|为|率)?"
    r"(?P<rate>\d+(?:\.\d+)?)(?P<kind>%|个百分点))?"
)
_RISING = re.compile(r"升|提|增|扩")
_SEVERAL = 3
"""Numbers that may be the whole a share is of; with more of them the sentence is left alone."""


def shares(notice: Notice) -> Iterator[Contradiction]:
    """68人，其中30人，占50%: no whole in the sentence gives that share."""
    for each, sentence in _sentences(notice):
        flat = sentence.flat.text
        numbers = numbers_of(flat)
        for match in _SHARE.finditer(flat):
            before = [n for n in numbers if n.end <= match.start()]
            if len(before) < 2 or match.start() - before[-1].end > 2:
                continue
            part = before[-1]
            wholes = [n for n in before[:-1] if n.unit == part.unit and n.value >= part.value and n.value]
            if not wholes or len(wholes) > _SEVERAL or part.about or any(n.about for n in wholes):
                continue
            printed = float(match["rate"])
            if not any(_agrees(part, whole, match["rate"]) for whole in wholes):
                share = part.value / wholes[-1].value * 100
                why = f"{part.printed}占{wholes[-1].printed}应为{share:.2f}%，原文写作{printed:g}%。"
                yield Contradiction(
                    kind="percentage",
                    severity="medium",
                    finding=each.finding.ordinal,
                    why=why,
                    quotes=(sentence.quote(wholes[-1].start, match.end()),),
                )


def _agrees(part: Number, whole: Number, printed: str) -> bool:
    """Whether the share is the printed one, rounded or cut off at its last place."""
    step = 10.0 ** -len(printed.partition(".")[2])
    return abs(part.value / whole.value * 100 - float(printed)) <= step


def changes(notice: Notice) -> Iterator[Contradiction]:
    """由3.9%下降到4.8%, or 由80提高到90，增长25%: direction or rate contradict the two numbers."""
    for each, sentence in _sentences(notice):
        for match in _CHANGE.finditer(sentence.flat.text):
            if not match["unit"] and match["after"]:
                continue
            first, second = float(match["first"]), float(match["second"])
            rising = _RISING.search(match["verb"]) is not None
            why = ""
            if first != second and rising != (second > first):
                why = f"写作“{match['verb']}”，数字却由{match['first']}到{match['second']}。"
            elif match["rate"] and not _change_agrees(match, first, second):
                changed = _changed(match, first, second)
                why = f"由{match['first']}到{match['second']}变化{changed}，原文写作{match['rate']}{match['kind']}。"
            if why:
                yield Contradiction(
                    kind="change",
                    severity="medium",
                    finding=each.finding.ordinal,
                    why=why,
                    quotes=(sentence.quote(*match.span()),),
                )


def _change_agrees(match: re.Match[str], first: float, second: float) -> bool:
    """A change of percentages may be given in points or relative; either way, up to the last printed place."""
    step = 10.0 ** -len(match["rate"].partition(".")[2])
    points = abs(second - first)
    relative = points / first * 100 if first else points
    possible = (
        [points, relative]
        if match["unit"] == "%" and match["kind"] == "%"
        else [points if match["kind"] != "%" else relative]
    )
    return any(abs(value - float(match["rate"])) <= step for value in possible)


def _changed(match: re.Match[str], first: float, second: float) -> str:
    points = abs(second - first)
    if match["kind"] != "%" or not first:
        return f"{points:.2f}个百分点"
    return f"{points / first * 100:.2f}%"


def _sentences(notice: Notice) -> Iterator[tuple[FindingText, Stretch]]:
    for each in notice.findings:
        for stretch in each.stretches:
            for sentence in stretch.sentences():
                yield each, sentence
