"""Which of the 18 topics a finding is about, read from the words it uses.

The vocabulary is data (`topic_lexicon.yaml`): what people who govern hospitals call things, by topic. A title says what
the finding is about; a measure adds a topic only when it is wholly about it. No model and nothing trained: a reader
can follow every code back to words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from operator import concat
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.errors import ConfigurationError
from assistant.schema import TOPICS, Topic
from assistant.text.flat import fold

Band = Literal["heading", "strong", "usual", "weak"]
Scores = Mapping[Topic, float]

_WEIGHTS: dict[Band, float] = {"heading": 3.0, "strong": 3.0, "usual": 1.5, "weak": 0.5}
_TITLE_WEIGHT = 3.0
_SECTION_WEIGHT = 0.5
_FLOOR = 3.0
"""A title or a measure below this says nothing: one strong word reaches it."""
_LEAD = 24
"""Characters at the start of a measure that say what it is about; words there count double."""
_BODY_WEIGHT = 6.0
"""Of all measures together, beside a strong word of the title."""
_WHOLE_FLOOR = 4.5
_WHOLE = 0.5
"""Share of a measure's words that one topic must hold for the measure to be about it."""
_OWN = 0.8
"""A measure that also speaks of the finding's first topic, from this share on, adds no other."""
_SHARE = 0.2
"""Share of the measures that must be about a topic for the finding to get it."""
_BESIDE = 0.6
"""A second topic of the title counts from this share of the first one's score."""
_MOST = 3
_UNKNOWN: Topic = "party"
"""Where no word of the vocabulary occurs at all: the notice is a Party committee's."""

_DEPARTMENTS = re.compile(
    r"(?:[^,。;、:]{2,8}、)+[^,。;、:]{2,8}?等(?:\d+个|多个|重点|相关|有关|职能|行政|业务)*(?:科室|部门|岗位)"
)
"""Who, not what: a list of departments says nothing about the subject."""
_MARKER = re.compile(
    r"[一二三四五六七八九十]{1,3}是(?!否)|第[一二三四五六七八九十]{1,2}[,、]"
    r"|[((]\d{1,2}[))]|[①-⑳]|(?<=[。;:])\d{1,2}[.、](?!\d)"
)
_SENTENCE = re.compile(r"[^。;!?]+[。;!?]?")


class Lexicon(BaseModel):
    """The vocabulary as it stands in the data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    neutral: tuple[str, ...]
    topics: dict[Topic, dict[Band, tuple[str, ...]]] = Field(min_length=len(TOPICS))

    @model_validator(mode="after")
    def _words_are_usable(self) -> Lexicon:
        for word in self.words():
            if len(word) < 2 or fold(word) != word:
                msg = f"word {word!r} must have two characters or more, in matching form"
                raise ValueError(msg)
        return self

    def words(self) -> Iterator[str]:
        """Every word of the file, neutral ones too."""
        yield from self.neutral
        for bands in self.topics.values():
            for words in bands.values():
                yield from words


class Vocabulary:
    """Finds lexicon words in flat text; at one place the longest wins."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._body: dict[str, dict[Topic, float]] = defaultdict(dict)
        self._heading: dict[str, dict[Topic, float]] = defaultdict(dict)
        for word in lexicon.neutral:
            self._body[word] = self._heading[word] = {}
        for topic, bands in lexicon.topics.items():
            for band, words in bands.items():
                for word in words:
                    self._heading[word][topic] = max(_WEIGHTS[band], self._heading[word].get(topic, 0.0))
                    if band != "heading":
                        self._body[word][topic] = max(_WEIGHTS[band], self._body[word].get(topic, 0.0))
        self._heading_starts = _by_start(self._heading)
        self._body_starts = _by_start(self._body)

    def heading(self, text: str) -> Scores:
        """Scores of a title or section heading."""
        return _total(_find(text, self._heading_starts, self._heading), lead=0)

    def measure(self, text: str) -> Scores:
        """Scores of one measure; what stands at its start counts double."""
        return _total(_find(_DEPARTMENTS.sub("", text), self._body_starts, self._body), lead=_LEAD)


class _Hit(NamedTuple):
    position: int
    word: str
    scores: Scores


def _by_start(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their first two characters, longest first."""
    starts: dict[str, list[str]] = defaultdict(list)
    for word in words:
        starts[word[:2]].append(word)
    return {start: tuple(sorted(group, key=len, reverse=True)) for start, group in starts.items()}


def _find(text: str, starts: Mapping[str, tuple[str, ...]], words: Mapping[str, Scores]) -> Iterator[_Hit]:
    """Words of `text` from left to right, without overlap."""
    free = 0
    for position in [at for at, pair in enumerate(map(concat, text, text[1:])) if pair in starts]:
        if position < free:
            continue
        for word in starts[text[position : position + 2]]:
            if text.startswith(word, position):
                yield _Hit(position, word, words[word])
                free = position + len(word)
                break


def _total(hits: Iterable[_Hit], lead: int) -> Scores:
    """Sum of weights by topic; a word said twice counts once, at its best place."""
    best: dict[str, tuple[float, Scores]] = {}
    for hit in hits:
        factor = 2.0 if hit.position < lead else 1.0
        if factor > best.get(hit.word, (0.0, {}))[0]:
            best[hit.word] = (factor, hit.scores)
    totals: dict[Topic, float] = defaultdict(float)
    for factor, scores in best.values():
        for topic, weight in scores.items():
            totals[topic] += factor * weight
    return totals


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary of the package, read and checked once."""
    text = resources.files("assistant.extraction").joinpath("topic_lexicon.yaml").read_text("utf-8")
    try:
        lexicon = Lexicon.model_validate(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (yaml.YAMLError, ValueError) as e:
        raise ConfigurationError(f"topic_lexicon.yaml is malformed: {e}") from e
    return Vocabulary(lexicon)


def split_measures(body: str) -> list[str]:
    """The measures of a flat body: at their markers, or its sentences where nothing is numbered."""
    cuts = [m.start() for m in _MARKER.finditer(body)]
    if len(cuts) >= 2:
        return [body[a:b] for a, b in zip(cuts, [*cuts[1:], len(body)], strict=True)]
    return [m.group() for m in _SENTENCE.finditer(body)]


def topics(title: str, section: str, body: str) -> tuple[Topic, ...]:
    """One to three topics of a finding, most important first.

    `title` is the problem, `section` the heading above it, `body` the text of its measures; each as printed.
    """
    vocabulary = load_vocabulary()
    in_title = vocabulary.heading(fold(title))
    in_section = vocabulary.heading(fold(section))
    measures = [vocabulary.measure(m) for m in split_measures(fold(body))]
    first = _first(in_title, in_section, measures)
    subjects = [subject for scores in measures if (subject := _subject(scores, first)) is not None]
    best = max(in_title.values(), default=0.0)
    titled = [t for t in _ranked(in_title) if in_title[t] >= max(_FLOOR, _BESIDE * best)]
    counts = {t: subjects.count(t) for t in dict.fromkeys(subjects)}
    whole = [t for t in sorted(counts, key=lambda t: -counts[t]) if counts[t] >= _SHARE * len(measures)]
    return tuple(dict.fromkeys([first, *titled, *whole]))[:_MOST]


def _ranked(scores: Scores) -> list[Topic]:
    """Topics by falling score, ties in the order of the list of topics."""
    return sorted(scores, key=lambda t: (-scores[t], TOPICS.index(t)))


def _first(in_title: Scores, in_section: Scores, measures: list[Scores]) -> Topic:
    """The title decides; measures and section settle its ties, and speak where it says nothing."""
    total: dict[Topic, float] = defaultdict(float)
    for topic, score in in_title.items():
        total[topic] += _TITLE_WEIGHT * score
    for topic, score in in_section.items():
        total[topic] += _SECTION_WEIGHT * score
    for scores in measures:
        everything = sum(scores.values())
        for topic, score in scores.items():
            if score >= _FLOOR:
                total[topic] += _BODY_WEIGHT * score / everything / len(measures)
    return next(iter(_ranked(total)), _UNKNOWN)


def _subject(scores: Scores, first: Topic) -> Topic | None:
    """Another topic than the finding's own that a measure is wholly about; None where there is none."""
    if not scores:
        return None
    best = _ranked(scores)[0]
    if scores[best] < _WHOLE_FLOOR or scores[best] < _WHOLE * sum(scores.values()):
        return None
    return None if best == first or scores.get(first, 0.0) >= _OWN * scores[best] else best
