"""Where cited words stand in the original file, for formats that have pages or paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.answering.answer import Citation
from assistant.reading.document import Document


def places_of(citations: Iterable[Citation], document: Callable[[str], Document]) -> dict[tuple[str, int], str]:
    """The place (第3页) of each citation by source and offset; each file is looked at once."""
    offsets: dict[str, set[int]] = {}
    for citation in citations:
        offsets.setdefault(citation.source, set()).add(citation.start)
    found: dict[tuple[str, int], str] = {}
    for source, starts in sorted(offsets.items()):
        original = document(source)
        if not original.locations:
            continue
        for start in starts:
            place = original.place(start)
            if place is not None:
                found[source, start] = place
    return found
