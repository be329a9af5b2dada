"""The domain in types: what a notice says, each value with the words it came from.

Values are pure and frozen; identity and storage live in `assistant.records`. Offsets count code points of the text the
reader gave, half-open. Chinese terms: finding 反馈问题, measure 整改措施, commitment 未完事项, accountability 问责,
amount 金额, rule 制度.
"""

from __future__ import annotations

from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

Status = Literal["completed", "completed_ongoing", "mostly_completed", "partial", "unfinished", "not_stated"]
StatusBasis = Literal["explicit", "none"]
Topic = Literal[
    "procurement", "drugs", "insurance_billing", "finance", "construction", "safety", "quality", "service",
    "specialty", "reform", "tcm", "public_health", "personnel", "party", "ideology", "integrity", "ethics", "followup",
]  # fmt: skip
RuleAction = Literal["制定", "修订", "印发", "学习", "other"]
Level = Literal["中央", "省委", "市委", "区委", "县委", "旗委", "其他"]
Proposer = Literal["grammar", "llm", "both"]
"""Who proposed a stored value: the rules, the model, or both alike."""

STATUSES: tuple[Status, ...] = get_args(Status)
DONE: tuple[Status, ...] = ("completed", "completed_ongoing")
"""Statuses that leave nothing to do."""
OPEN: tuple[Status, ...] = ("unfinished", "mostly_completed", "partial")
"""Statuses that leave something to do; a finding whose status is not stated is neither done nor open."""
TOPICS: tuple[Topic, ...] = get_args(Topic)

STATUS_ZH: dict[Status, str] = {
    "completed": "已完成",
    "completed_ongoing": "已完成并长期坚持",
    "mostly_completed": "基本完成",
    "partial": "取得阶段性成效",
    "unfinished": "未完成",
    "not_stated": "未逐条公布",
}
TOPIC_ZH: dict[Topic, str] = {
    "procurement": "采购与招投标",
    "drugs": "药品与耗材管理",
    "insurance_billing": "医保基金与收费",
    "finance": "财务资产与内控审计",
    "construction": "基建工程",
    "safety": "安全生产与后勤消防",
    "quality": "医疗质量与安全",
    "service": "患者服务与就医体验",
    "specialty": "学科专科与科研",
    "reform": "公立医院改革与医联体",
    "tcm": "中医药传承创新",
    "public_health": "公共卫生与传染病",
    "personnel": "人才与干部队伍",
    "party": "党建与政治学习",
    "ideology": "意识形态与统战",
    "integrity": "党风廉政与监督执纪",
    "ethics": "医德医风",
    "followup": "巡察审计整改落实",
}


class Value(BaseModel):
    """A frozen value: equal contents compare equal, unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Value):
    """Words of the source: `quote == text[start:end]`, always."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str = Field(min_length=1)

    @model_validator(mode="after")
    def _lengths_agree(self) -> Self:
        if self.end - self.start != len(self.quote):
            msg = f"quote of {len(self.quote)} characters at {self.start}..{self.end}"
            raise ValueError(msg)
        return self

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Evidence:
        """The evidence that `text[start:end]` is."""
        return cls(start=start, end=end, quote=text[start:end])


class Measure(Value):
    """One numbered step of rectification, or the whole paragraph where steps are not numbered."""

    marker: str
    """As printed (一是, （1）, ①); empty for an unnumbered paragraph."""
    evidence: Evidence


class Commitment(Value):
    """Something the text itself leaves open: planned, in progress, awaiting approval, not yet done."""

    what: str
    """A short Chinese phrase, taken from the quote."""
    due: str | None
    """YYYY, YYYY-MM or YYYY-MM-DD, as precise as the text; None where it gives no date."""
    evidence: Evidence
    due_evidence: Evidence | None = None
    """The words of the date where they stand outside `evidence` (a 完成时限 line)."""
    proposer: Proposer = "grammar"


class Accountability(Value):
    """A measure taken against persons, departments or contractors because of the finding."""

    action: str
    """The bare term as printed: 提醒谈话, 政务警告, 扣罚绩效."""
    persons: int | None
    """Only a printed number of persons or person-times (人次)."""
    evidence: Evidence
    proposer: Proposer = "grammar"


class Amount(Value):
    """A sum of money, in yuan, literally as printed: lower bound for 余, unit value for per-head sums."""

    value_yuan: float
    kind: str
    """A short Chinese phrase saying what the sum is."""
    evidence: Evidence
    proposer: Proposer = "grammar"


class Rule(Value):
    """A document in 《》 that the hospital made, revised, issued or abolished (other)."""

    name: str
    """With its 《》, as printed."""
    action: RuleAction
    evidence: Evidence
    proposer: Proposer = "grammar"


class Finding(Value):
    """One numbered rectification item of a notice: exactly one record."""

    ordinal: int = Field(ge=1)
    """Position in document order, from 1."""
    label: str
    """The number as printed (（23）, 4.), empty where there is none."""
    section: str
    """The nearest heading above that groups findings; empty where there is none."""
    title: str
    """The problem in the notice's own words, without number and final punctuation."""
    title_evidence: Evidence
    status: Status
    status_basis: StatusBasis
    status_evidence: Evidence | None
    """The status line, or the group heading it is read from; None when not stated."""
    topics: tuple[Topic, ...] = ()
    """One to three codes, most important first."""
    measures: tuple[Measure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    accountability: tuple[Accountability, ...] = ()
    amounts: tuple[Amount, ...] = ()
    rules: tuple[Rule, ...] = ()
    department: Evidence | None = None
    """责任科室 / 责任部门, where a line or cell of its own gives it."""
    deadline: Evidence | None = None
    """完成时限 / 整改时限, where a line or cell of its own gives it."""
    summary: str | None = None
    """One line by a model, verified; None without one."""
    spans: tuple[tuple[int, int], ...]
    """The stretches of text that belong to the finding, in document order: its own, then later explanations."""

    @model_validator(mode="after")
    def _basis_agrees(self) -> Self:
        if (self.status == "not_stated") != (self.status_basis == "none"):
            msg = f"status {self.status!r} cannot have basis {self.status_basis!r}"
            raise ValueError(msg)
        if self.status_basis == "explicit" and self.status_evidence is None:
            msg = f"status {self.status!r} has no quote"
            raise ValueError(msg)
        return self


class DeclaredTotals(Value):
    """Counts that the notice itself declares, as declared even if wrong; None where it is silent."""

    findings: int | None = None
    completed: int | None = None
    partial: int | None = None
    unfinished: int | None = None
    clues_total: int | None = None
    clues_closed: int | None = None
    letters_total: int | None = None
    letters_closed: int | None = None
    immediate_total: int | None = None
    immediate_closed: int | None = None


class Contact(Value):
    """How the public can reach the hospital about the notice; None where absent."""

    phone: str | None = None
    address: str | None = None
    email: str | None = None


class ReportFields(Value):
    """What a notice says about itself. None where the text (or well-known geography) does not give it."""

    hospital: str
    province: str | None = None
    city: str | None = None
    party_body: str | None = None
    inspection_body: str | None = None
    inspection_level: Level | None = None
    inspection_start: str | None = None
    inspection_end: str | None = None
    feedback_date: str | None = None
    published: str | None = None
    declared_totals: DeclaredTotals = DeclaredTotals()
    contact: Contact = Contact()
    aliases: tuple[str, ...] = ()
    """Other names this notice uses for the hospital, and short forms derived from them."""
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    """By field name (`hospital`, `declared_totals.findings`, `contact.phone`): the words it came from."""


class Doubt(Value):
    """Why a reader should look twice at how a notice was read."""

    kind: Literal["numbering_gap", "count_mismatch", "text_in_no_finding", "status_totals_mismatch", "proposals_differ"]
    message: str
    """In Chinese, for the page."""
    evidence: Evidence | None = None
    finding: int | None = None


class Passage(Value):
    """Text of the notice outside findings that can be cited: opening, organisation, next steps, contact."""

    heading: str
    evidence: Evidence


class Report(Value):
    """A notice, read."""

    source: str
    """The file name as ingested."""
    sha256: str
    """Of the file's bytes."""
    fields: ReportFields
    findings: tuple[Finding, ...]
    passages: tuple[Passage, ...] = ()
    doubts: tuple[Doubt, ...] = ()
