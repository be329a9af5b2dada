"""What is not finished, in tiers; findings of given statuses; labels that the text itself contradicts.

Silence stays silence: a notice that states no status per finding is named as such and never counted as finished or not.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, by_source, clip, commitment_words, due_words
from assistant.answering.families.left_over import entry_words, left_words
from assistant.answering.families.matching import about_topics, commitments_about, theme_terms
from assistant.answering.plan import QueryPlan
from assistant.answering.questions import cues_of
from assistant.records.query import FindingRow
from assistant.schema import DONE, OPEN, Finding

_SCANNED = 300
"""With more reports than this, open matters of finished findings count only where the finding's topics say so."""
_SHOWN = 60
"""Entries of one tier that are listed; the rest is counted."""
_EXAMPLES = 2
"""Findings of a notice without statuses that are named as examples."""
_NAMED = 8
"""Findings named in the opening sentence; the tiers below name all."""
_FEW, _FEW_OF_ONE = 8, 14
"""More findings than this in one tier, of several notices or of one, are listed with one open matter each."""


def open_items(desk: Desk) -> None:
    """Tiers: stated unfinished; stated mostly or partly done; label done or silent while the text leaves
    something open.
    """
    narrowed = bool(desk.plan.topics) or bool(theme_terms(desk.plan))
    rows = _rows(desk)
    if narrowed and not rows:
        # The words matched no finding: rather all of them, said to be all, than a silence that reads like an answer.
        rows, narrowed = desk.findings(), False
        desk.draft.silence = desk.say("theme_not_found", theme=desk.plan.theme)
        desk.plan = desk.plan.model_copy(update={"theme": "", "topics": ()})
    unfinished = [row for row in rows if row.finding.status == "unfinished"]
    partly = [
        row for row in rows if row.finding.status in ("mostly_completed", "partial") and _remains(desk, row, narrowed)
    ]
    told = narrowed or not any(row.discloses_status for row in desk.reports.values())
    quiet = _quiet(desk) if not told else {row.source for row in rows}
    hinted = [r for r in rows if r.finding.status not in OPEN and r.source in quiet and _opens(desk.plan, r)]
    desk.draft.columns = ("医院", "问题", "状态", "仍待完成", "期限")
    _lead(desk, unfinished, partly, hinted, narrowed)
    # A single unfinished one is told and cited by the lead; every other needs its line to be cited.
    if len(unfinished) > 1 or partly or hinted or len(desk.plan.sources) > 1:
        _tier(desk, "tier_unfinished", unfinished)
        _tier(desk, "tier_partly", partly if desk.plan.claimed is None else [])
    _tier(desk, "tier_labelled_done", [row for row in hinted if row.finding.status in DONE])
    _tier(desk, "tier_not_stated", [row for row in hinted if row.finding.status == "not_stated"])
    _silence(desk, rows, narrowed)
    stated = any(row.discloses_status for row in desk.reports.values()) or _declares(desk)
    # Which findings are open, of a notice that states no status: what its prose leaves open is no answer to that.
    desk.draft.abstained = not (stated or (hinted and narrowed))


def _quiet(desk: Desk) -> set[str]:
    """The notices without a status per finding, where what is left is asked of every hospital: their prose says it."""
    cues = cues_of(desk.plan.question)
    return set(desk.silent_sources()) if len(desk.reports) > 1 and cues >= {"each", "summary"} else set()


def _rows(desk: Desk) -> list[FindingRow]:
    """The findings concerned: of the topics asked about, or with an open matter that speaks of them."""
    plan = desk.plan
    if not plan.topics:
        rows = desk.findings()
        return (
            [row for row in rows if about_topics(plan, row.finding) or _opens(plan, row)] if theme_terms(plan) else rows
        )
    found = {(row.source, row.finding.ordinal): row for row in desk.findings(topics=plan.topics)}
    others = desk.findings(with_commitments=True) if len(desk.reports) <= _SCANNED else desk.findings(statuses=OPEN)
    for row in others:
        if _opens(plan, row):
            found.setdefault((row.source, row.finding.ordinal), row)
    place = {source: i for i, source in enumerate(plan.sources)}
    return [found[key] for key in sorted(found, key=lambda k: (place[k[0]], k[1]))]


def _opens(plan: QueryPlan, row: FindingRow) -> bool:
    return bool(row.finding.commitments) and bool(commitments_about(plan, row.finding))


def _remains(desk: Desk, row: FindingRow, narrowed: bool) -> bool:
    """Whether what remains of a partly done finding concerns the matter asked about."""
    if not narrowed or not row.finding.commitments:
        return True
    return bool(commitments_about(desk.plan, row.finding)) or about_topics(desk.plan, row.finding, primary=True)


def _lead(
    desk: Desk, unfinished: list[FindingRow], partly: list[FindingRow], hinted: list[FindingRow], narrowed: bool
) -> None:
    parts: list[str] = []
    one = len(desk.plan.sources) == 1
    several = len(unfinished) + len(partly) > 1 or len(desk.plan.sources) > 1
    if unfinished:
        items = desk.semicolon.join(_item(desk, row, brief=several) for row in unfinished[:_NAMED])
        items += desk.say("and_others") if len(unfinished) > _NAMED else ""
        parts.append(desk.say("open_unfinished", n=len(unfinished), items=items))
    elif partly:
        names = desk.names(by_source(partly)) if not one else desk.hospital(desk.plan.sources[0])
        parts.append(desk.say("open_none_unfinished", hospital=names))
    if partly:
        text = "open_partly_after" if unfinished else "open_partly"
        parts.append(desk.say(text, n=len(partly), items=_titles_by_hospital(desk, partly)))
    if not unfinished and not partly and any(r.discloses_status for r in desk.reports.values()):
        disclosed = [s for s, r in desk.reports.items() if r.discloses_status]
        parts.append(desk.say("open_nothing", hospital=desk.names(disclosed)))
    done = sum(desk.reports[s].status_counts.get(status, 0) for s in desk.reports for status in DONE)
    if one and not narrowed and (unfinished or partly) and done:
        parts.append(desk.say("rest_completed", n=done))
    if hinted and not unfinished and not partly:
        parts.append(desk.say("open_hinted", n=len(hinted), hospital=desk.names(by_source(hinted))))
    claimed = desk.plan.claimed
    if claimed is not None and claimed != len(unfinished) and any(r.discloses_status for r in desk.reports.values()):
        parts.insert(0, desk.say("premise_number", n=len(unfinished), claimed=claimed))
    desk.draft.lead = "".join(parts) if not desk.english else " ".join(parts)


def _titles_by_hospital(desk: Desk, rows: list[FindingRow]) -> str:
    """Findings by title, each hospital named once."""
    joiner = ", " if desk.english else "、"
    groups = []
    for found in by_source(rows[:_NAMED]).values():
        titles = joiner.join(f"“{r.finding.title}”" if desk.english else f"「{r.finding.title}」" for r in found)
        groups.append(f"{found[0].hospital}{' ' if desk.english else ''}{titles}")
    return desk.semicolon.join(groups) + (desk.say("and_others") if len(rows) > _NAMED else "")


def _item(desk: Desk, row: FindingRow, brief: bool) -> str:
    """One finding in running text: where, what, until when."""
    desk.draft.present(row.source, row.finding.ordinal)
    due = _latest_due(row.finding)
    when = desk.say("until", due=due_words(due, desk.plan.language)) if due else ""
    text = f"{desk.place(row)}{when}{desk.cite_status(row)}"
    if brief:
        return text
    remaining = desk.semicolon.join(commitment_words(desk, row, c) for c in row.finding.commitments[:3])
    return f"{text}{', ' if desk.english else '，'}{remaining}" if remaining else text


def _latest_due(finding: Finding) -> str | None:
    return max((c.due for c in finding.commitments if c.due), default=None)


def _tier(desk: Desk, heading: str, rows: list[FindingRow]) -> None:
    if not rows:
        return
    desk.draft.heading(desk.say(heading, n=len(rows)))
    few = len(rows) <= (_FEW_OF_ONE if len(desk.plan.sources) == 1 else _FEW)
    for row in rows[:_SHOWN]:
        desk.draft.present(row.source, row.finding.ordinal)
        finding = row.finding
        about = commitments_about(desk.plan, finding) or finding.commitments
        shown = about[:3] if few else about[:1]
        mark = desk.cite_status(row) if finding.status != "not_stated" else desk.cite_title(row)
        limit = 80 if few else 40
        remaining = left_words(desk, row, shown, limit=limit)
        status = desk.status(finding.status)
        line = f"{desk.place(row)}{': ' if desk.english else '：'}{status}{mark}{entry_words(desk, row)}"
        desk.draft.bullet(desk.say("remaining", line=line, what=remaining) if remaining else line)
        due = due_words(_latest_due(finding), "zh")
        what = "；".join(clip(c.what, 40) for c in shown)
        desk.draft.row(row.hospital, finding.title, status, what, due, marks=desk.book.numbers(mark))
    if len(rows) > _SHOWN:
        desk.draft.bullet(desk.say("more_not_shown", n=len(rows) - _SHOWN))


def _declares(desk: Desk) -> bool:
    return any(_has_totals(desk, source) for source in desk.silent_sources())


def _has_totals(desk: Desk, source: str) -> bool:
    totals = desk.reports[source].fields.declared_totals
    return totals.completed is not None or totals.partial is not None or totals.unfinished is not None


def _silence(desk: Desk, rows: list[FindingRow], narrowed: bool) -> None:
    """Notices without a status per finding: those with totals say how many, the others nothing."""
    silent = desk.silent_sources()
    with_totals = [s for s in silent if _has_totals(desk, s)]
    without = [s for s in silent if s not in with_totals]
    if narrowed:
        _silent_examples(desk, rows, silent)
    parts = []
    for source in with_totals:
        totals = desk.reports[source].fields.declared_totals
        numbers = "、".join(
            f"{word}{number}条"
            for word, number in (
                ("完成", totals.completed),
                ("阶段性完成", totals.partial),
                ("未完成", totals.unfinished),
            )
            if number is not None
        )
        fields = ("declared_totals.partial", "declared_totals.unfinished", "declared_totals.completed")
        mark = "" if narrowed else desk.cite_field(source, *fields)
        key = "totals_only_narrowed" if narrowed else "totals_only"
        parts.append(desk.say(key, hospital=desk.hospital(source), numbers=numbers, mark=mark))
    if without:
        parts.append(desk.say("no_status_at_all", hospital=desk.names(without)))
    desk.draft.silence += "".join(parts)


def _silent_examples(desk: Desk, rows: list[FindingRow], silent: list[str]) -> None:
    """The findings on the matter of each silent notice, one quoted, so that a reader can look for himself."""
    ranked = sorted(
        (row for row in rows if row.source in silent and about_topics(desk.plan, row.finding)),
        key=lambda row: (
            desk.plan.sources.index(row.source),
            not about_topics(desk.plan, row.finding, primary=True),
            row.finding.ordinal,
        ),
    )
    grouped = by_source(ranked)
    if not grouped:
        return
    desk.draft.heading(desk.say("tier_silent"))
    for source, found in list(grouped.items())[:_SHOWN]:
        joiner = ", " if desk.english else "、"
        titles = joiner.join(f"{desk.title(row)}{desk.cite_title(row)}" for row in found[:_EXAMPLES])
        more = desk.say("and_others") if len(found) > _EXAMPLES else ""
        desk.draft.bullet(
            desk.say("silent_example", hospital=desk.hospital(source), n=len(found), titles=titles, more=more)
        )


def status_list(desk: Desk) -> None:
    """The findings that carry one of the statuses asked for."""
    rows = desk.findings(statuses=desk.plan.statuses, topics=desk.plan.topics)
    totals = [source for source in desk.silent_sources() if _has_totals(desk, source)]
    wanted = "、".join(dict.fromkeys(desk.status(s) for s in desk.plan.statuses))
    disclosing = [s for s, r in desk.reports.items() if r.discloses_status]
    if not disclosing:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("no_status_at_all", hospital=desk.names(desk.reports))
        if totals:
            _silence(desk, rows, narrowed=False)
            desk.draft.lead, desk.draft.silence = desk.say("which_not_said") + desk.draft.silence, ""
        return
    desk.draft.columns = ("医院", "问题", "状态")
    grouped = by_source(rows)
    counts = "、".join(f"{desk.hospital(s)}{len(found)}条" for s, found in grouped.items()) or desk.names(disclosing)
    key = "status_list_blank" if desk.plan.statuses == ("not_stated",) else "status_list"
    desk.draft.lead = desk.say(key, status=wanted, n=len(rows), counts=counts)
    for row in rows:
        desk.draft.present(row.source, row.finding.ordinal)
        mark = desk.cite_status(row)
        where = row.hospital if len(grouped) > 1 else ""
        line = f"{where}{desk.title(row)}：{_printed(row) or desk.status(row.finding.status)}{mark}"
        left = left_words(desk, row) if row.finding.status in OPEN and len(rows) <= _FEW_OF_ONE else ""
        line += entry_words(desk, row)
        desk.draft.bullet(desk.say("remaining", line=line, what=left) if left else line)
        desk.draft.row(row.hospital, row.finding.title, desk.status(row.finding.status), marks=desk.book.numbers(mark))
    if set(desk.plan.statuses) >= set(OPEN):
        _blank(desk)
    if desk.silent_sources():
        _silence(desk, rows, narrowed=False)


def _blank(desk: Desk) -> None:
    """Findings without a status in notices that state one for others: not labelled as done either."""
    silent = desk.silent_sources()
    rows = [row for row in desk.findings(statuses=("not_stated",), topics=desk.plan.topics) if row.source not in silent]
    if rows:
        desk.draft.heading(desk.say("tier_blank", n=len(rows)))
    for row in rows[:_SHOWN]:
        desk.draft.present(row.source, row.finding.ordinal)
        desk.draft.bullet(f"{desk.place(row)}{desk.cite_title(row)}")


def _printed(row: FindingRow) -> str:
    """The status in the notice's own words."""
    evidence = row.finding.status_evidence
    quote = re.sub(r"\s+", "", evidence.quote) if evidence else ""
    return re.split("[：:]", quote)[-1] if len(quote) <= 40 else ""


def done_but_open(desk: Desk) -> None:
    """Findings labelled completed whose own text says that something is still to be done."""
    rows = [row for row in desk.findings(statuses=DONE, with_commitments=True) if row.finding.commitments]
    terms = theme_terms(desk.plan)
    if terms:
        matching = [row for row in rows if _speaks_of(row, terms)]
        rows = matching or rows
    if not rows:
        disclosing = [s for s, r in desk.reports.items() if r.discloses_status]
        key = "done_but_open_none" if disclosing else "no_status_at_all"
        desk.draft.lead = desk.say(key, hospital=desk.names(disclosing or desk.reports))
        desk.draft.abstained = not disclosing
        return
    counts = "、".join(f"{desk.hospital(s)}{len(found)}条" for s, found in by_source(rows).items())
    desk.draft.lead = desk.say("done_but_open", n=len(rows), counts=counts)
    desk.draft.columns = ("医院", "问题", "标注", "正文仍写")
    for row in rows:
        desk.draft.present(row.source, row.finding.ordinal)
        about = [
            c for c in row.finding.commitments if any(t in c.evidence.quote + c.what for t in terms)
        ] or row.finding.commitments
        still = "；".join(commitment_words(desk, row, c) for c in about[:2])
        where = row.hospital if len(desk.plan.sources) > 1 else ""
        mark = desk.cite_status(row)
        desk.draft.bullet(
            desk.say(
                "labelled_but",
                where=where,
                title=desk.title(row),
                status=desk.status(row.finding.status),
                mark=mark,
                still=still,
            )
        )
        desk.draft.row(
            row.hospital, row.finding.title, desk.status(row.finding.status), still, marks=desk.book.numbers(mark)
        )


def _speaks_of(row: FindingRow, terms: tuple[str, ...]) -> bool:
    words = " ".join((c.evidence.quote + c.what) for c in row.finding.commitments)
    return any(term in words for term in terms)
