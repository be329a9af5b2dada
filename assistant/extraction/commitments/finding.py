"""The commitments of one finding: what its measures and a later explanation leave open, one entry a matter."""

from __future__ import annotations

import re

from assistant.extraction.commitments import turns
from assistant.extraction.commitments.matters import Matter, open_matters
from assistant.extraction.commitments.phrase import short_phrase
from assistant.extraction.commitments.sameness import about_the_same, one_entry_a_matter
from assistant.extraction.context import ReportContext
from assistant.outline.model import Block, OutlineFinding, Span
from assistant.outline.statuses import read_status
from assistant.schema import DONE, Commitment, Evidence
from assistant.text.clauses import sentences
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText, fold

# An explanation no longer than this is a table row that names cause and next step in a word or two.
_LONGEST_CATCHWORDS = 60
_READ = ("measures", "result", "reason")
_LABEL = re.compile(r"[一-鿿]{2,6}[：:]\s*")
# In a later section about what is left, even a general sentence says that the item is open.
_STILL_TO_DO = re.compile(r"仍?需|长期|持续|将|不断|后续|下一?步|今后|循序渐进|周期|困难|尚|暂|未")


def commitments(text: str, finding: OutlineFinding, context: ReportContext) -> tuple[Commitment, ...]:
    """What the finding leaves open, in document order; empty where the text says nothing is."""
    matters = [m for block in finding.blocks if block.kind in _READ for m in open_matters(text, block, context)]
    matters = [m for m in matters if not _only_a_status(m)]
    named = [m for m in matters if not turns.UNKNOWN_WHEN.search(m.words)]
    matters = named or matters
    reasons = [block for block in finding.blocks if block.kind == "reason"]
    if not matters and reasons:
        matters = [_explanation(text, max(reasons, key=lambda block: block.end - block.start))]
    if not matters:
        matters = _remarks(text, finding, context)
    matters = one_entry_a_matter(_folded(matters), context.hospital)
    deadline = _deadline(text, finding, context)
    return tuple(
        _commitment(text, matter, deadline, _under_deadline(text, matter, matters, reasons, context))
        for matter in matters
    )


def _only_a_status(matter: Matter) -> bool:
    """该问题正在整改 says how the finding stands, and names nothing still to be done."""
    found = read_status(matter.words)
    return found is not None and not matter.words[found[2] :].strip("。;,.")


def _folded(matters: list[Matter]) -> list[Matter]:
    """The matters without the catchwords of an explanation (资金未到位) that belong to the one matter of the body."""
    body = [matter for matter in matters if matter.block.kind != "reason"]
    if len(body) != 1:
        return matters
    return [
        m for m in matters if m is body[0] or m.due is not None or m.block.end - m.block.start > _LONGEST_CATCHWORDS
    ]


def _explanation(text: str, block: Block) -> Matter:
    """The sentences of a later explanation that say what remains, where no clause of it names a matter."""
    spans = sentences(text, block.start, block.end) or [(block.start, block.end)]
    telling = [span for span in spans if _STILL_TO_DO.search(text, *span)] or spans[-1:]
    start, end = telling[0][0], telling[-1][1]
    label = _LABEL.match(text, start, end)
    start = label.end() if label else start
    while end > start and text[end - 1] in "。；;！!":
        end -= 1
    words = fold(text[start:end])
    return Matter(block, start, end, words, words, (start, end), None, None, (block.start, block.end), (0, 0))


def _remarks(text: str, finding: OutlineFinding, context: ReportContext) -> list[Matter]:
    """What a remark beside the status says is left: 基本完成（剩余2台设备待到货）."""
    found = []
    for block in finding.blocks:
        if block.kind == "status":
            for match in re.finditer(r"[（(]([^（）()]{4,})[）)]", text[block.start : block.end]):
                inner = Block("status", block.start + match.start(1), block.start + match.end(1))
                found += open_matters(text, inner, context)
    return found


def _deadline(text: str, finding: OutlineFinding, context: ReportContext) -> tuple[str, Span] | None:
    """The finding's 完成时限 and its words; None where there is none, it names no time (长期坚持) or has been met."""
    if finding.status and finding.status.status in DONE:
        return None
    for block in finding.blocks:
        if block.kind == "deadline":
            flat = FlatText.of(text, block.start, block.end)
            dates = find_dates(flat, context.year)
            if dates:
                return dates[-1].last, flat.span(dates[-1].start, dates[-1].end)
    return None


def _under_deadline(
    text: str, matter: Matter, matters: list[Matter], reasons: list[Block], context: ReportContext
) -> bool:
    """Whether the item's 完成时限 speaks of this matter: its explanation names it, or there is nothing else to mean."""
    if matter.block.kind == "reason" or not reasons or len(matters) == 1:
        return True
    return any(
        about_the_same(text[matter.stretch[0] : matter.stretch[1]], text[block.start : block.end], context.hospital)
        for block in reasons
    )


def _commitment(text: str, matter: Matter, deadline: tuple[str, Span] | None, under_deadline: bool) -> Commitment:
    due, due_span = matter.due, matter.due_span
    if due is None and deadline is not None and under_deadline:
        due, due_span = deadline
    outside = due_span is not None and not matter.start <= due_span[0] <= due_span[1] <= matter.end
    return Commitment(
        what=short_phrase(text, matter),
        due=due,
        evidence=Evidence.cut(text, matter.start, matter.end),
        due_evidence=Evidence.cut(text, *due_span) if outside and due_span is not None else None,
    )
