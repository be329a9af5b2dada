"""The quote gate against adversaries: falsified quotes, true quotes under false values, and what is true.

    python -m evals.gate_mutations --reports DIR [--gold DIR] [--seed N] [--rounds N]

Every value read from the notices is spoilt in every way that applies: digits, units, dates, names, 已 and 未, status
words, the hospital, two stretches spliced, words cut off, words of another finding. A falsified quote is offered at the
place of the true one and, where its words happen to stand elsewhere in the notice, there too. Wanted: none accepted,
and at most 0.5 % of the true refused. With --gold, the annotators' own values are offered as true ones as well.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.extraction.gate import (
    accepts_accountability,
    accepts_amount,
    accepts_commitment,
    accepts_evidence,
    accepts_rule,
    accepts_status,
    refusals,
)
from assistant.extraction.pipeline import extract
from assistant.extraction.report_fields import context_of
from assistant.outline import build_outline
from assistant.reading.document import Document
from assistant.schema import (
    STATUSES,
    Accountability,
    Amount,
    Commitment,
    Evidence,
    Finding,
    Measure,
    Report,
    Rule,
)
from evals.gate_lies import Entry, cut_off, spoilt, wrong_values

Refusal = str | None

MOST_TRUE_REFUSED = 0.005


@dataclass(slots=True)
class Tally:
    """How many proposals of a sort were offered, and how many the gate accepted."""

    offered: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, sort: str, refusal: Refusal, what: str) -> None:
        """Count a proposal; one that was accepted is kept as an example."""
        self.offered[sort] += 1
        if refusal is None:
            self.accepted[sort] += 1
            self.examples.append(f"{sort}: {what}")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as read, with its text."""

    report: Report
    text: str


def falsified(notice: Notice, tally: Tally, rng: random.Random) -> None:
    """Offer every value of the notice under quotes that were tampered with."""
    for finding in notice.report.findings:
        for entry in entries(finding):
            for sort, quote in spoilt(entry.evidence.quote, notice.report, rng):
                for evidence in _placed(notice.text, entry.evidence, quote, finding):
                    refusal = judge(notice, finding, entry.model_copy(update={"evidence": evidence}))
                    tally.add(f"quote: {sort}", refusal, f"{entry!r} as {quote!r}")
            for evidence in cut_off(notice.text, entry.evidence):
                refusal = judge(notice, finding, entry.model_copy(update={"evidence": evidence}))
                tally.add("quote: cut off", refusal, f"{entry!r} as {evidence.quote!r}")
        if finding.status_evidence is not None:
            _falsify_status(notice, finding, tally, rng)


def mislabelled(notice: Notice, tally: Tally, rng: random.Random) -> None:
    """Offer every true quote under values that it does not give, and to findings it does not belong to."""
    for finding in notice.report.findings:
        for entry in entries(finding):
            for sort, wrong in wrong_values(entry, rng):
                tally.add(f"value: {sort}", judge(notice, finding, wrong), repr(wrong))
            for other in _others(notice.report, finding, rng):
                if not _inside(entry.evidence, other):
                    tally.add("value: finding", judge(notice, other, entry), f"{entry!r} in {other.ordinal}")
        if finding.status_evidence is not None:
            for status in STATUSES:
                if status not in (finding.status, "not_stated"):
                    wrong_status = finding.model_copy(update={"status": status})
                    tally.add(
                        "value: status", _judge_status(notice, wrong_status), f"{finding.status_evidence} {status}"
                    )


def true_ones(notice: Notice, tally: Tally) -> None:
    """Offer the report as it is: refusals here are faults of the gate."""
    refused = list(refusals(notice.report, notice.text))
    total = sum(len(list(entries(f))) + (f.status_evidence is not None) for f in notice.report.findings)
    total += len(notice.report.fields.evidence)
    for _ in range(total - len(refused)):
        tally.add("true: as read", None, "")
    for place, reason in refused:
        tally.add("true: as read", reason, place)


def true_by_gold(notice: Notice, gold: dict[str, Any], tally: Tally) -> None:
    """Offer the annotators' accountability, amounts and rules at the place of their quotes."""
    for annotated in gold["findings"]:
        for kind, make in (("accountability", _gold_accountability), ("amounts", _gold_amount)):
            for value in annotated[kind]:
                start = notice.text.find(value["quote"])
                evidence = Evidence(start=max(start, 0), end=max(start, 0) + len(value["quote"]), quote=value["quote"])
                owner = next((f for f in notice.report.findings if _inside(evidence, f)), None)
                if start >= 0 and owner is not None:
                    tally.add(f"true: gold {kind}", judge(notice, owner, make(value, evidence)), repr(value))


def entries(finding: Finding) -> Iterator[Entry]:
    """All values of a finding that carry a quote."""
    yield from finding.measures
    yield from finding.commitments
    yield from finding.accountability
    yield from finding.amounts
    yield from finding.rules


def judge(notice: Notice, finding: Finding, entry: Entry) -> Refusal:
    """What the gate says of one value proposed for a finding."""
    match entry:
        case Accountability():
            return accepts_accountability(notice.text, entry, finding)
        case Amount():
            return accepts_amount(notice.text, entry, finding)
        case Rule():
            return accepts_rule(notice.text, entry, finding)
        case Commitment():
            return accepts_commitment(notice.text, entry, finding, context_of(notice.report.fields))
        case Measure():
            return accepts_evidence(notice.text, entry.evidence, finding.spans)


def _falsify_status(notice: Notice, finding: Finding, tally: Tally, rng: random.Random) -> None:
    assert finding.status_evidence is not None
    for sort, quote in spoilt(finding.status_evidence.quote, notice.report, rng):
        for evidence in _placed(notice.text, finding.status_evidence, quote, finding):
            wrong = finding.model_copy(update={"status_evidence": evidence})
            tally.add(f"quote: {sort}", _judge_status(notice, wrong), f"{finding.ordinal} {evidence!r}")
    for other in _others(notice.report, finding, rng):
        if other.status_evidence is not None and other.status != finding.status and not _shared(other, finding):
            wrong = finding.model_copy(update={"status": other.status, "status_evidence": other.status_evidence})
            tally.add("value: status of another", _judge_status(notice, wrong), f"{finding.ordinal} {other.ordinal}")


def _shared(one: Finding, other: Finding) -> bool:
    return one.status_evidence == other.status_evidence


def _judge_status(notice: Notice, finding: Finding) -> Refusal:
    others = [other for other in notice.report.findings if other.ordinal != finding.ordinal]
    return accepts_status(notice.text, finding, others)


def _placed(text: str, true: Evidence, quote: str, finding: Finding) -> Iterator[Evidence]:
    """The falsified quote where the true one stands, and where its words really stand outside the finding."""
    if quote == true.quote or not quote:
        return
    yield Evidence(start=true.start, end=true.start + len(quote), quote=quote)
    start = text.find(quote)
    while start >= 0:
        evidence = Evidence(start=start, end=start + len(quote), quote=quote)
        if not _inside(evidence, finding) and evidence.start != true.start:
            yield evidence
            return
        start = text.find(quote, start + 1)


def _others(report: Report, finding: Finding, rng: random.Random) -> list[Finding]:
    others = [other for other in report.findings if other.ordinal != finding.ordinal]
    return rng.sample(others, min(2, len(others)))


def _inside(evidence: Evidence, finding: Finding) -> bool:
    return any(start <= evidence.start and evidence.end <= end for start, end in finding.spans)


def _gold_accountability(value: dict[str, Any], evidence: Evidence) -> Entry:
    return Accountability(action=value["action"], persons=value["persons"], evidence=evidence)


def _gold_amount(value: dict[str, Any], evidence: Evidence) -> Entry:
    return Amount(value_yuan=value["value_yuan"], kind="金额", evidence=evidence)


def read_notices(folder: Path) -> Iterator[Notice]:
    """Every .txt and .md notice of a folder, read by the grammar."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".txt", ".md"):
            content = path.read_bytes()
            text = content.decode("utf-8-sig")
            document = Document(path.name, hashlib.sha256(content).hexdigest(), text, path.suffix[1:])
            yield Notice(extract(document, build_outline(text)), text)


def run(reports: Path, gold: Path | None, seed: int, rounds: int) -> Tally:
    """The whole run over a folder of notices; each round spoils the quotes at other places."""
    tally, rng = Tally(), random.Random(seed)
    annotated = {}
    if gold is not None:
        loaded = (json.loads(path.read_text("utf-8")) for path in sorted(gold.glob("*.json")))
        annotated = {item["source"]: item for item in loaded if isinstance(item, dict) and "findings" in item}
    for notice in read_notices(reports):
        for _ in range(rounds):
            falsified(notice, tally, rng)
        mislabelled(notice, tally, rng)
        true_ones(notice, tally)
        if notice.report.source in annotated:
            true_by_gold(notice, annotated[notice.report.source], tally)
    return tally


def totals(tally: Tally, prefix: str) -> tuple[int, int]:
    """Offered and accepted, over all sorts that begin with `prefix`."""
    offered = sum(count for sort, count in tally.offered.items() if sort.startswith(prefix))
    return offered, sum(count for sort, count in tally.accepted.items() if sort.startswith(prefix))


def lines(tally: Tally) -> Iterator[str]:
    """The table: a sort a line, then the sums."""
    yield f"{'sort':28s} {'offered':>8s} {'accepted':>8s} {'refused':>8s}"
    for sort in sorted(tally.offered):
        offered, accepted = tally.offered[sort], tally.accepted[sort]
        yield f"{sort:28s} {offered:8d} {accepted:8d} {offered - accepted:8d}"
    for prefix in ("quote:", "value:", "true: as read", "true: gold"):
        offered, accepted = totals(tally, prefix)
        share = (offered - accepted) / offered if offered else 0.0
        yield f"all {prefix:24s} {offered:8d} {accepted:8d} {offered - accepted:8d}  refused {share:.4f}"


def main(argv: list[str] | None = None) -> int:
    """Print the table; exit 1 where a falsehood was accepted or too much truth refused."""
    parser = argparse.ArgumentParser(description="The quote gate against falsified quotes and values")
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(argv)
    tally = run(options.reports, options.gold, options.seed, options.rounds)
    falsehoods = [line for line in tally.examples if not line.startswith("true:")]
    sys.stdout.write("\n".join([*lines(tally), *falsehoods[:20]]) + "\n")
    offered, accepted = totals(tally, "true: as read")
    return 1 if falsehoods or (offered - accepted) > MOST_TRUE_REFUSED * offered else 0


if __name__ == "__main__":
    raise SystemExit(main())
