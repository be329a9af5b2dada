"""Running heads and page numbers: what stands at the edge of page after page, told from the notice itself.

A page number goes into the places (第3页) and out of the text, where it would cut sentences in two. A running head
stays once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.pages.lines import Page, PageLine

_EDGE = 0.12
"""Share of the page's height, at either end, in which furniture stands."""
_AT_EDGE = 3
"""So many lines at either end may be furniture."""
_NUMBER = re.compile(
    r"[-—–_·~*\s]*(?:第\s*)?(?:\d{1,3}|[ivxIVXⅠ-ⅻ]{1,4}|[一二三四五六七八九十]{1,3}\s*页)\s*页?(?:\s*[,，/／]?\s*(?:共\s*)?\d{1,3}\s*页?)?[-—–_·~*\s]*"
)
_DIGITS = re.compile(r"\d+")
_MOST = 0.5
_NEARLY_ALL = 0.8
_SENTENCE_ENDS = ("。", "；", "：", "，", ";", ":", ",")


def strip_furniture(pages: Sequence[Page]) -> list[Page]:
    """`pages` without page numbers; running heads stay once, at the top or at the end of what remains."""
    running = _running(pages)
    heads: dict[str, PageLine] = {}
    feet: dict[str, PageLine] = {}
    stripped = []
    for page in pages:
        tops, bottoms = _edges(page)
        like = [line for line in tops + bottoms if _NUMBER.fullmatch(line.text.strip())]
        aside = {*like, *(line for line in tops + bottoms if _key(line.text) in running)}
        body = [line for line in page.lines if line not in aside]
        numbers = {line for line in like if _is_outside(line, body)}
        gone = set(numbers)
        for lines, kept in ((tops, heads), (bottoms, feet)):
            for line in lines:
                key = _key(line.text)
                if line not in numbers and key in running:
                    gone.add(line)
                    kept.setdefault(key, line)
        stripped.append(replace(page, lines=tuple(line for line in page.lines if line not in gone)))
    # A head that repeats the title, or any line of the text, is in the text already.
    printed = "".join(_key(line.text) for page in stripped for line in page.lines)
    heads = {key: line for key, line in heads.items() if key not in printed}
    feet = {key: line for key, line in feet.items() if key not in printed and key not in heads}
    if stripped:
        stripped[0] = replace(stripped[0], lines=(*heads.values(), *stripped[0].lines))
        stripped[-1] = replace(stripped[-1], lines=(*stripped[-1].lines, *feet.values()))
    return stripped


def _running(pages: Sequence[Page]) -> set[str]:
    """What stands at an edge of most pages, or of nearly all left or right ones, and is no sentence of the text."""
    counts: Counter[tuple[int, str]] = Counter()
    for page in pages:
        tops, bottoms = _edges(page)
        keys = {_key(line.text) for line in tops + bottoms if not line.text.rstrip().endswith(_SENTENCE_ENDS)}
        counts.update((page.number % 2, key) for key in keys)
    sides = Counter(page.number % 2 for page in pages)
    found = set()
    for side, key in counts:
        both = counts[0, key] + counts[1, key]
        alternate = counts[side, key] >= max(3, _NEARLY_ALL * sides[side])
        if alternate or both >= max(2, _MOST * len(pages)):
            found.add(key)
    return found


def _edges(page: Page) -> tuple[list[PageLine], list[PageLine]]:
    ordered = sorted(page.lines, key=lambda line: (line.top, line.left))
    tops = [line for line in ordered[:_AT_EDGE] if line.bottom <= page.height * _EDGE]
    feet = [line for line in ordered[-_AT_EDGE:] if line.top >= page.height * (1 - _EDGE)]
    return tops, [line for line in feet if line not in tops]


def _key(text: str) -> str:
    return _DIGITS.sub("#", "".join(text.split()))


def _is_outside(line: PageLine, body: Sequence[PageLine]) -> bool:
    """A bare number among the lines may be a cell or a finding's number; a page's stands beyond them all."""
    return all(one.top >= line.middle for one in body) or all(one.bottom <= line.middle for one in body)
