"""Whom a question is about: the reports it names, all of them, all others, and names of which there is no report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.answering.hospitals import Gazetteer, Mention, contradicts, take_apart, unknown_names
from assistant.answering.lexicon import word_list
from assistant.answering.plan import Scope
from assistant.records.query import ReportRow

_BEFORE_NAME = re.compile(r"(除了?|不算|不含|不包括|except|other than|besides)[^,，。?？]{0,12}$")
_AFTER_NAME = re.compile(r"^(党委|集团|医院|这家|那家)?(除外|以外|之外|不算)")
_OTHERS = re.compile(r"(其他|其它|其余|另外|别的|剩下)(的)?(几|两|三|四|五)?(家|个|医院|份)|the (others?|rest)")
_OF_ITS_OWN = re.compile(
    r"(集团)?(?:它|他们)?(?:的|自己的?|自身的?|本身的?|本院的?|那边的?|这次的?|那份)*"
    r"(?:(?:被|接受|挨)?(?:整改|通报|巡察|巡视|报告)|(?:有|查出|发现)了?(?:多少|几|哪些?|什么)[个条项]?问题)"
)
"""What is asked of an institution that has a notice: its own inspection, its own findings."""
_YEAR = re.compile(r"(20\d{2})年?")


@dataclass(frozen=True, slots=True)
class Reach:
    """The reports a question concerns, and the text with the names taken out."""

    scope: Scope
    sources: tuple[str, ...]
    unknown: tuple[str, ...]
    masked: str
    """The question with each mention replaced by spaces."""
    spelt: str
    """The question with each mention that means one hospital replaced by its full name."""
    assumptions: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    """Where `masked` had the names, in order."""


def reach(text: str, gazetteer: Gazetteer, spoken_of: Callable[[str], bool]) -> Reach:
    """Resolve the hospitals of a normalised question; `spoken_of` says whether any notice contains some words."""
    assumptions: list[str] = []
    unknown: list[str] = []
    kept: list[Mention] = []
    for mention in _told_apart([*gazetteer.find(text), *_by_province(text, gazetteer)]):
        resolved = _settle(text, mention, unknown, assumptions)
        if resolved:
            kept.append(_with_region(text, resolved))
    masked = _mask(text, kept)
    spans = [(m.start, m.end) for m in kept]
    unknown += [n for n in unknown_names(text, spans) if not _is_theme(text, n, spoken_of) and n not in unknown]
    hospitals = list(dict.fromkeys(h for m in kept for h in m.hospitals))
    sources = [_report_of(gazetteer.by_hospital[h], text, assumptions).source for h in hospitals]
    scope: Scope = "named"
    everyone = [_report_of(rows, text, []).source for rows in gazetteer.by_hospital.values()]
    if sources and (_excepted(text, kept) or _OTHERS.search(masked)) and len(sources) < len(everyone):
        scope, sources = "others", [s for s in everyone if s not in sources]
    elif not sources:
        regional, region = _by_region(masked, gazetteer) if not unknown else ([], None)
        if region and not regional:
            unknown.append(region)
        if regional:
            sources = regional
        else:
            scope, sources = "all", everyone
    spelt = _spell(text, kept)
    noted = tuple(dict.fromkeys(assumptions))
    return Reach(scope, tuple(sources), tuple(unknown), masked, spelt, noted, tuple(kept))


def _settle(text: str, mention: Mention, unknown: list[str], assumptions: list[str]) -> Mention | None:
    """The mention with the hospitals it can mean; None where another institution is named."""
    fitting = []
    for hospital in mention.hospitals:
        other = contradicts(text, mention, hospital)
        if other is None:
            fitting.append(hospital)
    if not fitting:
        other = contradicts(text, mention, mention.hospitals[0]) or text[mention.start : mention.end]
        unknown.append(other)
        return None
    typed = text[mention.start : mention.end]
    if mention.guessed:
        assumptions.append(f"“{typed}”按{fitting[0]}理解")
    if len(fitting) > 1:
        assumptions.append(f"“{typed}”可指{'、'.join(fitting)}，一并列出")
    return Mention(mention.start, mention.end, tuple(fitting), mention.guessed)


_PROVINCE = "|".join(sorted({*word_list("province"), "内蒙"}, key=len, reverse=True))
_THE_ONE_THERE = re.compile(
    rf"(?:{_PROVINCE})(?:省|市|自治区)?(?:(?:和|跟|与|及|、)(?:{_PROVINCE})(?:省|市|自治区)?)*(?:的)?那[一两三四几]?(?:家|个|所)(?:医院)?"
)
"""Hospitals named by their province alone (云南那家, 福建和江西那两家)."""


def _by_province(text: str, gazetteer: Gazetteer) -> list[Mention]:
    found = []
    for match in _THE_ONE_THERE.finditer(text):
        places = list(re.finditer(_PROVINCE, match[0]))
        for number, place in enumerate(places):
            rows = gazetteer.by_hospital.items()
            hospitals = tuple(name for name, held in rows if (held[0].fields.province or "").startswith(place[0]))
            end = match.end() if number + 1 == len(places) else match.start() + place.end()
            if hospitals:
                found.append(Mention(match.start() + place.start(), end, hospitals))
    return found


def _told_apart(mentions: list[Mention]) -> list[Mention]:
    """Mentions in order, those that overlap an earlier one left out."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or kept[-1].end <= mention.start:
            kept.append(mention)
    return kept


def _with_region(text: str, mention: Mention) -> Mention:
    """The mention with the region of its hospital that stands right before it (云州 in 云州江岭医院)."""
    start = mention.start
    if len(mention.hospitals) == 1:
        for name, suffix in reversed(take_apart(mention.hospitals[0]).regions):
            before = next((form for form in (name + suffix, name) if text[:start].endswith(form)), "")
            start -= len(before)
    return replace(mention, start=start)


def _excepted(text: str, mentions: list[Mention]) -> bool:
    """Whether the hospitals named are those left out (除了…, …以外)."""
    return any(_BEFORE_NAME.search(text[: m.start]) or _AFTER_NAME.search(text[m.end :]) for m in mentions)


def _spell(text: str, mentions: list[Mention]) -> str:
    out, last = [], 0
    for mention in mentions:
        if len(mention.hospitals) == 1:
            out += [text[last : mention.start], mention.hospitals[0]]
            last = mention.end
    return "".join(out) + text[last:]


def _mask(text: str, mentions: list[Mention]) -> str:
    chars = list(text)
    for mention in mentions:
        chars[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(chars)


def _is_theme(text: str, name: str, spoken_of: Callable[[str], bool]) -> bool:
    """Whether an institution without a notice here is merely a subject of one (a partner, a member of the group)."""
    after = text[text.find(name) + len(name) :]
    return any(map(spoken_of, _forms_of(name))) and not _OF_ITS_OWN.match(after)


_KIND = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:卫生院|保健院|医院)$")
_PLACES = ("镇", "乡", "街道", "县", "区", "市", "中心")


def _forms_of(name: str) -> list[str]:
    """A name as it is said and as a notice may print it, with the kind of its place (柳溪镇卫生院 for 柳溪卫生院)."""
    kind = _KIND.search(name)
    stem = name[: kind.start()] if kind else ""
    return [name, *(f"{stem}{place}{kind[0]}" for place in _PLACES if kind and stem[-1:] not in _PLACES)]


def _report_of(rows: list[ReportRow], text: str, assumptions: list[str]) -> ReportRow:
    """The report of a hospital that a question means: of the year it names, else the latest."""
    if len(rows) == 1:
        return rows[0]
    years = _YEAR.findall(text)
    for row in rows:
        fields = row.fields
        dates = [fields.inspection_start, fields.inspection_end, fields.feedback_date, fields.published]
        if any(date and date[:4] in years for date in dates):
            return row
    hospital = rows[0].fields.hospital
    assumptions.append(f"{hospital}有{len(rows)}份通报，按最近一份回答")
    return rows[0]


def _by_region(masked: str, gazetteer: Gazetteer) -> tuple[list[str], str | None]:
    """Reports of a province the question names, and the province; it counts only where hospitals of it are meant."""
    for province in word_list("province"):
        match = re.search(
            rf"{province}(省|市|自治区)?(境内|范围)?(的|里|那边)?(所有|全部|各|几家|那几家)?(医院|几家|哪)", masked
        )
        if match:
            rows = [
                rows[0]
                for rows in gazetteer.by_hospital.values()
                if (rows[0].fields.province or "").startswith(province)
            ]
            return [row.source for row in rows], province + (match[1] or "")
    return [], None
