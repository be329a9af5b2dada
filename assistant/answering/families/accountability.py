"""Who was held to account: per finding, per measure, only numbers that are printed; sums show their parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.desk import Desk, by_source, clip, clip_round, nested
from assistant.answering.families.facts import lookup
from assistant.answering.families.handling_asked import Handling, talks_cut
from assistant.answering.families.held_persons import added_up, any_measure, asks_all, names_in
from assistant.answering.families.matching import about_topics, words_of
from assistant.answering.families.mentions import mentions
from assistant.answering.families.none_at_all import none_at_all
from assistant.answering.families.occurrences import asks_findings
from assistant.answering.families.overall_handling import asks_overall, overall, total_told
from assistant.answering.families.sanctions import asks_sanctioned, sanctioned
from assistant.answering.left_out import left_out
from assistant.answering.lexicon import cue_patterns
from assistant.answering.questions import cues_of
from assistant.records.query import FindingRow
from assistant.schema import Accountability, Evidence
from assistant.text.clauses import sentences

_SAYS_MEASURE = re.compile(
    r"党纪|政纪|政务|党内|处分|院内|本院|这种事真?|真给了?|挨了?|真?扣了?(?:钱|绩效|奖金)?|罚了?[钱款]|(?<=[ ])绩效"
    r"|批评了?(?=\s|$)|[调换]了?岗位?|撤换|约谈了?|约?谈过|叫[去来]|(?:哪些|什么)?(?:部门|科室)(?=\s|$)"
)
"""Words for measures of any kind, which are no matter they are about."""
_OF_ANYBODY = re.compile(
    r"[这那][次回轮]|[本此][次回轮]|一共|总共|全部|所有|汇总|归拢|名单|(?:相关|有关|涉事|当事|直接)?(?:责任)?人(?:员)?(?=\s|$)"
)
"""Words for everybody and for this very time, which are none either."""
_EITHER = re.compile(r"或者?(?!许)")
"""Words that offer alternatives: one of them is enough."""
_LINED_UP = re.compile(r"[\u4e00-\u9fff]、[\u4e00-\u9fff]")
"""Several matters named one after another (收费、采购这几块): each has measures of its own."""
_PARTY = re.compile(r"党纪(?!、?政[务纪])|党内处分")
_PARTY_MEASURE = re.compile(r"党内|党籍|留党察看|党纪")
_FIRM = re.compile(r"公司|企业|供应商|供货商|施工单位|监理|厂家|外包单位|物业")
_FIRM_HANDLED = re.compile(
    r"黑名单|禁止|禁入|扣[减除罚发分款]|清退|解除|终止|罚款|约谈|取消|不良[行记]|没收|整改通知|违约金|批评教育|通报"
)
_WHO = re.compile(r"谁|哪些?(?:个)?(?:人|部门|科室|单位|企业|公司|干部|领导)|什么人")
"""Words that ask who it was: the notice's own words name them."""
_WHOM = re.compile(r"\bwh(?:o|om|ose)\b|谁", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"(?:处分|组织处理|诫勉(?:谈话)?|提醒谈话|谈话提醒|约谈|批评教育|通报批评|(?:书面)?检查|立案(?:审查调查|审查)?|问责|处理|警告|扣罚)"
    r"了?\s*\d+\s*(?:余)?(?:人次|人|名)"
)
"""A number of persons held to account."""
_BODY = "通报正文"
"""What a sentence is said to stand in where it stands in no part with a heading."""
_CLIPPED = 160
"""Characters of a sentence outside the findings."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding with its measures in words."""

    row: FindingRow
    words: str
    persons: int
    unnumbered: bool
    marks: str


def accountability(desk: Desk) -> None:
    """The measures per finding, with the persons printed; a sum where one finding or a ranking is asked about."""
    if len(desk.reports) > 1 and asks_sanctioned(desk.plan.question, desk.plan.theme):
        sanctioned(desk)
    elif not (asks_overall(desk.plan.question) and overall(desk)):
        _held(desk)


def _held(desk: Desk) -> None:
    """Every measure asked about, finding by finding, then those outside the findings."""
    rows = _rows(desk)
    outside = [] if _restricted(desk) else [hit for source in desk.reports for hit in _outside(desk, source)]
    none = none_at_all(desk)
    if none and not rows and not outside:
        desk.draft.lead = none
        return
    if not rows and not outside and _restricted(desk):
        _of_the_matter(desk)
        return
    if not rows and not outside:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("accountability_none", hospital=desk.names(desk.reports))
        return
    entries = [_entry(desk, row) for row in rows]
    for entry in entries:
        desk.draft.present(entry.row.source, entry.row.finding.ordinal)
    desk.draft.columns = ("医院", "问题", "处理", "写明人数")
    if len(entries) == 1 and not outside:
        desk.draft.lead = _single(desk, entries[0])
    else:
        items = [item for entry in entries for item in _wanted(desk, entry.row)]
        total = total_told(desk)
        outside = [] if total else outside
        desk.draft.lead = total or (not outside and added_up(desk, items)) or _several(desk, entries, len(outside))
        _list(desk, entries)
        for text in outside:
            desk.draft.bullet(text)
    desk.draft.lead = none + desk.draft.lead
    if _FIRM.search(desk.plan.question):
        for row in rows:
            _firms(desk, row)
    silent = [s for s in desk.reports if s not in by_source(rows)] if len(desk.reports) > 1 else []
    desk.draft.silence = _said_near(desk, rows)
    if silent:
        desk.draft.silence += desk.say("accountability_silent", hospital=desk.names(silent))


def _of_the_matter(desk: Desk) -> None:
    """What is said of a matter that nobody was held to account for."""
    mentions(desk)
    if desk.draft.abstained and len(desk.reports) == 1:
        desk.draft.abstained = False
        lookup(desk, desk.within)


def _firms(desk: Desk, row: FindingRow) -> None:
    """What the finding reports against companies, which are no persons held to account."""
    text = desk.records.text(row.source)
    for start, end in row.finding.spans:
        for a, b in sentences(text, start, end):
            if _FIRM.search(text, a, b) and _FIRM_HANDLED.search(text, a, b):
                evidence = Evidence.cut(text, a, b)
                where = row.hospital if len(desk.reports) > 1 else ""
                words = nested(clip(evidence.quote, 120))
                desk.draft.bullet(f"{where}{desk.title(row)}：“{words}”{desk.book.finding(row, evidence)}")


def _restricted(desk: Desk) -> bool:
    return bool(matter_asked(desk))


def matter_asked(desk: Desk) -> tuple[str, ...]:
    """What the measures are to be about, without the words for measures."""
    cut = left_out(desk.plan.question)
    left = talks_cut(" ".join(word for word in desk.plan.theme.split() if word not in cut))
    left = _OF_ANYBODY.sub(" ", _SAYS_MEASURE.sub(" ", left))
    for name in ("specific_action", "accountability_general", "accountability", "who_handled", "persons", "summary"):
        left = cue_patterns()[name].sub(" ", left)
    return tuple(word for run in left.split() for word in words_of(run) if word not in cut)


def _rows(desk: Desk) -> list[FindingRow]:
    rows = [row for row in desk.findings(with_accountability=True) if _wanted(desk, row)]
    inside = [row for row in rows if (row.source, row.finding.ordinal) in desk.within]
    if inside:
        return inside
    named = names_in(desk.plan.question)
    if named:
        return [row for row in rows if any(named & names_in(a.evidence.quote) for a in row.finding.accountability)]
    asked = Handling.of(desk.plan.question, typed=desk.plan.typed)
    if any_measure(desk.plan.question):
        asked = replace(asked, actions=())
    rows = [row for row in rows if any(asked.means(item) for item in row.finding.accountability)]
    if _PARTY.search(desk.plan.question):
        rows = [row for row in rows if any(_PARTY_MEASURE.search(a.evidence.quote) for a in row.finding.accountability)]
    theme = matter_asked(desk)
    if not theme:
        return rows
    if len(theme) > 1 and _LINED_UP.search(desk.plan.question) and "summary" in cues_of(desk.plan.question):
        spoken = [word for word in theme if desk.holders(word)]
        each = [row for word in spoken for row in _on_theme(desk, rows, (word,))]
        return [row for row in rows if row in each]
    if desk.plan.scope == "named" and len(desk.reports) > 1:
        held = {source: by_source(rows).get(source, []) for source in desk.reports}
        told = {s: _on_theme(desk, own, theme) for s, own in held.items()}
        if not any(told.values()):
            return []
        return [row for s, own in held.items() for row in told[s] or _near(desk, s, own)]
    return _on_theme(desk, rows, theme)


_NEAREST = 3
"""Findings nearest to a question among which those with measures are told, where none is in its words."""


def _near(desk: Desk, source: str, rows: Sequence[FindingRow]) -> list[FindingRow]:
    """Of the findings of one of several hospitals named, those nearest to the question in words and in meaning."""
    hits = desk.passages.nearest(desk.plan.asked, source)
    nearest = list(dict.fromkeys(hit.finding for hit in hits if hit.finding is not None))[:_NEAREST]
    return [row for row in rows if row.finding.ordinal in nearest]


def _said_near(desk: Desk, rows: Sequence[FindingRow]) -> str:
    """That some of several hospitals named are told by what is nearest, where none of their findings has the words."""
    theme = matter_asked(desk)
    if not theme or desk.plan.scope != "named" or len(desk.reports) < 2 or desk.within:
        return ""
    near = [s for s, own in by_source(rows).items() if not _on_theme(desk, own, theme)]
    return desk.say("held_near", hospital=desk.names(near)) if near else ""


def _named_actions(desk: Desk) -> list[str]:
    """The measures the question names, in its own words, where it asks for the findings with them."""
    if not asks_findings(desk.plan.asked):
        return []
    return [
        action
        for action in Handling.of(desk.plan.question, typed=desk.plan.typed).actions
        if action in desk.plan.question
    ]


def _on_theme(desk: Desk, rows: list[FindingRow], theme: tuple[str, ...]) -> list[FindingRow]:
    """Those of the findings that are on the matter asked about, by title, else by what is said."""
    if _EITHER.search(desk.plan.question):
        said = [row for row in rows if any(_speaks(row, (term,)) for term in theme)]
        if said:
            return said
    titled = [row for row in rows if any(term in row.finding.title for term in theme)]
    if titled:
        return titled
    ranked = [(b[0], b[1]) for b in desk.passages.best_finding(desk.plan.question, desk.plan.sources)][:3]
    chosen = [row for row in rows if (row.source, row.finding.ordinal) in ranked and _speaks(row, theme)]
    if chosen and len(desk.reports) == 1:
        return chosen[:1]
    full = [row for row in rows if _speaks(row, theme, whole=True)]
    if full:
        return full
    about = [row for row in rows if about_topics(desk.plan, row.finding) or _speaks(row, theme)]
    if about or len(desk.reports) > 1:
        return about
    heard = sum(len(term) for term in theme if desk.holders(term))
    return [] if 2 * heard > sum(map(len, theme)) else rows  # what the notice nowhere says narrows nothing


def _speaks(row: FindingRow, theme: tuple[str, ...], *, whole: bool = False) -> bool:
    """Whether a finding holds at least half of the theme's words, or all of them."""
    text = row.finding.title + "".join(m.evidence.quote for m in row.finding.measures)
    met = sum(word in text for word in theme)
    return met == len(theme) if whole else 2 * met >= len(theme)


def _entry(desk: Desk, row: FindingRow) -> Entry:
    words, marks, persons, unnumbered = [], [], 0, False
    told = len(desk.within) > 0 or _tells_whom(desk)
    counts = asks_all(desk.plan.question)
    for item in _wanted(desk, row):
        mark = desk.book.finding(row, item.evidence)
        unit = (
            "人次"
            if item.persons is not None and f"{item.persons}人次" in re.sub(r"\s", "", item.evidence.quote)
            else "人"
        )
        number = f"{item.persons}{unit}" if item.persons is not None else ""
        words.append(
            f"{item.action}{number}"
            if not (told or (counts and item.persons is None))
            else f"{item.action}{number}（“{nested(clip(item.evidence.quote, 60))}”）"
        )
        persons += item.persons or 0
        unnumbered = unnumbered or item.persons is None
        if mark not in marks:
            marks.append(mark)
    said = "、".join(dict.fromkeys(words))
    numbers = [item.persons for item in _wanted(desk, row) if item.persons is not None]
    if len(numbers) > 1 and not unnumbered and "人次" not in said:
        said += desk.say("in_all", n=persons)
    return Entry(row, said, persons, unnumbered, "".join(marks))


def _tells_whom(desk: Desk) -> bool:
    """Whether the persons are wanted, not only their number: asked for, or to be summed up."""
    asked = desk.plan.question
    return bool(cues_of(asked) & {"who_handled", "summary"}) or bool(_WHO.search(asked) or _WHOM.search(asked))


def _wanted(desk: Desk, row: FindingRow) -> list[Accountability]:
    """The measures of a finding that the question does not leave out; only those it names, where it names no matter."""
    asked, named = Handling.of(desk.plan.question, typed=desk.plan.typed), names_in(desk.plan.question)
    kept = [item for item in row.finding.accountability if not asked.leaves_out(item)]
    kept = [item for item in kept if not asked.leaves_out_matter(row.finding.title, _said(desk, row, item))]
    narrowly = desk.plan.typed or (_WHO.search(desk.plan.question) is not None and not any_measure(desk.plan.question))
    items = [item for item in kept if not narrowly or asked.means(item)]
    return [item for item in items if named & names_in(item.evidence.quote)] or items


def _said(desk: Desk, row: FindingRow, item: Accountability) -> str:
    """The sentence a measure stands in."""
    text, at = desk.records.text(row.source), item.evidence.start
    spans = (ab for start, end in row.finding.spans for ab in sentences(text, start, end))
    return next((text[a:b] for a, b in spans if a <= at < b), item.evidence.quote)


def _single(desk: Desk, entry: Entry) -> str:
    numbers = [item.persons for item in _wanted(desk, entry.row) if item.persons is not None]
    title = desk.title(entry.row)
    words = entry.words.removesuffix(desk.say("in_all", n=entry.persons)) if len(numbers) > 1 else entry.words
    values = {"hospital": entry.row.hospital, "title": title, "words": words, "marks": entry.marks, "n": entry.persons}
    if len(numbers) > 1:
        return desk.say("accountability_sum", **values, sum=" + ".join(map(str, numbers)))
    if numbers:
        return desk.say("accountability_one", **values)
    return desk.say("accountability_unnumbered", **values)


def _several(desk: Desk, entries: list[Entry], outside: int) -> str:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.row.source, []).append(entry)
    if len(desk.reports) == 1 and entries and not outside and (actions := _named_actions(desk)):
        words = "、".join(f"“{action}”" for action in actions)
        return desk.say("accountability_asked", hospital=entries[0].row.hospital, n=len(entries), actions=words)
    if len(desk.reports) == 1 and entries:
        key = "accountability_beside" if outside else "accountability_several"
        return desk.say(key, hospital=entries[0].row.hospital, n=len(entries) + outside)
    totals = sorted(
        ((sum(e.persons for e in found), source) for source, found in groups.items()), key=lambda t: (-t[0], t[1])
    )
    if desk.plan.order == "min":
        totals.reverse()
    parts = "、".join(f"{desk.hospital(source)}{n}人（次）" for n, source in totals if n)
    return desk.say("accountability_all", n=len(groups), parts=parts or desk.names(groups))


def _list(desk: Desk, entries: list[Entry]) -> None:
    several = len(desk.reports) > 1
    for entry in entries:
        where = entry.row.hospital if several else ""
        desk.draft.bullet(f"{where}{desk.title(entry.row)}：{entry.words}{entry.marks}")
        numbers = str(entry.persons) if entry.persons else ""
        desk.draft.row(
            entry.row.hospital, entry.row.finding.title, entry.words, numbers, marks=desk.book.numbers(entry.marks)
        )


def _outside(desk: Desk, source: str) -> list[str]:
    """Measures the notice reports outside its findings, in its own sentences: totals, and the clues handed over."""
    text, row, report = desk.records.text(source), desk.reports[source], desk.report(source)
    inside = [span for finding in report.findings for span in finding.spans]
    actions = Handling.of(desk.plan.question, typed=desk.plan.typed).actions
    where = row.fields.hospital if len(desk.reports) > 1 else ""
    out = []
    for start, end in sentences(text, 0, len(text)):
        match = _OUTSIDE.search(text, start, end)
        unasked = actions and not any(action in text[start:end] for action in actions)
        if match is None or unasked or any(a <= start < b for a, b in inside):
            continue
        evidence = Evidence.cut(text, start, end)
        words = nested(clip_round(evidence.quote, match[0], _CLIPPED))
        heading = next((p.heading for p in report.passages if p.evidence.start <= start < p.evidence.end), _BODY)
        mark = desk.book.report(row, evidence, heading)
        out.append(desk.say("accountability_outside", where=where, words=words, mark=mark))
    return out
