"""Falsified quotes before our gate and before LangExtract's aligner: which of them are let through.

The same quotes go to both: those of the values read from the notices, spoilt as `evals.gate_lies` spoils them, and the
true ones. The gate gets the value with the quote where it claims to stand; the aligner gets the text of the finding
and looks for the quote. Its documented use is that what it places counts as grounded.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant.schema import Evidence, Finding
from evals.gate_lies import Entry, spoilt
from evals.gate_mutations import Notice, entries, judge, read_notices
from evals.peers.environments import Asks, version
from evals.peers.results import Row, Table, share

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
class Judged:
    """What became of an offer."""

    sort: str
    source: str
    gate: bool
    """Whether our gate let it pass."""
    placed: Mapping[str, str | None]
    """By tokenizer, how sure the aligner says its place is; None where it found none."""


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


def compare(given: Iterable[Offer], aligner: Asks) -> list[Judged]:
    """Both judges over all offers."""
    return [
        Judged(
            each.sort,
            each.notice.report.source,
            each.accepted(),
            {name: _placed(each, aligner, name) for name in TOKENIZERS},
        )
        for each in given
    ]


def _placed(each: Offer, aligner: Asks, tokenizer: str) -> str | None:
    answer = aligner.ask("align", text=each.text, quotes=[each.quote], tokenizer=tokenizer)
    status: str | None = answer["placed"][0]["status"]
    return status


def run(reports: Path, aligner: Asks, *, seed: int = 7, most: int = 150) -> Table:
    """The whole comparison over a folder of notices."""
    return table(compare(offers(read_notices(reports), seed, most), aligner))


def table(judged: Sequence[Judged]) -> Table:
    """Both judges: of the falsified quotes how many are let through, of the true ones how many are kept out."""
    lines = [_line("ours: quote gate", judged, lambda each: each.gate, ours=True)]
    for name in TOKENIZERS:
        lines += [
            _line(f"LangExtract, {name} tokenizer", judged, partial(_is_placed, name)),
            _line(f"LangExtract, {name}, exact matches only", judged, partial(_is_exact, name)),
        ]
    return Table(
        name="quotes",
        title="Falsified quotes let through",
        about=(
            f"Quotes read from the five notices and spoilt; langextract {version('langextract', 'langextract')} looks"
            " for each in the stretch of the finding it belongs to. Its default keeps whatever it places; exact matches"
            " only is a stricter use that it leaves to the caller. Ours also recomputes the value from the quote."
        ),
        measure="let through",
        columns=("true ones kept out", *(sort for sort in _sorts(judged) if sort != "true")),
        rows=tuple(lines),
        bad=True,
    )


def _is_placed(tokenizer: str, each: Judged) -> bool:
    return each.placed[tokenizer] is not None


def _is_exact(tokenizer: str, each: Judged) -> bool:
    return each.placed[tokenizer] == "match_exact"


def _sorts(judged: Iterable[Judged]) -> list[str]:
    return list(dict.fromkeys(each.sort for each in judged))


def _line(name: str, judged: Sequence[Judged], let: Callable[[Judged], bool], *, ours: bool = False) -> Row:
    by_sort = {sort: [let(each) for each in judged if each.sort == sort] for sort in _sorts(judged)}
    true = by_sort.pop("true", [])
    return Row(
        name=name,
        ours=ours,
        figure=share((each.source, let(each)) for each in judged if each.sort != "true"),
        cells=(f"{true.count(False)}/{len(true)}", *(f"{sum(passed)}/{len(passed)}" for passed in by_sort.values())),
    )
