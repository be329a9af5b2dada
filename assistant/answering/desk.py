"""What every family of answers works with: the plan, the records it concerns, the passage finder, the citations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from assistant.answering.draft import Draft, say
from assistant.answering.evidence import CitationBook
from assistant.answering.passages.model import Snippet
from assistant.answering.plan import QueryPlan
from assistant.answering.ports import Passages, Records
from assistant.records.query import FindingQuery, FindingRow, ReportRow
from assistant.schema import STATUS_ZH, Commitment, Evidence, Report, Status
from assistant.text.clauses import clauses, sentences
from assistant.text.flat import fold

STATUS_EN: dict[Status, str] = {
    "completed": "completed (已完成)",
    "completed_ongoing": "completed, to be kept up (已完成并长期坚持)",
    "mostly_completed": "mostly completed (基本完成)",
    "partial": "interim results (取得阶段性成效)",
    "unfinished": "unfinished (未完成)",
    "not_stated": "status not stated (未标注)",
}
_MARKER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、](?!\d)|[①-⑳])"
)
"""The number of a measure, which says nothing outside its series."""
_BULLET = re.compile(r"^(?:#+|[→◆●■▲▪·•*-]+)(?!\d)")
"""What a line of a list begins with."""
_HEADING = re.compile(r"^(?:整改(?:落实)?情况|情况说明|整改措施|问题表现)[:：]")
_NUMBER = re.compile(r"[（(\[【]?([\d一二三四五六七八九十百]+(?:\.\d+)*)[）)\]】]?[.．、]?")
"""A finding's printed number, with the marks round it."""
_NAMED = 30
"""Hospitals named in one sentence; of more, the number is given."""
_NUMBERED = 60
"""With more reports than this, findings go by title alone: whether a number is unique takes the whole report."""
_LIMIT = 90
"""Characters of a quote inside running text; the citation holds all of it."""


@dataclass
class Desk:
    """One question's workplace. Nothing here outlives the answer."""

    plan: QueryPlan
    records: Records
    passages: Passages
    today: date
    book: CitationBook = field(default_factory=CitationBook)
    draft: Draft = field(default_factory=Draft)
    within: tuple[tuple[str, int], ...] = ()
    """The findings that the turn before was about, for a question that goes on from it."""
    whole: bool = False
    """Whether every record that is counted is listed: for a file, which may be as long as it must."""
    spoken: dict[str, list[Snippet]] | None = None
    """Where each report speaks of the plan's theme, once it was looked for."""
    _labels: dict[str, frozenset[str]] = field(default_factory=dict)
    _holders: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def reports(self) -> dict[str, ReportRow]:
        """The reports concerned, by source, in the plan's order."""
        rows = {row.source: row for row in self.records.reports()}
        return {source: rows[source] for source in self.plan.sources if source in rows}

    @property
    def english(self) -> bool:
        """Whether the answer is to be in English."""
        return self.plan.language == "en"

    def say(self, phrase: str, /, **values: object) -> str:
        """A sentence of the phrase book in the question's language."""
        return say(phrase, self.plan.language, **values)

    def status(self, status: Status) -> str:
        """A status as a reader of the question's language knows it."""
        if status == "not_stated" and not self.english:
            return "未标注状态"
        return STATUS_EN[status] if self.english else STATUS_ZH[status]

    def hospital(self, source: str) -> str:
        """The hospital of a report."""
        return self.reports[source].fields.hospital

    def report(self, source: str) -> Report:
        """A report, whole."""
        return self.records.report(source)

    def holders(self, word: str) -> frozenset[str]:
        """The reports concerned whose text holds a word in matching form; looked through once an answer."""
        if word not in self._holders:
            self._holders[word] = frozenset(s for s in self.reports if word in fold(self.records.text(s)))
        return self._holders[word]

    def findings(self, **narrow: object) -> list[FindingRow]:
        """The findings of the reports concerned, narrowed; in the plan's order of reports, then as printed."""
        query = FindingQuery(sources=self.plan.sources, **narrow)  # type: ignore[arg-type]
        rows = self.records.findings(query)
        place = {source: i for i, source in enumerate(self.plan.sources)}
        return sorted(rows, key=lambda row: (place[row.source], row.finding.ordinal))

    def finding_at(self, source: str, ordinal: int | None) -> FindingRow | None:
        """The finding of a report by its ordinal; None for words outside the findings, which have none."""
        if ordinal is None:
            return None
        query = FindingQuery(sources=(source,), ordinals=((source, ordinal),))
        return next(iter(self.records.findings(query)), None)

    def finding_of(self, snippet: Snippet) -> FindingRow | None:
        """The finding a snippet stands in."""
        return self.finding_at(snippet.source, snippet.finding)

    def findings_at(self, places: Iterable[tuple[str, int | None]]) -> list[FindingRow]:
        """The findings at these places, in their order."""
        return [row for place in places if (row := self.finding_at(*place))]

    def names(self, sources: Iterable[str]) -> str:
        """Hospital names in a list."""
        joiner = ", " if self.english else "、"
        named = list(dict.fromkeys(self.hospital(source) for source in sources))
        tail = self.say("and_more", n=len(named)) if len(named) > _NAMED else ""
        return joiner.join(named[:_NAMED]) + tail

    def title(self, row: FindingRow) -> str:
        """A finding as the answer's text names it; the number only where it is the notice's only one of its kind."""
        finding = row.finding
        printed = _NUMBER.fullmatch(finding.label.strip()) if len(self.plan.sources) <= _NUMBERED else None
        label = printed[1] if printed and finding.label not in self._repeated(row.source) else ""
        if self.english:
            return f"finding {label} “{finding.title}”" if label else f"“{finding.title}”"
        return f"第{label}条「{finding.title}」" if label else f"「{finding.title}」"

    def place(self, row: FindingRow) -> str:
        """A finding with its hospital."""
        return f"{row.hospital}{', ' if self.english else ''}{self.title(row)}"

    @property
    def semicolon(self) -> str:
        """What stands between the entries of a running list."""
        return "; " if self.english else "；"

    def _repeated(self, source: str) -> frozenset[str]:
        """Printed numbers that a notice uses again in each of its parts."""
        if source not in self._labels:
            counts = Counter(f.label for f in self.records.report(source).findings)
            self._labels[source] = frozenset(label for label, n in counts.items() if n > 1)
        return self._labels[source]

    def cite_status(self, row: FindingRow) -> str:
        """The mark of a finding's status: its own line, else its title."""
        return self.book.finding(row, row.finding.status_evidence or row.finding.title_evidence)

    def cite_title(self, row: FindingRow) -> str:
        """The mark of a finding's title."""
        return self.book.finding(row, row.finding.title_evidence)

    def cite_field(self, source: str, *names: str) -> str:
        """The marks of a report's own fields; fields that stand in the same words share one."""
        row = self.reports[source]
        marks: list[str] = []
        for name in names:
            evidence = row.fields.evidence.get(name)
            if evidence is not None:
                mark = self.book.report(row, evidence, "通报正文")
                if mark not in marks:
                    marks.append(mark)
        return "".join(marks)

    def silent_sources(self) -> list[str]:
        """Reports that state no status for any finding."""
        return [source for source, row in self.reports.items() if not row.discloses_status]


def nested(words: str) -> str:
    """Words that stand inside quotation marks: marks of their own become single ones."""
    return words.replace("“", "‘").replace("”", "’")


def clip(quote: str, limit: int = _LIMIT) -> str:
    """A quote on one line, cut at a clause where it is long; the cut is marked."""
    text = _BULLET.sub("", re.sub(r"\s+", "", quote))
    text = _MARKER.sub("", _HEADING.sub("", text)).strip("。；;，, ")
    if len(text) <= limit:
        return text
    cut = max(text.rfind(mark, limit // 2, limit) for mark in "，；。、,;")
    return text[: cut if cut > 0 else limit] + "…"


def clip_round(quote: str, words: str, limit: int = 150) -> str:
    """A quote on one line, cut round some words of it where it is long: the clauses before and after them."""
    text = re.sub(r"\s+", "", quote)
    at = text.find(re.sub(r"\s+", "", words)) if words else -1
    if at < limit - 30:
        return clip(quote, limit)
    begin = max(text.rfind(mark, at - limit // 2, at) for mark in "，；。：,;:") + 1
    return "…" + clip(text[begin or at - limit // 2 :], limit)


def due_words(due: str | None, language: str) -> str:
    """A deadline as printed precision allows: 2024年12月底前 is said as 2024年12月."""
    if due is None:
        return ""
    if language == "en":
        return due
    parts = due.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def date_words(iso: str, language: str) -> str:
    """A date in words of the language."""
    return due_words(iso, language) or iso


def commitment_words(desk: Desk, row: FindingRow, commitment: Commitment, limit: int = 80) -> str:
    """One open matter with its deadline and its mark."""
    due = due_words(commitment.due, desk.plan.language)
    mark = desk.book.finding(row, commitment.evidence)
    if commitment.due_evidence is not None:
        mark += desk.book.finding(row, commitment.due_evidence)
    what = matter(desk, row, commitment, limit)
    return desk.say("open_matter_due", what=what, due=due, mark=mark) if due else f"{what}{mark}"


def evidence_of(row: FindingRow) -> Evidence:
    """The words that show what a finding is: its status line, else its title."""
    return row.finding.status_evidence or row.finding.title_evidence


def by_source(rows: Sequence[FindingRow]) -> dict[str, list[FindingRow]]:
    """Rows grouped by report, in order."""
    out: dict[str, list[FindingRow]] = {}
    for row in rows:
        out.setdefault(row.source, []).append(row)
    return out


_LEANS = re.compile(r"但|因此|故|该|此|其|届时|预计")
"""A sentence that begins so is only understood with the one before it."""
_PREDICATE = re.compile(r"分别|预计|计划|力争|拟[于在]|待(?!遇)|尚待|正在|目前(?:正|尚)|争取")
"""A clause that begins so has what it speaks of in the clause before it."""
_CELL = re.compile(r"[\t\n]")
_CLAUSE_REST = re.compile(r"[^，。；;！!？?\n\t]*(?=[，。；;！!？?\n\t])")
"""What a date is followed by in its clause: 计划9月 says nothing without 上线."""
_ROOMY = 100
"""With so much room the notice's own words are shown instead of the short phrase."""
_WHOLE = 24
"""A matter said in fewer characters than this is shown with the words before it in its sentence."""


def matter(desk: Desk, row: FindingRow, commitment: Commitment, limit: int = 80) -> str:
    """What is still to be done, in the notice's words; a bare 预计三季度完成 with the words that say of what."""
    evidence = commitment.evidence
    due = commitment.due_evidence
    text = desk.records.text(row.source)
    if (
        due is not None
        and evidence.end <= due.start <= evidence.end + limit
        and not _CELL.search(text, evidence.end, due.start)
    ):
        rest = _CLAUSE_REST.match(text, due.end, due.end + _WHOLE)
        evidence = Evidence.cut(text, evidence.start, rest.end() if rest else due.end)
    elif due is None and commitment.due and not _dated(commitment):
        evidence = _to_sentence_end(text, row, evidence, limit)
    shortened = commitment.what.endswith("…") or evidence is not commitment.evidence or limit >= _ROOMY
    whole = evidence.quote if shortened else commitment.what
    start, end = next(((a, b) for a, b in row.finding.spans if a <= evidence.start < b), (evidence.start, evidence.end))
    spans = sentences(text, start, end)
    for i, (a, b) in enumerate(spans):
        if not a <= evidence.start < b:
            continue
        if _PREDICATE.match(whole) and evidence.start > a + 1:
            return _around(text, a, max(b, evidence.end), evidence, limit)
        leans = i > 0 and _LEANS.match(text[a:b].lstrip()) is not None
        if len(whole) >= _WHOLE and not (leans and limit >= _ROOMY):
            break
        return _around(text, spans[i - 1][0] if leans else a, max(b, evidence.end), evidence, limit)
    if len(whole) >= _WHOLE:
        return clip(whole, limit)
    return clip(evidence.quote, limit)


def _dated(commitment: Commitment) -> bool:
    """Whether the words of a matter hold its deadline."""
    month = (commitment.due or "").split("-")[1:2]
    quote = re.sub(r"\s", "", commitment.evidence.quote)
    return not month or f"{int(month[0])}月" in quote or "年底" in quote or "半年" in quote


def _to_sentence_end(text: str, row: FindingRow, evidence: Evidence, limit: int) -> Evidence:
    """The words of a matter with the rest of their sentence, where its deadline stands."""
    for start, end in row.finding.spans:
        for a, b in sentences(text, start, end):
            if a <= evidence.start < b and evidence.end < b <= evidence.end + limit:
                return Evidence.cut(text, evidence.start, b)
    return evidence


def _around(text: str, start: int, end: int, evidence: Evidence, limit: int) -> str:
    """The clauses before the evidence within its sentence, as many as fit, then the evidence."""
    begin = evidence.start
    for a, _ in reversed([span for span in clauses(text, start, end) if span[0] < evidence.start]):
        if evidence.end - a > limit:
            break
        begin = a
    return clip(text[begin : evidence.end], limit + 20)
