"""A notice in a few lines; or a matter across hospitals, where one is named."""

from __future__ import annotations

from assistant.answering.desk import Desk, clip
from assistant.answering.families.cross import side_by_side
from assistant.answering.families.declared import NAMES, matters_words
from assistant.answering.families.left_over import left_words
from assistant.answering.families.matching import theme_terms
from assistant.answering.families.sums import came_back, yuan
from assistant.records.query import FindingRow
from assistant.schema import OPEN, Status


def summary(desk: Desk) -> None:
    """A matter across hospitals, or one notice as a whole."""
    if len(desk.reports) > 1 or desk.plan.topics or theme_terms(desk.plan):
        side_by_side(desk)
        return
    overview(desk)


def overview(desk: Desk) -> None:
    """One notice in a few lines: size, state, what is open, who was held to account."""
    source, row = next(iter(desk.reports.items()))
    desk.draft.present(source)
    findings = desk.findings()
    counts = row.status_counts
    stated = _stated(desk, counts)
    first = desk.cite_title(findings[0]) if findings else ""
    totals = row.fields.declared_totals
    declared = "、".join(
        f"{word}{n}个"
        for word, n in (("已完成", totals.completed), ("阶段性完成", totals.partial), ("未完成", totals.unfinished))
        if n is not None
    )
    if declared and not stated:
        stated = declared + desk.cite_field(source, "declared_totals.completed", "declared_totals.partial")
    key = "overview_stated" if stated else "overview_silent"
    desk.draft.lead = desk.say(key, hospital=row.fields.hospital, n=row.findings, stated=stated, mark=first)
    sections: dict[str, list[FindingRow]] = {}
    for finding in findings:
        sections.setdefault(finding.finding.section, []).append(finding)
    for section, rows in list(sections.items())[:14]:
        titles = "；".join(f"{r.finding.title}{desk.cite_title(r)}" for r in rows[:6]) + ("等" if len(rows) > 6 else "")
        desk.draft.bullet(f"{clip(section, 40)}（{len(rows)}条）：{titles}" if section else titles)
    still = [r for r in findings if r.finding.status in OPEN]
    if still:
        desk.draft.lines.append(desk.say("still_open", what=desk.semicolon.join(_left(desk, r) for r in still[:_OPEN])))
    _held_to_account(desk, findings)
    _money_back(desk, findings)
    handed = [words for kind in NAMES if (words := matters_words(desk, source, kind, {}))]
    if handed:
        desk.draft.lines.append(desk.say("handed_over", words=desk.semicolon.join(handed)))


def _money_back(desk: Desk, findings: list[FindingRow]) -> None:
    """The sums given back or got back, in one line."""
    pairs = [(row, amount) for row in findings for amount in row.finding.amounts if came_back(desk, row, amount)]
    words = [f"{a.kind}{yuan(a.value_yuan)}{desk.book.finding(row, a.evidence)}" for row, a in pairs[:_SUMS]]
    if words:
        desk.draft.lines.append(desk.say("money_back", words=desk.semicolon.join(words)))


_SUMS = 10
"""Sums of money that are named."""
_OPEN = 10
"""Findings not done that are named."""


def _left(desk: Desk, row: FindingRow) -> str:
    """One finding that is not done, with what is left of it."""
    left = left_words(desk, row, limit=60, most=1)
    named = f"{desk.title(row)}{desk.cite_status(row)}"
    return desk.say("left_of", title=named, what=left) if left else named


def _stated(desk: Desk, counts: dict[Status, int]) -> str:
    """The statuses of a notice with their numbers; completed ones together, of which some are to be kept up."""
    unit = "" if desk.english else "条"
    joiner = ", " if desk.english else "、"
    done, ongoing = counts.get("completed", 0), counts.get("completed_ongoing", 0)
    words = []
    if done + ongoing:
        kept = desk.say("of_which_kept", n=ongoing) if ongoing and done else ""
        first: Status = "completed" if done else "completed_ongoing"
        words.append(f"{desk.status(first)}{' ' if desk.english else ''}{done + ongoing}{unit}{kept}")
    others: tuple[Status, ...] = ("mostly_completed", "partial", "unfinished")
    space = " " if desk.english else ""
    words += [f"{desk.status(s)}{space}{counts[s]}{unit}" for s in others if counts.get(s)]
    return joiner.join(words)


def _held_to_account(desk: Desk, findings: list[FindingRow]) -> None:
    """The measures against persons with printed numbers, in one line."""
    parts = []
    for row in findings:
        numbered = [item for item in row.finding.accountability if item.persons is not None]
        parts += [f"{item.action}{item.persons}人{desk.book.finding(row, item.evidence)}" for item in numbered]
    if parts:
        desk.draft.lines.append(desk.say("held", words="、".join(parts[:8])))
