"""The parts of a compound question put together as one answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.answering.passages.derive import derive
from assistant.answering.passages.model import PartAnswer, Reason, Snippet, SnippetAnswer
from assistant.records.query import ReportRow


def place_of(parts: Sequence[PartAnswer]) -> tuple[str, int] | None:
    """The finding that answers the part before."""
    snippets = parts[-1].snippets if parts and parts[-1].answerable else ()
    return (snippets[0].source, snippets[0].finding) if snippets and snippets[0].finding is not None else None


def joined(parts: Sequence[PartAnswer], texts: Mapping[str, str]) -> SnippetAnswer:
    """The parts of a compound question as one answer: answerable if any part is."""
    answered = [part for part in parts if part.answerable] or list(parts)
    snippets: dict[tuple[str, int, int], Snippet] = {}
    for part in answered:
        for snippet in part.snippets:
            snippets.setdefault((snippet.source, snippet.start, snippet.end), snippet)
    values = tuple(dict.fromkeys(value for part in answered for value in part.values))
    derivation = derive(parts, texts)
    # A share or an average need not be printed: it follows from what is.
    followed = derivation is not None and derivation.operator in ("share", "average")
    answerable = followed or any(part.answerable for part in parts)
    reason: Reason | None = None
    if not answerable:
        reason = next((part.reason for part in parts if part.reason), "nothing_asked")
    kept = tuple(snippets.values())
    return SnippetAnswer(kept, answerable, values, derivation, reason, tuple(parts))


def names_of(rows: Iterable[ReportRow]) -> list[str]:
    """The names of the hospitals of some reports, however they are called."""
    return [name for row in rows for name in (row.fields.hospital, *row.fields.aliases)]
