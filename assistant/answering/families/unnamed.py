"""Who or which ones is asked, and the notice only counts them: 领办问题3个 does not say which three.

The words that count are shown, and the answer says that they name none.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.passages.model import Snippet, SnippetAnswer
from assistant.text.flat import fold

_MEASURE = r"[个家位名条项件种所类人支间台套辆份次场处]"
_WHICH = re.compile(
    rf"哪(?:[一几两三四五六七八九十\d]+|些)?{_MEASURE}(?P<noun>[\u4e00-\u9fff]{{1,8}})|哪些(?P<bare>[\u4e00-\u9fff]{{2,8}})"
    r"|(?P<thing>[\u4e00-\u9fff]{2,6})(?:都|分别)?是(?:些)?(?:什么|啥|哪种|哪类)(?:[\u4e00-\u9fff]{1,4})?$"
    rf"|(?P<before>[\u4e00-\u9fff]{{2,6}})(?:都|分别)?是哪(?:[几两三四五六七八九十\d]+|些)?{_MEASURE}?$"
)
_ASKED_OTHERWISE = re.compile(r"点(?:了|过)?名|多少|几[个家位名条项件种所类人支间次]|多久|为什么|为啥")
_WHOSE = re.compile(
    r"(?:分别|都|各|具体|究竟|到底)(?:是|叫)(?:谁|什么人|哪些人|哪几[个位])|(?:是|叫)(?:什么|啥)(?:职务|岗位|身份|级别|名字|名)"
    r"|(?:什么|啥)(?:职务|岗位|身份|级别)|是谁$|叫(?:什么|啥)$|姓名|名字|(?:哪个|哪些|什么)(?:科室?|部门|单位)的?$"
)
_OFFICE = re.compile(
    r"主任|院长|科长|书记|组长|护士长|处长|部长|局长|队长|经理|负责人|医[师生]|药师|技师|护士|[管库采会出收检]\S{0,2}员|会计|出纳|干事|[\u4e00-\u9fff]某"
)
_LISTED = re.compile(r"[、《“]|[（(][^）)\d]*[）)]|[:：]")


def only_counted(desk: Desk, answer: SnippetAnswer) -> bool:
    """Say that the ones asked for are not named, where the best passage gives their number alone; else False."""
    question = fold(desk.plan.asked).strip("?。,")
    if len(desk.reports) != 1 or not answer.snippets or _ASKED_OTHERWISE.search(_WHICH.sub("", question)):
        return False
    top = answer.snippets[0]
    if not any(_counts_only(noun, fold(top.quote)) or _veils(noun, fold(top.quote)) for noun in _nouns(question)):
        return False
    _say(desk, top)
    return True


def _nouns(question: str) -> list[str]:
    """What 哪几个 is asked of, as the characters next to it, the longest first."""
    match = _WHICH.search(question)
    before = match["before"] or match["thing"] if match else ""
    if before:
        return [before[-size:] for size in range(min(4, len(before)), 1, -1)]
    run = (match["noun"] or match["bare"]).rstrip("的") if match else ""
    return [run[:size] for size in range(min(4, len(run)), 1, -1)] or ([run] if run else [])


def _counts_only(noun: str, flat: str) -> bool:
    """Whether a text gives a number of such things in a clause that lists none."""
    name = re.escape(noun)
    counted = re.compile(rf"\d+(?:余|多)?(?:{_MEASURE}[^,;。、\d]{{0,10}})?{name}|{name}\d+{_MEASURE}")
    clauses = [clause for clause in re.split("[,;。]", flat) if noun in clause]
    return bool(clauses) and all(counted.search(c) and not _LISTED.search(_unnumbered(c)) for c in clauses)


def _veils(noun: str, flat: str) -> bool:
    """Whether a text has one of them without its name (某中药公司)."""
    return re.search(rf"(?:某{{1,3}}|一家|1家|个别)[\u4e00-\u9fff]{{0,6}}{re.escape(noun)}", flat) is not None


def _unnumbered(clause: str) -> str:
    """A clause without its leading number."""
    return re.sub(r"^[\s→◆·\-]*(?:[(（]?[\d一二三四五六七八九十]+[)）.、]|[①-⑳]|[\u4e00-\u9fff]{2,6}[:：])", "", clause)


def _say(desk: Desk, top: Snippet) -> None:
    desk.draft.present(top.source, top.finding)
    desk.draft.abstained = True
    quote = f"“{nested(clip(top.quote, 140))}”{desk.book.snippet(top)}"
    desk.draft.lead = desk.say("only_counted", hospital=desk.hospital(top.source), quote=quote)


def nameless(desk: Desk) -> None:
    """Say that nobody is named, before an answer by records that holds neither a name nor an office."""
    question = fold(desk.plan.asked).strip("?。,")
    draft = desk.draft
    if desk.english or draft.abstained or len(desk.reports) != 1 or not _WHOSE.search(question):
        return
    told = "".join(re.findall("“[^”]*”", "".join([draft.lead, *draft.lines])))
    if told and _OFFICE.search(told) is None:
        draft.abstained = True
        draft.lead = desk.say("nameless") + draft.lead
