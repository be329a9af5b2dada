"""One matter across hospitals: who leads in a number, or what each of them does about it; and a notice in a few
lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.desk import Desk, clip, commitment_words, nested
from assistant.answering.families.matching import is_field, theme_terms, topic_terms
from assistant.answering.families.reckoning import amount, snippet_of
from assistant.answering.families.standing import Standing as FigureStanding
from assistant.answering.families.standing import standings
from assistant.answering.families.themes import speaking_of
from assistant.answering.figures.meaning import met
from assistant.answering.lexicon import topic_words
from assistant.answering.passages.expected import asks_total
from assistant.answering.passages.model import Snippet, SnippetAnswer
from assistant.answering.questions import cues_of
from assistant.records.query import FindingQuery, FindingRow
from assistant.schema import Measure, Status
from assistant.text.clauses import clauses

_TELLING = re.compile(r"\d|《|已|完成|未|建立|成立|制定|修订|印发|谈话|约谈|处罚|扣|每(月|季|半年|年|周)")
_PER_HOSPITAL = 3000
"""Characters for all hospitals' measures together, shared out evenly, at least `_LEAST` each."""
_LEAST = 330


@dataclass(frozen=True, slots=True)
class Standing:
    """What one hospital has to show in a comparison of numbers."""

    source: str
    number: float
    snippets: tuple[Snippet, ...]
    printed: str = ""
    """The number as printed, where it is known which of the words' numbers is meant."""
    unit: str = ""


def compare(desk: Desk) -> None:
    """The leader first where numbers are compared; else each hospital's own way, side by side."""
    if not desk.plan.theme:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("unclear")
        return
    if desk.plan.order is not None and _ranked(desk):
        return
    side_by_side(desk)


def _ranked(desk: Desk) -> bool:
    of_the_whole = _OF_THE_WHOLE.search(desk.plan.asked) is not None
    told = [] if of_the_whole else [_told(desk, standing) for standing in standings(desk)]
    if len(told) < 2:
        told, asked = [], _number_questions(desk)
        for source in desk.reports:
            standing = next((s for q in asked if (s := _standing(desk, source, q))), None)
            told += [standing] if standing else []
    silent = [s for s in desk.reports if s not in {each.source for each in told}]
    if not told:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("compare_nobody", theme=desk.plan.theme, n=len(desk.reports))
        return True
    low = desk.plan.order == "min"
    told.sort(key=lambda s: (s.number if low else -s.number, s.source))
    leaders = [s.source for s in told if s.number == told[0].number]
    key = ("compare_low" if low else "compare_high") if len(told) > 1 else "compare_only"
    key = "compare_equal" if len(leaders) > 1 else key
    desk.draft.lead = desk.say(key, hospital=desk.names(leaders), theme=desk.plan.theme) + _apart(desk, told)
    for number, standing in enumerate(told):
        desk.draft.present(standing.source)
        if number == len(leaders) and len(told) > 2 and desk.plan.order != "both":
            what = desk.say("ranked_lowest" if low else "ranked_highest")
            desk.draft.lines.append(desk.say("rest_of_ranking", n=len(told) - number, what=what))
        quotes = "；".join(f"“{nested(clip(s.quote, 150))}”{desk.book.snippet(s)}" for s in standing.snippets[:2])
        words = f"{standing.printed}，{quotes}" if standing.printed else quotes
        desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(standing.source), words=words, tail=""))
    if len(told) > 1:
        desk.draft.lines.append(desk.say("compare_caution"))
    if silent:
        desk.draft.silence = desk.say("compare_silent", hospital=desk.names(silent), theme=desk.plan.theme)
    return True


_DIFFERENCE = re.compile(r"差(?:了|距)?(?:多少|几)|相差|多(?:出)?(?:多少|几)|少(?:多少|几)|高(?:多少|几)|低(?:多少|几)")


def _apart(desk: Desk, told: list[Standing]) -> str:
    """By how much the first and the last differ, where that is asked for."""
    if len(told) < 2 or not _DIFFERENCE.search(desk.plan.question) or not told[0].unit:
        return ""
    words = amount(abs(told[0].number - told[-1].number), told[0].unit)
    return desk.say("figures_differ", words=words)


def _told(desk: Desk, standing: FigureStanding) -> Standing:
    figure = standing.figure
    snippet = snippet_of(desk, standing.source, standing.ordinal, figure)
    return Standing(standing.source, figure.number, (snippet,), figure.text, figure.unit)


def _latest(answer: SnippetAnswer) -> float:
    """The number that stands for a hospital: the last one of its best sentence, which is where notices come to
    (由8.28降到7.87).
    """
    best = answer.snippets[0]
    inside = [
        v
        for v in answer.values
        if v.source == best.source and best.start <= v.start < best.end and v.number is not None
    ]
    values = inside or [v for v in answer.values if v.number is not None]
    falling = re.search(r"降|由.{0,20}(到|至|为)|下降|提高到|增加到", best.quote)
    chosen = values[-1] if falling else values[0]
    return float(chosen.number or 0.0)


_OF_THE_WHOLE = re.compile(
    r"(?:医生|医师|护士|职工|员工|床位|患者|门诊|住院)(?:的)?(?:人数|总数|数量|数|量|规模)"
    r"|(?:医生|医师|护士|职工|员工|床位)(?:最|更)[多少]"
)
"""A quantity of the whole hospital, which a number of some doctors somewhere does not give."""
_WHOLE_SAID = re.compile(
    r"(?:全院|全集团|现有|共有|在岗|在职|在编|编制|开放|核定)[^，。；,;]{0,8}"
    r"(?:医生|医师|护士|护理人员|职工|员工|床位|人员)[^，。；,;]{0,6}\d|门诊量|住院人次"
)


def _standing(desk: Desk, source: str, question: str) -> Standing | None:
    answer = desk.passages.answer_snippets(question, [source])
    if _OF_THE_WHOLE.search(desk.plan.asked) and not any(_WHOLE_SAID.search(s.quote) for s in answer.snippets):
        return None
    if not answer.answerable or not any(v.number is not None for v in answer.values):
        return None
    return Standing(source, _latest(answer), answer.snippets)


_UNITS = (
    (re.compile(r"住院日|天数|多久|时长|时间"), "多少天"),
    (re.compile(r"人(?!民)|名|专家|博士|医师|护士|派"), "多少人"),
    (re.compile(r"谈话|会议|培训|次"), "多少次"),
    (re.compile(r"钱|金额|收入|款|费"), "多少钱"),
)


def _number_questions(desk: Desk) -> list[str]:
    """The comparison as questions for a number, to be put to each hospital alone, the likeliest unit first."""
    asked = desk.plan.asked
    fitting = [unit for pattern, unit in _UNITS if pattern.search(asked)]
    theme = desk.plan.theme.replace(" ", "")
    return [f"{theme}{unit}" for unit in dict.fromkeys([*fitting, "多少次", "多少人", "多少"])]


def side_by_side(desk: Desk) -> None:
    """Each hospital's findings on the matter with their state and their telling measures."""
    budget = max(_LEAST, _PER_HOSPITAL // max(1, len(desk.reports)))
    silent, written = [], []
    for source in desk.reports:
        rows = _findings_on(desk, source)
        words = _value_words(desk, source)
        if not rows and not words:
            silent.append(source)
            continue
        written.append(source)
        desk.draft.present(source)
        body = [*words, *[_finding_words(desk, row, budget // len(rows)) for row in rows]]
        desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(source), words=" ".join(body), tail=""))
    theme = desk.plan.theme
    total = total_over(desk) if asks_total(desk.plan.question) else ""
    if not written:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("compare_nobody", theme=theme, n=len(desk.reports))
        return
    desk.draft.lead = total + desk.say(
        "side_by_side", hospital=desk.names(written), theme=theme or desk.say("rectification")
    )
    if silent:
        desk.draft.silence = desk.say("compare_silent", hospital=desk.names(silent), theme=theme)


def total_over(desk: Desk) -> str:
    """The numbers of several hospitals added up, where at least two give one of the same unit on the matter."""
    found = [s for s in standings(desk) if s.headed]
    if len(found) < 2 or len({s.figure.kind for s in found}) > 1:
        return ""
    total = amount(sum(s.figure.number for s in found), found[0].figure.unit)
    place = {source: i for i, source in enumerate(desk.reports)}
    parts = []
    for each in sorted(found, key=lambda s: place[s.source]):
        mark = desk.book.snippet(snippet_of(desk, each.source, each.ordinal, each.figure))
        parts.append(f"{desk.hospital(each.source)}{each.figure.text}{mark}")
    missing = (
        [s for s in desk.reports if s not in {each.source for each in found}] if desk.plan.scope == "named" else []
    )
    left = desk.say("not_in_total", hospital=desk.names(missing)) if missing else ""
    return desk.say("hospitals_total", sum=" + ".join(parts), total=total) + left


def _value_words(desk: Desk, source: str) -> list[str]:
    """The sentence that holds the number asked of each hospital (各有几个博士)."""
    if not desk.plan.counted and "duration" not in cues_of(desk.plan.question):
        return []
    answer = desk.passages.answer_snippets(desk.plan.asked, [source])
    if not answer.answerable:
        return []
    return [f"“{nested(clip(s.quote, 140))}”{desk.book.snippet(s)}" for s in answer.snippets[:2]]


def _findings_on(desk: Desk, source: str) -> list[FindingRow]:
    """The findings of one report that the theme is about: titles first, then main topics, then the text."""
    rows = desk.records.findings(FindingQuery(sources=(source,)))
    spoken = {s.finding for s in _spoken(desk).get(source, ())}
    words = topic_terms(desk.plan.theme, desk.plan.topics)
    if is_field(desk.plan.theme, desk.plan.topics):
        named = [w for topic in desk.plan.topics for w in topic_words()[topic] if w in desk.plan.theme]
        rows = [row for row in rows if not named or any(w in _words_of_row(row) for w in named)]
    else:
        meant = desk.passages.agreed_finding(desk.plan.asked or desk.plan.theme, [source], within=3)
        spoken |= {meant[1]} if meant else set()
        rows = [row for row in rows if row.finding.ordinal in spoken or any(w in row.finding.title for w in words)]
    scores = [(_score(desk, row), row) for row in rows]
    bonus = 0.0 if is_field(desk.plan.theme, desk.plan.topics) else 1.5
    ranked = desk.passages.best_finding(desk.plan.theme or desk.plan.asked, [source])
    extra = {(r[0], r[1]): 1.0 - 0.3 * place for place, r in enumerate(ranked[:3])}
    scored = sorted(
        (
            (
                score + extra.get((row.source, row.finding.ordinal), 0.0) + bonus * (row.finding.ordinal in spoken),
                row,
            )
            for score, row in scores
        ),
        key=lambda pair: (-pair[0], pair[1].finding.ordinal),
    )
    best = scored[0][0] if scored else 0.0
    if best < 1.5:
        return []
    wide = is_field(desk.plan.theme, desk.plan.topics) or len(desk.plan.topics) > 1
    limit = 2 if wide or len(desk.reports) == 2 or "summary" in cues_of(desk.plan.question) else 1
    if len(desk.reports) == 1:
        return [row for score, row in scored[:8] if score >= max(1.5, 0.4 * best)]
    return [row for score, row in scored[:limit] if score >= max(1.5, 0.6 * best)]


def _words_of_row(row: FindingRow) -> str:
    return row.finding.title + "".join(m.evidence.quote for m in row.finding.measures)


def _spoken(desk: Desk) -> dict[str, list[Snippet]]:
    """Where each report speaks of the theme, found once an answer."""
    if desk.spoken is None:
        desk.spoken = speaking_of(desk, desk.plan.theme) if desk.plan.theme else {}
    return desk.spoken


def _score(desk: Desk, row: FindingRow) -> float:
    finding, plan = row.finding, desk.plan
    words = topic_terms(plan.theme, plan.topics) or theme_terms(plan)
    score = 2.0 * any(word in finding.title for word in words)
    score += sum(0.5 for term in theme_terms(plan) if term in finding.title)
    if plan.topics and finding.topics[:1] and finding.topics[0] in plan.topics:
        score += 2.0
    elif set(plan.topics) & set(finding.topics):
        score += 1.0
    text = "".join(m.evidence.quote for m in finding.measures)
    score += met([w for w in theme_terms(plan) if len(w) > 1], finding.title + text)
    return score + min(2.0, 0.25 * sum(text.count(term) for term in {*theme_terms(plan), *words}))


def _finding_words(desk: Desk, row: FindingRow, budget: int) -> str:
    """One finding on one line: title, state, the telling part of its measures, what is open."""
    finding = row.finding
    desk.draft.present(row.source, finding.ordinal)
    state = desk.status(finding.status)
    mark = desk.cite_status(row) if finding.status_evidence else desk.cite_title(row)
    chosen = _telling_measures(desk, finding.measures)
    share = max(60, budget // max(1, len(chosen)))
    told = [f"{essence(m, share)}{desk.book.finding(row, m.evidence)}" for m in chosen]
    joined = desk.semicolon.join(told)
    left = len(finding.measures) - len(chosen)
    joined += desk.say("more_measures", n=left) if left else ""
    text = desk.say("finding_words", title=desk.title(row), state=state, mark=mark, told=joined)
    if finding.commitments and finding.status != "not_stated":
        text += desk.say("still_open_short", what=commitment_words(desk, row, finding.commitments[0]))
    return text


_FACTS = 6
"""Measures told of a finding in a comparison; of the rest the number is given."""


def _telling_measures(desk: Desk, measures: Sequence[Measure]) -> list[Measure]:
    """The measures that say most on the matter, in the notice's order: on the theme, with numbers and acts."""
    words = topic_terms(desk.plan.theme, desk.plan.topics) or theme_terms(desk.plan)

    def weight(measure: Measure) -> float:
        quote = measure.evidence.quote
        return 2.0 * any(word in quote for word in words) + min(4, len(_TELLING.findall(quote)))

    best = sorted(range(len(measures)), key=lambda i: (-weight(measures[i]), i))[:_FACTS]
    return [measures[i] for i in sorted(best)]


def essence(measure: Measure, limit: int) -> str:
    """The telling clauses of a measure: those with numbers, documents, results, in order, up to `limit` characters."""
    quote = re.sub(r"\s+", "", measure.evidence.quote)
    quote = re.sub(r"^[一二三四五六七八九十]+是|^[（(]?\d+[）).、]", "", quote).strip("。；; ")
    if len(quote) <= limit:
        return quote
    parts = [quote[a:b].strip("，；。、,;") for a, b in clauses(quote, 0, len(quote))]
    order = sorted(range(len(parts)), key=lambda i: (-len(_TELLING.findall(parts[i])), i))
    kept: list[int] = []
    used = 0
    for i in order:
        if used + len(parts[i]) <= limit or not kept:
            kept.append(i)
            used += len(parts[i])
    return "，".join(parts[i] for i in sorted(kept))


def summary(desk: Desk) -> None:
    """A matter across hospitals, or one notice as a whole."""
    if len(desk.reports) > 1 or desk.plan.topics or theme_terms(desk.plan):
        side_by_side(desk)
        return
    overview(desk)


def overview(desk: Desk) -> None:
    """One notice in a few lines: size, state, what is open, who was held to account."""
    source, row = next(iter(desk.reports.items()))
    desk.draft.present(source)
    findings = desk.findings()
    counts = row.status_counts
    stated = _stated(desk, counts)
    first = desk.cite_title(findings[0]) if findings else ""
    totals = row.fields.declared_totals
    declared = "、".join(
        f"{word}{n}个"
        for word, n in (("已完成", totals.completed), ("阶段性完成", totals.partial), ("未完成", totals.unfinished))
        if n is not None
    )
    if declared and not stated:
        stated = declared + desk.cite_field(source, "declared_totals.completed", "declared_totals.partial")
    key = "overview_stated" if stated else "overview_silent"
    desk.draft.lead = desk.say(key, hospital=row.fields.hospital, n=row.findings, stated=stated, mark=first)
    sections: dict[str, list[FindingRow]] = {}
    for finding in findings:
        sections.setdefault(finding.finding.section, []).append(finding)
    for section, rows in list(sections.items())[:14]:
        titles = "；".join(f"{r.finding.title}{desk.cite_title(r)}" for r in rows[:6]) + ("等" if len(rows) > 6 else "")
        desk.draft.bullet(f"{clip(section, 40)}（{len(rows)}条）：{titles}" if section else titles)
    still = [r for r in findings if r.finding.status in ("unfinished", "mostly_completed", "partial")]
    if still:
        named = "、".join(f"「{r.finding.title}」{desk.cite_status(r)}" for r in still[:10])
        desk.draft.lines.append(desk.say("still_open", what=named))
    _held_to_account(desk, findings)


def _stated(desk: Desk, counts: dict[Status, int]) -> str:
    """The statuses of a notice with their numbers; completed ones together, of which some are to be kept up."""
    unit = "" if desk.english else "条"
    joiner = ", " if desk.english else "、"
    done, ongoing = counts.get("completed", 0), counts.get("completed_ongoing", 0)
    words = []
    if done + ongoing:
        kept = desk.say("of_which_kept", n=ongoing) if ongoing and done else ""
        first: Status = "completed" if done else "completed_ongoing"
        words.append(f"{desk.status(first)}{' ' if desk.english else ''}{done + ongoing}{unit}{kept}")
    others: tuple[Status, ...] = ("mostly_completed", "partial", "unfinished")
    space = " " if desk.english else ""
    words += [f"{desk.status(s)}{space}{counts[s]}{unit}" for s in others if counts.get(s)]
    return joiner.join(words)


def _held_to_account(desk: Desk, findings: list[FindingRow]) -> None:
    """The measures against persons with printed numbers, in one line."""
    parts = []
    for row in findings:
        numbered = [item for item in row.finding.accountability if item.persons is not None]
        parts += [f"{item.action}{item.persons}人{desk.book.finding(row, item.evidence)}" for item in numbered]
    if parts:
        desk.draft.lines.append(desk.say("held", words="、".join(parts[:8])))
