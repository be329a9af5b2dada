"""Physical lines -> logical lines: what the writer meant as one line, however the copy broke it.

Notices copied out of PDFs break headings in mid-word, put blank lines inside sentences and leave page numbers between
paragraphs. Structure is read at line starts, so line starts must be the writer's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.outline.genre import CHAT_TURN
from assistant.outline.labels import starts_with_label
from assistant.outline.marks import read_legend, read_mark
from assistant.outline.numbering import Token, decoration_end, read_token
from assistant.outline.statuses import Reading
from assistant.text.flat import FlatText

_NOISE = re.compile(
    r"(?:[-—–_=*~·.#]+|[-—–]*\d{1,3}[-—–]+|[-—–]+\d{1,3}[-—–]*|第\d{1,3}页(?:[,/]?共\d{1,3}页)?|\d{1,3}/\d{1,3}"
    r"|\[bookmark:.*\]|\[?_GoBack\]?|(?:&nbsp;)+|\{[\"'}].*\}|</?[a-zA-Z][^>]*>|\|?[:\-|]+\|?)"
)
_ASKS, _ANSWERS = (
    re.compile(r"(?:群众|网友|记者|主持人|提)?(?:提?问|追问):"),
    re.compile(r"\w{0,3}(?:回?答|答复|回应|回复):"),
)
_PAGE_NUMBER = re.compile(r"[-—–]+\d{1,3}[-—–]+|第\d{1,3}页(?:[,/]?共\d{1,3}页)?|\d{1,3}/\d{1,3}")
_ENDS_SENTENCE = "。;:!?…"
_ENDS_OPEN = ",、(“《‘"
_ENDS_WITH_MARK = re.compile(r"[。;:,][一二三四五六七八九十]{1,2}是?$")
_ENDS_WITH_POINT = re.compile(r"[^\W\d_]\.$")
"""A full stop as on a Latin keyboard; behind a digit it may belong to a number broken off."""
_PAIRS = (("“", "”"), ("(", ")"), ("《", "》"))
_SHORT_HEADING = 15
_LONG_LINE = 60
"""A line this long that ends in no punctuation is body text cut off, not a heading."""


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: `start..end` in the source without outer white space, its matching form, its number if any."""

    start: int
    end: int
    flat: FlatText
    token: Token | None
    noise: bool
    after_open: bool
    """The line before stops in mid-sentence, so this one may be its continuation."""
    column: str | None = None
    """In a table: row (number and problem), group (a heading across the table), aside (the header), cell, or the role
    of the cell's column."""
    words_at: int | None = None
    """In a table row: where the problem begins in the matching form, behind number and category."""
    mark: Reading | None = None
    """A status that a sign beside the heading states, and where the sign stands."""

    @property
    def text(self) -> str:
        """The matching form."""
        return self.flat.text

    @property
    def body_at(self) -> int:
        """Where the words begin in the matching form: after number and decoration."""
        if self.words_at is not None:
            return self.words_at
        return self.token.end if self.token else decoration_end(self.flat.text)


def split_lines(text: str) -> list[Line]:
    """Every non-blank logical line of `text`, in order; every non-blank character lies in exactly one."""
    pieces = _pieces(text)
    width = _wrap_width([flat for _, _, flat in pieces])
    legend = read_legend(text)
    dialogue = _is_dialogue([flat for _, _, flat in pieces])
    lines: list[Line] = []
    i = 0
    while i < len(pieces):
        start, end, flat = pieces[i]
        noise = _is_noise(flat.text, dialogue=dialogue)
        before = _last_real(lines)
        after_open = before is not None and (before.text[-1] == ";" or _is_open(before, width))
        token = None if noise else read_token(flat, text)
        while not noise and (then := _next_words(pieces, i)) and _continues(flat, token, pieces[then][2], text, width):
            i, end = then, pieces[then][1]
            flat = flat + pieces[then][2]
        lines.append(Line(start, end, flat, token, noise, after_open, mark=read_mark(flat.text, legend)))
        i += 1
    return lines


def _is_noise(text: str, *, dialogue: bool) -> bool:
    """Whether a line says nothing of the notice's structure: page furniture, markup, a turn of somebody's chat."""
    stray = not dialogue and (_ASKS.match(text) or _ANSWERS.match(text))
    return _NOISE.fullmatch(text) is not None or CHAT_TURN.match(text) is not None or bool(stray)


def _is_dialogue(flats: list[FlatText]) -> bool:
    """Whether the notice is written as questions and answers; a single 问 is a stray line."""
    asked = sum(_ASKS.match(flat.text) is not None for flat in flats)
    return asked > 1 and sum(_ANSWERS.match(flat.text) is not None for flat in flats) > 1


def _next_words(pieces: list[tuple[int, int, FlatText]], at: int) -> int | None:
    """The piece behind `at`, a page number between them left out: headings break over pages too."""
    then = at + 1
    if then < len(pieces) and _PAGE_NUMBER.fullmatch(pieces[then][2].text):
        then += 1
    return then if then < len(pieces) else None


def _pieces(text: str) -> list[tuple[int, int, FlatText]]:
    found = []
    for match in re.finditer(r"[^\n\r\f\v\x85\u2028\u2029]+", text):
        flat = FlatText.of(text, match.start(), match.end())
        if flat.text:
            start, end = flat.span(0, len(flat))
            found.append((start, end, flat))
    return found


def _wrap_width(flats: list[FlatText]) -> int | None:
    """The width a copy was hard-wrapped at, or None: most lines are near one length and none is much longer."""
    lengths = sorted(len(flat) for flat in flats)
    if len(lengths) < 12 or lengths[-1] > _LONG_LINE:
        return None
    widest = lengths[-1 - len(lengths) // 50]
    full = [flat for flat in flats if len(flat) >= widest * 0.9]
    cut = sum(flat.text[-1] not in _ENDS_SENTENCE for flat in full)
    return widest if len(full) >= 4 and cut * 3 >= len(full) else None


def _is_open(flat: FlatText, width: int | None) -> bool:
    last = flat.text[-1]
    if last in _ENDS_OPEN or _ENDS_WITH_MARK.search(flat.text):
        return True
    if last in _ENDS_SENTENCE or last in "|>" or _ENDS_WITH_POINT.search(flat.text):
        return False
    if len(flat) >= (width * 0.85 if width else _LONG_LINE):
        return True
    whole, stop, rest = flat.text.rpartition("。")
    return bool(stop) and len(whole) > _SHORT_HEADING // 2 and ":" not in rest and last not in "”)》"


def _last_real(lines: list[Line]) -> FlatText | None:
    return next((line.flat for line in reversed(lines) if not line.noise), None)


def _continues(flat: FlatText, token: Token | None, following: FlatText, source: str, width: int | None) -> bool:
    """Whether a heading goes on in the next physical line. Body text needs no joining."""
    if all(char in _ENDS_SENTENCE or char in "”)》" for char in following.text):
        return True
    if token is None or flat.text[-1] in _ENDS_SENTENCE or len(flat) > 2 * _LONG_LINE:
        return False
    if "\t" in source[flat.origin[0] : flat.origin[len(flat) - 1]]:
        return False
    if _NOISE.fullmatch(following.text) or starts_with_label(following.text):
        return False
    if read_token(following, source) is not None:
        return False
    if token.end >= len(flat.text):
        return True
    if flat.text[-1] in _ENDS_OPEN:
        return len(flat) < _LONG_LINE
    if "。" in flat.text:
        return _is_open(flat, width)
    unclosed = any(flat.text.count(a) > flat.text.count(b) and b in following.text for a, b in _PAIRS)
    return unclosed or (width is not None and len(flat) >= width * 0.85 and len(flat) > _SHORT_HEADING)
