"""How many findings, of which status; the declared totals where a notice gives no status per finding."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.desk import Desk
from assistant.answering.families.status_words import counted_by_words, percent
from assistant.answering.marks import joined
from assistant.answering.questions import cues_of
from assistant.records.query import FindingQuery
from assistant.schema import DONE, OPEN, Status

_SHOWN: tuple[Status, ...] = ("completed", "completed_ongoing", "mostly_completed", "partial", "unfinished")


@dataclass(frozen=True, slots=True)
class Tally:
    """What one notice says of completion."""

    source: str
    done: int
    open: int
    total: int
    words: str
    """The open part in words: 基本完成7条、未完成2条."""
    by_item: bool
    marks: str


def status_count(desk: Desk) -> None:
    """Completed and not, per hospital and together; with a share where one is asked for."""
    if counted_by_words(desk):
        return
    tallies = [t for source in desk.plan.sources if (t := _tally(desk, source))]
    silent = [s for s in desk.plan.sources if s not in {t.source for t in tallies}]
    if not tallies:
        desk.draft.abstained = True
        desk.draft.lead = "".join(_nothing(desk, source) for source in silent)
        return
    for tally in tallies:
        desk.draft.present(tally.source)
    wants_open = _wants_open(desk)
    if len(tallies) == 1 and len(desk.plan.sources) == 1:
        desk.draft.lead = _single(desk, tallies[0])
        # Which they are is all that is asked, and totals do not tell.
        desk.draft.abstained = not tallies[0].by_item and _WHICH.search(desk.plan.question) is not None
    else:
        desk.draft.lead = _together(desk, tallies, wants_open)
        if desk.plan.order and not desk.plan.ratio:
            tallies.sort(key=lambda t: (-(t.open if wants_open else t.done), t.source))
            first = tallies[0]
            number = first.open if wants_open else first.done
            key = "most_open" if wants_open else "most_done"
            desk.draft.lead = desk.say(key, hospital=desk.hospital(first.source), n=number) + desk.draft.lead
        if desk.plan.ratio:
            tallies.sort(key=lambda t: (-t.done / max(1, t.total), t.source))
            desk.draft.lead = desk.say("ratio_each", hospital=desk.hospital(tallies[0].source))
        desk.draft.columns = ("医院", "共", "已完成", "未全部完成", "依据")
        for tally in tallies:
            basis = "逐条状态" if tally.by_item else "通报总数"
            numbers = desk.book.numbers(tally.marks)
            desk.draft.row(
                desk.hospital(tally.source), str(tally.total), str(tally.done), str(tally.open), basis, marks=numbers
            )
            desk.draft.bullet(_line(desk, tally))
    if silent:
        desk.draft.silence = desk.say("not_counted", hospital=desk.names(silent))


_WHICH = re.compile(r"^(?!.*(?:多少|(?<!哪)几[个条项件])).*(?:分别是|哪[几些]|哪[一二两三四五六七八九十\d]+[个条项])")


def _wants_open(desk: Desk) -> bool:
    return not set(desk.plan.statuses) & set(DONE)


def _tally(desk: Desk, source: str) -> Tally | None:
    """The count of a notice: over its findings where they carry a status, else as declared; None where it says
    nothing.
    """
    row = desk.reports[source]
    if row.discloses_status:
        wanted = _SHOWN if len(desk.plan.sources) == 1 or not _wants_open(desk) else OPEN
        rows = desk.records.findings(_query(source, wanted))
        marks = joined([desk.cite_status(found) for found in rows])
        counts = row.status_counts
        words = "、".join(f"{desk.status(s)}{counts[s]}{_unit(desk)}" for s in OPEN[1:] + OPEN[:1] if counts.get(s))
        done = sum(counts.get(s, 0) for s in DONE)
        return Tally(source, done, sum(counts.get(s, 0) for s in OPEN), row.findings, words, True, marks)
    totals = row.fields.declared_totals
    if totals.completed is None and totals.partial is None and totals.unfinished is None:
        return None
    partial, unfinished = totals.partial or 0, totals.unfinished or 0
    words = "、".join(
        w for w in (f"阶段性完成{partial}条" if partial else "", f"未完成{unfinished}条" if unfinished else "") if w
    )
    marks = desk.cite_field(
        source, "declared_totals.completed", "declared_totals.partial", "declared_totals.unfinished"
    )
    total = totals.findings or row.findings
    done = totals.completed if totals.completed is not None else total - partial - unfinished
    return Tally(source, done, partial + unfinished, total, words, False, marks)


def _unit(desk: Desk) -> str:
    return "" if desk.english else "条"


def _query(source: str, statuses: tuple[Status, ...]) -> FindingQuery:
    return FindingQuery(sources=(source,), statuses=statuses)


def _single(desk: Desk, tally: Tally) -> str:
    hospital = desk.hospital(tally.source)
    parts = []
    if desk.plan.premise == "done" and tally.open:
        parts.append(desk.say("premise_not_all_done"))
    values = {
        "hospital": hospital,
        "total": tally.total,
        "done": tally.done,
        "open": tally.open,
        "words": tally.words,
        "marks": tally.marks,
    }
    key = "count_single" if tally.open else "count_single_all_done"
    parts.append(desk.say(key if tally.by_item else f"{key}_declared", **values))
    ongoing = desk.reports[tally.source].status_counts.get("completed_ongoing", 0)
    if ongoing:
        parts.append(desk.say("of_which_ongoing", n=ongoing))
    asked = [s for s in desk.plan.statuses if s not in DONE]
    if desk.plan.ratio and tally.total and asked and tally.by_item:
        n = sum(desk.reports[tally.source].status_counts.get(s, 0) for s in asked)
        words = "、".join(desk.status(s) for s in asked)
        parts.append(desk.say("ratio_of", status=words, n=n, total=tally.total, share=percent(n, tally.total)))
    elif desk.plan.ratio and tally.open and _asks_open(desk):
        words = desk.say("not_fully_done")
        share = percent(tally.open, tally.total)
        parts.append(desk.say("ratio_of", status=words, n=tally.open, total=tally.total, share=share))
    elif desk.plan.ratio and tally.total:
        share = percent(tally.done, tally.total)
        parts.append(desk.say("ratio", done=tally.done, total=tally.total, share=share))
    parts.append(_mismatch(desk, tally.source))
    if tally.by_item and tally.open:
        _name_open(desk, tally.source)
    return "".join(parts)


def _asks_open(desk: Desk) -> bool:
    """Whether the share of what is not done is asked for, and of nothing else."""
    return "not_done" in cues_of(desk.plan.question) and _RATES.search(desk.plan.question) is None


_RATES = re.compile(r"(?:完成|整改|办结|销号)(?:率|比例)")


def _mismatch(desk: Desk, source: str) -> str:
    """Where the notice's own totals differ from the statuses of its findings."""
    row = desk.reports[source]
    totals, counts = row.fields.declared_totals, row.status_counts
    if not row.discloses_status:
        return ""
    pairs = (
        ("unfinished", totals.unfinished, counts.get("unfinished", 0)),
        ("completed", totals.completed, sum(counts.get(s, 0) for s in DONE)),
    )
    parts = []
    for name, declared, counted in pairs:
        if declared is not None and declared != counted:
            mark = desk.cite_field(source, f"declared_totals.{name}")
            status = desk.status("unfinished" if name == "unfinished" else "completed")
            parts.append(desk.say("totals_differ", status=status, declared=declared, counted=counted, mark=mark))
    return "".join(parts)


def _name_open(desk: Desk, source: str) -> None:
    for row in desk.records.findings(_query(source, OPEN)):
        desk.draft.present(row.source, row.finding.ordinal)
        desk.draft.bullet(f"{desk.title(row)}：{desk.status(row.finding.status)}{desk.cite_status(row)}")


def _together(desk: Desk, tallies: list[Tally], wants_open: bool) -> str:
    numbers = [(t.open if wants_open else t.done) for t in tallies]
    sum_words = " + ".join(f"{desk.hospital(t.source)}{n}" for t, n in zip(tallies, numbers, strict=True))
    return desk.say("count_open_together" if wants_open else "count_done_together", n=sum(numbers), sum=sum_words)


def _line(desk: Desk, tally: Tally) -> str:
    basis = desk.say("basis_item" if tally.by_item else "basis_declared")
    words = f"（{tally.words}）" if tally.words else ""
    rate = ""
    if desk.plan.ratio and tally.total:
        rate = desk.say("ratio_line", done=tally.done, total=tally.total, share=percent(tally.done, tally.total))
    return desk.say(
        "count_line",
        hospital=desk.hospital(tally.source),
        total=tally.total,
        done=tally.done,
        open=tally.open,
        words=words,
        basis=basis + rate,
        marks=tally.marks,
    )


def _nothing(desk: Desk, source: str) -> str:
    row = desk.reports[source]
    return desk.say("count_nothing", hospital=row.fields.hospital, total=row.findings)


def finding_count(desk: Desk) -> None:
    """How many findings a notice has: as declared, and as numbered; both where they differ."""
    total = 0
    for source, row in desk.reports.items():
        declared = row.fields.declared_totals.findings
        mark = desk.cite_field(source, "declared_totals.findings")
        if not mark:
            rows = desk.records.findings(_query(source, ()))
            mark = joined([desk.cite_title(found) for found in rows])
        total += row.findings
        desk.draft.present(source)
        key = "finding_count_differs" if declared not in (None, row.findings) else "finding_count"
        desk.draft.bullet(desk.say(key, hospital=row.fields.hospital, n=row.findings, declared=declared, mark=mark))
        desk.draft.row(row.fields.hospital, str(row.findings), marks=desk.book.numbers(mark))
    desk.draft.columns = ("医院", "问题数")
    if len(desk.reports) == 1:
        desk.draft.lead = desk.draft.lines.pop().removeprefix("- ")
        desk.draft.rows = []
    else:
        desk.draft.lead = desk.say("finding_count_all", n=total, reports=len(desk.reports))
        if desk.plan.order:
            ranked = sorted(desk.reports.values(), key=lambda row: (-row.findings, row.source))
            most, least = ranked[0], ranked[-1]
            key = "count_least" if desk.plan.order == "min" else "count_most"
            values = {
                "most": most.fields.hospital,
                "n": most.findings,
                "least": least.fields.hospital,
                "m": least.findings,
            }
            apart = desk.say("count_apart", n=most.findings - least.findings)
            desk.draft.lead = desk.say(key, **values) + apart + desk.draft.lead
