"""What goes in and out: filters with their limits, items with the words they rest on, lists cut into pages.

Offsets count code points of the notice's text, half-open; `quote` is that text between them, always.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from assistant.answering.answer import LlmUse
from assistant.answering.table_file import TableFormat
from assistant.audit.model import AuditKind, Severity
from assistant.comparison.model import FactKind
from assistant.schema import Doubt, Evidence, Level, Proposer, RuleAction, Status, Topic, Value

MAX_ITEMS = 100
"""Items of a page."""
MAX_CHARACTERS = 60_000
"""Of a page, as JSON: what a model can still read. A page ends before it, and says where the next one begins."""
MAX_CITATIONS = 300
"""Of an answer."""
MAX_TURNS = 20
"""Earlier questions of a conversation."""

_Name = Annotated[str, Field(min_length=1, max_length=100)]
Hospitals = Annotated[tuple[_Name, ...], Field(max_length=50, description="医院名称或简称；不填为全部。")]
Topics = Annotated[tuple[Topic, ...], Field(max_length=18, description="主题代码，符合任一即可。")]
Statuses = Annotated[tuple[Status, ...], Field(max_length=6, description="整改状态，符合任一即可。")]
Words = Annotated[str, Field(max_length=100, description="问题标题中的词语。")]
Day = Annotated[date | None, Field(description="YYYY-MM-DD。")]
Holding = Literal["commitments", "accountability", "amounts", "rules"]
Holdings = Annotated[
    tuple[Holding, ...],
    Field(max_length=4, description="须含：commitments 未完事项，accountability 问责，amounts 金额，rules 制度。"),
]
Theme = Annotated[str | None, Field(max_length=100, description="主题代码、主题名称或任意词语；不填为全部事项。")]
DueState = Literal["overdue", "ahead", "undated", "closed"]
States = Annotated[
    tuple[DueState, ...],
    Field(
        max_length=4, description="overdue 已逾期，ahead 未到期，undated 未写时限，closed 后文已写明办结；不填为全部。"
    ),
]
Severities = Annotated[
    tuple[Severity, ...], Field(max_length=3, description="high 必有一误，medium 存疑，low 提示；不填为全部。")
]
Offset = Annotated[int, Field(ge=0, le=1_000_000, description="从第几条起，首条为 0。")]
Limit = Annotated[int, Field(ge=1, le=MAX_ITEMS, description="最多几条。")]
Sought = Annotated[str, Field(min_length=1, max_length=1000, description="要找的内容，一句话或几个词。")]
Question = Annotated[str, Field(min_length=1, max_length=4000, description="问题。")]
History = Annotated[tuple[Question, ...], Field(max_length=MAX_TURNS, description="此前的问题，先问的在前。")]


class Paged(Value):
    """Which part of a list."""

    offset: Offset = 0
    limit: Limit = 20


class FindingFilter(Paged):
    """Which findings; every field narrows."""

    hospital: Hospitals = ()
    topic: Topics = ()
    status: Statuses = ()
    words: Words = ""
    due_from: Day = None
    due_to: Day = None
    holding: Holdings = ()


class PassageFilter(Value):
    """Which passages."""

    query: Sought
    hospital: Hospitals = ()
    limit: Annotated[int, Field(ge=1, le=30)] = 8


class CompareFilter(Paged):
    """Whom to compare on what."""

    theme: Theme = None
    hospital: Hospitals = ()


class DueFilter(Paged):
    """Which commitments, judged on which day (None: today)."""

    as_of: Day = None
    hospital: Hospitals = ()
    state: States = ()


class AuditFilter(Paged):
    """Which contradictions."""

    hospital: Hospitals = ()
    severity: Severities = ()


class AskRequest(Value):
    """A question with the questions before it."""

    question: Question
    history: History = ()


class TableRequest(AskRequest):
    """A question whose answer is wanted as a file, with every record that it counts."""

    format: TableFormat = "csv"


class Page(Value):
    """What all lists say of themselves."""

    total: int
    """How many there are in all."""
    next_offset: int | None
    """Where the next page begins; None at the end."""


class ReportItem(Value):
    """A notice."""

    source: str
    hospital: str
    province: str | None
    city: str | None
    inspection_level: Level | None
    feedback_date: str | None
    published: str | None
    findings: int
    declared: int | None
    """How many findings the notice itself declares."""
    discloses_status: bool
    statuses: dict[Status, int]
    doubts: tuple[Doubt, ...]


class ReportPage(Page):
    """Notices by source name."""

    items: tuple[ReportItem, ...]


class CommitmentItem(Evidence):
    """Something the text leaves open."""

    what: str
    due: str | None
    proposer: Proposer


class AccountabilityItem(Evidence):
    """Who was held to account, and how."""

    action: str
    persons: int | None
    proposer: Proposer


class AmountItem(Evidence):
    """A sum of money."""

    value_yuan: float
    kind: str
    proposer: Proposer


class RuleItem(Evidence):
    """A document made, revised, issued or abolished."""

    name: str
    action: RuleAction
    proposer: Proposer


class FindingItem(Value):
    """One finding of a notice."""

    hospital: str
    source: str
    finding: int
    """Its position in the notice, from 1."""
    label: str
    section: str
    title: str
    words: Evidence
    """The title as it stands in the notice."""
    status: Status
    status_words: Evidence | None
    """None where the notice states no status for it: that is neither done nor undone."""
    topics: tuple[Topic, ...]
    commitments: tuple[CommitmentItem, ...]
    accountability: tuple[AccountabilityItem, ...]
    amounts: tuple[AmountItem, ...]
    rules: tuple[RuleItem, ...]
    measures: tuple[Evidence, ...]


class FindingPage(Page):
    """Findings by source and position; the counts are of all that match, not of this page."""

    items: tuple[FindingItem, ...]
    by_status: dict[Status, int]
    hospitals: int


class CitedWords(Evidence):
    """Words of a notice, and where they stand."""

    hospital: str
    source: str
    finding: int | None
    label: str


class PassageItem(CitedWords):
    """Words that were found, best first; scores are comparable within one list only."""

    score: float


class PassageList(Value):
    """What was found."""

    items: tuple[PassageItem, ...]
    not_indexed: int
    """Notices that could not be searched yet, since they are being indexed."""


class FactItem(Value):
    """One statement of a comparison with the words it rests on."""

    kind: FactKind
    text: str
    due: str | None
    value_yuan: float | None
    persons: int | None
    words: tuple[CitedWords, ...]


class ComparedFinding(Value):
    """A finding on the theme."""

    hospital: str
    source: str
    finding: int
    label: str
    title: str
    status: Status
    topics: tuple[Topic, ...]
    reason: str
    whole: bool
    """False where only some of its sentences speak of the theme."""
    facts: tuple[FactItem, ...]


class ComparedHospital(Value):
    """A notice in the comparison; `findings` and `mentions` of 0 mean that it is silent on the theme."""

    hospital: str
    source: str
    feedback_date: str | None
    discloses_status: bool
    findings: int
    mentions: int


class SharedApproach(Value):
    """A way of going about it, and who took it."""

    name: str
    hospitals: tuple[str, ...]
    words: tuple[CitedWords, ...]


class ComparisonPage(Page):
    """Hospitals on a theme: all of them in `hospitals`, their findings page by page."""

    theme: str
    topics: tuple[Topic, ...]
    hospitals: tuple[ComparedHospital, ...]
    hospitals_total: int
    common: tuple[SharedApproach, ...]
    only: tuple[SharedApproach, ...]
    items: tuple[ComparedFinding, ...]


class DueItem(CitedWords):
    """A commitment on the day of judgement."""

    title: str
    what: str
    due: str | None
    state: DueState
    due_words: Evidence | None
    closed_words: Evidence | None


class DuePage(Page):
    """Commitments, overdue first; the counts are of all states."""

    as_of: str
    counts: dict[DueState, int]
    items: tuple[DueItem, ...]


class AuditEntry(Value):
    """A contradiction inside a notice."""

    hospital: str
    source: str
    finding: int | None
    kind: AuditKind
    severity: Severity
    why: str
    quotes: tuple[Evidence, ...]


class AuditPage(Page):
    """Contradictions, notice by notice."""

    items: tuple[AuditEntry, ...]


class Reply(Value):
    """An answer."""

    answer: str
    """Markdown: the answer, what is not disclosed, and how much was looked at."""
    abstained: bool
    """Whether nothing of what was asked stands in the notices."""
    citations: tuple[CitedWords, ...]
    citations_total: int
    """How many there are in all: at most `MAX_CITATIONS` are given."""
    left: int
    """Records that are counted and, being very many, not listed; over HTTP `ask/table` gives them all."""
    plan: dict[str, Any]
    llm: LlmUse | None
    seconds: float
