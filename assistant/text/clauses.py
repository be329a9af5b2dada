"""Where sentences and clauses end, in source offsets.

Rules judge one clause at a time, and a citation should be no longer than the sentence that says the thing. Full
stops are not enough: lines break in mid-sentence (text copied out of PDFs), titles in 《》 and quoted phrases hold
punctuation of their own, headings have none, and quotation marks are sometimes never closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_CLOSERS = {"《": "》", "“": "”", "（": "）", "(": ")", "〔": "〕", "【": "】", "[": "]", "「": "」", "『": "』"}
# An opener protects what follows only if it is closed soon: an unclosed mark must not swallow the rest of the finding.
_LONGEST_QUOTE = 120

_SENTENCE_MARKS = frozenset("。！？!?｡")
_CLAUSE_MARKS = _SENTENCE_MARKS | frozenset("；;，,：:")
_OPENER = re.compile(f"[{re.escape(''.join(_CLOSERS))}]")
_SENTENCE_END = re.compile("[。！？!?｡\t|\n]")
_CLAUSE_END = re.compile("[。！？!?｡；;，,：:\t|\n]")

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
    return [span for span, _ in _pieces(text, start, end, _SENTENCE_END)]


def clauses(text: str, start: int, end: int) -> list[Span]:
    """The clauses of `text[start:end]` (cut at ，；： as well): spans without outer white space and closing mark.

    Titles in 《》, quoted phrases and bracketed remarks stay whole; 、 does not end a clause.
    """
    return [_trim(text, a, b - 1 if marked else b) for (a, b), marked in _pieces(text, start, end, _CLAUSE_END)]


def protected(text: str, start: int, end: int) -> list[Span]:
    """Stretches between paired marks (《》, “”, brackets) that close within a short distance, outermost ones only."""
    found: list[Span] = []
    position = start
    while opener := _OPENER.search(text, position, end):
        close = _closing(text, opener.start(), min(end, opener.start() + _LONGEST_QUOTE))
        if close is None:
            position = opener.end()
        else:
            found.append((opener.start(), close + 1))
            position = close + 1
    return found


def _closing(text: str, opener: int, limit: int) -> int | None:
    """Offset of the mark that closes `text[opener]`, counting nested marks of the same kind."""
    mark, closer = text[opener], _CLOSERS[text[opener]]
    close = text.find(closer, opener + 1, limit)
    nested = text.count(mark, opener + 1, close) if close >= 0 else 0
    while close >= 0 and nested:
        again = text.find(closer, close + 1, limit)
        nested += text.count(mark, close, again) - 1 if again >= 0 else 0
        close = again
    return close if close >= 0 else None


def _pieces(text: str, start: int, end: int, ends: re.Pattern[str]) -> Iterator[tuple[Span, bool]]:
    """Stretches between the marks `ends` finds and hard line breaks, and whether a mark closed them."""
    begin, position = start, start
    for shield in [*protected(text, start, end), (end, end)]:
        for match in ends.finditer(text, position, shield[0]):
            at = match.start()
            if text[at] in _CLAUSE_MARKS:
                if not _inside_number(text, at):
                    yield from _piece(text, begin, at + 1, True)
                    begin = at + 1
            elif text[at] in "\t|" or _hard_break(text, begin, at, end):
                yield from _piece(text, begin, at, False)
                begin = at + 1
        position = shield[1]
        # “……。” closes the sentence although the mark stands inside the quotation.
        if position < end and _ends_in_quote(text, position):
            yield from _piece(text, begin, position, False)
            begin = position
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


def _ends_in_quote(text: str, position: int) -> bool:
    """Whether a sentence ends with the quotation that closes at `position`, and nothing goes on behind it."""
    return (
        text[position - 1] in "”」』"
        and text[position - 2] in _SENTENCE_MARKS
        and text[position] not in _CLAUSE_MARKS | frozenset("、的等")
    )


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
