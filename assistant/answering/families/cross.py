"""One matter across hospitals: who leads in a number, or what each of them does about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.families.beside import LEAST, PER_HOSPITAL, finding_words, findings_on, nearest_on, value_words
from assistant.answering.families.reckoning import amount, snippet_of
from assistant.answering.families.standing import Standing as FigureStanding
from assistant.answering.families.standing import standings
from assistant.answering.passages.expected import asks_total
from assistant.answering.passages.model import Snippet, SnippetAnswer


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
    if not desk.plan.theme and not (desk.plan.scope == "named" and desk.plan.asked):
        desk.draft.abstained = True
        desk.draft.lead = desk.say("unclear")
        return
    if _OF_THE_WHOLE.search(desk.plan.asked) and not _HOW.search(desk.plan.asked) and not _whole_said(desk):
        _nobody(desk)
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
        _nobody(desk)
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
    r"|(?:医生|医师|护士|职工|员工|床位)(?:最|更)[多少]|(?:门诊|急诊|出院|住院)(?:人次|量)|(?:营业|业务|总)收入"
)
"""A quantity of the whole hospital, which a number of some doctors somewhere does not give."""
_WHOLE_SAID = re.compile(
    r"(?:全院|全集团|现有|共有|在岗|在职|在编|编制|开放|核定)[^，。；,;]{0,8}"
    r"(?:医生|医师|护士|护理人员|职工|员工|床位|人员)[^，。；,;]{0,6}\d|门诊量|住院人次"
)


_HOW = re.compile(r"怎么|如何|咋|办法|措施|做法|改法|什么样")


def _whole_said(desk: Desk) -> bool:
    """Whether any notice gives a number of the whole hospital."""
    found = (desk.passages.answer_snippets(desk.plan.asked, [source]).snippets for source in desk.reports)
    return any(_WHOLE_SAID.search(snippet.quote) for snippets in found for snippet in snippets)


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
    budget = max(LEAST, PER_HOSPITAL // max(1, len(desk.reports)))
    written = [source for source in desk.reports if _written(desk, source, budget)]
    silent = [source for source in desk.reports if source not in written]
    near = [s for s in silent if desk.plan.scope == "named" and _nearly(desk, s, budget)]
    theme = desk.plan.theme or desk.plan.asked.strip(" ,，。?？")
    if not written and not near:
        _nobody(desk)
        return
    total = total_over(desk) if asks_total(desk.plan.question) else ""
    desk.draft.lead = total + desk.say("side_by_side", hospital=desk.names([*written, *near]), theme=theme)
    if unsaid := [s for s in silent if s not in near]:
        desk.draft.silence = desk.say("compare_silent", hospital=desk.names(unsaid), theme=theme)


def _nobody(desk: Desk) -> None:
    desk.draft.abstained = True
    theme = desk.plan.theme or desk.plan.asked.strip(" ,，。?？")
    desk.draft.lead = desk.say("compare_nobody", theme=theme, n=len(desk.reports))


def _written(desk: Desk, source: str, budget: int) -> bool:
    """Tell what one notice says of the matter in its words; False where it says nothing."""
    rows = findings_on(desk, source)
    said = value_words(desk, source, rows)
    if not rows and not said:
        return False
    desk.draft.present(source)
    words = [f"“{nested(clip(s.quote, 140))}”{desk.book.snippet(s)}" for s in said]
    if not rows and said[0].finding is not None:
        rows = desk.findings(ordinals=((source, said[0].finding),))
    body = [*words, *[finding_words(desk, row, budget // len(rows)) for row in rows]]
    desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(source), words=" ".join(body), tail=""))
    return True


def _nearly(desk: Desk, source: str, budget: int) -> bool:
    """Show what a notice says nearest to the matter, and that it does not use its words; False where nothing is."""
    rows = nearest_on(desk, source)
    if not rows:
        return False
    desk.draft.present(source)
    words = " ".join(finding_words(desk, row, budget // len(rows)) for row in rows)
    desk.draft.bullet(desk.say("compare_nearest", hospital=desk.hospital(source), words=words))
    return True


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
