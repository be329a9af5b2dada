"""Records to gold, in the form that annotators write."""

from __future__ import annotations

from typing import Any

from evals.synthetic.layouts import Placed, Written
from evals.synthetic.records import Notice


def gold_of(notice: Notice, written: Written) -> dict[str, Any]:
    """The gold of a notice; every quote stands in its text."""
    return {
        "source": notice.source,
        "report": _fields(notice),
        "findings": [_finding(notice, at, placed) for at, placed in enumerate(written.placed, 1)],
        "inconsistencies": [
            {"weight": "real", "finding": each.finding, "why": each.why} for each in notice.contradictions
        ],
    }


def _fields(notice: Notice) -> dict[str, Any]:
    given, closed = notice.letters or (None, None)
    return {
        "hospital": notice.hospital,
        "province": None,
        "city": notice.place if notice.place.endswith("市") else None,
        "party_body": f"中共{notice.hospital}委员会",
        "inspection_body": notice.team,
        "inspection_level": notice.level,
        "inspection_start": notice.start.isoformat(),
        "inspection_end": notice.end.isoformat(),
        "feedback_date": notice.feedback.isoformat(),
        "published": notice.published.isoformat(),
        "declared_totals": {
            "findings": notice.declared, "completed": None, "partial": None, "unfinished": None, "clues_total": None,
            "clues_closed": None, "letters_total": given, "letters_closed": closed, "immediate_total": None,
            "immediate_closed": None,
        },
        "contact": {"phone": notice.phone, "address": None, "email": None},
    }  # fmt: skip


def _finding(notice: Notice, ordinal: int, placed: Placed) -> dict[str, Any]:
    finding = placed.finding
    return {
        "id": f"{notice.prefix}-{ordinal}",
        "label": placed.label,
        "section": placed.section,
        "title": finding.title,
        "status": finding.status,
        "status_basis": "none" if finding.status == "not_stated" else "explicit",
        "topics": [finding.topic],
        "measures": placed.measures,
        "pending": [{"what": each.what, "due": each.due, "quote": each.quote} for each in finding.opens],
        "accountability": [
            {"action": each.action, "persons": each.persons, "quote": each.quote} for each in finding.sanctions
        ],
        "amounts": [
            {"value_yuan": _number(each.yuan), "kind": each.quote, "quote": each.quote} for each in finding.sums
        ],
        "rules": [{"name": each.name, "action": each.action} for each in finding.documents],
    }


def _number(yuan: float) -> int | float:
    """Whole sums without a decimal point, as exports write them."""
    return int(yuan) if yuan.is_integer() else yuan
