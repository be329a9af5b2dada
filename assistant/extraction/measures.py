"""The numbered measures (整改措施) of a finding: how many steps the notice lists, and the words of each.

A finding's measures carry one series of markers (一是…二是…, （1）…（2）…, ①…②…). Only markers of that series count, as
printed: gaps are not filled, a marker of another series that strayed in is not a measure, nor is a series nested inside
one. A paragraph without markers is one measure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.outline.model import Block, OutlineFinding, Span
from assistant.schema import Evidence, Measure
from assistant.text.clauses import protected
from assistant.text.flat import FlatText

_CN = "一二三四五六七八九十"
# One pattern a series. A marker stands at the start of the block or of a line, or behind a mark that ends a sentence
# or clause; where the marker could be part of ordinary prose (1. 一、), only the stronger of these count.
_SERIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("一是", re.compile(rf"(?<![第{_CN}])[{_CN}]{{1,3}}是")),
    ("一要", re.compile(rf"(?<![第{_CN}])[{_CN}]{{1,3}}要(?!求|点|件|素|害|么|闻)")),
    ("首先", re.compile(r"(?:首先|其次|再次|再者|最后)[,:是要]")),
    ("其一", re.compile(rf"其[{_CN}][,:是、]?")),
    ("一方面", re.compile(r"(?:另一?|再一|一)方面[,:是要]?")),
    ("措施一", re.compile(rf"(?:整改|具体)?(?:措施|举措|做法)[(]?(?:[{_CN}]{{1,3}}|\d{{1,2}})[)]?[:、.]")),
    ("第一", re.compile(rf"第[{_CN}]{{1,3}}(?=[,、:是])[,、:是]?")),
    ("(1)", re.compile(r"[(\[]\d{1,2}[)\]]")),
    ("(一)", re.compile(rf"[(\[][{_CN}]{{1,3}}[)\]]")),
    ("①", re.compile(r"[①-⑳㈠-㈩⑴-⒇]")),
    ("1.", re.compile(r"(?<![\d.])\d{1,2}(?:[.、](?!\d)|[)])")),
    ("A.", re.compile(r"(?<![A-Za-z])[A-H][.、)](?![A-Za-z\d])")),
    ("一、", re.compile(rf"(?<![{_CN}])[{_CN}]{{1,3}}、(?![{_CN}])")),
    ("•", re.compile(r"[•●◆■▪◇★](?=[一-鿿\d“《A-Za-z])|[·*\-](?=[一-鿿])")),
)
_ANYWHERE = ".。;；:：!?！？)）】]”…"
_STRONG = ".。;:!?"
_BOUNDARY = {
    "一是": _ANYWHERE + ",、",
    "一要": _ANYWHERE + ",、",
    "首先": _ANYWHERE,
    "其一": _ANYWHERE + ",",
    "一方面": _ANYWHERE + ",",
    "措施一": _ANYWHERE + ",",
    "第一": _ANYWHERE,
    "①": _ANYWHERE + ",、",
    "(1)": _ANYWHERE + ",",
    "1.": _STRONG,
    "一、": _STRONG,
    "A.": _STRONG,
}


@dataclass(frozen=True, slots=True)
class _Marker:
    series: str
    block: int
    start: int
    """In the source."""
    words: str


def measures(text: str, finding: OutlineFinding) -> tuple[Measure, ...]:
    """The measures of `finding`, each with its words; one for a paragraph without markers, none without measures."""
    blocks = [block for block in finding.blocks if block.kind == "measures"]
    if not blocks:
        return ()
    markers = [marker for index, block in enumerate(blocks) for marker in _markers(text, index, block)]
    series = _main_series(markers)
    own = [marker for marker in markers if marker.series == series]
    if not own:
        evidence = _evidence(text, blocks[0].start, blocks[0].end)
        return (Measure(marker="", evidence=evidence),) if evidence else ()
    ends = [
        following.start if following is not None and following.block == marker.block else blocks[marker.block].end
        for marker, following in zip(own, [*own[1:], None], strict=True)
    ]
    read = ((marker, _evidence(text, marker.start, end)) for marker, end in zip(own, ends, strict=True))
    return tuple(Measure(marker=marker.words, evidence=evidence) for marker, evidence in read if evidence)


def _markers(text: str, index: int, block: Block) -> list[_Marker]:
    """Everything in the block that has the form and the place of a marker, in order."""
    flat = FlatText.of(text, block.start, block.end)
    shields = protected(text, block.start, block.end)
    found = []
    for series, pattern in _SERIES:
        for match in pattern.finditer(flat.text):
            start, end = flat.span(*match.span())
            if _stands_free(text, flat, series, match.start()) and not _shielded(shields, start, end):
                found.append(_Marker(series, index, start, text[start:end]))
    return sorted(found, key=lambda marker: marker.start)


def _stands_free(text: str, flat: FlatText, series: str, position: int) -> bool:
    """Whether a marker may begin at flat `position`: at a line's start, or behind a mark that lets its series begin."""
    if position == 0 or flat.text[position - 1] in _BOUNDARY.get(series, ""):
        return True
    return "\n" in text[flat.origin[position - 1] : flat.origin[position]] and (
        # A line broken in mid-sentence may begin with anything; these series are also ordinary words or numbers.
        series not in ("1.", "一、") or flat.text[position - 1] in _STRONG or _blank_before(text, flat, position)
    )


def _blank_before(text: str, flat: FlatText, position: int) -> bool:
    return text[flat.origin[position - 1] : flat.origin[position]].count("\n") > 1


def _shielded(shields: list[Span], start: int, end: int) -> bool:
    """Whether the marker lies inside a quotation, title or bracketed remark; brackets of its own do not count."""
    return any(a <= start and end <= b and (a, b) != (start, end) for a, b in shields)


def _main_series(markers: list[_Marker]) -> str | None:
    """The series that the measures are numbered in: the first to begin among those with two markers or more."""
    counts: dict[str, int] = {}
    for marker in markers:
        counts[marker.series] = counts.get(marker.series, 0) + 1
    repeated = [marker.series for marker in markers if counts[marker.series] > 1]
    if repeated:
        return repeated[0]
    return markers[0].series if markers else None


def _evidence(text: str, start: int, end: int) -> Evidence | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Evidence.cut(text, start, end) if start < end else None
