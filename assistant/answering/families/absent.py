"""Hospitals of which there is no notice: say so, say where they are merely mentioned, offer what is there."""

from __future__ import annotations

from assistant.answering.desk import Desk, clip, nested

_OFFERED = 6


def unknown_hospital(desk: Desk) -> None:
    """No notice of the hospital asked about."""
    name = "、".join(desk.plan.unknown)
    desk.draft.abstained = True
    hospitals = list(dict.fromkeys(desk.hospital(s) for s in desk.reports))
    offered = "、".join(hospitals[:_OFFERED]) + ("等" if len(hospitals) > _OFFERED else "")
    desk.draft.lead = desk.say("unknown", name=name, n=len(hospitals), offered=offered)
    stem = desk.plan.unknown[0].removesuffix("医院") if desk.plan.unknown else ""
    found = desk.passages.mentions(stem, desk.plan.sources) if len(stem) >= 2 else {}
    for source in sorted(found):
        for snippet in found[source][:1]:
            text = desk.say(
                "unknown_mentioned",
                hospital=desk.hospital(source),
                quote=nested(clip(snippet.quote, 70)),
                mark=desk.book.snippet(snippet),
            )
            desk.draft.lines.append(text)
            return
