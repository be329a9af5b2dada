"""One finding: whether it is done, what remains of it, what was done about it."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, commitment_words, nested
from assistant.answering.families.facts import lookup
from assistant.answering.families.matching import theme_terms
from assistant.answering.families.unsaid import unsaid_of
from assistant.records.query import FindingRow
from assistant.schema import DONE, Evidence
from assistant.text.clauses import sentences

_ASKS_DAY = re.compile(
    r"(?:日子|日期|时间|期限|时限)(?:有没有|是否)?(?:定|给|写|说|明确|确定)|(?:给|写|定)[^,，]{0,4}(?:日子|日期|时间|期限)"
    r"|什么时候|啥时候|何时|哪天|几月"
)
"""What asks for a day beside the state of a matter."""

_PART = re.compile(r"\d+(?:个|项|件|条|处|笔|起|户|宗)")
_DONE = re.compile(r"已|完成")
_LEFT = re.compile(r"未(?!来)|正在|正进行|尚|剩|余下?(?=\d)|其余|最后\d|待(?!遇)")
"""What says that some of them are left."""


def item_status(desk: Desk) -> None:
    """Whether one finding is done: its status, what remains, until when; silence is said to be silence."""
    row = _which(desk)
    if row is None:
        lookup(desk)
        return
    finding = row.finding
    desk.draft.present(row.source, finding.ordinal)
    remaining = "；".join(commitment_words(desk, row, c) for c in finding.commitments[:4])
    values = {
        "hospital": row.hospital,
        "title": desk.title(row),
        "status": desk.status(finding.status),
        "remaining": remaining,
    }
    if finding.status == "not_stated":
        mark = desk.cite_title(row)
        key = "item_silent_open" if remaining else "item_silent"
        told = _told_done(desk, row)
        desk.draft.abstained = not (remaining or (told and _ASKS_WORDS.search(desk.plan.question)))
        desk.draft.lead = desk.say(key, **values, mark=mark)
        if told:
            desk.draft.lines.append(desk.say("measure_says_done", words=desk.semicolon.join(told)))
    else:
        mark = desk.cite_status(row)
        key = "item_stated_open" if remaining else "item_stated"
        desk.draft.lead = desk.say(key, **values, mark=mark)
        _parts_done(desk, row)
        if desk.plan.premise == "not_done" and finding.status in DONE:
            desk.draft.lead = desk.say("premise_completed") + desk.draft.lead
    if _ASKS_DAY.search(desk.plan.question) and not (finding.deadline or any(c.due for c in finding.commitments)):
        desk.draft.lead += desk.say("no_day")
    _measures(desk, row)
    desk.draft.silence = unsaid_of(desk, (row.source, finding.ordinal), remaining)


_ASKS_WORDS = re.compile(r"原话|原文|原句|哪句|怎么(?:说|讲|写|表述)|in (?:its|their) own words|exact words")
_TOLD_DONE = re.compile(
    r"(?:已|均|全部)[^,，。;；]{0,6}(?:完成|整改|办结|到位|解决)|(?:完成整改|整改(?:完成|到位|完毕))"
)


def _told_done(desk: Desk, row: FindingRow) -> list[str]:
    """The sentences of the measures that say something is done, quoted: what there is where no status is stated."""
    text = desk.records.text(row.source)
    spans = [span for m in row.finding.measures for span in sentences(text, m.evidence.start, m.evidence.end)]
    said = [Evidence.cut(text, start, end) for start, end in spans if _TOLD_DONE.search(text[start:end])]
    return [f"“{nested(clip(each.quote, 160))}”{desk.book.finding(row, each)}" for each in said[:2]]


def _measures(desk: Desk, row: FindingRow) -> None:
    """The measures on one line each, shortly, where there is little else to say."""
    if row.finding.commitments:
        return
    words = [clip(m.evidence.quote, 70) for m in row.finding.measures[:4]]
    if words:
        marks = [desk.book.finding(row, m.evidence) for m in row.finding.measures[:4]]
        listed = "；".join(f"{word}{mark}" for word, mark in zip(words, marks, strict=True))
        desk.draft.lines.append(desk.say("measures_listed", words=listed))


def _parts_done(desk: Desk, row: FindingRow) -> None:
    """The sentences that reckon up how many are done and how many are not, where something is still to come."""
    if not row.finding.commitments:
        return
    text = desk.records.text(row.source)
    spans = [s for m in row.finding.measures for s in sentences(text, m.evidence.start, m.evidence.end)]
    told = [Evidence.cut(text, start, end) for start, end in dict.fromkeys(spans) if reckons_parts(text[start:end])]
    for evidence in told[:2]:
        desk.draft.bullet(f"“{nested(clip(evidence.quote, 200))}”{desk.book.finding(row, evidence)}")


def reckons_parts(sentence: str) -> bool:
    """Whether a sentence divides what was to be done by how far it is (已修好9处，余下2处待配件)."""
    return len(_PART.findall(sentence)) >= 2 and bool(_DONE.search(sentence)) and bool(_LEFT.search(sentence))


def _which(desk: Desk) -> FindingRow | None:
    """The finding that a question means: by its number, its title, or what it is about."""
    rows = desk.findings()
    if desk.within:
        return next((row for row in rows if (row.source, row.finding.ordinal) == desk.within[0]), None)
    if desk.plan.finding:
        return next(
            (row for row in rows if desk.plan.finding in re.findall(r"[\d一二三四五六七八九十]+", row.finding.label)),
            None,
        )
    terms = theme_terms(desk.plan)
    scored = [(sum(len(t) for t in terms if t in row.finding.title), row) for row in rows]
    best = max((score for score, _ in scored), default=0)
    ranked = desk.passages.best_finding(desk.plan.question, desk.plan.sources)
    place = {(r[0], r[1]): i for i, r in enumerate(ranked)}
    titled = [row for score, row in scored if score == best and best >= 2]
    if titled:
        return min(
            titled, key=lambda row: (place.get((row.source, row.finding.ordinal), 99), row.source, row.finding.ordinal)
        )
    for source, ordinal, _ in ranked[:1]:
        return next((row for row in rows if row.source == source and row.finding.ordinal == ordinal), None)
    return None


def finding_detail(desk: Desk) -> None:
    """One finding: problem, status, measures, what remains, who was held to account."""
    row = _which(desk)
    if not desk.plan.finding and (row is None or not _titled(desk, row)):
        lookup(desk)
        return
    if row is None:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("no_such_finding", hospital=desk.names(desk.reports), number=desk.plan.finding)
        return
    detail(desk, row)


def _titled(desk: Desk, row: FindingRow) -> bool:
    """Whether at least half of the theme's words stand in the finding's title."""
    terms = theme_terms(desk.plan)
    return bool(terms) and 2 * sum(term in row.finding.title for term in terms) >= len(terms)


def detail(desk: Desk, row: FindingRow) -> None:
    """The record of one finding in short."""
    finding = row.finding
    desk.draft.present(row.source, finding.ordinal)
    mark = desk.cite_status(row) if finding.status_evidence else desk.cite_title(row)
    desk.draft.lead = desk.say(
        "detail", hospital=row.hospital, title=desk.title(row), status=desk.status(finding.status), mark=mark
    )
    for measure in finding.measures[:8]:
        desk.draft.bullet(f"{clip(measure.evidence.quote, 90)}{desk.book.finding(row, measure.evidence)}")
    if finding.commitments:
        remaining = "；".join(commitment_words(desk, row, c) for c in finding.commitments[:4])
        desk.draft.lines.append(desk.say("still_open", what=remaining))
