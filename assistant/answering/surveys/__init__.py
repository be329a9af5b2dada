"""Answers over very many notices: totals by the engine over all of them, then the first entries, each cited.

With few notices an answer names every record; with hundreds such an answer could neither be read nor made in time. The
numbers are still counted over every record, and what is not listed is numbered and can be had by filter or export.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.answering.desk import Desk
from assistant.answering.plan import Operation
from assistant.answering.surveys import (
    fields,
    listing,
    narrowing,
    numbers,
    pointed,
    properties,
    ranking,
    speaking,
    values,
)

MANY = 60
"""Up to so many notices are answered one by one."""

SURVEYS: dict[Operation, Callable[[Desk], None]] = {
    "open_items": listing.open_items,
    "status_list": listing.status_list,
    "done_but_open": listing.done_but_open,
    "finding_list": listing.finding_list,
    "open_matters": listing.open_matters,
    "due": values.due,
    "accountability": values.accountability,
    "money": values.money,
    "rules": values.rules,
    "status_count": numbers.status_count,
    "finding_count": numbers.finding_count,
    "declared": numbers.declared,
    "disclosure": fields.disclosure,
    "span": fields.span,
    "report_field": fields.report_field,
    "contact": fields.contact,
    "mentions": speaking.mentions,
    "notices": properties.notices,
    "figures": ranking.figures,
    "happenings": pointed.happenings,
    "item_status": pointed.item_status,
    "finding_detail": pointed.finding_detail,
    "compare": narrowing.compare,
    "summary": narrowing.summary,
}
