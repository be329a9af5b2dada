"""A finding is called finished, and its own text or a later part of the notice leaves something open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.audit.model import Contradiction, Severity
from assistant.audit.stretches import FindingText, Notice
from assistant.schema import DONE, STATUS_ZH, Commitment, Evidence, Finding, Status

_HARD = re.compile(r"尚未|未(?!来)|正在|仍在|仍未|还没|暂未|待[^遇到]|等待|届时|未果|进行中|[审审报]批|初稿|拟")
"""Words of a state that is not the end: 尚未, 正在, 待…, 届时."""
_DISTANT = re.compile(r"今后|下一步|后续|持续|长期|不断|进一步")
"""Words that announce going on rather than something missing."""
_PENDING_PART = re.compile(r"未完成|基本完成|阶段性|未整改|需(?:要)?(?:进一步|继续|持续)|尚需|正在整改|继续推进")
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]?")
_LONGEST_HEADING = 40


def open_though_done(notice: Notice) -> Iterator[Contradiction]:
    """已完成 on the status line, while the text says what is still to be done."""
    for each in notice.findings:
        finding = each.finding
        if finding.status not in DONE or not finding.commitments:
            continue
        weights = [_weight(commitment) for commitment in finding.commitments]
        severity: Severity = "high" if max(weights) >= 2 else "medium" if max(weights) == 1 else "low"
        left = "；".join(commitment.what for commitment in finding.commitments)
        yield Contradiction(
            kind="status_open",
            severity=severity,
            finding=finding.ordinal,
            why=f"整改状态为“{STATUS_ZH[finding.status]}”，正文仍写有未办结的事项：{left}。状态与实际进度不符。",
            quotes=(*_status(finding), *(commitment.evidence for commitment in finding.commitments)),
        )


def _weight(commitment: Commitment) -> int:
    """How hard an open matter speaks against 已完成: a date or a state 2, a bare plan 1, going on as before 0."""
    quote = commitment.evidence.quote
    if commitment.due is not None or _HARD.search(quote):
        return 2
    return 0 if _DISTANT.search(quote) else 1


def _status(finding: Finding) -> tuple[Evidence, ...]:
    return (finding.status_evidence,) if finding.status_evidence else ()


def listed_as_open(notice: Notice) -> Iterator[Contradiction]:
    """A later part lists the finding under another status than its own line gives it."""
    for each in notice.findings:
        finding = each.finding
        if finding.status == "not_stated" or not each.later:
            continue
        heading = _pending_heading(notice, each)
        if heading is None or not _differs(finding.status, heading.quote):
            continue
        yield Contradiction(
            kind="status_appendix",
            severity="high" if finding.status in DONE else "medium",
            finding=finding.ordinal,
            why=f"整改状态为“{STATUS_ZH[finding.status]}”，后文却把该条列入“{heading.quote.strip()}”。",
            quotes=(*_status(finding), heading),
        )


def _differs(status: Status, heading: str) -> bool:
    """Whether a heading of open findings contradicts a status; one that names no status contradicts 已完成 alone."""
    if status in DONE:
        return True
    unfinished, partly = "未完成" in heading, bool(re.search("基本完成|阶段性", heading))
    return unfinished != partly and unfinished != (status == "unfinished")


def _pending_heading(notice: Notice, each: FindingText) -> Evidence | None:
    """The nearest heading before a later explanation that says its findings are open."""
    first = each.later[0].start
    own = [span for other in notice.findings for span in other.finding.spans]
    floor = max((b for other in notice.findings for s in other.body for b in (s.end,) if b <= first), default=0)
    start = first
    while start > floor:
        start = notice.text.rfind("\n", 0, start - 1) + 1
        line = notice.text[start : start + 2 * _LONGEST_HEADING].split("\n", 1)[0].strip()
        if "\t" in line or "|" in line or any(a <= start < b for a, b in own):
            continue
        if len(line) <= _LONGEST_HEADING and _HEADING.match(line) and _PENDING_PART.search(line):
            at = notice.text.index(line, start)
            return Evidence.cut(notice.text, at, at + len(line))
        if start == 0:
            break
    return None
