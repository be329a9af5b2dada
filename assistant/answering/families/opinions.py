"""Until when a notice takes the public's opinions: the day it gives, or the days its display lasts, in its own words.

老百姓提意见到哪天截止 is answered by 请在某月某日前反映 or 公示期15个工作日; where it is asked for, with the days
counted from the day of the notice.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.answering.desk import Desk, clip, date_words, nested
from assistant.schema import Evidence
from assistant.text.clauses import sentences
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText

_MATTER = re.compile(
    r"(?:提|收|接收|接受|征求|反映|听取|留)[^,，]{0,4}意见|意见[^,，]{0,8}(?:截止|截至|最晚|最迟|为止)|公示期|公开期|(?:群众|公众|百姓)[^,，]{0,4}反映"
    r"|公示了?(?:多少天|几天|多久|多长|到)"
)
_WHEN = re.compile(
    r"截止|截至|最[晚迟]|到(?:哪一?天|几号|什么时候|何时)|几天|多少(?:个工作日|天)|多久|多长|期限|为止|哪天(?:之?前)"
)
_FROM = re.compile(
    r"(?:从|自|离|距)?[^,，]{0,6}(?:公布|发布|发出|发|落款|公示)[^,，]{0,8}(?:算|起|多少|几|多久)|多少天|几天|多久|时间"
)
_TAKES = re.compile(r"公示期|公开期|公示时间|反映|意见(?:建议)?|监督|来信来访")
_LASTS = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})个?(?:工作日|自然日|天|日)(?!前|起)")
_SHOWN_UNTIL = r"公示|公开期|(?:监督|受理|反馈)(?:期限?|时间)|期限"
"""Words that say of a stretch of days that opinions are taken in it."""
_SHOWN = 130
_MANY = 60
"""Notices beyond which they are not looked through one by one."""


def opinions(desk: Desk) -> bool:
    """Answer until when opinions are taken; False where that is not asked, or no notice says so."""
    question = desk.plan.asked
    if desk.english or len(desk.reports) > _MANY or not _MATTER.search(question) or not _WHEN.search(question):
        return False
    told = {source: words for source in desk.reports if (words := _told(desk, source))}
    if not told:
        return False
    silent = [source for source in desk.reports if source not in told]
    if len(desk.reports) == 1:
        desk.draft.lead = next(iter(told.values()))
        return True
    desk.draft.lead = desk.say("opinions_several", n=len(told), hospital=desk.names(told))
    for words in told.values():
        desk.draft.bullet(words)
    desk.draft.silence = desk.say("due_without", hospital=desk.names(silent)) if silent else ""
    return True


def _told(desk: Desk, source: str) -> str:
    """What one notice says; empty where it says nothing."""
    text = desk.records.text(source)
    findings = [span for finding in desk.report(source).findings for span in finding.spans]
    fields = desk.reports[source].fields
    for start, end in sentences(text, 0, len(text)):
        inside = any(a <= start < b for a, b in findings)
        words = FlatText.of(text, start, end)
        if inside or not _TAKES.search(words.text):
            continue
        day = _last_day(words, fields.published or fields.feedback_date)
        if day is None and not (re.search(r"公示|公开期", words.text) and _LASTS.search(words.text)):
            continue
        desk.draft.present(source)
        mark = desk.book.report(desk.reports[source], Evidence.cut(text, start, end), "通报正文")
        lead = desk.say("opinions_until", day=date_words(day, "zh")) if day else ""
        said = desk.say("said_by", hospital=fields.hospital, quotes=f"“{nested(clip(text[start:end], _SHOWN))}”{mark}")
        return lead + said + _apart(desk, source, day)
    return ""


def _last_day(words: FlatText, near: str | None) -> str | None:
    """The day before which opinions are to be given; None where the sentence dates something else."""
    found = [m for m in find_dates(words, int(near[:4]) if near else None) if m.precision == "day"]
    dated = [m for m in found if m.before or re.match(r"[)）]?(?:之?前|为?止|截止|期间)", words.text[m.end :])]
    ranged = [m for m in found if m.first != m.last and re.search(_SHOWN_UNTIL, words.text)]
    chosen = dated or ranged
    return chosen[-1].last if chosen else None


def _apart(desk: Desk, source: str, day: str | None) -> str:
    """The days from the notice to the last day, where they are asked for and known."""
    published = desk.reports[source].fields.published
    if day is None or published is None or len(published) < 10 or not _FROM.search(desk.plan.asked):
        return ""
    days = (date.fromisoformat(day) - date.fromisoformat(published)).days
    if days < 0:
        return ""
    cited = desk.cite_field(source, "published")
    return desk.say("opinions_days", day=date_words(published, "zh") + cited, n=days)
