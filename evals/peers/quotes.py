"""Falsified quotes before our gate and before LangExtract's aligner: which of them are let through.

The same quotes go to both: those of the values read from the notices, spoilt as `evals.gate_lies` spoils them, and the
true ones. The gate gets the value with the quote where it claims to stand; the aligner gets the text of the finding
and looks for the quote. Its documented use is that what it places counts as grounded.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.schema import Evidence, Finding
from evals.gate_lies import Entry, spoilt
from evals.gate_mutations import Notice, entries, judge, read_notices
from evals.peers.environments import Asks

TOKENIZERS = ("regex", "unicode")
"""LangExtract's default tokenizer, and the one that its documentation advises for Chinese."""

_SORTS = ("true", "digit", "unit", "date", "name", "polarity", "status word", "hospital", "splice")
"""A quote transplanted from elsewhere is left out: the aligner is not told whose words they are."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A quote offered for a value of a finding, true or spoilt in one way."""

    sort: str
    notice: Notice
    finding: Finding
    entry: Entry
    quote: str

    @property
    def text(self) -> str:
        """The stretch of the finding that the value was read from, in which the aligner looks."""
        at = self.entry.evidence.start
        start, end = next(span for span in self.finding.spans if span[0] <= at < span[1])
        return self.notice.text[start:end]

    def accepted(self) -> bool:
        """Whether our gate lets it pass where it claims to stand, or where else its words stand."""
        return any(judge(self.notice, self.finding, self._at(start)) is None for start in self._starts())

    def _starts(self) -> Iterator[int]:
        true = self.entry.evidence.start
        yield true
        found = self.notice.text.find(self.quote)
        if found not in (-1, true):
            yield found

    def _at(self, start: int) -> Entry:
        evidence = Evidence(start=start, end=start + len(self.quote), quote=self.quote)
        return self.entry.model_copy(update={"evidence": evidence})


@dataclass(frozen=True, slots=True)
class Accepted:
    """Of the offers of a sort, how many each judge let through. A place is exact where the aligner calls it so."""

    sort: str
    offered: int
    gate: int
    placed: Mapping[str, int]
    exact: Mapping[str, int]


def offers(notices: Iterable[Notice], seed: int, most: int) -> list[Offer]:
    """At most `most` offers of each sort, drawn over all notices."""
    rng = random.Random(seed)
    by_sort: dict[str, list[Offer]] = defaultdict(list)
    for notice in notices:
        for finding in notice.report.findings:
            for entry in entries(finding):
                true = entry.evidence.quote
                for sort, quote in (("true", true), *spoilt(true, notice.report, rng)):
                    if sort == "true" or (sort in _SORTS and quote not in ("", true)):
                        by_sort[sort].append(Offer(sort, notice, finding, entry, quote))
    return [each for sort in _SORTS for each in _drawn(by_sort[sort], most, rng)]


def _drawn(given: list[Offer], most: int, rng: random.Random) -> list[Offer]:
    return given if len(given) <= most else rng.sample(given, most)


def compare(given: Sequence[Offer], aligner: Asks) -> list[Accepted]:
    """Both judges over all offers, a row a sort."""
    placed = {name: _placed(given, aligner, name) for name in TOKENIZERS}
    rows = []
    for sort in dict.fromkeys(each.sort for each in given):
        at = [number for number, each in enumerate(given) if each.sort == sort]
        rows.append(
            Accepted(
                sort=sort,
                offered=len(at),
                gate=sum(given[number].accepted() for number in at),
                placed={name: sum(found[n] is not None for n in at) for name, found in placed.items()},
                exact={name: sum(found[n] == "match_exact" for n in at) for name, found in placed.items()},
            )
        )
    return rows


def _placed(given: Sequence[Offer], aligner: Asks, tokenizer: str) -> list[str | None]:
    """The aligner's word on each offer; None where it finds no place."""
    said: list[str | None] = []
    for each in given:
        answer = aligner.ask("align", text=each.text, quotes=[each.quote], tokenizer=tokenizer)
        said.append(answer["placed"][0]["status"])
    return said


def run(reports: Path, aligner: Asks, *, seed: int = 7, most: int = 300) -> list[Accepted]:
    """The whole comparison over a folder of notices."""
    return compare(offers(read_notices(reports), seed, most), aligner)
