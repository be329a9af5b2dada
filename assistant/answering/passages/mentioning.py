"""Every place a notice speaks of a theme: complete, for 哪些医院写了…; literal where the theme stands in “”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.passages.index import ReportIndex, Unit
from assistant.answering.passages.lexicon import lexicon
from assistant.answering.passages.model import Snippet
from assistant.text.flat import fold

_QUOTED = re.compile(r"[“\"「『]([^”\"」』]+)[”\"」』]")
_ROUND = re.compile(r"([上前])(一?)([轮届批])")
"""The one before, with or without its 一 (上轮, 上一轮): one as good as the other."""


def theme_forms(theme: str) -> tuple[tuple[str, ...], ...]:
    """Groups of written forms; a unit speaks of the theme if it holds one form of every group."""
    quoted = _QUOTED.findall(theme)
    if quoted:
        return tuple((fold(each).lower(),) for each in quoted)
    words = lexicon()
    whole = _ROUND.sub(r"\1\3", fold(theme).lower())
    if whole in words.alternatives:
        return (_forms(whole),)
    kept = [w for w in words.cutter.cut(whole) if w not in words.light and (len(w) > 1 or words.known(w))]
    if len(kept) <= 1:
        return (_forms(kept[0] if kept else whole),)
    return tuple(_forms(word) for word in kept)


def _forms(word: str) -> tuple[str, ...]:
    written = lexicon().forms(word)
    other = _ROUND.sub(r"\1一\3", word)
    return written if other in written else (*written, other)


def may_mention(text: str, theme: str) -> bool:
    """Whether a text may speak of `theme`, without cutting it up: false only if it does not."""
    flat = fold(text).lower()
    return all(any(form in flat for form in group) for group in theme_forms(theme))


def mentioned_units(index: ReportIndex, theme: str) -> list[Unit]:
    """The units that speak of `theme`, in document order: all its words, of which the title may hold some."""
    groups = theme_forms(theme)
    if not all(any(form in index.flat for form in group) for group in groups):
        return []
    found = []
    for unit in index.units:
        around = index.blocks[unit.block].title if unit.finding is not None else ""
        if _holds(unit.flat, around, groups):
            found.append(unit)
    return found


def _holds(flat: str, around: str, groups: Sequence[tuple[str, ...]]) -> bool:
    inside = [any(form in flat for form in group) for group in groups]
    if not any(inside):
        return False
    return all(here or any(form in around for form in group) for here, group in zip(inside, groups, strict=True))


def mentions_in(index: ReportIndex, theme: str) -> tuple[Snippet, ...]:
    """The units of a notice that speak of `theme`, as snippets in document order."""
    return tuple(
        Snippet(
            index.source,
            index.hospital,
            unit.finding,
            index.blocks[unit.block].label,
            unit.start,
            unit.end,
            index.text[unit.start : unit.end],
            1.0,
        )
        for unit in mentioned_units(index, theme)
    )
