"""The reader of passages: the exact words that answer a question about facts in the prose, or that there are none."""

from assistant.answering.passages.finder import PassageFinder
from assistant.answering.passages.model import (
    Derivation,
    FoundValue,
    PartAnswer,
    PassageSearch,
    PassageStore,
    RankedFinding,
    Snippet,
    SnippetAnswer,
)

__all__ = [
    "Derivation",
    "FoundValue",
    "PartAnswer",
    "PassageFinder",
    "PassageSearch",
    "PassageStore",
    "RankedFinding",
    "Snippet",
    "SnippetAnswer",
]
