"""A model points at the lines where findings begin, where the rules' own outline is doubtful.

It names line numbers and nothing else. The outline cut at those lines is taken only if it holds against the notice
itself: nearer to the number of findings it declares, no more gaps in the numbering, no more text in no finding, and no
finding without a word of what was done. Else the rules' outline stands as it was.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import ModelError
from assistant.extraction.pipeline import extract
from assistant.llm.port import ChatModel, Completion, Usage
from assistant.llm.prompts import load_prompt
from assistant.outline.build import outline_of_heads, shown_lines
from assistant.outline.genre import is_action, is_problem
from assistant.outline.model import Outline, OutlineFinding, Span
from assistant.reading.document import Document
from assistant.schema import Report
from assistant.text.flat import fold

logger = logging.getLogger(__name__)

PROMPT = "outline_lines"
_STRUCTURAL = frozenset(("numbering_gap", "count_mismatch", "text_in_no_finding"))
_MOST_LINES = 600
"""A longer notice is not shown: it would not fit a small model's window."""
_SHOWN = 60
"""Characters of a line that are shown; a heading says what it is in its first words."""
_MAX_TOKENS = 900
_SHORT = 30
"""Characters of a heading without a number that may name a problem in words of no failing."""
_MOST_LOST = 0.25
"""Share of the rules' findings that a proposal may do without (measures taken for findings)."""


class FindingLines(BaseModel):
    """Where findings begin, by the numbers of the lines shown."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    findings: Annotated[list[int], Field(max_length=200)]


class Misfit(NamedTuple):
    """How an outline contradicts its notice; all zero where it does not."""

    number: int
    """Findings more or fewer than the notice declares; 0 where it declares none."""
    gaps: int
    stray: int
    """Stretches of text among the findings that belong to none."""
    empty: int
    """Findings of which no word says what was done."""


def is_doubtful(report: Report) -> bool:
    """Whether the outline itself, not a value in it, is in doubt."""
    return any(doubt.kind in _STRUCTURAL for doubt in report.doubts)


def misfit(report: Report) -> Misfit:
    """How far a report's findings are from what the notice says of itself."""
    declared = report.fields.declared_totals.findings
    kinds = [doubt.kind for doubt in report.doubts]
    return Misfit(
        abs(declared - len(report.findings)) if declared is not None else 0,
        kinds.count("numbering_gap"),
        kinds.count("text_in_no_finding"),
        sum(finding.spans[1:] == () for finding in report.findings),
    )


def reread(document: Document, report: Report, chat: ChatModel) -> tuple[Report, Usage]:
    """The report with the findings a model pointed at, if they fit the notice better; else `report` itself.

    Raises:
        ModelError: the model could not be reached. An answer that is no list of lines changes nothing.
    """
    lines = shown_lines(document.text)
    if not is_doubtful(report) or len(lines) > _MOST_LINES:
        return report, Usage()
    said = _ask(document.text, report, lines, chat)
    if said is None:
        return report, Usage()
    usage = Usage() if said.cached else said.usage
    heads = accepted_lines(said.value.findings, lines)
    if heads is None:
        logger.info("the lines a model named in %s are not those shown; the rules' outline stands", document.source)
        return report, usage
    proposed = outline_of_heads(document.text, heads)
    if not _keeps(document.text, proposed, report):
        return report, usage
    better = extract(document, proposed)
    return (better if _fits_better(misfit(better), misfit(report)) else report), usage


def accepted_lines(numbers: Sequence[int], lines: Sequence[Span]) -> list[int] | None:
    """The offsets of the lines named, or None unless every one was shown and they rise."""
    if not numbers or not all(1 <= number <= len(lines) for number in numbers):
        return None
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        return None
    return [lines[number - 1][0] for number in numbers]


def _ask(text: str, report: Report, lines: Sequence[Span], chat: ChatModel) -> Completion[FindingLines] | None:
    declared = report.fields.declared_totals.findings
    messages = load_prompt(PROMPT).render(
        declared=f"{declared}个" if declared is not None else "未写明",
        doubts="；".join(dict.fromkeys(doubt.message for doubt in report.doubts if doubt.kind in _STRUCTURAL)),
        lines="\n".join(f"[{n}] {_shown(text, span)}" for n, span in enumerate(lines, start=1)),
    )
    try:
        return chat.structured(messages, FindingLines, max_tokens=_MAX_TOKENS)
    except ModelError as error:
        logger.warning("the model proposed no outline for %s: %s", report.source, error)
        return None


def _shown(text: str, span: Span) -> str:
    words = " ".join(text[slice(*span)].split())
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def _fits_better(new: Misfit, old: Misfit) -> bool:
    """Whether nothing grew worse and the contradictions of count, numbers and text became fewer."""
    return all(a <= b for a, b in zip(new, old, strict=True)) and sum(new[:3]) < sum(old[:3])


def _keeps(text: str, proposed: Outline, report: Report) -> bool:
    """Whether a proposal only mends: few findings go, and those that come look like findings."""
    known = {finding.spans[0][0] for finding in report.findings}
    forms = {_form(finding.label) for finding in report.findings} - {""}
    added = [finding for finding in proposed.findings if finding.heading[0] not in known]
    lost = known - {finding.heading[0] for finding in proposed.findings}
    return len(lost) <= len(known) * _MOST_LOST and all(_may_head(text, finding, forms) for finding in added)


def _may_head(text: str, finding: OutlineFinding, forms: set[str]) -> bool:
    """Whether a heading states a failing, or is short or numbered as the others are and tells of no deed."""
    title, heading = fold(text[slice(*finding.title)]), fold(text[slice(*finding.heading)])
    short = len(heading) <= _SHORT and not re.search(r"[\d。;,]", heading.rstrip("。"))
    return is_problem(title) or (not is_action(title) and (short or _form(finding.label) in forms))


def _form(label: str) -> str:
    """A label with its number left open: （）, 1.1 and the like."""
    return re.sub(r"\d+|[一二三四五六七八九十]+", "0", fold(label))
