"""A comparison: for each hospital what it was found to lack on a theme, what it did, what remains, each fact cited."""

from __future__ import annotations

from typing import Literal

from assistant.answering.answer import Citation
from assistant.schema import Status, Topic, Value

FactKind = Literal[
    "problem", "status", "measure", "remaining", "accountability", "amount", "rule", "mention", "profile",
]  # fmt: skip
FACT_ZH: dict[FactKind, str] = {
    "problem": "问题",
    "status": "状态",
    "measure": "措施",
    "remaining": "未完",
    "accountability": "问责",
    "amount": "金额",
    "rule": "制度",
    "mention": "提及",
    "profile": "概况",
}


class Fact(Value):
    """One statement and the citations (1-based) it rests on."""

    kind: FactKind
    text: str
    citations: tuple[int, ...]
    due: str | None = None
    """Of what remains: the deadline, as precise as the notice."""
    value_yuan: float | None = None
    """Of a sum of money."""
    persons: int | None = None
    """Of accountability: the printed number."""


class Item(Value):
    """One finding on the theme."""

    ordinal: int
    label: str
    title: str
    status: Status
    topics: tuple[Topic, ...]
    reason: str
    """Why it was taken as belonging to the theme."""
    whole: bool
    """False where only some of its sentences speak of the theme: then only those count."""
    facts: tuple[Fact, ...]

    def of(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """Its facts of these kinds, in order."""
        return tuple(fact for fact in self.facts if fact.kind in kinds)


class Near(Value):
    """A finding that is only near in meaning: named for completeness, not compared."""

    ordinal: int
    title: str
    reason: str
    citations: tuple[int, ...]


class Section(Value):
    """One notice of one hospital."""

    hospital: str
    source: str
    feedback_date: str | None
    discloses_status: bool
    profile: tuple[Fact, ...] = ()
    """What the notice says of itself, and what it says of the theme outside its findings."""
    items: tuple[Item, ...] = ()
    near: tuple[Near, ...] = ()

    @property
    def main(self) -> tuple[Item, ...]:
        """The findings that are about the theme."""
        return tuple(item for item in self.items if item.whole)

    @property
    def passing(self) -> tuple[Item, ...]:
        """The findings that only mention it."""
        return tuple(item for item in self.items if not item.whole)

    @property
    def speaks(self) -> bool:
        """Whether the notice says anything on the theme."""
        return bool(self.items) or any(fact.kind == "mention" for fact in self.profile)

    def facts(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """The facts of these kinds in all its findings."""
        return tuple(fact for item in self.items for fact in item.of(*kinds))

    def main_facts(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """The facts of these kinds in the findings that are about the theme."""
        return tuple(fact for item in self.main for fact in item.of(*kinds))


class Approach(Value):
    """A way of going about it, with the hospitals that took it; each with the citations that show it."""

    name: str
    hospitals: tuple[str, ...]
    examples: tuple[Fact, ...]
    """One a hospital, in the same order."""


class Practice(Value):
    """A measure that others could copy, and why it is offered."""

    hospital: str
    source: str
    title: str
    status: Status
    fact: Fact
    why: str


class Comparison(Value):
    """The whole of it. Hospitals in the order asked for; none is left out."""

    theme: str
    """As a reader would call it; empty for everything."""
    topics: tuple[Topic, ...]
    sections: tuple[Section, ...]
    common: tuple[Approach, ...]
    """Ways that most hospitals took."""
    only: tuple[Approach, ...]
    """Ways that one hospital alone took."""
    practices: tuple[Practice, ...]
    citations: tuple[Citation, ...]

    @property
    def speaking(self) -> tuple[Section, ...]:
        """Notices that say something on the theme."""
        return tuple(section for section in self.sections if section.speaks)

    @property
    def silent(self) -> tuple[Section, ...]:
        """Notices without a matching finding or word."""
        return tuple(section for section in self.sections if not section.speaks)
