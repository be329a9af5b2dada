"""How a finding was put right: its measures in order, where a question asks how and names the finding itself.

A title found by the words of a question is where to look; what was done stands in the measures below it.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, commitment_words
from assistant.answering.families.matching import theme_terms
from assistant.answering.passages.model import SnippetAnswer
from assistant.records.query import FindingRow

_HOW = re.compile(
    r"(?:怎么|如何|怎样|咋)(?!没|还|会|不)|(?:什么|哪些|啥)[^,，]{0,4}(?:措施|做法|办法|动作|手段|举措)"
    r"|做了(?:什么|哪些|啥)|(?:措施|做法|举措)(?:有|是|呢|都)"
    r"|\bhow (?:did|was|were|has|have|is|are|does|do)\b|\bwhat (?:was|were|has been) done"
    r"|\bwhat (?:measures|steps|actions)",
    re.IGNORECASE,
)
_TELLING_KINDS = frozenset(("manner", "list", "what", "reason", "yesno"))
_BUDGET = 760
"""Characters of measures in the answer to one question."""
_SHORTEST = 48


def asks_how(question: str) -> bool:
    """Whether a question asks how something was done, or what."""
    return _HOW.search(question) is not None


def narrated(desk: Desk, answer: SnippetAnswer) -> bool:
    """Answer by the measures of the finding the question names; False where it names none or asks for one fact."""
    if not asks_how(desk.plan.question) or not answer.snippets:
        return False
    if any(part.expected not in _TELLING_KINDS for part in answer.parts):
        return False
    row = desk.finding_of(answer.snippets[0])
    if row is None or not row.finding.measures:
        return False
    title = row.finding.title_evidence
    on_title = answer.snippets[0].start < title.end and title.start < answer.snippets[0].end
    if not on_title and not _titled(desk, row):
        return False
    tell(desk, row)
    return True


def _titled(desk: Desk, row: FindingRow) -> bool:
    """Whether most of the theme's words stand in the finding's title."""
    terms = theme_terms(desk.plan)
    return bool(terms) and 3 * sum(term in row.finding.title for term in terms) >= 2 * len(terms)


def told_of(desk: Desk, place: tuple[str, int]) -> bool:
    """Answer by the measures of the finding the turn before was about; False where there is none."""
    row = desk.finding_at(*place)
    if row is None or not row.finding.measures:
        return False
    tell(desk, row)
    return True


def tell(desk: Desk, row: FindingRow) -> None:
    """The finding with its status, its measures in order, and what is still open."""
    finding = row.finding
    desk.draft.present(row.source, finding.ordinal)
    mark = desk.cite_status(row) if finding.status_evidence else desk.cite_title(row)
    desk.draft.lead = desk.say(
        "detail", hospital=row.hospital, title=desk.title(row), status=desk.status(finding.status), mark=mark
    )
    limit = max(_SHORTEST, _BUDGET // max(1, len(finding.measures)))
    for measure in finding.measures[: _BUDGET // _SHORTEST]:
        desk.draft.bullet(f"{clip(measure.evidence.quote, limit)}{desk.book.finding(row, measure.evidence)}")
    shown = [measure.evidence for measure in finding.measures]
    left = [c for c in finding.commitments if not any(e.start <= c.evidence.start < e.end for e in shown)]
    if left:
        remaining = "；".join(commitment_words(desk, row, c) for c in left[:3])
        desk.draft.lines.append(desk.say("still_open", what=remaining))
