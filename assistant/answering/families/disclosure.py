"""How openly each notice states completion: per finding, in totals only, or not at all; and in which words."""

from __future__ import annotations

import re
from collections import Counter

from assistant.answering.desk import Desk
from assistant.answering.families.particulars import COLOURS, legend
from assistant.answering.questions import cues_of
from assistant.records.query import FindingQuery, FindingRow
from assistant.schema import STATUSES, Evidence


def disclosure(desk: Desk) -> None:
    """Three classes of notices; with the words of each status where the question is about wording."""
    by_item = [s for s, r in desk.reports.items() if r.discloses_status]
    totals = [s for s in desk.reports if s not in by_item and _totals(desk, s)]
    silent = [s for s in desk.reports if s not in by_item and s not in totals]
    cues = cues_of(desk.plan.question)
    if "status_wording" in cues:
        _wording(desk, by_item)
    elif "undisclosed" in cues and totals + silent and "summary" not in cues:
        _without(desk, by_item, totals, silent)
        return
    else:
        _classes(desk, by_item, totals)
    parts = [_totals_line(desk, source) for source in totals]
    if silent:
        marks = "".join(_opening(desk, s) for s in silent) if "list" not in cues or "summary" in cues else ""
        parts.append(desk.say("disclosure_silent", hospital=desk.names(silent), marks=marks))
    desk.draft.silence = "".join(parts)


def _without(desk: Desk, by_item: list[str], totals: list[str], silent: list[str]) -> None:
    """The notices that state no status per finding, those with totals apart."""
    for source in totals + silent:
        desk.draft.present(source)
    desk.draft.lead = desk.say("undisclosed", n=len(totals) + len(silent), hospital=desk.names(totals + silent))
    for source in totals:
        marks = desk.cite_field(source, "declared_totals.completed", "declared_totals.partial")
        line = desk.say("disclosure_totals", hospital=desk.hospital(source), numbers=_totals(desk, source), mark=marks)
        desk.draft.bullet(line)
    for source in silent:
        desk.draft.bullet(desk.say("disclosure_silent", hospital=desk.hospital(source), marks=_opening(desk, source)))
    if by_item:
        desk.draft.silence = desk.say("others_disclose", hospital=desk.names(by_item))


def _totals_line(desk: Desk, source: str) -> str:
    numbers, mark = _totals(desk, source), _totals_mark(desk, source)
    return desk.say("disclosure_totals", hospital=desk.hospital(source), numbers=numbers, mark=mark)


def _totals_mark(desk: Desk, source: str) -> str:
    """The mark of declared totals; a question that only lists who states a status per item does not rest on them."""
    cues = cues_of(desk.plan.question)
    if "list" in cues and "summary" not in cues:
        return ""
    return desk.cite_field(source, "declared_totals.completed", "declared_totals.partial")


def _classes(desk: Desk, by_item: list[str], totals: list[str]) -> None:
    if not by_item:
        key = "disclosure_none_by_item" if totals else "disclosure_none"
        desk.draft.lead = desk.say(key, hospital=desk.names(desk.reports))
        return
    words = []
    for source in by_item:
        desk.draft.present(source)
        counts = desk.reports[source].status_counts
        numbers = "、".join(f"{desk.status(s)}{counts[s]}条" for s in STATUSES if counts.get(s) and s != "not_stated")
        mark = _example(desk, source)
        words.append(
            desk.say(
                "disclosure_item",
                hospital=desk.hospital(source),
                n=desk.reports[source].findings,
                numbers=numbers,
                mark=mark,
            )
        )
    desk.draft.lead = desk.say("disclosure_by_item", n=len(by_item), items="；".join(words))
    desk.draft.columns = ("医院", "披露方式")
    for source in desk.reports:
        kind = "逐条标注" if source in by_item else ("只有总数" if source in totals else "没有标注")
        desk.draft.row(desk.hospital(source), kind)


def _example(desk: Desk, source: str) -> str:
    rows = desk.records.findings(FindingQuery(sources=(source,)))
    stated = next(row for row in rows if row.finding.status_evidence is not None)
    return desk.cite_status(stated)


def _opening(desk: Desk, source: str) -> str:
    """The mark of the notice's opening: what a reader checks when told that nothing is said."""
    mark = desk.cite_field(source, "inspection_start")
    if mark:
        return mark
    report = desk.report(source)
    return (
        desk.book.report(desk.reports[source], report.passages[0].evidence, report.passages[0].heading)
        if report.passages
        else ""
    )


def _totals(desk: Desk, source: str) -> str:
    totals = desk.reports[source].fields.declared_totals
    pairs = (
        ("共", totals.findings),
        ("完成", totals.completed),
        ("阶段性完成", totals.partial),
        ("未完成", totals.unfinished),
    )
    if totals.completed is None and totals.partial is None and totals.unfinished is None:
        return ""
    return "、".join(f"{word}{number}条" for word, number in pairs if number is not None)


def _wording(desk: Desk, by_item: list[str]) -> None:
    """The status words of each notice, as printed, with how often they stand."""
    lines = []
    for source in by_item:
        rows = [
            r for r in desk.records.findings(FindingQuery(sources=(source,))) if r.finding.status_evidence is not None
        ]
        counts = Counter(_word(row.finding.status_evidence) for row in rows)
        first: dict[str, FindingRow] = {}
        for row in rows:
            first.setdefault(_word(row.finding.status_evidence), row)
        words = "、".join(
            f"“{word}”{n}条{desk.cite_status(first[word])}"
            for word, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
        )
        if desk.english:
            words = words.replace("条", "")
        desk.draft.present(source)
        meant = "".join(legend(desk, source, word) for word in counts if word in COLOURS)
        lines.append(desk.say("wording_line", hospital=desk.hospital(source), words=words) + meant)
    desk.draft.lead = " ".join(lines) if lines else desk.say("disclosure_none", hospital=desk.names(desk.reports))


def _word(evidence: Evidence | None) -> str:
    """The status itself out of its line: 完成情况：已完成 → 已完成."""
    text = re.sub(r"\s+", "", evidence.quote) if evidence else ""
    text = re.split("[：:]", text)[-1].strip("。；; ")
    # A mark that stands alone in brackets is the status itself.
    return re.split(r"[（(]", re.sub(r"^[（(【\[](.*)[）)】\]]$", r"\1", text))[0]
