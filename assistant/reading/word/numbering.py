"""Automatic numbers: Word stores "level 1 of list 3", and prints 三、. The outline needs what is printed.

Rules as Word applies them: all lists made from one definition count on together, unless a list overrides the start;
a number resets the deeper levels; a level's text may show the levels above it (%1.%2).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from assistant.reading.word.numerals import render
from assistant.reading.xml import Element, attribute, child, children, is_on, local

_PLACEHOLDER = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints."""

    start: int
    number_format: str
    text: str
    legal: bool
    spaced: bool
    restarts: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """A `w:num`: a definition, with levels of its own and starts of its own."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Prints the number of each paragraph; ask in document order, once a paragraph."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = _styles(styles)
        definitions = {attribute(one, "abstractNumId") or "": one for one in children(numbering, "abstractNum")}
        self._lists = {
            attribute(one, "numId") or "": _list(one, definitions, self._styles, numbering)
            for one in children(numbering, "num")
        }
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Element) -> str:
        """The printed number with what stands around it, and a space where Word puts one; empty without number."""
        number, depth = self._place(paragraph)
        listed = self._lists.get(number or "")
        level = listed.levels.get(depth) if listed else None
        if listed is None or level is None or number is None:
            return ""
        self._count(number, listed, depth)
        if level.number_format == "bullet":
            words = _PRIVATE.sub("", level.text)
        else:
            words = _PLACEHOLDER.sub(lambda match: self._printed(listed, int(match[1]) - 1, level), level.text)
        return words + " " if words and level.spaced else words

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, or those of its style."""
        properties = child(paragraph, "pPr")
        direct = child(properties, "numPr")
        number, depth = attribute(child(direct, "numId")), attribute(child(direct, "ilvl"))
        style = attribute(child(properties, "pStyle"))
        seen: set[str] = set()
        while number is None and style is not None and style in self._styles and style not in seen:
            seen.add(style)
            inherited = child(self._styles[style], "pPr", "numPr")
            number = attribute(child(inherited, "numId"))
            depth = depth or attribute(child(inherited, "ilvl")) or self._depth_of_style(number, style)
            style = attribute(child(self._styles[style], "basedOn"))
        return number, int(depth) if depth and depth.isdecimal() else 0

    def _depth_of_style(self, number: str | None, style: str) -> str | None:
        listed = self._lists.get(number or "")
        found = [depth for depth, level in listed.levels.items() if level.style == style] if listed else []
        return str(found[0]) if found else None

    def _count(self, number: str, listed: _List, depth: int) -> None:
        counts = self._counts[listed.abstract]
        if depth in listed.starts and (number, depth) not in self._begun:
            counts[depth] = listed.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else listed.levels[depth].start
        self._begun.add((number, depth))
        for deeper in range(depth + 1, _DEEPEST + 1):
            if deeper not in listed.levels or listed.levels[deeper].restarts:
                counts.pop(deeper, None)

    def _printed(self, listed: _List, depth: int, shown_in: Level) -> str:
        level = listed.levels.get(depth)
        if level is None:
            return ""
        value = self._counts[listed.abstract].get(depth, level.start)
        return render(value, "decimal" if shown_in.legal else level.number_format)


def _styles(styles: Element | None) -> dict[str, Element]:
    return {attribute(one, "styleId") or "": one for one in children(styles, "style")}


def _list(
    number: Element, definitions: dict[str, Element], styles: dict[str, Element], numbering: Element | None
) -> _List:
    abstract = attribute(child(number, "abstractNumId")) or ""
    definition = _linked(definitions.get(abstract), definitions, styles, numbering)
    levels = dict(_level(one) for one in children(definition, "lvl"))
    starts: dict[int, int] = {}
    for override in children(number, "lvlOverride"):
        depth = int(attribute(override, "ilvl") or 0)
        own = child(override, "lvl")
        if own is not None:
            levels[depth] = _level(own)[1]
        start = attribute(child(override, "startOverride"))
        if start is not None and start.isdecimal():
            starts[depth] = int(start)
            if depth in levels:
                levels[depth] = replace(levels[depth], start=int(start))
    return _List(abstract, levels, starts)


def _linked(
    definition: Element | None, definitions: dict[str, Element], styles: dict[str, Element], numbering: Element | None
) -> Element | None:
    """The definition itself, or the one of the list style it refers to."""
    style = styles.get(attribute(child(definition, "numStyleLink")) or "")
    number = attribute(child(style, "pPr", "numPr", "numId"))
    for one in children(numbering, "num") if number else ():
        if attribute(one, "numId") == number:
            return definitions.get(attribute(child(one, "abstractNumId")) or "", definition)
    return definition


def _level(level: Element) -> tuple[int, Level]:
    start = attribute(child(level, "start"))
    formats = [attribute(one) for one in level.iter() if local(one) == "numFmt"]
    return int(attribute(level, "ilvl") or 0), Level(
        start=int(start) if start and start.isdecimal() else 1,
        # A custom format comes with a plain one behind it for programs that do not know it.
        number_format=next((one for one in reversed(formats) if one), "decimal"),
        text=attribute(child(level, "lvlText")) or "",
        legal=is_on(child(level, "isLgl")),
        spaced=(attribute(child(level, "suff")) or "tab") != "nothing",
        restarts=attribute(child(level, "lvlRestart")) != "0",
        style=attribute(child(level, "pStyle")),
    )
