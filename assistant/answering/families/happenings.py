"""What a notice dates on a day, in a month or a stretch of days: every dated sentence there, in order of date."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from assistant.answering.desk import Desk, clip, date_words, nested
from assistant.answering.evidence import finding_label
from assistant.answering.families.matching import theme_terms
from assistant.answering.passages.model import Snippet
from assistant.schema import Report
from assistant.text.clauses import sentences
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText

_SHOWN = 20
_DAY = re.compile(r"(?:(20\d{2})[年./-])?(?<!\d)(\d{1,2})月(\d{1,2})[日号]?")
_PART = re.compile(r"(?:(20\d{2})年)?(\d{1,2})月(?:份)?(上旬|中旬|下旬)(?:[(（]?(\d{1,2})[日号](?:以后|之后|起))?")
_MONTH = re.compile(r"(?:(20\d{2})年)?(?<!\d)(\d{1,2})月(?:份|里|内|当中|这个月)?(?!\d)")
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_CHINESE_MONTH = re.compile(r"(?<![第十])(十[一二]?|[一二三四五六七八九])月(?=[份底初都的里]|$)")
_PARTS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
_GENERIC = re.compile(r"动作|日子|日期|带|干|做|办|开|搞|事情|活动|安排|工作|内容|时间|记录|大事|有")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one month; without a year, of any year."""

    year: int | None
    month: int
    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated sentence, with the place it stands in."""

    day: str
    start: int
    end: int
    ordinal: int | None
    label: str


def stretches_of(question: str) -> list[Stretch]:
    """The days and stretches of days a question names, the narrowest reading of each."""
    out: list[Stretch] = []
    question = _CHINESE_MONTH.sub(lambda m: f"{_MONTHS.index(m[1]) + 1}月", question)
    left = question
    for match in _PART.finditer(question):
        first, last = _PARTS[match[3]]
        if match[4]:
            first = int(match[4])
        out.append(_stretch(match[1], match[2], first, last, match[0]))
        left = left.replace(match[0], " ")
    out += [_stretch(m[1], m[2], int(m[3]), int(m[3]), m[0]) for m in _DAY.finditer(left)]
    left = _DAY.sub(" ", left)
    out += [_stretch(m[1], m[2], 1, 31, m[0]) for m in _MONTH.finditer(left)]
    return [s for s in out if 1 <= s.month <= 12]


def _stretch(year: str | None, month: str, first: int, last: int, name: str) -> Stretch:
    number = int(month)
    end = calendar.monthrange(int(year) if year else 2024, number)[1] if 1 <= number <= 12 else 31
    return Stretch(int(year) if year else None, number, first, min(last, end), re.sub(r"[(（].*", "", name))


def happenings(desk: Desk) -> None:
    """The dated sentences of each notice concerned; those on the matter asked about, where any is."""
    wanted = stretches_of(desk.plan.question)
    words = [w for w in theme_terms(desk.plan) if not _GENERIC.fullmatch(w) and not w[0].isdigit() and "月" not in w]
    name = "、".join(s.name for s in wanted)
    silent = []
    for source in desk.reports:
        found = dated(desk.report(source), desk.records.text(source), desk.reports[source].fields.feedback_date, wanted)
        about = [
            h for h in found if any(w in desk.records.text(source)[h.start : h.end] or w in h.label for w in words)
        ]
        if not found:
            silent.append(source)
            continue
        desk.draft.lead += desk.say("happenings", hospital=desk.hospital(source), window=name, n=len(about or found))
        if words and not about:
            desk.draft.lead += desk.say("happenings_matter", theme=desk.plan.theme)
        for happening in (about or found)[:_SHOWN]:
            _line(desk, source, happening)
    if silent:
        none = desk.say("happenings_none", hospital=desk.names(silent), window=name)
        desk.draft.abstained = len(silent) == len(desk.reports)
        if desk.draft.abstained:
            desk.draft.lead = none
        else:
            desk.draft.silence = none


def _line(desk: Desk, source: str, happening: Happening) -> None:
    text = desk.records.text(source)
    quote = text[happening.start : happening.end]
    desk.draft.present(source, happening.ordinal)
    hospital = desk.hospital(source)
    snippet = Snippet(
        source, hospital, happening.ordinal, happening.label, happening.start, happening.end, quote, 1.0
    )  # fmt: skip
    mark = desk.book.snippet(snippet)
    when = date_words(happening.day, desk.plan.language)
    where = f"（{clip(happening.label, 30)}）" if happening.ordinal is not None else ""
    desk.draft.bullet(f"{when}：“{nested(clip(quote, 160))}”{where}{mark}")
    desk.draft.row(hospital, when, clip(quote, 200), marks=desk.book.numbers(mark))


def dated(report: Report, text: str, feedback: str | None, wanted: list[Stretch]) -> list[Happening]:
    """The sentences of a notice that hold a day of the stretches, by date."""
    owner: dict[tuple[int, int], tuple[int | None, str]] = {}
    for finding in report.findings:
        for span in finding.spans:
            owner[span] = (finding.ordinal, finding_label(finding))
    for passage in report.passages:
        owner.setdefault((passage.evidence.start, passage.evidence.end), (None, passage.heading))
    year = int(feedback[:4]) if feedback else None
    out: dict[tuple[int, int], Happening] = {}
    for (start, end), (ordinal, label) in sorted(owner.items(), key=lambda each: each[1][0] is None):
        for a, b in sentences(text, start, end):
            day = next((d.first for d in find_dates(FlatText.of(text, a, b), year) if _inside(d.first, wanted)), None)
            if day is not None:
                out.setdefault((a, b), Happening(day, a, b, ordinal, label))
    return sorted(out.values(), key=lambda h: (h.day, h.start))


def _inside(day: str, wanted: list[Stretch]) -> bool:
    parts = [int(part) for part in day.split("-")]
    if len(parts) < 2:
        return False
    for stretch in wanted:
        if stretch.year not in (None, parts[0]) or stretch.month != parts[1]:
            continue
        whole = stretch.first == 1 and stretch.last >= 28
        if (len(parts) == 2 and whole) or (len(parts) == 3 and stretch.first <= parts[2] <= stretch.last):
            return True
    return False
