"""Deadlines as printed (2024, 2024-06, 2024-06-30) on one scale: the last day that still keeps them."""

from __future__ import annotations

from calendar import monthrange


def last_day(due: str) -> str:
    """The last day of the year, month or day that `due` names, as YYYY-MM-DD.

    "Before the end of June 2024" is kept on 30 June and overdue on 1 July, so a deadline is compared by its last day.
    Raises ValueError for anything but YYYY, YYYY-MM or YYYY-MM-DD.
    """
    year, *rest = (int(part) for part in due.split("-"))
    if len(rest) > 2:
        msg = f"{due!r} is not a year, month or day"
        raise ValueError(msg)
    month = rest[0] if rest else 12
    days = monthrange(year, month)[1]
    day = rest[1] if len(rest) == 2 else days
    if not 1 <= day <= days:
        msg = f"{due!r} is no day of the calendar"
        raise ValueError(msg)
    return f"{year:04d}-{month:02d}-{day:02d}"
