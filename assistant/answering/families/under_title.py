"""What stands under a title, where an answer would be the title alone: that says what was wrong, not what was done."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.passages.expected import asks_problem
from assistant.answering.passages.model import Snippet
from assistant.text.clauses import sentences

_MARK = 14
"""Characters after a title that are still its own: the mark of its status."""
_LENGTH = 200
"""Characters of the finding told, in whole sentences; the first of them in any case."""


def below_title(desk: Desk, snippets: Sequence[Snippet]) -> tuple[Snippet, ...]:
    """The first sentences of the finding, where its title is all there is; none where the problem itself is asked."""
    if not snippets or asks_problem(desk.plan.question):
        return ()
    row = desk.finding_of(snippets[0])
    if row is None or len({snippet.finding for snippet in snippets}) != 1:
        return ()
    end = row.finding.title_evidence.end
    if any(snippet.end > end + _MARK for snippet in snippets):
        return ()
    text, after = desk.records.text(row.source), max(end, *(snippet.end for snippet in snippets))
    told = [span for bounds in row.finding.spans for span in sentences(text, *bounds) if span[0] >= after]
    if not told:
        return ()
    first = told[0][0]
    last = max([span[1] for span in told if span[1] - first <= _LENGTH], default=told[0][1])
    label = snippets[0].label
    return (Snippet(row.source, row.hospital, row.finding.ordinal, label, first, last, text[first:last], 1.0),)
