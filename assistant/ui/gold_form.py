"""Gold of one finding as a form: lists as lines that a person can edit, and back again, checked against the notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, get_args

from assistant.errors import AssistantError
from assistant.schema import STATUSES, TOPICS, RuleAction
from assistant.ui.words import Words

Entry = dict[str, Any]
LISTS = ("pending", "accountability", "amounts", "rules")
_PARTS: dict[str, tuple[str, ...]] = {
    "pending": ("quote", "what", "due"),
    "accountability": ("quote", "action", "persons"),
    "amounts": ("quote", "value_yuan", "kind"),
    "rules": ("name", "action"),
}
_BAR = re.compile(r"\s*[|｜]\s*")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ACTIONS: tuple[str, ...] = get_args(RuleAction)
_MOST_TOPICS = 3


def lines_of(kind: str, entries: Sequence[Entry]) -> str:
    """Entries of a list as lines."""
    parts = _PARTS[kind]
    return "\n".join("｜".join("" if entry.get(p) is None else str(entry[p]) for p in parts) for entry in entries)


def entries_of(w: Words, kind: str, lines: str, text: str) -> list[Entry]:
    """Lines as entries. Raises AssistantError for what is no number, no date, no known action, or not in `text`."""
    entries = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        given = [*_BAR.split(line), "", "", ""]
        entry: Entry = {part: given[i] or None for i, part in enumerate(_PARTS[kind])}
        _check(w, kind, entry, text)
        entries.append(entry)
    return entries


def _check(w: Words, kind: str, entry: Entry, text: str) -> None:
    quote = entry.get("quote")
    if "quote" in entry and (not quote or quote not in text):
        raise _refused(w, "not_verbatim", quote=quote or "")
    for number in ("persons", "value_yuan"):
        if entry.get(number) is not None:
            entry[number] = _number(w, entry[number])
    if kind == "amounts" and entry["value_yuan"] is None:
        raise _refused(w, "no_number", text="")
    if entry.get("due") and not _DATE.fullmatch(entry["due"]):
        raise _refused(w, "no_date", text=entry["due"])
    if kind == "rules" and entry["action"] not in _ACTIONS:
        raise _refused(w, "no_action", text=entry["action"] or "", known=w("page.separator").join(_ACTIONS))
    if kind == "pending":
        entry["what"] = entry["what"] or quote


def _number(w: Words, given: str) -> int | float:
    try:
        value = float(given.replace(",", ""))
    except ValueError:
        raise _refused(w, "no_number", text=given) from None
    return int(value) if value.is_integer() else value


def _refused(w: Words, key: str, **values: str) -> AssistantError:
    said = w(f"gold.{key}", **values)
    return AssistantError(said, message_zh=said)


def corrected(w: Words, finding: Entry, status: Any, topics: Any, lists: Sequence[str], text: str) -> Entry:
    """The finding's gold with the form's values; `lists` are the lines in the order of LISTS."""
    stated = status if status in STATUSES else finding["status"]
    return {
        **finding,
        "status": stated,
        "status_basis": "none" if stated == "not_stated" else "explicit",
        "topics": [topic for topic in topics or () if topic in TOPICS][:_MOST_TOPICS],
        **{kind: entries_of(w, kind, lines or "", text) for kind, lines in zip(LISTS, lists, strict=True)},
    }
