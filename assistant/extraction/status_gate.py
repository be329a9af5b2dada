"""The gate's part for statuses: whose status the words state.

A status may stand outside its finding: in the heading of its group, or in a sentence about several findings. Words of
the one kind hold for what stands under them, words of the other for the findings they count; a line inside another
finding holds for that one only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.extraction.recompute import status_readings
from assistant.outline.collective import NESTED, said_of_each
from assistant.outline.later import TitleIndex
from assistant.outline.marks import read_legend, read_sign
from assistant.outline.model import Span
from assistant.outline.numbering import chinese_value
from assistant.outline.statuses import group_status
from assistant.schema import Evidence, Finding, Status
from assistant.text.flat import fold

_NUMBERING = re.compile(r"^[#*\-—\s]*[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})?[)\]]?[、.,]?")
_COLLECTIVE = re.compile(r"其余|其他|均|全部|所有|以上|上述|各项|第[\d、,和及至一二三四五六七八九十]+")
_EXCEPT = re.compile(r"除(?:了)?(?P<list>第?[^,;。外]*?)外")
_HOW_MANY = re.compile(r"\d+[个项条](?:反馈|整改|具体)*(?:问题|事项|任务).*$")
_NAMED = re.compile(r"第(?P<list>\d+(?:[、,和及至—~-]第?\d+)*)[项条个]?")


def states(text: str, finding: Finding, status: Status, words: Evidence, others: Iterable[Finding]) -> str | None:
    """Why `words` do not state `status` of `finding`, or None. `others` are the report's other findings."""
    siblings = sorted((finding, *others), key=lambda one: one.ordinal)
    if not any(_inside(words, one.spans) for one in siblings) and status in _said_of(finding, siblings, words.quote):
        return None
    if status not in status_readings(words.quote) and status != read_sign(fold(words.quote), read_legend(text)):
        return f"{words.quote!r} does not say {status}"
    if _inside(words, finding.spans):
        return None
    if any(_inside(words, one.spans) for one in siblings):
        return f"{words.quote!r} stands in another finding"
    if _heads(text, words, finding.spans):
        return None
    flat = fold(words.quote)
    if _COLLECTIVE.search(flat) and status in _of_number(flat, _numbers(finding), _place(finding)):
        return None
    if _COLLECTIVE.search(flat) and status == "unfinished" and _excepts_by_words(flat, finding.title):
        return None
    return f"{words.quote!r} is not said of this finding"


def _said_of(finding: Finding, siblings: Sequence[Finding], sentence: str) -> set[Status]:
    """What a sentence about several findings says of this one, read again with all findings of the notice."""
    labels, titles = [one.label for one in siblings], [one.title for one in siblings]
    said = said_of_each(sentence, labels, titles, [one.section for one in siblings])
    return next(stated for one, stated in zip(siblings, said, strict=True) if one is finding)


def _inside(words: Evidence, spans: Iterable[Span]) -> bool:
    return any(start <= words.start and words.end <= end for start, end in spans)


def _heads(text: str, words: Evidence, spans: Iterable[Span]) -> bool:
    """Whether the words are a group's heading, and the last such heading above one of the finding's stretches."""
    if _group(words.quote) is None:
        return False
    below = [start for start, _ in spans if start >= words.end]
    return any(not _another_group(text[words.end : start]) for start in below)


def _another_group(between: str) -> bool:
    return any(_group(line) is not None for line in between.splitlines())


def _group(line: str) -> Status | None:
    found = group_status(_NUMBERING.sub("", fold(line)).rstrip("。:*"))
    return found[0] if found else None


def _numbers(finding: Finding) -> set[int]:
    """The numbers by which a sentence may count the finding: its place in the notice, its printed number."""
    printed = re.findall(r"\d+", fold(finding.label))
    return {finding.ordinal, *(int(number) for number in printed[-1:])}


def _place(finding: Finding) -> tuple[int | None, int | None]:
    """The printed number of the finding's section and its own: how 第2项第（1）个 counts it."""
    return _printed(fold(finding.section)[:6]), _printed(fold(finding.label))


def _printed(words: str) -> int | None:
    number = re.search(r"\d+|[一二三四五六七八九十]+", words)
    return chinese_value(number[0]) if number else None


def _of_number(flat: str, numbers: set[int], place: tuple[int | None, int | None]) -> set[Status]:
    """What a sentence about several findings says of the one with these numbers, clause by clause."""
    stated: set[Status] = set()
    excepted: set[int] = set()
    rest: set[Status] = set()
    for clause in re.split(r"[,;。]", flat):
        outside = _EXCEPT.search(clause)
        if outside:
            excepted |= _listed(outside["list"])
            clause = clause[outside.end() :]
        nested = NESTED.search(clause)
        if nested:
            here = (_printed(nested[1]), _printed(nested[2])) == place
            stated |= status_readings(clause[nested.end() :]) if here else set()
            continue
        named = set().union(*(_listed(match["list"]) for match in _NAMED.finditer(clause)))
        if named:
            stated |= status_readings(clause) if named & numbers else set()
        else:
            rest |= status_readings(clause)
    # Only a number that is excepted in every way of counting is not among the rest.
    return stated or (rest if not numbers <= excepted else set())


def _excepts_by_words(flat: str, title: str) -> bool:
    """Whether 除…外 names the finding by words of its title."""
    outside = _EXCEPT.search(flat)
    names = re.split(r"[、,和及与]", _HOW_MANY.sub("", outside["list"])) if outside else []
    return any(TitleIndex([title]).nearest(name.strip("“”")) is not None for name in names)


def _listed(numbers: str) -> set[int]:
    """The numbers of a printed list; a range (第3至5项) counts every one, 2个问题 behind names is none."""
    found: set[int] = set()
    numbers = numbers if "第" in numbers else _HOW_MANY.sub("", numbers)
    for low, high in re.findall(r"(\d+)(?:[至—~-]第?(\d+))?", numbers):
        found |= set(range(int(low), int(high or low) + 1))
    return found
