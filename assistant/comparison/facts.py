"""A finding's record as facts: short sentences in the notice's words, each with its citation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.answering.desk import clip, due_words
from assistant.answering.evidence import CitationBook
from assistant.answering.families.beside import essence
from assistant.answering.passages.model import Snippet
from assistant.comparison.model import Fact
from assistant.comparison.themes import Match
from assistant.records import FindingRow, ReportRow
from assistant.schema import STATUS_ZH, Amount, DeclaredTotals, Evidence, Finding

GIST = 150
"""Characters of a measure's telling clauses."""
_QUOTE = 220
"""Characters of a sentence that speaks of the theme."""
_TOTALS: tuple[tuple[str, str], ...] = (
    ("findings", "反馈问题{}个"),
    ("completed", "完成{}个"),
    ("partial", "基本或阶段性完成{}个"),
    ("unfinished", "未完成{}个"),
    ("clues_total", "移交问题线索{}件"),
    ("clues_closed", "问题线索办结{}件"),
    ("letters_total", "移交信访件{}件"),
    ("letters_closed", "信访件办结{}件"),
    ("immediate_total", "立行立改{}件"),
    ("immediate_closed", "立行立改完成{}件"),
)


def finding_facts(book: CitationBook, row: FindingRow, match: Match) -> tuple[Fact, ...]:
    """Everything the record holds on the theme; of a finding that only mentions it, the sentences that do."""
    finding = row.finding
    cite = _Citer(book, row)
    facts = [
        Fact(kind="problem", text=finding.title, citations=cite(finding.title_evidence)),
        Fact(
            kind="status",
            text=STATUS_ZH[finding.status] if finding.status != "not_stated" else "未逐条公布状态",
            citations=cite(finding.status_evidence or finding.title_evidence),
        ),
    ]
    if match.whole:
        facts += [Fact(kind="measure", text=essence(m, GIST), citations=cite(m.evidence)) for m in finding.measures]
    else:
        facts += [
            Fact(kind="mention", text=clip(s.quote, _QUOTE), citations=book.numbers(book.snippet(s)))
            for s in match.snippets
        ]
    inside = None if match.whole else [(s.start, s.end) for s in match.snippets]
    return (*facts, *_values(finding, cite, inside))


def _values(finding: Finding, cite: _Citer, inside: Sequence[tuple[int, int]] | None) -> Iterable[Fact]:
    """Open matters, sanctions, sums and rules; only those within `inside`, where it is given."""
    for commitment in finding.commitments:
        if _within(commitment.evidence, inside):
            yield Fact(
                kind="remaining",
                text=clip(commitment.evidence.quote, _QUOTE),
                due=commitment.due,
                citations=cite(commitment.evidence, commitment.due_evidence),
            )
    for sanction in finding.accountability:
        if _within(sanction.evidence, inside):
            number = f"{sanction.persons}人" if sanction.persons is not None else ""
            yield Fact(
                kind="accountability",
                text=f"{sanction.action}{number}",
                persons=sanction.persons,
                citations=cite(sanction.evidence),
            )
    for amount in finding.amounts:
        if _within(amount.evidence, inside):
            yield Fact(kind="amount", text=_sum(amount), value_yuan=amount.value_yuan, citations=cite(amount.evidence))
    for rule in finding.rules:
        if _within(rule.evidence, inside):
            action = "废止等" if rule.action == "other" else rule.action
            yield Fact(kind="rule", text=f"{action}{rule.name}", citations=cite(rule.evidence))


def _within(evidence: Evidence, inside: Sequence[tuple[int, int]] | None) -> bool:
    return inside is None or any(a < evidence.end and evidence.start < b for a, b in inside)


def _sum(amount: Amount) -> str:
    return f"{amount.kind}{money_words(amount.value_yuan)}"


def money_words(yuan: float) -> str:
    """A sum for the reader, nothing rounded away: 万元 from ten thousand on, where two decimals are enough for it."""
    if abs(yuan) >= 10_000 and round(yuan, 2) % 100 == 0:
        return f"{yuan / 10_000:,.2f}".rstrip("0").rstrip(".") + "万元"
    return f"{yuan:,.2f}".rstrip("0").rstrip(".") + "元"


def remaining_words(fact: Fact) -> str:
    """An open matter with its deadline."""
    return f"{fact.text}（{due_words(fact.due, 'zh')}前）" if fact.due else f"{fact.text}（未写明时限）"


def profile_facts(book: CitationBook, row: ReportRow) -> tuple[Fact, ...]:
    """What the notice says of itself: inspection with its length, feedback, publication, totals."""
    fields = row.fields
    facts = []
    if fields.inspection_start and fields.inspection_end:
        facts.append(_inspection(book, row, fields.inspection_start, fields.inspection_end))
    for name, words in (("feedback_date", "反馈"), ("published", "公布")):
        value = getattr(fields, name)
        if value:
            facts.append(_field(book, row, f"{due_words(value, 'zh')}{words}", name))
    facts += [
        _field(book, row, words, f"declared_totals.{name}") for name, words in declared_words(fields.declared_totals)
    ]
    return tuple(fact for fact in facts if fact.citations)


def declared_words(totals: DeclaredTotals) -> Iterable[tuple[str, str]]:
    """The totals a notice declares, by field, as a reader would say them."""
    for name, words in _TOTALS:
        value = getattr(totals, name)
        if value is not None:
            yield name, f"通报称{words.format(value)}"


def _inspection(book: CitationBook, row: ReportRow, start: str, end: str) -> Fact:
    words = f"{due_words(start, 'zh')}至{due_words(end, 'zh')}接受巡察"
    if len(start) == len(end) == len("2024-01-01"):
        words += f"，历时{(date.fromisoformat(end) - date.fromisoformat(start)).days + 1}天"
    return _field(book, row, words, "inspection_start", "inspection_end")


def _field(book: CitationBook, row: ReportRow, words: str, *names: str) -> Fact:
    found = [row.fields.evidence[name] for name in names if name in row.fields.evidence]
    marks = "".join(dict.fromkeys(book.report(row, evidence, "通报正文") for evidence in found))
    return Fact(kind="profile", text=words, citations=book.numbers(marks))


def mention_facts(book: CitationBook, snippets: Sequence[Snippet]) -> tuple[Fact, ...]:
    """Sentences outside findings that speak of the theme."""
    return tuple(
        Fact(kind="mention", text=clip(s.quote, _QUOTE), citations=book.numbers(book.snippet(s))) for s in snippets
    )


class _Citer:
    """Cites words of one finding."""

    def __init__(self, book: CitationBook, row: FindingRow) -> None:
        self._book, self._row = book, row

    def __call__(self, *evidence: Evidence | None) -> tuple[int, ...]:
        marks = "".join(self._book.finding(self._row, each) for each in evidence if each is not None)
        return tuple(dict.fromkeys(self._book.numbers(marks)))
