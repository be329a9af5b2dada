"""Printed lines -> the writer's paragraphs, over page ends too.

A line goes on in the next when the next one's first word would not have fitted in behind it, and the next is not
indented and no space stands between. Everything else is a line of its own: a heading, a title, the end of a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.reading.builder import Piece
from assistant.reading.pages.lines import Page, PageLine

_CLOSERS = "，。、；：！？）》」』】”’,.;:!?)]}%％"
_WORD = re.compile(r"[A-Za-z0-9.,%/@:_\-+()]+")
_OPENS_ITEM = re.compile(
    r"\s*(?:[（(【\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[）)】\]、.．：:]|[①-⑳㈠-㈩⑴-⒇]|第[一二三四五六七八九十\d]{1,3}[部章条项类个]"
    r"|[一二三四五六七八九十]是|(?:反馈|具体)?问题[一二三四五六七八九十\d]{1,3})"
)
_ENDS = "。！？；：!?;:…"
_TITLE = 1.2
"""So much larger than the text is the type of a title."""
_FULL_TITLE = 0.85
_LATIN = re.compile(r"[A-Za-z]$")
SCAN_SLACK = 0.7
"""In em: the margins of a scan are that unsteady."""
_EXACT = 0.6
"""Of an em: how far a justified line may end from the margin."""


@dataclass(frozen=True, slots=True)
class _Margins:
    """Where full lines begin and end, and how far the lines of a paragraph are apart."""

    left: float
    right: float
    pitch: float
    em: float
    indented: bool
    """Paragraphs begin further in than their other lines."""


def paragraphs(pages: Sequence[Page], *, slack: float = 0.0) -> list[list[Piece]]:
    """The paragraphs of `pages` in reading order, as pieces with their page; `slack` in em for unsteady margins."""
    lines = [line for page in pages for line in page.lines]
    margins = _margins([line for line in lines if not line.row] or lines)
    if margins is None:
        return []
    found: list[list[PageLine]] = []
    for line in lines:
        if found and _goes_on(found[-1][-1], line, margins, slack):
            found[-1].append(line)
        else:
            found.append([line])
    return [_pieces(group) for group in found]


def _margins(lines: Sequence[PageLine]) -> _Margins | None:
    if not lines:
        return None
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    em = weights.most_common(1)[0][0] or 1.0
    body = [line for line in lines if abs(line.size - em) <= 0.2 * em] or list(lines)
    long = [line for line in body if line.right - line.left >= 0.6 * max(one.right - one.left for one in body)] or body
    rights = sorted(line.right for line in long)
    right = rights[int((len(rights) - 1) * 0.9)]
    starts = Counter(round(line.left / em) for line in long)
    left = min(line.left for line in long if starts[round(line.left / em)] >= max(1, len(long) * 0.1))
    deep = sum(1.2 * em < line.left - left < 3.5 * em for line in long)
    gaps = [b.middle - a.middle for a, b in pairwise(body) if a.page == b.page and 0 < b.middle - a.middle < 4 * em]
    return _Margins(left, right, median(gaps) if gaps else 1.5 * em, em, deep >= 3)


def _goes_on(above: PageLine, below: PageLine, margins: _Margins, slack: float) -> bool:
    em = margins.em
    if above.row or below.row:
        return False
    if _is_title(above, below, margins):
        return True
    if abs(above.size - below.size) > (0.2 + 0.2 * (slack > 0)) * em:
        return False
    if above.page == below.page:
        gap = below.middle - above.middle
        if gap <= 0.3 * em or gap > 1.35 * margins.pitch + 0.1 * em:
            return False
    if below.left - margins.left > (0.8 + slack) * em:
        return False
    room = margins.right - above.right
    if room >= _first_width(below) + (_EXACT + slack) * em:
        return False
    ended = above.text.rstrip()[-1:] in _ENDS
    # Without indents only the words tell where the next paragraph begins.
    return not (ended and not margins.indented and _OPENS_ITEM.match(below.text))


def _is_title(above: PageLine, below: PageLine, margins: _Margins) -> bool:
    """Whether two lines are one centred title: large, the first as wide as the page allows."""
    size = min(above.size, below.size)
    if above.page != below.page or size < _TITLE * margins.em or abs(above.size - below.size) > 0.1 * size:
        return False
    near = 0 < below.middle - above.middle < 2.2 * size
    centred = abs((above.left + above.right) - (below.left + below.right)) < 2 * size
    wide = above.right - above.left > _FULL_TITLE * (margins.right - margins.left)
    return near and centred and wide and above.text.rstrip()[-1:] not in _ENDS


def _first_width(line: PageLine) -> float:
    """The width of what cannot be parted from the line's first character."""
    text = line.text.lstrip()
    each = (line.right - line.left) / max(1.0, sum(0.5 if char < "\u2000" else 1.0 for char in text))
    word = _WORD.match(text)
    if word:
        return each * 0.55 * len(word.group())
    closers = len(text) - 1 - len(text[1:].lstrip(_CLOSERS)) if text else 0
    return each * (1 + closers)


def _pieces(group: Sequence[PageLine]) -> list[Piece]:
    pieces: list[Piece] = []
    for i, line in enumerate(group):
        words = line.text.strip()
        if i and _LATIN.search(group[i - 1].text.rstrip()) and re.match("[A-Za-z]", words):
            words = " " + words
        place = f"第{line.page}页"
        if pieces and pieces[-1][1] == place:
            pieces[-1] = (pieces[-1][0] + words, place)
        else:
            pieces.append((words, place))
    return pieces
