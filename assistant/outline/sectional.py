"""What a sentence says of the findings of one section: 限期整改类问题，除第9项外均已完成.

A section is meant by the words of its heading (without number, count and frame) or by its place (第二类).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.outline.numbering import chinese_value
from assistant.outline.statuses import read_status
from assistant.schema import Status

_NUMBER = re.compile(
    r"[#*\s]*(?:第(?P<a>[一二三四五六七八九十]{1,3}|\d{1,2})(?:部分|方面|类|章|节)[:、,.]?|[(\[]?(?P<b>[一二三四五六七八九十]{1,3}"
    r"|\d{1,2})[)\]]?[、.,]?)"
)
_COUNTED = re.compile(r"[(\[][^()\[\]]*[)\]][。:]?$")
_FRAME = re.compile(r"(?:关于|在|聚焦|围绕)?[“]?(?P<stem>.+?)[”]?(?:类|表|清单|台账|方面|部分|领域|层面)*$")
_TAIL = re.compile(r"(?:的)?(?:反馈)?(?:问题|事项|任务)?(?:的)?(?:整改)?(?:落实|进展|完成)?(?:情况)?[。:]?$")
_SHORTEST = 3
_KIND = r"[”]?(?:类|表|清单|台账|方面|部分|领域|层面)*(?:[中内里])?(?:所列|涉及|反馈|存在)?的?"
_WHAT = (
    r"(?:(?P<count>\d{1,3})[项个条])?(?:反馈|具体|整改)*(?:问题|事项|任务|内容)*"
    r"(?:共?(?P<behind>\d{1,3})[项个条])?,?(?:截[至止]目前,?|目前,?|现,?)?"
)
_EXCEPT = re.compile(
    r"除了?(?P<items>.{2,60}?)(?:以?外|之外),?(?:其余|其他|其它)?(?:\d{1,3}[项个条])?(?:问题|事项|任务)?"
)
_EVERY = re.compile("(?:均|都)+(?!已)|都(?=已)")
_BEFORE = r"(?:^|(?<=[,;:。、和及“])|(?<=其中)|(?<=目前)|(?<=截至目前))"


@dataclass(frozen=True, slots=True)
class Statement:
    """A status said of a section, by its index; `excepted` are the printed words between 除 and 外, "" for none."""

    section: int
    status: Status
    count: int | None
    """How many findings the sentence gives the section."""
    excepted: str
    start: int
    end: int
    """Where it stands in the matching form of the sentence."""


def sectional_statements(sentence: str, headings: Sequence[str]) -> Iterator[Statement]:
    """What the sentence (matching form) says of sections, each given by its heading (matching form)."""
    places = [_place(heading) for heading in headings]
    for i, heading in enumerate(headings):
        names = [re.escape(name) for name in _names(heading)]
        if places[i] and places.count(places[i]) == 1:
            names.append(rf"第(?:{'|'.join(_written(places[i] or 0))})(?=类|部分|方面|张|份)(?:张|份)?")
        if not names:
            continue
        for match in re.finditer(rf"{_BEFORE}“?(?:{'|'.join(names)}){_KIND}{_WHAT}", sentence):
            found = _stated(sentence, match, i)
            if found:
                yield found


def _stated(sentence: str, match: re.Match[str], section: int) -> Statement | None:
    excepted = _EXCEPT.match(sentence, match.end())
    at = excepted.end() if excepted else match.end()
    every = _EVERY.match(sentence, at)
    status = read_status(sentence, every.end() if every else at)
    if status is None:
        return None
    count = match["count"] or match["behind"]
    printed = excepted["items"] if excepted else ""
    return Statement(section, status[0], int(count) if count else None, printed, match.start(), status[2])


def _names(heading: str) -> list[str]:
    """The words a section may be called by; none for a heading that says too little."""
    number = _NUMBER.match(heading)
    words = _COUNTED.sub("", heading[number.end() if number else 0 :].rstrip("。:*#"))
    stem = _FRAME.fullmatch(_TAIL.sub("", words))
    found = stem["stem"].strip("“”") if stem else ""
    return [found] if len(found) >= _SHORTEST else []


def _place(heading: str) -> int | None:
    number = _NUMBER.match(heading)
    return chinese_value(number["a"] or number["b"]) if number else None


def _written(number: int) -> list[str]:
    chinese = next((word for word in ("一二三四五六七八九") if chinese_value(word) == number), "")
    return [str(number), chinese] if chinese else [str(number)]
