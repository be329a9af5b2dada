"""Deadlines as a calendar file (RFC 5545): one all-day entry a dated commitment, on the last day that keeps it."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from assistant.comparison.due import DueItem, DueList
from assistant.schema import STATUS_ZH

_FOLD = 73
"""Octets of content in a line: 75 with room for the continuation's space."""


def calendar(due: DueList) -> bytes:
    """The calendar of everything dated and open; the same list gives the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rectification-assistant//due//ZH", "CALSCALE:GREGORIAN"]
    for item in (*due.overdue, *due.ahead):
        lines += _event(item, due.as_of)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines).encode()


def _event(item: DueItem, as_of: str) -> list[str]:
    day = date.fromisoformat(item.last or as_of)
    place = f"{item.source}#{item.finding}#{item.evidence.start}"
    about = f"{item.hospital} {item.label}{item.title}\n状态：{STATUS_ZH[item.status]}"
    told = f"{about}\n原文：{item.evidence.quote}\n来源：{item.source}"
    return [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(place.encode()).hexdigest()[:32]}@rectification-assistant",
        f"DTSTAMP:{as_of.replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(f'{item.hospital}：{item.what}')}",
        f"DESCRIPTION:{_escaped(told)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, "\\" + mark)
    return words.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Cut to 75 octets a line, never inside a character."""
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > _FOLD:
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])
