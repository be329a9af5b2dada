"""Promised dates against one another, against the finding's own deadline, and against the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from assistant.audit.matters import Promise, promises_of, same_matter
from assistant.audit.model import Contradiction
from assistant.audit.stretches import FindingText, Notice
from assistant.records.due import last_day
from assistant.schema import Evidence
from assistant.text.dates import find_dates

_LINE = re.compile(r"(?:完成|整改|办结)(?:时限|期限)[:为]")
_NEAR = 6
"""Flat characters between 完成时限： and its date."""


def differing(notice: Notice) -> Iterator[Contradiction]:
    """One matter, two dates."""
    year = _year(notice)
    for each in notice.findings:
        promises = [promise for stretch in each.stretches for promise in promises_of(stretch, year)]
        for one, other in combinations(promises, 2):
            if last_day(one.date.last) != last_day(other.date.last) and same_matter(one, other):
                yield Contradiction(
                    kind="deadline_differs",
                    severity="high",
                    finding=each.finding.ordinal,
                    why=f"同一事项时限不一：前文为{one.date.last}，后文为{other.date.last}。",
                    quotes=(_quote(one), _quote(other)),
                )


def _quote(promise: Promise) -> Evidence:
    return promise.clause.quote(0, len(promise.clause.flat))


def _year(notice: Notice) -> int | None:
    fields = notice.report.fields
    known = fields.published or fields.feedback_date or fields.inspection_end
    return int(known[:4]) if known else None


def beyond_own_deadline(notice: Notice) -> Iterator[Contradiction]:
    """A matter promised for a day after the finding's own deadline."""
    for each in notice.findings:
        own = _own_deadline(each, _year(notice))
        if own is None:
            continue
        deadline, line = own
        for commitment in each.finding.commitments:
            if commitment.due and last_day(commitment.due) > last_day(deadline):
                yield Contradiction(
                    kind="deadline_beyond",
                    severity="medium",
                    finding=each.finding.ordinal,
                    why=f"该条整改时限为{deadline}，其中事项却到{commitment.due}才完成。",
                    quotes=(line, commitment.evidence),
                )


def _own_deadline(each: FindingText, year: int | None) -> tuple[str, Evidence] | None:
    """The last date of the finding's 完成时限 lines, with the line."""
    found = []
    for stretch in each.stretches:
        for line in _LINE.finditer(stretch.flat.text):
            dates = [d for d in find_dates(stretch.flat, year) if line.end() <= d.start < line.end() + _NEAR]
            found += [(date.last, stretch.quote(line.start(), date.end)) for date in dates[:1]]
    return max(found, key=lambda each: last_day(each[0]), default=None)


def passed_at_publication(notice: Notice) -> Iterator[Contradiction]:
    """A promise whose day lay before the notice was published: kept or not, the notice does not say."""
    published = notice.report.fields.published
    if published is None:
        return
    printed = notice.report.fields.evidence.get("published")
    for each in notice.findings:
        for commitment in each.finding.commitments:
            if commitment.due and last_day(commitment.due) < last_day(published):
                quotes = (commitment.due_evidence,) if commitment.due_evidence else ()
                yield Contradiction(
                    kind="deadline_passed",
                    severity="medium",
                    finding=each.finding.ordinal,
                    why=f"承诺{commitment.due}完成，通报{published}公布时已过时限，未说明是否办结。",
                    quotes=(commitment.evidence, *quotes, *((printed,) if printed else ())),
                )
