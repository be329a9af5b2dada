"""What a notice dates: each date of its prose with the words that are said of it, and the sentence they stand in.

A date that prints no year lies where the rectification lies: after the feedback, not after the notice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answering.evidence import finding_label
from assistant.records.due import last_day
from assistant.schema import Report, ReportFields
from assistant.text.clauses import sentences
from assistant.text.dates import DateMention, find_dates
from assistant.text.flat import FlatText

_DIGIT = re.compile(r"[\d一二三四五六七八九十]\s*[月年.]|季度|半年|年底")
_COURSE = 9
"""Months after the feedback within which notices that carry no date tell of what was done."""
_PREDICATE = re.compile(r"预计|计划|力争|拟[于在]|争取|将[于在]|定[于在]")
"""A clause that begins so has what it speaks of in the clause before it."""
_STOPS = ",，;；。:："


@dataclass(frozen=True, slots=True)
class Moment:
    """A date of the prose; `start` and `end` are its sentence in the text."""

    day: str
    """ISO, at the precision of the text."""
    last: str
    """The end of a stretch of days; the same as `day` for one day."""
    at: int
    """Where the date stands in the text."""
    start: int
    end: int
    own: str
    """Matching form of the words said of this very date: its clause, and on to the clause of the next date."""
    sentence: str
    """Matching form of the whole sentence."""
    ordinal: int | None
    label: str
    said: tuple[int, int] = (0, 0)
    """Where the words of `own` stand in the text."""


def moments_of(report: Report, text: str) -> list[Moment]:
    """Every date of a notice to the month or the day, in the order of the text."""
    out: dict[int, Moment] = {}
    owners: list[tuple[tuple[int, int], int | None, str]]
    owners = [(span, finding.ordinal, finding_label(finding)) for finding in report.findings for span in finding.spans]
    owners += [((p.evidence.start, p.evidence.end), None, p.heading) for p in report.passages]
    for (start, end), ordinal, label in owners:
        for a, b in sentences(text, start, end):
            if _DIGIT.search(text, a, b) is None:
                continue
            for moment in _of_sentence(report.fields, text, a, b):
                out.setdefault(moment.at, replace(moment, ordinal=ordinal, label=label))
    return [out[at] for at in sorted(out)]


def _of_sentence(fields: ReportFields, text: str, start: int, end: int) -> list[Moment]:
    flat = FlatText.of(text, start, end)
    feedback = fields.feedback_date or fields.inspection_end or fields.published
    found = find_dates(flat, int(feedback[:4]) if feedback else None)
    printed = [m.start for m in found if m.year_printed]
    dated = [m for m in found if m.precision != "year"]
    out = []
    for k, mention in enumerate(dated):
        lent = any(at <= mention.start for at in printed)
        first, last = (mention.first, mention.last) if lent else _in_course(fields, mention)
        begin = max((flat.text.rfind(mark, 0, mention.start) + 1 for mark in _STOPS), default=0)
        if _PREDICATE.match(flat.text, begin):
            # 病理中心因改造滞后,预计6月投用: the clause before says of what.
            begin = max((flat.text.rfind(mark, 0, begin - 1) + 1 for mark in _STOPS), default=0)
        begin = max(begin, dated[k - 1].end) if k else begin
        begin = mention.start if k and _listed(flat.text, dated[k - 1].end, mention.start) else begin
        clauses_after = (
            _stop_before(flat.text, mention.end, one.end, other.start) for one, other in pairwise(dated[k:])
        )
        # A date inside the same clause (3月2日对1月的台账) belongs to what is said of the first.
        stop = next((at for at in clauses_after if at > mention.end), len(flat.text))
        out.append(
            Moment(
                first, last, flat.origin[mention.start], start, end, flat.text[begin:stop], flat.text, None, "",
                flat.span(begin, stop),
            )
        )  # fmt: skip
    return out


def _stop_before(text: str, end: int, before: int, following: int) -> int:
    """Where the words of a date end before another: at its clause, or where only 、 parts it from the one `before`."""
    return following if _listed(text, before, following) else _clause_start(text, end, following)


def _listed(text: str, end: int, following: int) -> bool:
    """Whether two dates have words of their own and only 、 between them (2月封顶、5月启用)."""
    return text[following - 1] == "、" and following - end > 1


def _clause_start(text: str, low: int, position: int) -> int:
    """Where the clause of `position` begins, not before `low`."""
    return max([low, *(text.rfind(mark, low, position) + 1 for mark in _STOPS)])


def months_on(day: str, months: int) -> str:
    """The month that lies so many months after a date, with the date's day; the month's last where it has no such."""
    years, month = divmod(int(day[5:7]) - 1 + months, 12)
    there = f"{int(day[:4]) + years}-{month + 1:02d}"
    return min(there + day[7:], last_day(there)) if day[7:] else there


def _in_course(fields: ReportFields, mention: DateMention) -> tuple[str, str]:
    """The days of a mention that prints no year: the first such days that do not lie before the feedback."""
    feedback = fields.feedback_date
    if feedback is None or len(feedback) < 7 or mention.first >= feedback[: len(mention.first)]:
        return mention.first, mention.last
    first, last = (f"{int(day[:4]) + 1}{day[4:]}" for day in (mention.first, mention.last))
    limit = fields.published or months_on(feedback, _COURSE)
    return (first, last) if first <= limit[: len(first)] else (mention.first, mention.last)
