"""The quote gate: a value exists only if its words stand where it says, and code can read the value from them again.

Finding a quote in the source is not enough: a true quote can be put under a false number, person count, date, status,
name or finding. Every predicate takes one proposed value and gives the reason to refuse it, or None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.errors import QuoteError
from assistant.extraction.context import ReportContext
from assistant.extraction.recompute import (
    accountability_reading,
    amount_reading,
    cuts_a_word,
    date_readings,
    made_of,
    rule_reading,
)
from assistant.extraction.report_fields import context_of
from assistant.extraction.report_gate import accepts_fields
from assistant.extraction.status_gate import states
from assistant.outline.model import Span
from assistant.schema import Accountability, Amount, Commitment, Evidence, Finding, Measure, Report, Rule
from assistant.text.flat import fold

Refusal = str | None
"""Why a value is refused, in plain English; None where it is accepted."""


def check_report(report: Report, text: str) -> None:
    """Raise QuoteError unless every value of `report` stands in `text` and can be read from its words again."""
    for place, reason in refusals(report, text):
        raise QuoteError(f"{report.source!r}, {place}: {reason}")


def refusals(report: Report, text: str) -> Iterator[tuple[str, str]]:
    """Each value of the report that the gate refuses: where it stands in the record, and why."""
    yield from accepts_fields(report.fields, text)
    for passage in report.passages:
        yield from _named("passage", _stands(text, passage.evidence))
    for doubt in report.doubts:
        if doubt.evidence is not None:
            yield from _named("doubt", accepts_evidence(text, doubt.evidence, None))
    context = context_of(report.fields)
    whole = fold(text)
    for position, finding in enumerate(report.findings, start=1):
        others = [other for other in report.findings if other is not finding]
        if finding.ordinal != position:
            yield f"finding {finding.ordinal}", f"stands at position {position}"
        if fold(finding.section) not in whole:
            yield f"finding {finding.ordinal} section", f"{finding.section!r} is not in the text"
        for name, reason in _finding_refusals(finding, others, text, context):
            yield f"finding {finding.ordinal} {name}", reason


def accepts_evidence(text: str, evidence: Evidence, spans: Iterable[Span] | None) -> Refusal:
    """Whether the quote stands at its place, and inside one of `spans` (a finding's own stretches), where given."""
    if refused := _stands(text, evidence):
        return refused
    if cuts_a_word(text, evidence.start, evidence.end):
        return f"{evidence.quote!r} begins or ends inside a number, a unit or a denial"
    if spans is not None and not any(start <= evidence.start and evidence.end <= end for start, end in spans):
        return f"{evidence.quote!r} lies outside the finding"
    return None


def _stands(text: str, evidence: Evidence) -> Refusal:
    """Whether the quote is at its place. A passage is whole lines, which may end in a number (1/8) before another."""
    if text[evidence.start : evidence.end] != evidence.quote:
        return f"the text at {evidence.start}..{evidence.end} is not {evidence.quote!r}"
    return None


def accepts_amount(text: str, amount: Amount, finding: Finding) -> Refusal:
    """Whether the quote prints exactly this sum, and names what it is."""
    refused = accepts_evidence(text, amount.evidence, finding.spans)
    return refused or amount_reading(amount)


def accepts_accountability(text: str, entry: Accountability, finding: Finding) -> Refusal:
    """Whether the quote prints the action, with exactly this number of persons."""
    refused = accepts_evidence(text, entry.evidence, finding.spans)
    return refused or accountability_reading(entry)


def accepts_rule(text: str, rule: Rule, finding: Finding) -> Refusal:
    """Whether the quote prints the title and says of it what the action says."""
    refused = accepts_evidence(text, rule.evidence, finding.spans)
    if refused is None and fold(rule.name) not in fold("".join(text[start:end] for start, end in finding.spans)):
        return f"the finding does not print {rule.name}"
    return refused or rule_reading(rule)


def accepts_commitment(text: str, entry: Commitment, finding: Finding, context: ReportContext) -> Refusal:
    """Whether the phrase comes from the quote, and the date from the quote or the words given for it."""
    refused = accepts_evidence(text, entry.evidence, finding.spans)
    if refused is None and entry.due_evidence is not None:
        refused = accepts_evidence(text, entry.due_evidence, finding.spans)
    if refused is not None:
        return refused
    if not made_of(entry.what, entry.evidence.quote):
        return f"{entry.what!r} is not made of the quote's words"
    if entry.due is None:
        return None if entry.due_evidence is None else "words of a date without a date"
    words = entry.due_evidence or entry.evidence
    if context.feedback is not None and entry.due < context.feedback[: len(entry.due)]:
        return f"{entry.due} was past when the findings were handed over"
    if entry.due not in date_readings(text, words, finding.spans, context):
        return f"{words.quote!r} does not give the date {entry.due}"
    return None


def accepts_status(text: str, finding: Finding, others: Sequence[Finding] = ()) -> Refusal:
    """Whether the words the status rests on state it, and of this finding; `others` are the report's other findings."""
    if finding.status_evidence is None:
        return None if finding.status == "not_stated" else f"status {finding.status} without words"
    refused = accepts_evidence(text, finding.status_evidence, None)
    return refused or states(text, finding, finding.status, finding.status_evidence, others)


def accepts_title(text: str, finding: Finding) -> Refusal:
    """Whether the title is the words it points at, and the number is printed in the finding's heading."""
    refused = accepts_evidence(text, finding.title_evidence, finding.spans)
    if refused is not None:
        return refused
    quote = fold(finding.title_evidence.quote)
    if not quote.startswith(fold(finding.title)) or len(quote) - len(fold(finding.title)) > 1:
        return f"{finding.title!r} is not {finding.title_evidence.quote!r}"
    heading = fold(text[finding.spans[0][0] : finding.spans[0][1]])
    return None if fold(finding.label) in heading else f"the heading does not print the number {finding.label!r}"


def accepts_measure(text: str, measure: Measure, finding: Finding) -> Refusal:
    """Whether the measure stands in the finding, behind or with its marker."""
    refused = accepts_evidence(text, measure.evidence, finding.spans)
    if refused is not None:
        return refused
    around = fold(text[max(0, measure.evidence.start - 12) : measure.evidence.start] + measure.evidence.quote[:12])
    return None if fold(measure.marker) in around else f"the marker {measure.marker!r} does not open the measure"


def _finding_refusals(
    finding: Finding, others: Sequence[Finding], text: str, context: ReportContext
) -> Iterator[tuple[str, str]]:
    yield from _named("title", accepts_title(text, finding))
    yield from _named("status", accepts_status(text, finding, others))
    for name, line in (("department", finding.department), ("deadline", finding.deadline)):
        if line is not None:
            yield from _named(name, accepts_evidence(text, line, finding.spans))
    for measure in finding.measures:
        yield from _named("measure", accepts_measure(text, measure, finding))
    for commitment in finding.commitments:
        yield from _named("commitment", accepts_commitment(text, commitment, finding, context))
    for entry in finding.accountability:
        yield from _named("accountability", accepts_accountability(text, entry, finding))
    for amount in finding.amounts:
        yield from _named("amount", accepts_amount(text, amount, finding))
    for rule in finding.rules:
        yield from _named("rule", accepts_rule(text, rule, finding))


def _named(name: str, reason: Refusal) -> Iterator[tuple[str, str]]:
    if reason is not None:
        yield name, reason
