"""What the page says before the first question: what is loaded, and what one could ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.records.query import ReportRow
from assistant.ui.words import Words

_NAMED = 8


def holdings_line(w: Words, reports: Sequence[ReportRow]) -> str:
    """One line on what is loaded."""
    if not reports:
        return f'<p class="holdings">{w("chat.nothing_loaded")}{w("chat.load_first")}</p>'
    findings = sum(row.findings for row in reports)
    disclosing = sum(row.discloses_status for row in reports)
    names = w("page.separator").join(escape(row.fields.hospital) for row in reports[:_NAMED])
    more = w("chat.and_more") if len(reports) > _NAMED else ""
    return (
        f'<p class="holdings" title="{names}{more}">'
        f"<strong>{w('chat.holdings', n=len(reports), findings=findings)}</strong>"
        f"<span>{w('chat.disclosing', n=disclosing)}</span></p>"
    )


def example_questions(w: Words, reports: Sequence[ReportRow]) -> list[str]:
    """Questions that the loaded reports can answer."""
    general = [w(f"example.{name}") for name in ("open", "persons", "overdue", "silent")]
    if not reports:
        return general[:1]
    if w.language == "en":
        # A question with a Chinese name in it is taken for a Chinese one, and answered in Chinese.
        return general
    # The full name: a short one (市人民医院) may be that of several.
    # Those that state a status for each finding first: the question is how many are completed.
    disclosing = sorted(reports, key=lambda row: not row.discloses_status)
    names = list(dict.fromkeys(row.fields.hospital for row in disclosing))
    pair = [w("example.two", name=names[0], other=names[1])] if len(names) > 1 else []
    return [*general, w("example.one", name=names[0]), *pair]
