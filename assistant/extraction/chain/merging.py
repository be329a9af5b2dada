"""Grammar and model each propose; this is the rule that decides, and what is kept of the difference.

1. A model that is not believed on the notice (see `trust`) changes nothing.
2. A believed model decides what needs judgement: topics, and which clauses leave something open. It may add sanctions
   that the grammar missed, and takes none away: their terms are printed, and the grammar misreads few. Where both point
   at the same words, the grammar's quote stays and the value is marked `both`.
3. A date or a number of persons is taken only as recomputed from the printed words; status, money and rules stay the
   grammar's, which reads them with near certainty.
4. Every difference is kept as a doubt on the finding, for review.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.extraction.chain.checking import as_accountability, as_commitment, summary_of
from assistant.extraction.chain.numbering import NumberedClause
from assistant.extraction.chain.reading import FindingReading, OpenMatter, Sanction
from assistant.extraction.chain.running import Told
from assistant.extraction.chain.trust import trust_in
from assistant.schema import TOPIC_ZH, Accountability, Commitment, Doubt, Evidence, Finding, Report

_SAME_ACTION = 0.5
_Quoted = Commitment | Accountability


def merge(report: Report, text: str, told: Sequence[Told], *, year: int | None) -> Report:
    """The report with what a believed model corrects; unchanged but for a doubt where the model is not believed."""
    trust = trust_in(told)
    if not trust.believed:
        message = f"模型在对照句上答对 {trust.right}/{trust.asked}，不足以采信，本通报按规则抽取。"
        return report.model_copy(update={"doubts": (*report.doubts, Doubt(kind="proposals_differ", message=message))})
    return merge_believed(report, text, told, year=year)


def merge_believed(report: Report, text: str, told: Sequence[Told], *, year: int | None) -> Report:
    """The merge of a believed model, without asking whether it is: for measuring what a model alone is worth."""
    findings, doubts = [], list(report.doubts)
    read = {one.asked.finding.ordinal: one for one in told}
    for finding in report.findings:
        one = read.get(finding.ordinal)
        if one is None or one.reading is None:
            findings.append(finding)
            continue
        merged = _merge_finding(text, finding, one, one.reading, year)
        doubts += _differences(finding, merged)
        findings.append(merged)
    return report.model_copy(update={"findings": tuple(findings), "doubts": tuple(doubts)})


def _merge_finding(text: str, finding: Finding, told: Told, reading: FindingReading, year: int | None) -> Finding:
    clauses = {clause.number: clause for clause in told.asked.clauses}
    return finding.model_copy(
        update={
            "topics": tuple(dict.fromkeys(reading.topics)) or finding.topics,
            "commitments": _open(text, finding, clauses, reading.open, year),
            "accountability": _sanctions(text, finding, clauses, reading.sanctions),
            "summary": summary_of(text, finding, reading.summary, told.asked.control.marks),
        }
    )


def _open(
    text: str, finding: Finding, clauses: dict[int, NumberedClause], said: Sequence[OpenMatter], year: int | None
) -> tuple[Commitment, ...]:
    kept: list[Commitment] = []
    for matter in said:
        clause = clauses.get(matter.clause)
        if clause is None:
            continue
        proposed = as_commitment(text, finding, clause, matter, year)
        there = [one for one in finding.commitments if _overlap(one.evidence, clause) and one not in kept]
        same = [one for one in there if one.due == proposed.due] or there
        if same:
            kept.append(same[0])
        elif not any(one.evidence == proposed.evidence and one.due == proposed.due for one in kept):
            kept.append(proposed)
    marked = [_with_due(one, text, finding, clauses, said, year) for one in kept]
    return tuple(sorted(marked, key=lambda one: (one.evidence.start, one.evidence.end)))


def _with_due(
    kept: Commitment,
    text: str,
    finding: Finding,
    clauses: dict[int, NumberedClause],
    said: Sequence[OpenMatter],
    year: int | None,
) -> Commitment:
    """The grammar's commitment with the model's date where that one is printed and the grammar found none."""
    if kept.proposer == "llm":
        return kept
    for matter in said:
        clause = clauses.get(matter.clause)
        if kept.due is None and clause is not None and _overlap(kept.evidence, clause):
            dated = as_commitment(text, finding, clause, matter, year)
            if dated.due is not None:
                return dated
    return kept.model_copy(update={"proposer": "both"})


def _sanctions(
    text: str, finding: Finding, clauses: dict[int, NumberedClause], said: Sequence[Sanction]
) -> tuple[Accountability, ...]:
    kept: list[Accountability] = []
    left = list(finding.accountability)
    for sanction in said:
        clause = clauses.get(sanction.clause)
        if clause is None:
            continue
        same = [one for one in left if _overlap(one.evidence, clause) and _alike(one.action, sanction.action)]
        if same:
            # The grammar read its term and number off the page; the model only had to point there.
            nearest = max(same, key=lambda one: SequenceMatcher(None, one.action, sanction.action).ratio())
            left.remove(nearest)
            kept.append(nearest.model_copy(update={"proposer": "both"}))
        elif proposed := as_accountability(text, clause, sanction):
            kept.append(proposed)
    everything = dict.fromkeys((*kept, *left))
    return tuple(sorted(everything, key=lambda one: (one.evidence.start, one.evidence.end)))


def _overlap(evidence: Evidence, clause: NumberedClause) -> bool:
    return evidence.start < clause.end and clause.start < evidence.end


def _alike(one: str, other: str) -> bool:
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _SAME_ACTION


def _differences(before: Finding, after: Finding) -> list[Doubt]:
    doubts = []
    if before.topics != after.topics:
        said = "、".join(TOPIC_ZH[topic] for topic in after.topics)
        ours = "、".join(TOPIC_ZH[topic] for topic in before.topics)
        doubts.append(_doubt(after, f"主题：规则判为{ours}，模型判为{said}，已采用模型。"))
    for name, old, new in (
        ("未完事项", before.commitments, after.commitments),
        ("问责", before.accountability, after.accountability),
    ):
        doubts += [_doubt(after, f"{name}：模型补充。", one.evidence) for one in new if one.proposer == "llm"]
        doubts += [_doubt(after, f"{name}：规则提出，模型不认可，已去除。", e) for e in _gone(old, new)]
    return doubts


def _gone(old: Sequence[_Quoted], new: Sequence[_Quoted]) -> list[Evidence]:
    left = {(one.evidence.start, one.evidence.end) for one in new}
    return [one.evidence for one in old if (one.evidence.start, one.evidence.end) not in left]


def _doubt(finding: Finding, message: str, evidence: Evidence | None = None) -> Doubt:
    return Doubt(kind="proposals_differ", message=message, evidence=evidence, finding=finding.ordinal)
