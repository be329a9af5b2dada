"""The tables of the records.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# A migration is history: it says here what the tables were, and never asks the code what they are today.
_LEVELS = ("中央", "省委", "市委", "区委", "县委", "旗委", "其他")
_STATUSES = ("completed", "completed_ongoing", "mostly_completed", "partial", "unfinished", "not_stated")
_TOPICS = (
    "procurement", "drugs", "insurance_billing", "finance", "construction", "safety", "quality", "service",
    "specialty", "reform", "tcm", "public_health", "personnel", "party", "ideology", "integrity", "ethics", "followup",
)  # fmt: skip
_DOUBTS = ("numbering_gap", "count_mismatch", "text_in_no_finding", "status_totals_mismatch", "proposals_differ")
_PROPOSERS = ("grammar", "llm", "both")
_RULE_ACTIONS = ("制定", "修订", "印发", "学习", "other")
_TOTALS = (
    "findings", "completed", "partial", "unfinished", "clues_total", "clues_closed", "letters_total",
    "letters_closed", "immediate_total", "immediate_closed",
)  # fmt: skip

Item = sa.schema.SchemaItem


def _text(*names: str, nullable: bool = False) -> list[Item]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def _numbers(*names: str, nullable: bool = False) -> list[Item]:
    return [sa.Column(name, sa.Integer(), nullable=nullable) for name in names]


def _words(table: str, name: str = "evidence", *, nullable: bool = False) -> list[Item]:
    """Three columns of a quote, and that they are there together."""
    whole = (
        f"({name}_start IS NULL AND {name}_end IS NULL AND {name}_quote IS NULL)"
        f" OR ({name}_start >= 0 AND {name}_end > {name}_start AND {name}_quote IS NOT NULL)"
    )
    return [
        *_numbers(f"{name}_start", f"{name}_end", nullable=nullable),
        *_text(f"{name}_quote", nullable=nullable),
        sa.CheckConstraint(whole, name=op.f(f"ck_{table}_{name}_whole")),
    ]


def _one_of(table: str, column: str, values: Sequence[str]) -> Item:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_known"))


def _check(table: str, name: str, condition: str) -> Item:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _report_key(table: str) -> Item:
    return sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f(f"fk_{table}_report"), ondelete="CASCADE")


def _primary(table: str, *columns: str) -> Item:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _of_report(table: str) -> list[Item]:
    return [
        *_numbers("report_id", "position"),
        _primary(table, "report_id", "position"),
        _report_key(table),
    ]


def _of_finding(table: str) -> list[Item]:
    return [
        *_numbers("report_id", "ordinal", "position"),
        _primary(table, "report_id", "ordinal", "position"),
        sa.ForeignKeyConstraint(
            ["report_id", "ordinal"],
            ["finding.report_id", "finding.ordinal"],
            name=op.f(f"fk_{table}_finding"),
            ondelete="CASCADE",
        ),
    ]


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def upgrade() -> None:
    """Create the tables, parents before children."""
    _reports()
    _findings()
    _values()


def _reports() -> None:
    revision_table = op.create_table("revision", *_numbers("id", "number"), _primary("revision", "id"))
    op.bulk_insert(revision_table, [{"id": 1, "number": 0}])
    op.create_table(
        "report",
        *_numbers("id"),
        *_text("source", "sha256", "version", "hospital"),
        *_text("province", "city", "party_body", "inspection_body", "inspection_level", nullable=True),
        *_text("inspection_start", "inspection_end", "feedback_date", "published", nullable=True),
        *_numbers(*(f"declared_{name}" for name in _TOTALS), nullable=True),
        *_text("contact_phone", "contact_address", "contact_email", nullable=True),
        _one_of("report", "inspection_level", _LEVELS),
        _primary("report", "id"),
        sa.UniqueConstraint("source", name=op.f("uq_report_source")),
    )
    _index("report", "sha256")
    _index("report", "hospital")
    op.create_table(
        "document",
        *_numbers("report_id"),
        *_text("media", "text"),
        _primary("document", "report_id"),
        _report_key("document"),
    )
    op.create_table("location", *_of_report("location"), *_numbers("start_offset", "end_offset"), *_text("place"))
    op.create_table(
        "field_evidence",
        *_of_report("field_evidence"),
        *_text("field"),
        *_words("field_evidence"),
        sa.UniqueConstraint("report_id", "field", name=op.f("uq_field_evidence_report_id_field")),
    )
    op.create_table("alias", *_of_report("alias"), *_text("name"))
    _index("alias", "name")
    op.create_table("passage", *_of_report("passage"), *_text("heading"), *_words("passage"))
    op.create_table(
        "doubt",
        *_of_report("doubt"),
        *_text("kind", "message"),
        *_numbers("finding", nullable=True),
        *_words("doubt", nullable=True),
        _one_of("doubt", "kind", _DOUBTS),
    )


def _findings() -> None:
    op.create_table(
        "finding",
        *_numbers("report_id", "ordinal"),
        *_text("label", "section", "title"),
        *_words("finding", "title"),
        *_text("status", "status_basis"),
        *_words("finding", "status", nullable=True),
        *_words("finding", "department", nullable=True),
        *_words("finding", "deadline", nullable=True),
        *_text("summary", nullable=True),
        _one_of("finding", "status", _STATUSES),
        _one_of("finding", "status_basis", ("explicit", "none")),
        _check("finding", "basis_agrees", "(status = 'not_stated') = (status_basis = 'none')"),
        _check("finding", "status_has_words", "status_basis <> 'explicit' OR status_quote IS NOT NULL"),
        _check("finding", "ordinal_from_one", "ordinal >= 1"),
        _primary("finding", "report_id", "ordinal"),
        _report_key("finding"),
    )
    _index("finding", "status")
    op.create_table("finding_span", *_of_finding("finding_span"), *_numbers("start_offset", "end_offset"))
    op.create_table(
        "finding_topic", *_of_finding("finding_topic"), *_text("topic"), _one_of("finding_topic", "topic", _TOPICS)
    )
    _index("finding_topic", "topic", "report_id", "ordinal")


def _values() -> None:
    op.create_table("measure", *_of_finding("measure"), *_text("marker"), *_words("measure"))
    op.create_table(
        "commitment",
        *_of_finding("commitment"),
        *_text("what"),
        *_text("due", "due_last", nullable=True),
        *_text("proposer"),
        *_words("commitment"),
        *_words("commitment", "due", nullable=True),
        _check("commitment", "due_has_last", "(due IS NULL) = (due_last IS NULL)"),
        _one_of("commitment", "proposer", _PROPOSERS),
    )
    _index("commitment", "due_last")
    op.create_table(
        "accountability",
        *_of_finding("accountability"),
        *_text("action"),
        *_numbers("persons", nullable=True),
        *_text("proposer"),
        *_words("accountability"),
        _one_of("accountability", "proposer", _PROPOSERS),
    )
    op.create_table(
        "amount",
        *_of_finding("amount"),
        sa.Column("value_yuan", sa.Double(), nullable=False),
        *_text("kind", "proposer"),
        *_words("amount"),
        _one_of("amount", "proposer", _PROPOSERS),
    )
    op.create_table(
        "rule",
        *_of_finding("rule"),
        *_text("name", "action", "proposer"),
        *_words("rule"),
        _one_of("rule", "action", _RULE_ACTIONS),
        _one_of("rule", "proposer", _PROPOSERS),
    )


def downgrade() -> None:
    """Drop the tables, children before parents."""
    for table in (
        "rule", "amount", "accountability", "commitment", "measure", "finding_topic", "finding_span", "finding",
        "doubt", "passage", "alias", "field_evidence", "location", "document", "report", "revision",
    ):  # fmt: skip
        op.drop_table(table)
