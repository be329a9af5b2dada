"""Which documents in 《》 the hospital made, revised, issued or abolished because of a finding.

A title counts only by the verb that governs it: the last one before it in its clause (修订完善《A》《B》), or the first
behind it (《A》已修订). What was learned, followed, discussed or only drafted is left out, and so is what another body
issued. One entry a name a finding: made before revised before issued before abolished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.extraction.prose import blocks
from assistant.extraction.rule_verbs import Deed, abandoned, action_of, after_deed, before_deed, not_its_own
from assistant.outline.model import OutlineFinding
from assistant.schema import Evidence, Rule, RuleAction
from assistant.text.flat import FlatText

_TITLE = re.compile(r"《[^》《]*(?:《[^》《]*》[^》《]*)*》")
_LINK = re.compile(
    r"(?:[、和及与]|以及|,)?(?:等)?(?:新|医院)?(?:\([^()《》]{0,24}\)|\[[^\[\]]{0,24}\])?(?:[、和及与]|以及|,)?"
)
_PRECEDENCE: tuple[RuleAction, ...] = ("制定", "修订", "印发", "other")
_SENTENCE = re.compile(r"[;。!?]")
_SHORTEST_UNQUOTED = 6


@dataclass(frozen=True, slots=True)
class _Group:
    """Titles side by side, governed by one verb; flat positions."""

    titles: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.titles[0][0]

    @property
    def end(self) -> int:
        return self.titles[-1][1]


def rules(text: str, finding: OutlineFinding) -> tuple[Rule, ...]:
    """The documents the hospital made, revised, issued or abolished, each name once, in order."""
    found: dict[str, Rule] = {}
    mentioned: list[tuple[FlatText, int, int]] = []
    flats = [prose.flat for prose in blocks(text, finding)]
    for flat in flats:
        for rule, start, end in _in_block(text, flat):
            if rule is None:
                mentioned.append((flat, start, end))
            else:
                _keep(found, rule)
    for flat, start, end in mentioned:
        rule = _unquoted(text, flats, flat.text[start:end])
        if rule is not None:
            _keep(found, rule)
    return tuple(found.values())


def key_of(name: str) -> str:
    """A title as compared: without 《》 and inner marks."""
    return re.sub(r"[《》<>〈〉“”\"'‘’\s]", "", name)


def actions_in(quote: str) -> dict[str, RuleAction]:
    """The titles that `quote` (matching form) alone says were made, revised, issued or abolished, by `key_of`."""
    found: dict[str, RuleAction] = {}
    for group in _groups(quote):
        deed = _deed(quote, group)
        if deed is not None:
            found |= {key_of(quote[a:b]): action_of(quote[a:b], deed) for a, b in group.titles}
    return found


def unquoted_action(name: str, quote: str) -> RuleAction | None:
    """What `quote` (matching form) alone says was done to `name`, whose short form stands at its end without 《》."""
    key = key_of(name)
    for length in range(len(key), _SHORTEST_UNQUOTED - 1, -1):
        if quote.endswith(key[-length:]):
            deed = before_deed(quote, 0, len(quote) - length).deed
            return deed.action if deed is not None else None
    return None


def _keep(found: dict[str, Rule], rule: Rule) -> None:
    known = found.get(key_of(rule.name))
    if known is None:
        found[key_of(rule.name)] = rule
    elif _PRECEDENCE.index(rule.action) < _PRECEDENCE.index(known.action):
        found[key_of(rule.name)] = rule.model_copy(update={"name": known.name})


def _in_block(text: str, flat: FlatText) -> Iterator[tuple[Rule | None, int, int]]:
    """Each title of the block with its rule, None where the title counts for nothing."""
    for group in _groups(flat.text):
        deed = _deed(flat.text, group)
        for start, end in group.titles:
            name = flat.text[start:end]
            if deed is None or not_its_own(name):
                yield None, start, end
                continue
            # 在《…》中 is part of what makes the words behind the title an addition to it.
            opened = group.start - 1 if flat.text[group.start - 1 : group.start] == "在" else start
            span = flat.span(min(deed.start, start, opened), max(deed.end, end))
            yield (
                Rule(
                    name=_printed(text, flat, start, end),
                    action=action_of(name, deed),
                    evidence=Evidence.cut(text, *span),
                ),
                start,
                end,
            )


def _printed(text: str, flat: FlatText, start: int, end: int) -> str:
    """The title as printed, without the line breaks that a page put into it."""
    a, b = flat.span(start, end)
    return re.sub(r"\s*\n\s*", "", text[a:b])


def _groups(flat: str) -> Iterator[_Group]:
    titles = [match.span() for match in _TITLE.finditer(flat)]
    group: list[tuple[int, int]] = []
    for span in titles:
        if group and not _LINK.fullmatch(flat, group[-1][1], span[0]):
            yield _Group(tuple(group))
            group = []
        group.append(span)
    if group:
        yield _Group(tuple(group))


def _deed(flat: str, group: _Group) -> Deed | None:
    """The deed that governs the group: by the verb before it, else by the one behind it."""
    if abandoned(flat, group.start, group.end):
        return None
    start = _sentence_start(flat, group.start)
    tail = _SENTENCE.search(flat, group.end)
    end = tail.start() if tail else len(flat)
    governed = before_deed(flat, start, group.start)
    if governed.deed is not None or governed.closed:
        return governed.deed
    return after_deed(flat, group.end, end, inside=governed.inside)


def _sentence_start(flat: str, position: int) -> int:
    start = 0
    for match in _SENTENCE.finditer(flat, 0, position):
        start = match.end()
    return start


def _unquoted(text: str, flats: list[FlatText], title: str) -> Rule | None:
    """A document in 《》 elsewhere in the finding, made or revised where its short form stands without 《》."""
    name = key_of(title)
    for flat in flats:
        for length in range(len(name), _SHORTEST_UNQUOTED - 1, -1):
            position = flat.text.find(name[-length:])
            while position >= 0:
                outside = flat.text[position - 1 : position] != "《" and not _inside_title(flat.text, position)
                deed = before_deed(flat.text, _sentence_start(flat.text, position), position).deed if outside else None
                if deed is not None and deed.end == position:
                    span = flat.span(deed.start, position + length)
                    return Rule(name=title, action=deed.action, evidence=Evidence.cut(text, *span))
                position = flat.text.find(name[-length:], position + 1)
    return None


def _inside_title(flat: str, position: int) -> bool:
    return any(match.start() < position < match.end() for match in _TITLE.finditer(flat))
