"""What the reader of passages gives back: quotes, the values in them, and what can be computed from those values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.records.query import ReportRow
from assistant.schema import Report

Expected = Literal[
    "persons", "count", "money", "percent", "duration", "date",
    "who", "name", "person_name", "contact", "place", "yesno", "reason", "manner", "list", "what",
]  # fmt: skip
"""What kind of answer a question asks for."""

Operator = Literal["sum", "difference", "remaining", "minus_part", "times", "whole_of_share", "share", "average"]
Reason = Literal["nothing_asked", "not_mentioned", "value_not_stated"]
"""Why there is no answer: the question has no content words, its words do not occur together, or they do occur but the
number, name or date that is asked for is not printed there."""


_REASON_ZH: dict[Reason, str] = {
    "nothing_asked": "问题没有指明要查的内容",
    "not_mentioned": "通报没有提到",
    "value_not_stated": "通报提到此事，但没有写明所问的具体内容",
}


class PassageStore(Protocol):
    """What is read of the records."""

    def reports(self) -> Sequence[ReportRow]:
        """Every report, without its findings."""
        ...

    def report(self, source: str) -> Report:
        """One report, whole."""
        ...

    def text(self, source: str) -> str:
        """The text the offsets of a report count in."""
        ...


class SearchHit(Protocol):
    """A stretch of text that the hybrid retriever holds relevant."""

    @property
    def source(self) -> str:
        """The report's source name."""

    @property
    def finding(self) -> int | None:
        """Ordinal of the finding it stands in, if any."""

    @property
    def start(self) -> int:
        """Where it begins in the notice."""

    @property
    def end(self) -> int:
        """Where it ends, half-open."""

    @property
    def why(self) -> Sequence[tuple[str, int]]:
        """Which rankers found it, and at which rank, from 1."""

    @property
    def closeness(self) -> float:
        """Cosine to the question; 0 where the search by meaning did not find it."""


class Nearest(Protocol):
    """A search for the stretches nearest to some words."""

    def search(self, query: str, k: int, sources: Sequence[str] | None = None) -> Sequence[SearchHit]:
        """The `k` nearest stretches of these sources, best first."""
        ...


class PassageSearch(Nearest, Protocol):
    """The hybrid retriever: which of very many notices to read, and a second opinion on what a question is about."""

    def holding(self, groups: Sequence[Sequence[str]]) -> Collection[str]:
        """The sources that speak, in one place, of something in every group of words; complete over all text."""
        ...

    def held(self) -> Collection[str]:
        """The sources whose words are indexed."""
        ...

    def lagging(self) -> int:
        """How many sources are found by words and not yet by meaning."""
        ...


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of a notice that answer: `quote` is the source's text from `start` to `end`."""

    source: str
    hospital: str
    finding: int | None
    """Ordinal of the finding; None outside findings."""
    label: str
    """The finding's number and title, or the heading of the part."""
    start: int
    end: int
    quote: str
    score: float
    """0 to about 1.5; comparable within one answer only."""
    denies: bool = False
    """Whether the words deny what they speak of (不存在, 未发现, 尚未招到), and so may contradict the question."""
    whole: tuple[int, int] | None = None
    """Bounds of the measure they stand in, where it is short: its sentences lean on one another."""


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A number, sum, date or name that fits what was asked."""

    kind: Expected
    text: str
    """As printed."""
    number: float | None
    """Yuan for money, hundredths for percent (38% is 38), else the count; None for dates and names."""
    unit: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Derivation:
    """A value that the notice does not print but that follows from printed ones."""

    operator: Operator
    operands: tuple[FoundValue, ...]
    result: float
    unit: str
    approximate: bool = False
    """Whether the result was rounded (a whole inferred from a rounded share)."""

    @property
    def text(self) -> str:
        """The arithmetic in signs, values as printed: `9起 - 2起 = 7起`."""
        printed = [value.text for value in self.operands]
        sign = {"sum": " + ", "times": " × ", "whole_of_share": " ÷ "}.get(self.operator, " - ")
        equals = "≈" if self.approximate else "="
        return f"{sign.join(printed)} {equals} {self.result:.15g}{self.unit}"


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """The answer to one question of a compound one."""

    question: str
    expected: Expected
    answerable: bool
    snippets: tuple[Snippet, ...]
    values: tuple[FoundValue, ...]
    coverage: float
    """Share of the question's content words, weighted, that the best snippet and its context hold."""
    missing: tuple[str, ...]
    """Content words of the question that do not occur there."""
    reason: Reason | None
    contradicted: bool = False
    """Whether the best snippet contradicts what the question takes for granted: it asks where the persons hired were
    placed and none was hired, or why something is still open that is done."""
    likelihood: float = 0.0
    """Of a part that is not answerable by its words: how likely the snippets say what was asked in other words."""


@dataclass(frozen=True, slots=True)
class SnippetAnswer:
    """What the notices say to a question, or that they say nothing."""

    snippets: tuple[Snippet, ...]
    """Best first. When not answerable, the nearest thing the notices say: to show, not to answer with."""
    answerable: bool
    values: tuple[FoundValue, ...]
    derivation: Derivation | None
    reason: Reason | None
    """Why not answerable; None when it is."""
    parts: tuple[PartAnswer, ...]
    """One for each question in a compound one (几个人，什么时候？)."""

    @property
    def reason_zh(self) -> str:
        """Why it is not answerable, in a short Chinese phrase; empty when it is."""
        return _REASON_ZH[self.reason] if self.reason else ""

    @property
    def likelihood(self) -> float:
        """How likely the snippets say what was asked in other words; only where it is not answerable."""
        return 0.0 if self.answerable else max((part.likelihood for part in self.parts), default=0.0)

    @property
    def denies(self) -> bool:
        """Whether the words contradict what the question takes for granted, so that its premise needs correcting."""
        return any(part.contradicted for part in self.parts if part.answerable)


@dataclass(frozen=True, slots=True)
class RankedFinding:
    """A finding a question may be about."""

    source: str
    finding: int
    score: float
    margin: float
    """Score over that of the next finding; the caller may take one finding as meant when it is large."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """A sentence that speaks of some words, or comes near them in meaning."""

    source: str
    finding: int | None
    """Ordinal of the finding; None outside findings."""
    start: int
    end: int
    score: float
    """0 to about 1.7; comparable within one search only."""
    coverage: float
    """Weighted share of the words that the sentence and its surroundings hold, 0 to 1."""
    rank: int | None
    """Its rank by meaning, from 1, where it is among the first."""
