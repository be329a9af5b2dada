"""How far a model is believed on one notice: as far as it reads what code knows for certain.

Code is certain of the control clauses and of statuses that stand on a line of their own. A model that gets those right
may correct the grammar; one that does not changes nothing on this notice, however plausible the rest of it sounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.extraction.chain.control import claims
from assistant.extraction.chain.running import Told

_ENOUGH = 24
"""Facts that must have been asked for before a model can be believed at all."""
_TOLERATED = 0.02
"""Share of wrong ones that a believed model may have."""


@dataclass(frozen=True, slots=True)
class Trust:
    """`right` of `asked` facts that code is certain of were read rightly."""

    asked: int
    right: int

    @property
    def believed(self) -> bool:
        """Whether the model may correct the grammar on this notice."""
        return self.asked >= _ENOUGH and self.asked - self.right <= self.asked * _TOLERATED


def trust_in(told: Iterable[Told]) -> Trust:
    """Count over all findings of one notice; a finding without a valid reading counts as read wrongly."""
    asked = right = 0
    for one in told:
        if one.reading is None:
            asked += 3
            continue
        of_control, rightly = claims(one.asked.control, one.asked.control_number, one.reading)
        asked, right = asked + of_control, right + rightly
        if one.asked.finding.status_basis == "explicit":
            asked, right = asked + 1, right + (one.reading.status == one.asked.finding.status)
    return Trust(asked, right)
