"""Where the notices speak of a theme of several words: completely, and not of something that only shares a word.

Chinese themes end in what they are about (重点岗位轮岗 is about 轮岗), so the last word that any notice uses is
required, with
at least one of the others in the same finding.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.asking import hospitals_wanted, without_asking
from assistant.answering.desk import Desk
from assistant.answering.families.matching import words_of
from assistant.answering.lexicon import word_list
from assistant.answering.passages.judging import ENOUGH
from assistant.answering.passages.model import Snippet
from assistant.answering.theme import quoted
from assistant.text.flat import fold

_ENOUGH = 0.6
"""Share of a theme's weight that a passage with its head word must hold."""
_ENOUGH_OF_ALTERNATIVES = 0.4
"""The same where the question offers alternatives (引进或返聘博士)."""
_ALTERNATIVES = re.compile(r"或|还是|\bor\b|/")
_UNITS = 600
"""Sentences of a few notices: the scale on which a word is rare."""


def speaking_of(desk: Desk, theme: str) -> dict[str, list[Snippet]]:
    """Passages on a theme, by report, in document order."""
    sources = list(desk.reports)
    if quoted(desk.plan.question) == theme and (literal := _literally(desk, theme)):
        return literal
    whole = desk.passages.mentions(theme.replace(" ", ""), sources)
    words = [w for w in words_of(theme) if w not in word_list("weak_heads")]
    if len(words) < 2:
        return {s: list(found) for s, found in whole.items() if found}
    per_word = {word: desk.passages.mentions(word, sources) for word in words}
    groups = _groups(desk.plan.question, words)
    heads = [group for group in groups if len(group) == 1] or groups
    head = next((group for group in reversed(heads) if any(any(per_word[word].values()) for word in group)), None)
    if head is None:
        return {s: list(found) for s, found in whole.items() if found}
    weights = [max(_weight(per_word[word]) for word in group) for group in groups]
    needed = (_ENOUGH_OF_ALTERNATIVES if _ALTERNATIVES.search(desk.plan.question) else _ENOUGH) * sum(weights)
    out: dict[str, list[Snippet]] = {}
    for source in sources:
        found = {(s.start, s.end): s for s in whole.get(source, ())}
        for snippet in (s for word in head for s in per_word[word].get(source, ())):
            spoken = [any(_beside(snippet, word, per_word) for word in group) for group in groups]
            if sum(weight for weight, said in zip(weights, spoken, strict=True) if said) >= needed:
                found.setdefault((snippet.start, snippet.end), snippet)
        if found:
            out[source] = [found[key] for key in sorted(found)]
    return out


_CLEAR = 0.8
"""Share of the best hospital's coverage with which another one counts as speaking of the same."""
_FEW = 0.45
"""Coverage looked at where the question says how many hospitals there are."""


def holding_of(desk: Desk) -> dict[str, list[Snippet]]:
    """The hospitals whose own words, or synonyms of them, meet the question as it was put: each decided by itself.

    Where the question says how many there are (哪两家), the best so many, if none other is as good.
    """
    wanted = hospitals_wanted(desk.plan.question)
    held = desk.passages.holding(without_asking(desk.plan.asked), list(desk.reports), _FEW if wanted else ENOUGH)
    best = {source: max(s.score for s in snippets) for source, snippets in held.items()}
    if not best:
        return {}
    ranked = sorted(best, key=lambda source: (-best[source], source))
    bar = _CLEAR * best[ranked[0]]
    if wanted and len(ranked) >= wanted and (len(ranked) == wanted or best[ranked[wanted]] < best[ranked[wanted - 1]]):
        bar = best[ranked[wanted - 1]]
    elif max(best.values()) < ENOUGH:
        return {}
    meets = {source: [s for s in held[source] if s.score >= bar] for source in desk.reports if source in held}
    return {source: snippets for source, snippets in meets.items() if snippets}


def _literally(desk: Desk, words: str) -> dict[str, list[Snippet]]:
    """The passages that print words the question quotes; none where no notice prints them as they are."""
    found = desk.passages.mentions(words, list(desk.reports))
    printed = {s: [each for each in snippets if fold(words) in fold(each.quote)] for s, snippets in found.items()}
    return {source: snippets for source, snippets in printed.items() if snippets}


def _weight(found: Mapping[str, Sequence[Snippet]]) -> float:
    """How much a word says: the rarer the more."""
    return math.log(1 + _UNITS / max(1, sum(len(snippets) for snippets in found.values())))


def _groups(question: str, words: Sequence[str]) -> list[tuple[str, ...]]:
    """The words with those that stand on either side of an 或 or 、 as one: either is enough."""
    out: list[tuple[str, ...]] = []
    for word in words:
        before = out[-1][-1] if out else ""
        joined = rf"{re.escape(before)}[^,，。]{{0,2}}(?:或者?|还是|/|or|、)[^,，。]{{0,2}}{re.escape(word)}"
        if before and re.search(joined, question):
            out[-1] = (*out[-1], word)
        else:
            out.append((word,))
    return out


def _beside(snippet: Snippet, word: str, per_word: Mapping[str, Mapping[str, Sequence[Snippet]]]) -> bool:
    """Whether a word of the theme stands in the same sentence, or in the same finding."""
    if word in snippet.quote:
        return True
    places = per_word[word].get(snippet.source, ())
    return any(
        s.start == snippet.start or (snippet.finding is not None and s.finding == snippet.finding) for s in places
    )


_SEQUEL = re.compile(r"\s*(?:其中|分别|包括)[^。；;\n]{2,160}[。；;]?")


def with_sequel(text: str, snippet: Snippet) -> Snippet:
    """The passage with the sentence that breaks its number down (对6名人员处理。其中3人…)."""
    match = _SEQUEL.match(text, snippet.end)
    if match is None:
        return snippet
    return replace(snippet, end=match.end(), quote=text[snippet.start : match.end()])
