"""Where the notices speak of a theme of several words: completely, and not of something that only shares a word.

Chinese themes end in what they are about (重点岗位轮岗 is about 轮岗), so the last word that any notice uses is required, with
at least one of the others in the same finding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk
from assistant.answering.families.matching import words_of
from assistant.answering.lexicon import word_list
from assistant.answering.passages.model import Snippet


def speaking_of(desk: Desk, theme: str) -> dict[str, list[Snippet]]:
    """Passages on a theme, by report, in document order."""
    sources = list(desk.reports)
    whole = desk.passages.mentions(theme.replace(" ", ""), sources)
    words = [w for w in words_of(theme) if w not in word_list("weak_heads")]
    if len(words) < 2:
        return {s: list(found) for s, found in whole.items() if found}
    per_word = {word: desk.passages.mentions(word, sources) for word in words}
    head = next((word for word in reversed(words) if any(per_word[word].values())), None)
    if head is None:
        return {s: list(found) for s, found in whole.items() if found}
    others = [word for word in words if word != head and any(per_word[word].values())]
    out: dict[str, list[Snippet]] = {}
    for source in sources:
        found = {(s.start, s.end): s for s in whole.get(source, ())}
        for snippet in per_word[head].get(source, ()):
            if not others or _beside(snippet, others, per_word, source):
                found.setdefault((snippet.start, snippet.end), snippet)
        if found:
            out[source] = [found[key] for key in sorted(found)]
    return out


def _beside(snippet: Snippet, others: Sequence[str], per_word: Mapping[str, Mapping[str, Sequence[Snippet]]], source: str) -> bool:
    """Whether another word of the theme stands in the same sentence, or in the same finding."""
    if any(word in snippet.quote for word in others):
        return True
    if snippet.finding is None:
        return False
    return any(s.finding == snippet.finding for word in others for s in per_word[word].get(source, ()))


_SEQUEL = re.compile(r"\s*(?:其中|分别|包括)[^。；;\n]{2,160}[。；;]?")


def with_sequel(text: str, snippet: Snippet) -> Snippet:
    """The passage with the sentence that breaks its number down (对6名人员处理。其中3人…)."""
    match = _SEQUEL.match(text, snippet.end)
    if match is None:
        return snippet
    return replace(snippet, end=match.end(), quote=text[snippet.start : match.end()])
