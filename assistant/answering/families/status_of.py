"""The status of the finding that some words stand in, as a short remark."""

from __future__ import annotations

from assistant.answering.desk import Desk
from assistant.answering.passages.model import Snippet


def state_of(desk: Desk, snippet: Snippet) -> str:
    """The status with its mark; empty for words outside the findings."""
    row = desk.finding_of(snippet)
    return desk.say("thing_state", status=desk.status(row.finding.status), mark=desk.cite_status(row)) if row else ""
