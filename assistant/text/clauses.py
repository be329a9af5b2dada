"""Where sentences and clauses end, in source offsets.

Rules judge one clause at a time, and a citation should be no longer than the sentence that says the thing. Full
stops are not enough: lines break in mid-sentence (text copied out of PDFs), titles in 《》 and quoted phrases hold
punctuation of their own, headings have none, and quotation marks are sometimes never closed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

Span = tuple[int, int]

_CLOSERS = {"《": "》", "“": "”", "（": "）", "(": ")", "〔": "〕", "【": "】", "[": "]", "「": "」", "『": "』"}
# An opener protects what follows only if it is closed soon: an unclosed mark must not swallow the rest of the finding.
_LONGEST_QUOTE = 120

_SENTENCE_MARKS = frozenset("。！？!?｡")
_CLAUSE_MARKS = _SENTENCE_MARKS | frozenset("；;，,：:")

# A line that begins like this starts something new, whatever the line before ended with.
_NEW_START = re.compile(
    r"[\s　]*(?:"
    r"[（(][一二三四五六七八九十百\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、是]|第[一二三四五六七八九十]{1,3}[，,、]"
    r"|\d{1,3}\s*[.．、](?!\d)|[①-⑳㈠-㈩]"
    r"|[一-鿿]{2,8}(?:情况|措施|时限|时间|问题|说明|单位|部门|科室|原因|状态|进展|结果|成效|领导)[：:]"
    r")"
)
_HEADING_LINE = re.compile(
    r"[\s　]*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,3}\s*[.．、](?!\d))"
)
_LONGEST_HEADING = 60


def sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of `text[start:end]`: spans without outer white space, closing mark included."""
    return [span for span, _ in _pieces(text, start, end, _SENTENCE_MARKS)]


def clauses(text: str, start: int, end: int) -> list[Span]:
    """The clauses of `text[start:end]` (cut at ，；： as well): spans without outer white space and closing mark.

    Titles in 《》, quoted phrases and bracketed remarks stay whole; 、 does not end a clause.
    """
    return [_trim(text, a, b - 1 if marked else b) for (a, b), marked in _pieces(text, start, end, _CLAUSE_MARKS)]


def protected(text: str, start: int, end: int) -> list[Span]:
    """Stretches between paired marks (《》, “”, brackets) that close within a short distance, outermost ones only."""
    found: list[Span] = []
    position = start
    while position < end:
        closer = _CLOSERS.get(text[position])
        close = _closing(text, position, min(end, position + _LONGEST_QUOTE), closer) if closer else None
        if close is None:
            position += 1
        else:
            found.append((position, close + 1))
            position = close + 1
    return found


def _closing(text: str, opener: int, limit: int, closer: str) -> int | None:
    """Offset of the mark that closes `text[opener]`, counting nested marks of the same kind."""
    depth = 0
    for position in range(opener, limit):
        if text[position] == text[opener]:
            depth += 1
        elif text[position] == closer:
            depth -= 1
            if depth == 0:
                return position
    return None


def _pieces(text: str, start: int, end: int, marks: frozenset[str]) -> Iterator[tuple[Span, bool]]:
    """Stretches between `marks` and hard line breaks, and whether a mark closed them; empty ones left out."""
    shields = protected(text, start, end)
    shield_starts = [a for a, _ in shields]
    begin, position = start, start
    while position < end:
        index = bisect_right(shield_starts, position) - 1
        if index >= 0 and position < shields[index][1]:
            position = shields[index][1]
            # “……。” closes the sentence although the mark stands inside the quotation.
            if (
                text[position - 1] in "”」』"
                and text[position - 2] in _SENTENCE_MARKS
                and _ends_quote(text, position, end)
            ):
                yield from _piece(text, begin, position, False)
                begin = position
            continue
        if text[position] in marks and not _inside_number(text, position):
            yield from _piece(text, begin, position + 1, True)
            begin = position + 1
        elif text[position] in "\t|" or (text[position] == "\n" and _hard_break(text, begin, position, end)):
            yield from _piece(text, begin, position, False)
            begin = position + 1
        position += 1
    yield from _piece(text, begin, end, False)


def _piece(text: str, start: int, end: int, marked: bool) -> Iterator[tuple[Span, bool]]:
    a, b = _trim(text, start, end)
    if b - a > (1 if marked else 0):
        yield (a, b), marked


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_quote(text: str, position: int, end: int) -> bool:
    """Whether nothing goes on after the closing quotation mark: a mark of its own would end the sentence anyway."""
    return position >= end or text[position] not in _CLAUSE_MARKS | frozenset("、的等")


def _inside_number(text: str, position: int) -> bool:
    """Whether the mark is the comma of 476,129.65 or the colon of 8:30."""
    return (
        text[position] in ",:："
        and text[position - 1 : position].isdigit()
        and text[position + 1 : position + 2].isdigit()
    )


def _hard_break(text: str, begin: int, newline: int, end: int) -> bool:
    """Whether the line break ends the sentence, rather than standing in its middle."""
    if _NEW_START.match(text, newline + 1, end):
        return True
    following = text[newline + 1 : end].lstrip(" 　\r")
    line = text[max(begin, text.rfind("\n", 0, newline) + 1) : newline].strip()
    return (
        following.startswith("\n")
        and len(line) <= _LONGEST_HEADING
        and _HEADING_LINE.match(line) is not None
        and line[-1] not in "，、,的和与及"
    )
