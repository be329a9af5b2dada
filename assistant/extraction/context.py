"""What the rules for one finding need to know of the whole notice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Facts of the notice that dates and names inside a finding are read against."""

    hospital: str
    """The hospital's name; its words tell no two matters apart."""
    year: int | None
    """The year a date without one means where the finding prints none: of publication, else of the feedback."""
    feedback: str | None
    """ISO date of the inspection's feedback; what was planned for a time before it is no longer a plan."""
    published: str | None
    """ISO date of publication."""
