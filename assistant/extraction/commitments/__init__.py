"""What a finding's own text leaves open (未完事项): planned, in progress, awaiting others, not yet done."""

from __future__ import annotations

from assistant.extraction.commitments.finding import commitments

__all__ = ["commitments"]
