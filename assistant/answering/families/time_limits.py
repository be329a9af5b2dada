"""By when each finding of a notice was to be done: the earliest and the latest, the one that differs, those past their
limit when the notice was published.

A finding's limit is the line or cell of its own that gives one (完成时限, 整改时限); without one, what its open matters
are due by. A limit that is no date (长期坚持) lies after all that are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.chronology.moments import months_on
from assistant.answering.desk import Desk, commitment_words, date_words, due_words
from assistant.answering.families.time_limit_groups import Group, group_asked
from assistant.answering.figures.meaning import content, met
from assistant.answering.particulars import Particular, particulars_asked, particulars_of
from assistant.answering.theme import theme_of
from assistant.answering.typed.words import patterns
from assistant.records.due import last_day
from assistant.records.query import FindingRow
from assistant.schema import DONE, Commitment
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText
from assistant.text.numbers import parse_number

_LIMIT = re.compile(
    r"时限|期限|到期|截止|限期|(?:完成|整改|收尾|销号|办结)的?(?:时间|日子|日期|月份)|时间节点|过了?期|到日子|到点"
)
_ODD = re.compile(
    r"(?:跟|和|与|同)(?:别的|其[他它余]|另外|大家|多数)[^,]{0,6}?(?:不一样|不同|不一致|两样)|唯一(?:一[条个项])?|例外|与众不同|特殊"
    r"|(?:只有|唯独|就|仅|仅有)(?:一|1)(?:条|个|项)[^,]{0,10}?(?:不是|不在|不同|不一样|例外|另外)"
)
_EARLIEST = re.compile(r"最(?:早|先|近|靠前|急|紧)|(?:在|靠|更)(?:前|早|先)|先(?:到|到期|完成|办)")
_LATEST = re.compile(r"最(?:晚|迟|后|远|靠后|长|久)|(?:在|靠|更)(?:后|晚|迟)|后(?:到|到期)")
_MOST = re.compile(r"最")
_PUBLICATION = re.compile(
    r"(?:发|公布|发布|公开|公示|挂网|贴出?|落款|通报)[^,]{0,8}?(?:那天|那时|那会儿?|当天|当时|之日|之时|的?时候|时(?!限|间|节|期))"
)
_NOT_YET = re.compile(r"(?:没|未|还没|尚未)(?:有)?(?:到|过)(?:整改|完成)?(?:期|时限|期限|点|日子)?")
_PASSED = re.compile(r"过了?[^,]{0,10}(?:期|时限|期限|日子|点)|超过?了?(?:期|时限|期限)|逾期|到了?期|到点|已(?:经)?过")
_STILL_OPEN = re.compile(r"(?:没|未)(?:有)?(?:全|都|完全|真正|彻底)?[^,]{0,3}(?:办|改|完|好|到位)")
_WORDS_OF_LIMITS = re.compile(
    r"时限|期限|到期|截止|限期|日期|时间|日子|节点|整改|完成|收尾|销号|办结|问题|任务|事项|[拖排放定写]得?|到|自己|所有|全部"
    r"|写[明的着]?|标[明的着]?|最|早|晚|迟|先|后|远|近|靠前|靠后|在前|在后|长|久|急|紧|哪|几|月|天|号|条|个|项|不是|只有|唯独|唯一|例外|两|三|四|五|六|七|八|九"
    r"|跟|和|其[他它余]|别的|不一样|不同|承诺|要求|原定|要拖|什么时候|前面|后面|排|更|比较"
)
"""Words that ask by limits; a question with others is about a matter of its own."""
_MARK = re.compile(r"\[\d+\]")
_SHOWN, _IN_ORDER = 20, 6
"""Findings shown, and those of a ranking."""


@dataclass(frozen=True, slots=True)
class Limit:
    """By when a finding was to be done, and where the notice says so."""

    row: FindingRow
    day: str | None
    """The last day that keeps it, ISO; None for one without an end."""
    own: Particular | None
    """The line or cell that gives it; None where an open matter does."""
    matter: Commitment | None = None


def time_limits(desk: Desk) -> bool:
    """Answer a question about the limits of one notice's findings; False where it asks for nothing of the kind."""
    question = desk.plan.asked
    if len(desk.reports) != 1 or desk.english or not _LIMIT.search(question):
        return False
    limits = limits_of(desk)
    if desk.within:
        inside = [each for each in limits if (each.row.source, each.row.finding.ordinal) in desk.within]
        return "deadline" in particulars_asked(question) and len(inside) == 1 and _of_finding(desk, inside[0])
    if len(limits) < 2:
        return False
    group = group_asked(question, desk.records.text(next(iter(desk.reports))), [each.row for each in limits])
    chosen = [each for each in limits if each.row.finding.ordinal in group.ordinals] if group else limits
    if _PUBLICATION.search(question) and (_PASSED.search(question) or _NOT_YET.search(question)):
        return _at_publication(desk, question, chosen)
    if _period_asked(question) and _after_period(desk, question, chosen):
        return True
    if _names_matter(question, group):
        return "deadline" in particulars_asked(question) and _of_one(desk, question, limits)
    decide: Callable[[Desk, Sequence[Limit]], bool] | None = None
    if _ODD.search(question):
        decide = _odd
    elif _EARLIEST.search(question):
        decide = _first
    elif _LATEST.search(question):
        decide = _last
    return decide is not None and decide(desk, chosen)


def limits_of(desk: Desk) -> list[Limit]:
    """The limit of each finding that has one, in the order of the notice."""
    source = next(iter(desk.reports))
    rows = desk.findings()
    text = desk.records.text(source)
    own = particulars_of(text, [row.finding for row in rows])
    out = []
    for row in rows:
        line = next((each for each in own.get(row.finding.ordinal, ()) if each.kind == "deadline"), None)
        if line is not None:
            out.append(Limit(row, _day(desk, line.value), line))
            continue
        due = max((c for c in row.finding.commitments if c.due), key=lambda c: last_day(c.due or ""), default=None)
        if due is not None:
            out.append(Limit(row, last_day(due.due or ""), None, due))
    return out


def _day(desk: Desk, words: str) -> str | None:
    fields = next(iter(desk.reports.values())).fields
    year = int((fields.feedback_date or fields.published or "0")[:4]) or None
    found = find_dates(FlatText.of(words, 0, len(words)), year)
    return last_day(found[-1].last) if found else None


def _names_matter(question: str, group: Group | None) -> bool:
    """Whether a question names a matter, and does not ask of all limits."""
    left = question.replace(group.words, " ") if group else question
    for name in ("mostly_completed", "completed_ongoing", "partial", "label_unfinished", "label_completed", "open"):
        left = patterns()[name].sub(" ", left)
    left = _WORDS_OF_LIMITS.sub(" ", left)
    return any(len(run) >= 2 for run in theme_of(left).split())


def _of_one(desk: Desk, question: str, limits: Sequence[Limit]) -> bool:
    """The limit of the one finding a question is about, where that has a line or a cell for it."""
    words = content(theme_of(_WORDS_OF_LIMITS.sub(" ", question)))
    ranked = sorted(((met(words, each.row.finding.title), each) for each in limits), key=lambda fit: -fit[0])
    (best, meant), (second, _) = ranked[:2]
    return best >= _NAMED and second < best and _of_finding(desk, meant)


def _of_finding(desk: Desk, meant: Limit) -> bool:
    if meant.own is None:
        return False
    hospital = desk.hospital(meant.row.source)
    desk.draft.lead = desk.say("limit_of", hospital=hospital, title=desk.title(meant.row), when=_when(desk, meant))
    _lines(desk, [meant])
    return True


_NAMED = 0.45
"""Share of a question's words that the title of a finding must hold to be the one that is meant."""


def _odd(desk: Desk, limits: Sequence[Limit]) -> bool:
    """The one whose limit is not that of the others, which all have the same."""
    counts = Counter(each.day for each in limits)
    (usual, n), *others = counts.most_common()
    odd = [each for each in limits if each.day != usual]
    if n < 2 or len(odd) != 1 or not others:
        return False
    same = [each for each in limits if each.day == usual]
    when = min((_when(desk, each) for each in same), key=len)
    desk.draft.lead = desk.say("limit_odd", place=desk.place(odd[0].row), when=_when(desk, odd[0]), n=n, usual=when)
    _lines(desk, [*odd, *same])
    return True


def _first(desk: Desk, limits: Sequence[Limit]) -> bool:
    return _end(desk, [each for each in limits if each.day], "due_first", latest=False)


def _last(desk: Desk, limits: Sequence[Limit]) -> bool:
    endless = [each for each in limits if each.day is None and each.own is not None]
    told = _end(desk, [each for each in limits if each.day], "due_last", latest=True)
    if told and endless:
        places = "、".join(f"{desk.title(each.row)}{_mark(desk, each)}" for each in endless)
        desk.draft.silence = desk.say("limits_endless", places=places, n=len(endless), when=_when(desk, endless[0]))
    return told


def _mark(desk: Desk, limit: Limit) -> str:
    return desk.book.finding(limit.row, limit.own.evidence) if limit.own else ""


def _end(desk: Desk, limits: Sequence[Limit], key: str, *, latest: bool) -> bool:
    """Those with the earliest or the latest limit; the others in order where limits are compared (哪个在前)."""
    if not limits:
        return False
    ordered = sorted(limits, key=lambda each: each.day or "", reverse=latest)
    chosen = [each for each in ordered if each.day == ordered[0].day]
    places = "、".join(desk.place(each.row) for each in chosen)
    desk.draft.lead = desk.say(key, place=places, when=_when(desk, chosen[0]))
    _lines(desk, chosen if _MOST.search(desk.plan.asked) else ordered[:_IN_ORDER])
    return True


def _at_publication(desk: Desk, question: str, limits: Sequence[Limit]) -> bool:
    """Those whose limit had passed, or had not, on the day the notice was published."""
    source, row = next(iter(desk.reports.items()))
    published = row.fields.published
    if published is None or len(published) < 10:
        return False
    ahead = _NOT_YET.search(question) is not None
    chosen = [each for each in limits if (each.day is None or each.day >= published) is ahead]
    if not ahead and _STILL_OPEN.search(question):
        late = [each for each in chosen if each.row.finding.status not in (*DONE, "not_stated")]
        passed, chosen = len(chosen), late
        key = "limits_late" if late else "limits_late_none"
    else:
        passed, key = len(chosen), "limits_ahead" if ahead else "limits_passed"
    day = date_words(published, desk.plan.language) + desk.cite_field(source, "published")
    desk.draft.lead = desk.say(key, hospital=desk.hospital(source), day=day, n=len(chosen), passed=passed)
    _lines(desk, sorted(chosen, key=lambda each: each.day or "9"))
    return True


_MONTHS = re.compile(r"(?P<n>[一二两三四五六七八九十]|\d{1,2})个?月")
_PERIOD = re.compile(r"集中整改|整改期")
_ENDS = re.compile(r"哪一?天|几号|几月|什么时候|何时|为止|到期|截止|满")
_BEYOND = re.compile(r"(?:之|以)后|后面|超出|超过|晚于|排到|拖到|更晚|往后")


def _period_asked(question: str) -> bool:
    return _PERIOD.search(question) is not None and _ENDS.search(question) is not None


def _after_period(desk: Desk, question: str, limits: Sequence[Limit]) -> bool:
    """When the months set for the rectification end, counted from the feedback; and the limits that lie beyond."""
    source, row = next(iter(desk.reports.items()))
    feedback = row.fields.feedback_date
    told = _MONTHS.search(question)
    number = parse_number(told["n"]) if told else None
    if feedback is None or len(feedback) < 10 or not number:
        return False
    end = months_on(feedback, int(number))
    beyond = [each for each in limits if each.day is None or each.day > end]
    desk.draft.lead = desk.say(
        "limit_period",
        hospital=desk.hospital(source),
        feedback=date_words(feedback, desk.plan.language) + desk.cite_field(source, "feedback_date"),
        n=int(number),
        end=date_words(end, desk.plan.language),
    )
    if _BEYOND.search(question):
        desk.draft.lead += desk.say("limits_beyond", n=len(beyond))
        _lines(desk, beyond)
    return True


def _when(desk: Desk, limit: Limit) -> str:
    """A limit as printed on its own line, else its date."""
    if limit.own is not None:
        return limit.own.value
    return due_words(limit.matter.due if limit.matter else limit.day, desk.plan.language)


def _lines(desk: Desk, limits: Sequence[Limit]) -> None:
    """Each with its status, its limit, and what is still to come."""
    desk.draft.columns = ("问题", "时限", "状态")
    for each in limits[:_SHOWN]:
        finding = each.row.finding
        desk.draft.present(each.row.source, finding.ordinal)
        own = f"{each.own.label}“{each.own.value}”{desk.book.finding(each.row, each.own.evidence)}" if each.own else ""
        status = f"{desk.status(finding.status)}{desk.cite_status(each.row)}" if finding.status_evidence else ""
        still = [c for c in finding.commitments if c.due and (each.own is None or last_day(c.due) != each.day)]
        words = [own, status, *(commitment_words(desk, each.row, c) for c in still)]
        said = desk.semicolon.join(word for word in words if word)
        desk.draft.bullet(f"{desk.title(each.row)}：{said}")
        marks = desk.book.numbers("".join(_MARK.findall(said)))
        desk.draft.row(finding.title, _when(desk, each), desk.status(finding.status), marks=marks)
    if len(limits) > _SHOWN:
        desk.draft.bullet(desk.say("more_not_shown", n=len(limits) - _SHOWN))
