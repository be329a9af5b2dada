"""The typed reading of a question: what is asked, of whom, narrowed how. Frozen, and shown to the user in one line."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.schema import Status, Topic

Operation = Literal[
    "open_items",  # what is not finished, in tiers
    "status_list",  # findings of given statuses
    "status_count",  # how many findings of which status
    "done_but_open",  # labelled completed while the text leaves something open
    "item_status",  # is this very finding done
    "disclosure",  # who states a status per finding, and in which words
    "finding_count",  # how many findings a notice has
    "finding_list",  # the findings of a topic or a hospital
    "finding_detail",  # one finding, by its number
    "span",  # days between dated events of the inspection
    "report_field",  # one field of the notice: dates, team, level
    "open_matters",  # drafts and other open matters, wherever they stand
    "due",  # commitments by deadline
    "accountability",  # who was held to account, counted
    "money",  # sums of money
    "rules",  # documents made or revised
    "contact",  # how to reach the hospital
    "declared",  # clues, letters, immediate matters: what the notice declares
    "mentions",  # which notices speak of a theme, or of which none does
    "lookup",  # a fact inside the prose
    "notices",  # which notices have a property: their inspection's level, a date in a window, their size
    "figures",  # a number of each notice's records, compared, ranked or added up
    "happenings",  # what a notice dates on a day or in a stretch of time
    "compare",  # a theme, hospital by hospital, with the leader first where one is asked for
    "summary",  # a theme or a notice in a few sentences
    "unknown_hospital",  # the hospital asked about has no notice here
]
Language = Literal["zh", "en"]
Scope = Literal["named", "all", "others"]
Order = Literal["max", "min", "both"]
Level = Literal["title", "text"]
SpanKind = Literal["inspection", "feedback", "meeting", "publication", "whole", "start", "course"]
"""Start to end of the inspection; its end to the feedback; feedback to the meeting; feedback, or end, to the
notice's date; start of the inspection to the feedback, or to the notice.
"""
DeclaredKind = Literal["clues", "letters", "immediate"]
Field = Literal["inspection_dates", "feedback_date", "published", "inspection_body", "province"]
Metric = Literal["findings", "rules", "measures", "persons", "recovered", "open_matters", "sections"]
"""Numbers that every notice's records give."""


class QueryPlan(BaseModel):
    """What will be executed. `question` stands alone: names and themes of earlier turns are already written into it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    operation: Operation
    question: str
    language: Language = "zh"
    scope: Scope = "all"
    sources: tuple[str, ...] = ()
    """The reports concerned, in the order the question names their hospitals."""
    unknown: tuple[str, ...] = ()
    """Hospitals named in the question of which there is no notice."""
    topics: tuple[Topic, ...] = ()
    theme: str = ""
    """The matter asked about in the question's own words, without hospitals and question words."""
    asked: str = ""
    """The question without the hospitals' names, to be put to each of them alone."""
    apart: tuple[tuple[str, str], ...] = ()
    """By source: what is asked of each report alone, where a comparison asks something else of each."""
    statuses: tuple[Status, ...] = ()
    finding: str = ""
    """The number of a finding the question names (第23条)."""
    due_from: str | None = None
    due_to: str | None = None
    due_outside: bool = False
    """What is due outside the window is asked for."""
    as_of: str | None = None
    span: SpanKind | None = None
    declared: tuple[DeclaredKind, ...] = ()
    field: Field | None = None
    fields: tuple[Field, ...] = ()
    """Several fields of the notice, where more than one is asked for."""
    metric: Metric | None = None
    level: Level = "text"
    typed: bool = False
    """Whether the question consists of record words alone, and has no matter of its own."""
    negated: bool = False
    """Asked for those that do not (出现, 提到)."""
    per_hospital: bool = False
    """An answer for each hospital is wanted, not one for all."""
    order: Order | None = None
    same_day: bool = False
    """Asked for hospitals that share a date."""
    counted: bool = False
    """A number is wanted rather than a list."""
    ratio: bool = False
    premise: Literal["done", "not_done"] | None = None
    """What the question takes for granted about completion."""
    claimed: int | None = None
    """The number of findings the question takes for granted (那10个未完成的)."""
    assumptions: tuple[str, ...] = ()
    """How a doubtful part was read, for the user to see."""
