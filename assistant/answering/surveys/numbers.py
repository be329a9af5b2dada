"""Numbers of whole notices, over very many of them: what is done, how many findings, what the notices declare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.desk import Desk, by_source
from assistant.answering.families.declared import NAMES, pair_of
from assistant.answering.families.status_words import percent
from assistant.answering.marks import joined
from assistant.answering.surveys.laying import RANKED, hospitals_in, most, over, records, rest, tell
from assistant.records.query import FindingQuery, FindingRow, ReportRow
from assistant.schema import DONE, OPEN, STATUSES


@dataclass(frozen=True, slots=True)
class _Count:
    """What one notice says of completion."""

    source: str
    done: int
    open: int
    total: int
    by_item: bool


def status_count(desk: Desk) -> None:
    """Completed and not, together; then the hospitals at the end of the ranking that is asked for."""
    counts = [count for row in desk.reports.values() if (count := _count(row))]
    if not counts:
        desk.draft.abstained = True
        desk.draft.lead = tell(desk, "nothing_found", n=len(desk.reports))
        return
    done, unfinished = sum(c.done for c in counts), sum(c.open for c in counts)
    items = sum(c.by_item for c in counts)
    desk.draft.lead = _first(desk, counts) + tell(
        desk,
        "status_done" if _wants_done(desk) else "status_open",
        n=len(counts),
        items=items,
        totals=len(counts) - items,
        done=done,
        open=unfinished,
        share=percent(done, max(1, sum(c.total for c in counts))),
    )
    if items:
        stated = {s: sum(row.status_counts.get(s, 0) for row in desk.reports.values()) for s in STATUSES[:-1]}
        joiner = ", " if desk.english else "、"
        words = joiner.join(
            f"{desk.status(s)} {n}" if desk.english else f"{desk.status(s)}{n}条" for s, n in stated.items() if n
        )
        desk.draft.lead += tell(desk, "status_each", words=words)
    if desk.whole:
        records(desk, over(desk, statuses=STATUSES[:-1]))
        for count in (each for each in counts if not each.by_item):
            _declared_row(desk, count)
        return
    shown = _ranked(desk, counts)[:RANKED]
    rows = by_source(desk.records.findings(FindingQuery(sources=tuple(c.source for c in shown), statuses=OPEN)))
    desk.draft.columns = ("医院", "共", "已完成", "未全部完成", "依据")
    for count in shown:
        _line(desk, count, rows.get(count.source, []))
    rest(desk, len(counts) - len(shown), "rest_hospitals")
    if len(counts) < len(desk.reports):
        desk.draft.silence = tell(desk, "undisclosed", n=len(desk.reports) - len(counts))


def _count(row: ReportRow) -> _Count | None:
    if row.discloses_status:
        counts = row.status_counts
        done, unfinished = (sum(counts.get(s, 0) for s in of) for of in (DONE, OPEN))
        return _Count(row.source, done, unfinished, row.findings, by_item=True)
    totals = row.fields.declared_totals
    if totals.completed is None and totals.partial is None and totals.unfinished is None:
        return None
    left = (totals.partial or 0) + (totals.unfinished or 0)
    total = totals.findings or row.findings
    return _Count(row.source, totals.completed if totals.completed is not None else total - left, left, total, False)


def _wants_done(desk: Desk) -> bool:
    return bool(set(desk.plan.statuses) & set(DONE))


def _ranked(desk: Desk, counts: Sequence[_Count]) -> list[_Count]:
    """By share, by what is done or by what is open, as asked; the largest first unless the smallest is wanted."""
    sign = 1 if desk.plan.order == "min" else -1
    if desk.plan.ratio:
        return sorted(counts, key=lambda c: (sign * c.done / max(1, c.total), c.source))
    wanted: Callable[[_Count], int] = (lambda c: c.done) if _wants_done(desk) else (lambda c: c.open)
    return sorted(counts, key=lambda c: (sign * wanted(c), c.source))


def _first(desk: Desk, counts: Sequence[_Count]) -> str:
    if desk.plan.order is None and not desk.plan.ratio:
        return ""
    best = _ranked(desk, counts)[0]
    if desk.plan.ratio:
        key = "last_share" if desk.plan.order == "min" else "first_share"
        return tell(desk, key, hospital=desk.hospital(best.source), n=percent(best.done, max(1, best.total)))
    if desk.plan.order == "min":
        return ""
    key, n = ("first_done", best.done) if _wants_done(desk) else ("first_open", best.open)
    return tell(desk, key, hospital=desk.hospital(best.source), n=n)


def _declared_row(desk: Desk, count: _Count) -> None:
    """What a notice without statuses declares of its findings, among rows that are findings."""
    marks = desk.cite_field(count.source, *_DECLARED)
    said = tell(desk, "count_line", hospital="", marks="", total=count.total, done=count.done, open=count.open,
                share=percent(count.done, max(1, count.total))).strip("：: ")  # fmt: skip
    desk.draft.row(desk.hospital(count.source), tell(desk, "count_declared").strip(), said, "",
                   marks=desk.book.numbers(marks))  # fmt: skip


_DECLARED = ("declared_totals.completed", "declared_totals.partial", "declared_totals.unfinished")


def _line(desk: Desk, count: _Count, rows: Sequence[FindingRow]) -> None:
    desk.draft.present(count.source)
    cited = joined([desk.cite_status(row) for row in rows])
    marks = cited if count.by_item else desk.cite_field(count.source, *_DECLARED)
    said = "" if count.by_item else tell(desk, "count_declared")
    hospital, share = desk.hospital(count.source), percent(count.done, max(1, count.total))
    values = {"total": count.total, "done": count.done, "open": count.open, "share": share}
    desk.draft.bullet(tell(desk, "count_line", hospital=hospital, marks=f"{said}{marks}", **values))
    basis = "逐条状态" if count.by_item else "通报总数"
    cells = hospital, str(count.total), str(count.done), str(count.open), basis
    desk.draft.row(*cells, marks=desk.book.numbers(marks))


def finding_count(desk: Desk) -> None:
    """How many findings there are in all, and which notices have the most or the fewest."""
    rows = list(desk.reports.values())
    least = desk.plan.order == "min"
    ranked = sorted(rows, key=lambda row: (row.findings if least else -row.findings, row.source))
    lead = tell(desk, "finding_count", n=len(rows), total=sum(row.findings for row in rows))
    if desk.plan.order:
        key, first = ("finding_least" if least else "finding_most"), ranked[0]
        lead = tell(desk, key, hospital=first.fields.hospital, n=first.findings) + lead
    desk.draft.lead = lead
    if desk.whole:
        records(desk, over(desk))
        return
    desk.draft.columns = ("医院", "问题数")
    shown = ranked[:RANKED]
    titles = by_source(desk.records.findings(FindingQuery(sources=tuple(row.source for row in shown))))
    for row in shown:
        desk.draft.present(row.source)
        marks = joined([desk.cite_title(each) for each in titles.get(row.source, ())])
        desk.draft.bullet(tell(desk, "finding_line", hospital=row.fields.hospital, n=row.findings, marks=marks))
        desk.draft.row(row.fields.hospital, str(row.findings), marks=desk.book.numbers(marks))
    rest(desk, len(rows) - len(shown), "rest_hospitals")


def declared(desk: Desk) -> None:
    """Clues, letters and immediate matters that the notices give: summed up, then the largest."""
    parts: list[str] = []
    known: set[str] = set()
    desk.draft.columns = ("医院", "事项", "总数", "办结")
    for kind in desk.plan.declared or tuple(NAMES):
        found = [
            (source, total, closed)
            for source, row in desk.reports.items()
            for total, closed in [pair_of(row.fields.declared_totals, kind)]
            if total is not None
        ]
        if not found:
            continue
        name = NAMES[kind][1 if desk.english else 0]
        known |= {source for source, _, _ in found}
        sums = {"total": sum(t for _, t, _ in found), "closed": sum(c or 0 for _, _, c in found)}
        parts.append(tell(desk, "declared", hospitals=hospitals_in(desk, [s for s, _, _ in found]), name=name, **sums))
        ranked = sorted(found, key=lambda entry: (-entry[1], entry[0]))
        for source, total, closed in ranked[: most(desk, RANKED)]:
            desk.draft.present(source)
            marks = desk.cite_field(source, f"declared_totals.{kind}_total", f"declared_totals.{kind}_closed")
            said = "—" if closed is None else str(closed)
            values = {"hospital": desk.hospital(source), "name": name, "total": total, "closed": said, "marks": marks}
            desk.draft.bullet(tell(desk, "declared_line", **values))
            desk.draft.row(desk.hospital(source), name, str(total), said, marks=desk.book.numbers(marks))
        rest(desk, len(found) - most(desk, RANKED), "rest_hospitals")
    desk.draft.abstained = not known
    desk.draft.lead = "".join(parts) or tell(desk, "nothing_found", n=len(desk.reports))
    if known and len(known) < len(desk.reports):
        desk.draft.silence = tell(desk, "not_said", n=len(desk.reports) - len(known))
