"""Who inspected, when, when the findings were handed over, and when the notice was published."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.schema import Level
from assistant.text.dates import DateMention, find_dates
from assistant.text.flat import FlatText

_TEAM = re.compile(
    r"(?:(?:(?<=[,。;、由受被据:])|^)(?:(?![中省市区县旗州盟]委(?!党)|自治区党|[对向组在])[一-龥]){1,12}?(?=党[组工委]))?(?P<level>中央|自治区党委|省委|市委|区委|县委|旗委|州委|盟委|党委|党组|党工委)"
    r"(?:(?![中省市区县旗州盟党]委|党[组工]|关于|对|向|轮)[一-龥]){0,8}?"
    r"(?:第?[一二三四五六七八九十\d]{1,3})?(?:提级|交叉|常规|专项|联合)?(?:巡察|巡视)(?:第?[一二三四五六七八九十\d]{1,3})?组"
)
_LEVELS: dict[str, Level] = {
    "中央": "中央", "省委": "省委", "自治区党委": "省委", "市委": "市委", "区委": "区委", "县委": "县委",
    "旗委": "旗委",
}  # fmt: skip
_SENTENCE = re.compile(r"[^。;!?]+")
_HANDED_OVER = re.compile(r"[^。;]{0,60}?(?:反馈(?!的|后|会后|至今)|通报了巡[察视])")
_PUBLISHED = re.compile(
    r"(?:发布(?:日期|时间)?|公示(?:日期|时间)|公开(?:日期|时间)|公布(?:日期|时间)|刊发(?:日期|时间)|通报日期|日期|时间)[::]?$"
)
_SIGNED = re.compile(r"(?:委员会|党委|总支|支部|党组|医院|集团|中心|办公室|领导小组|纪委)$")
_ISSUED = re.compile(r"(?:公[布开示]|发布|印发)$")
_SHOWN = re.compile(r"(?:公示|公开|公告|监督|征求意见)(?:期限?|(?:起止)?(?:时间|日期))(?:为|自|从|是|:)*$")
"""Before the days on which a notice is shown: the first is the day it was published."""
_SPANNED = re.compile(r"(?:起|开始|启动),?[至到]")
_FILLER = re.compile(r"[()*#_~—–\s-]*")


@dataclass(frozen=True, slots=True)
class Dated:
    """An ISO date, or two, with the source offsets of its words."""

    first: str
    last: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the opening says of the inspection; None where it is silent."""

    body: tuple[int, int] | None
    level: Level | None
    period: Dated | None
    feedback: Dated | None


def inspection(text: str, end: int) -> Inspection:
    """The first inspection that `text[:end]`, the notice's opening, speaks of."""
    flat = FlatText.of(text, 0, end)
    printed = find_dates(flat, None)
    # 9月2日起至11月1日: a date with 起 lends its year to none behind it, so the first one is given to all.
    dates = _joined(flat.text, find_dates(flat, int(printed[0].first[:4])) if printed else [])
    sentences = [match.span() for match in _SENTENCE.finditer(flat.text)]
    period = next((d for d in dates if d.first != d.last and "巡" in _around(flat.text, sentences, d)), None)
    team = _team(flat.text, sentences, period)
    feedback = _feedback(flat.text, dates, period)
    return Inspection(
        flat.span(*team.span()) if team else None,
        level_of(team.group()) if team else None,
        Dated(period.first, period.last, flat.span(period.start, period.end)) if period else None,
        Dated(feedback.last, feedback.last, flat.span(feedback.start, feedback.end)) if feedback else None,
    )


def published(text: str, opening_end: int, tail_start: int) -> Dated | None:
    """The date of the signature, of a line that says when the notice was published, or of a line of its own."""
    lines = list(_lines(text, tail_start, len(text)))
    for start, end in reversed(lines):
        found = _dated_line(text, start, end, signed=True)
        if found is not None:
            return found
    for start, end in _lines(text, 0, opening_end):
        found = _dated_line(text, start, end, signed=False)
        if found is not None:
            return found
    return next((shown for line in reversed(lines) if (shown := _shown_from(text, *line))), None)


def _joined(flat: str, dates: list[DateMention]) -> list[DateMention]:
    """The dates with 9月2日起至11月1日 as one."""
    joined: list[DateMention] = []
    for mention in dates:
        before = joined[-1] if joined else None
        if before is not None and before.first == before.last and _SPANNED.fullmatch(flat, before.end, mention.start):
            joined[-1] = replace(mention, start=before.start, first=before.first)
        else:
            joined.append(mention)
    return joined


def level_of(team: str) -> Level | None:
    """The level of an inspection team by its printed name, None where it is no such name."""
    match = _TEAM.search(team)
    return _LEVELS.get(match["level"], "其他") if match else None


def _around(flat: str, sentences: list[tuple[int, int]], mention: DateMention) -> str:
    return next((flat[a:b] for a, b in sentences if a <= mention.start < b), "")


def _team(flat: str, sentences: list[tuple[int, int]], period: DateMention | None) -> re.Match[str] | None:
    """The team named in the sentence that gives the period, a numbered one first; else the opening's first."""
    if period is not None:
        for a, b in sentences:
            if a <= period.start < b:
                found = list(_TEAM.finditer(flat, a, b))
                if found:
                    return min(found, key=lambda m: (not re.search(r"[一二三四五六七八九十\d]", m.group()), m.start()))
    return _TEAM.search(flat)


def _feedback(flat: str, dates: list[DateMention], period: DateMention | None) -> DateMention | None:
    """The first day after the inspection on which findings were handed over."""
    for mention in dates:
        if period is not None and mention.start <= period.start:
            continue
        match = _HANDED_OVER.match(flat, mention.end)
        between = flat[mention.end : match.end()] if match else ""
        nearer = any(mention.end <= d.start < mention.end + len(between) for d in dates)
        if match and not nearer and mention.precision != "year":
            return mention
    return None


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found, position = [], start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            found.append((position, position + len(line)))
        position += len(line)
    return found


def _shown_from(text: str, start: int, end: int) -> Dated | None:
    """The first of the days on which the notice is shown (公示时间：3月1日至3月15日)."""
    flat = FlatText.of(text, start, end)
    for mention in find_dates(flat, None):
        if _SHOWN.search(flat.text[: mention.start]) and mention.precision == "day" and mention.year_printed:
            return Dated(mention.first, mention.first, flat.span(mention.start, mention.end))
    return None


def _dated_line(text: str, start: int, end: int, *, signed: bool) -> Dated | None:
    """The date a line stands for: alone, after a label, or behind the name of who signs."""
    flat = FlatText.of(text, start, end)
    for mention in find_dates(flat, None):
        before, after = flat.text[: mention.start], _ISSUED.sub("", flat.text[mention.end :].rstrip(")"))
        if mention.first != mention.last:
            continue
        alone = bool(_FILLER.fullmatch(before)) and bool(_FILLER.fullmatch(after))
        labelled = _PUBLISHED.search(before) is not None and not before.endswith(("截止日期:", "截止日期", "截止时间:"))
        bracketed = flat.text[:1] == "(" and flat.text[-1:] == ")"  # under the title: （某医院党委 2025年8月15日）
        behind = (signed or bracketed) and _SIGNED.search(before.rstrip("()")) and _FILLER.fullmatch(after.rstrip(")"))
        if mention.precision == "day" and mention.year_printed and (alone or labelled or bool(behind)):
            return Dated(mention.last, mention.last, flat.span(mention.start, mention.end))
    return None
