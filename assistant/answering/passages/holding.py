"""All passages of a notice that speak of most of what a question names: for lists, where one passage is not enough."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.passages.broader import OF_THE_KIND, of_the_kind
from assistant.answering.passages.index import ReportIndex
from assistant.answering.passages.judging import TELLING
from assistant.answering.passages.model import Snippet
from assistant.answering.passages.question import Focus, Term
from assistant.answering.passages.scoring import Meeting, matched, meet

_DIRECT = 0.35
"""Share of the words that a passage must hold itself; the rest may stand in its measure or title."""

_MUCH = 0.3
"""Share of a question's weight from which a word that is lacking makes the passage speak of something else."""


def coordinated(focus: Focus) -> Focus:
    """The question with words that it offers side by side (药库、药房; 会诊或MDT) made one: either is enough.

    So are examples beside what they are examples of (外包公司(保洁、物业这些); 停水、停电这类后勤问题).
    """
    merged: list[Term] = []
    for term in map(_broadened, focus.terms):
        at = _either_with(merged, term, focus.text)
        if at is None:
            merged.append(term)
        else:
            merged[at] = _either(merged[at], term)
    return replace(focus, terms=tuple(_of_its_own(term, merged) for term in merged))


def _either_with(merged: Sequence[Term], term: Term, text: str) -> int | None:
    """Which of the terms before is offered side by side with this one; None where none is."""
    if merged and _beside(merged[-1].text.rsplit("、", 1)[-1], term.text, text):
        return len(merged) - 1
    nouns = [at for at, each in enumerate(merged) if each.hard or of_the_kind(each.text)]
    return nouns[-1] if nouns and _example(merged[nouns[-1]].text, term.text, text) else None


def _either(one: Term, other: Term) -> Term:
    forms = {**dict(other.alternatives), **dict(one.alternatives)}
    either = replace(one, text=f"{one.text}、{other.text}", alternatives=tuple(sorted(forms.items())))
    return replace(either, hard=one.hard or other.hard)


def _of_its_own(term: Term, terms: Sequence[Term]) -> Term:
    """A term without what may be written for it but is part of another one (资产 beside 固定资产)."""
    others = [word for each in terms if each is not term for word in each.text.split("、")]
    kept = tuple((f, worth) for f, worth in term.alternatives if not any(f != word and f in word for word in others))
    return replace(term, alternatives=kept) if kept else term


_GAP = "[^,，。;；()（）]"


def _beside(before: str, term: str, text: str) -> bool:
    """Whether two words of a question are offered side by side, or one as an example of the other."""
    one, other = re.escape(before), re.escape(term)
    if of_the_kind(before) and of_the_kind(before) == of_the_kind(term) and re.search(f"{one}的?{other}", text):
        return True
    joined = rf"{one}{_GAP}{{0,2}}(?:、|或者?|/){_GAP}{{0,2}}{other}"
    kind = rf"{one}{_GAP}{{0,2}}[这那](?:一)?[类种些](?:的)?{other}"
    return re.search(f"{joined}|{kind}", text) is not None


def _example(before: str, term: str, text: str) -> bool:
    """Whether the first word stands before brackets with examples, and the other in them."""
    for match in _EXAMPLES.finditer(text):
        named = max(text[: match.start()].rfind(word) + len(word) for word in before.split("、"))
        if match.start() - named <= _FAR and term in match[1]:
            return True
    return False


_EXAMPLES = re.compile(r"[(（]([^()（）]*、[^()（）]*)[)）]")
_FAR = 12
"""Characters between a word and the brackets with examples of it."""


def _broadened(term: Term) -> Term:
    """A word for a kind of thing, with what notices name of that kind."""
    named = of_the_kind(term.text)
    if not named:
        return term
    forms = {**dict.fromkeys(named, OF_THE_KIND), **dict(term.alternatives)}
    return replace(term, alternatives=tuple(sorted(forms.items())))


def beyond(focus: Focus, weights: Sequence[float], theme: str) -> bool:
    """Whether a question says more than its theme: a word that weighs much is not among the theme's."""
    total = sum(weights) or 1.0
    return any(
        weight / total >= _MUCH and not any(word in theme for word in term.text.split("、"))
        for term, weight in zip(focus.terms, weights, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Held:
    """A passage that speaks of most of a question."""

    snippet: Snippet
    """Its score is the share of the question's words that it holds."""
    whole: bool
    """Whether it lacks none of the words that weigh much, verbs among them."""


def held(index: ReportIndex, focus: Focus, weights: Sequence[float], enough: float) -> tuple[Held, ...]:
    """The passages with at least `enough` of the words, in document order."""
    weighed = dict(zip(focus.terms, weights, strict=True))
    total = sum(weights) or 1.0
    found = []
    for meeting in meet(index, focus, weights):
        lacking = max((weighed[t] for t in meeting.missing if t.hard and t.factor == 1.0), default=0.0) / total
        if meeting.coverage >= enough and meeting.direct >= _DIRECT and lacking <= TELLING:
            most = max((weighed[t] for t in meeting.missing if t.factor == 1.0), default=0.0) / total
            found.append(Held(_snippet(index, meeting), most < _MUCH))
    return tuple(sorted(found, key=lambda each: each.snippet.start))


def wholly(found: Mapping[str, Sequence[Held]]) -> dict[str, tuple[Snippet, ...]]:
    """By source, the passages that lack nothing of weight, where there is any such; else all that were found."""
    if not any(each.whole for passages in found.values() for each in passages):
        return {source: tuple(each.snippet for each in passages) for source, passages in found.items() if passages}
    whole = {source: tuple(each.snippet for each in passages if each.whole) for source, passages in found.items()}
    return {source: snippets for source, snippets in whole.items() if snippets}


def titled(index: ReportIndex, focus: Focus, weights: Sequence[float]) -> dict[int, float]:
    """By finding: the share of the words that its title holds; findings whose title holds none are left out."""
    total = sum(weights) or 1.0
    found: dict[int, float] = {}
    for block in index.blocks:
        if block.finding is not None:
            met = sum(w * matched(term, block.title) for term, w in zip(focus.terms, weights, strict=True))
            if met:
                found[block.finding] = met / total
    return found


def _snippet(index: ReportIndex, meeting: Meeting) -> Snippet:
    unit = meeting.unit
    quote = index.text[unit.start : unit.end]
    label = index.blocks[unit.block].label
    return Snippet(
        index.source, index.hospital, unit.finding, label, unit.start, unit.end, quote, round(meeting.coverage, 4)
    )
