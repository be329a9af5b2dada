"""What the gate refuses is left out, with a line in the log: one faulty reading must not cost a whole notice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from assistant.extraction.gate import (
    Refusal,
    accepts_accountability,
    accepts_amount,
    accepts_commitment,
    accepts_measure,
    accepts_rule,
    accepts_status,
)
from assistant.extraction.report_fields import context_of
from assistant.extraction.report_gate import accepts_fields
from assistant.schema import Finding, Report, ReportFields

logger = logging.getLogger(__name__)
T = TypeVar("T")


def sift(report: Report, text: str) -> Report:
    """The report without the values that the gate refuses; a refused status counts as not stated."""
    context = context_of(report.fields)

    def sifted(finding: Finding) -> Finding:
        where = f"{report.source!r}, finding {finding.ordinal}"
        others = [other for other in report.findings if other.ordinal != finding.ordinal]
        kept: dict[str, Any] = {
            "measures": _kept(finding.measures, lambda v: accepts_measure(text, v, finding), where),
            "commitments": _kept(finding.commitments, lambda v: accepts_commitment(text, v, finding, context), where),
            "accountability": _kept(finding.accountability, lambda v: accepts_accountability(text, v, finding), where),
            "amounts": _kept(finding.amounts, lambda v: accepts_amount(text, v, finding), where),
            "rules": _kept(finding.rules, lambda v: accepts_rule(text, v, finding), where),
        }
        refusal = accepts_status(text, finding, others)
        if refusal is not None:
            logger.warning("left out: %s: %s", where, refusal)
            kept |= {"status": "not_stated", "status_basis": "none", "status_evidence": None}
        return finding.model_copy(update=kept)

    fields = _sifted_fields(report.fields, text, report.source)
    return report.model_copy(update={"fields": fields, "findings": tuple(map(sifted, report.findings))})


def _kept(values: Iterable[T], refused: Callable[[T], Refusal], where: str) -> tuple[T, ...]:
    kept = []
    for value in values:
        reason = refused(value)
        if reason is None:
            kept.append(value)
        else:
            logger.warning("left out: %s: %s", where, reason)
    return tuple(kept)


def _sifted_fields(fields: ReportFields, text: str, source: str) -> ReportFields:
    """The notice's own facts without those refused; the hospital's name stays, being what the report is known by."""
    groups: dict[str, dict[str, None]] = {}
    evidence = dict(fields.evidence)
    for name, reason in list(accepts_fields(fields, text)):
        logger.warning("left out: %r, %s: %s", source, name, reason)
        evidence.pop(name, None)
        group, _, inner = name.rpartition(".")
        if name != "hospital":
            groups.setdefault(group, {})[inner] = None
    update: dict[str, Any] = {"evidence": evidence, **groups.pop("", {})}
    for group, cleared in groups.items():
        update[group] = getattr(fields, group).model_copy(update=cleared)
    return fields.model_copy(update=update)
