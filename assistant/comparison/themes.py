"""What a theme means, and which findings belong to it: by the records, by words and by meaning together.

Completeness goes before rank: a finding that any of the three takes for the theme is there, with the reason; what only
the search by meaning brings is set apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from assistant.answering.families.matching import topic_terms, words_of
from assistant.answering.passages.model import Nearest, Snippet
from assistant.answering.theme import theme_of, topics_of
from assistant.records import FindingRow
from assistant.schema import TOPIC_ZH, TOPICS, Topic

_EVERYTHING = frozenset(("", "全部", "所有", "整改", "全面"))
_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+")
_WEAK = re.compile(r"管理|工作|问题|方面|整改|情况|领域|队伍|建设|监管|的")
_NEAREST = 3
"""Hits of the search by meaning that may name a finding, for each hospital compared."""
_RANK = 6
"""Rank up to which both searches must hold a finding."""


class Field(NamedTuple):
    """A field of work: what it is called, and the words of its sentences (see fields.yaml)."""

    names: tuple[str, ...]
    words: tuple[str, ...]


@cache
def _fields() -> dict[Topic, Field]:
    text = (files("assistant.comparison") / "fields.yaml").read_text("utf-8")
    return {topic: Field(tuple(each["names"]), tuple(each["words"])) for topic, each in yaml.safe_load(text).items()}


@dataclass(frozen=True, slots=True)
class Theme:
    """What is compared: everything, a field of work (its topic code says all), or a matter in words."""

    words: str = ""
    topics: tuple[Topic, ...] = ()
    by_code: bool = False
    """Whether the topic code alone decides."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows."""
        return not self.words and not self.topics

    @property
    def is_field(self) -> bool:
        """Whether the words name a field of work rather than a matter inside one (医保, not 工会经费)."""
        return bool(self.field)

    @property
    def field(self) -> tuple[Topic, ...]:
        """The one topic whose whole the words mean; empty where they mean a matter."""
        if self.by_code:
            return self.topics
        return self._named_field()

    def _named_field(self) -> tuple[Topic, ...]:
        core = _WEAK.sub("", self.words) or self.words
        for topic in TOPICS:
            name = TOPIC_ZH[topic].split("与")[0]
            begins = len(core) > 1 and (name.startswith(core) or core.startswith(name))
            if begins or core in _fields()[topic].names:
                return (topic,)
        return ()

    @property
    def terms(self) -> tuple[str, ...]:
        """The words that a title about the theme holds."""
        if self.by_code:
            return ()
        return topic_terms(self.words, self.field) if self.is_field else words_of(self.words) or (self.words,)

    @property
    def sought(self) -> tuple[str, ...]:
        """What the whole text is searched for: of a field of work, the words of its sentences too."""
        typed = () if self.by_code else (self.words,)
        kept = _fields()[self.field[0]].words if self.is_field else ()
        return tuple(dict.fromkeys((*typed, *kept)))


def read_theme(given: str | None) -> Theme:
    """The theme of a topic code, a topic's Chinese name, or any words; nothing means everything."""
    words = (given or "").strip()
    if words in _EVERYTHING:
        return Theme()
    for topic in TOPICS:
        if words in (topic, TOPIC_ZH[topic]):
            return Theme(TOPIC_ZH[topic], (topic,), by_code=True)
    content = theme_of(words).replace(" ", "") or words
    return Theme(content, topics_of(content))


@dataclass(frozen=True, slots=True)
class Match:
    """A finding that belongs to a theme. Without `whole`, only `snippets` speak of it."""

    reason: str
    whole: bool
    snippets: tuple[Snippet, ...] = ()


@dataclass(slots=True)
class Matches:
    """What of one notice belongs to the theme."""

    findings: dict[int, Match] = made(default_factory=dict)
    outside: tuple[Snippet, ...] = ()
    """Sentences of the notice outside its findings."""
    near: dict[int, str] = made(default_factory=dict)
    """Findings that only the search by meaning brings, with the reason."""


def match_records(theme: Theme, row: FindingRow) -> Match | None:
    """Whether the record itself says that the finding is about the theme."""
    finding = row.finding
    if theme.is_everything:
        return Match("全部问题", whole=True)
    titled = next((term for term in theme.terms if term in finding.title), None)
    if theme.is_field:
        topic = theme.field[0]
        if topic in finding.topics:
            place = "首要主题" if finding.topics[0] == topic else "相关主题"
            return Match(f"{place}：{TOPIC_ZH[topic]}", whole=True)
        return Match(f"标题含“{titled}”", whole=True) if titled else None
    if theme.terms and all(term in finding.title for term in theme.terms):
        return Match(f"标题含“{'”“'.join(theme.terms)}”", whole=True)
    if len(theme.topics) > 1 and set(theme.topics) <= set(finding.topics):
        return Match(f"主题：{'、'.join(TOPIC_ZH[topic] for topic in theme.topics)}", whole=True)
    return None


def match_words(found: Sequence[Snippet], words: str, into: Matches) -> None:
    """Add what the whole text says of the theme: findings not yet matched, and sentences outside findings."""
    by_finding: dict[int, list[Snippet]] = {}
    for snippet in found:
        if snippet.finding is not None:
            by_finding.setdefault(snippet.finding, []).append(snippet)
    for ordinal, snippets in by_finding.items():
        before = into.findings.get(ordinal)
        if before is None:
            into.findings[ordinal] = Match(f"正文提到“{words}”", whole=False, snippets=tuple(snippets))
        elif not before.whole:
            into.findings[ordinal] = replace(before, snippets=_in_order((*before.snippets, *snippets)))
    outside = [each for each in found if each.finding is None and not _is_heading(each.quote)]
    into.outside = tuple(dict.fromkeys([*into.outside, *outside]))


def _in_order(snippets: Sequence[Snippet]) -> tuple[Snippet, ...]:
    """Each sentence once, as printed."""
    return tuple(sorted({(s.start, s.end): s for s in snippets}.values(), key=lambda s: (s.start, s.end)))


def _is_heading(quote: str) -> bool:
    """Whether words outside findings only name a part of the notice."""
    inside = _NUMBER.sub("", quote.strip()).rstrip("。.：:")
    return not re.search(r"[，；,;。\d]", inside)


def nearest(theme: Theme, search: Nearest, sources: Sequence[str]) -> list[tuple[str, int, str]]:
    """Findings that the search by meaning and the search by words both rank high: source, ordinal, reason."""
    found: dict[tuple[str, int], str] = {}
    for hit in search.search(theme.words, _NEAREST * len(sources), sources):
        ranks = dict(hit.why)
        if hit.finding is not None and len(ranks) > 1 and max(ranks.values()) <= _RANK * len(sources):
            found.setdefault((hit.source, hit.finding), f"语义相近（第{ranks['dense']}位）")
    return [(source, ordinal, reason) for (source, ordinal), reason in found.items()]
