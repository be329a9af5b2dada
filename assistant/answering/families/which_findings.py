"""The findings of one notice picked by what stands in them: who is in charge, how often, the same document, the matter.

哪几项是李某牵头的, 哪些工作半年搞一次, 哪两条写进了同一个方案: each is a complete list over the whole notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk, nested
from assistant.answering.families.excerpts import excerpt
from assistant.answering.passages.model import Snippet

_WHICH = re.compile(
    r"(?:哪|那)(?:几|些|[两二三四五六七八九]|\d{1,2})?(?:条目?|项|件|样|个问题|些问题|个方面)(?:问题|整改|工作|事项?|任务)?|(?:哪些|什么)(?:问题|工作|事项?|整改)"
)
_CHARGE = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,12}?)(?:副?院长|副?书记|主任|科长|同志)?(?:是|来|在)?(?:分管|牵头|负责|包保|包抓|主抓|挂帅|督办)"
)
_CHARGED = re.compile(r"分管|牵头|负责|责任|包保|领导|主抓|督办")
_CELL = 14
"""Characters up to which a passage is taken for a cell of a table: its column says what it is."""
_EVERY = re.compile(
    r"(?:每(?:隔)?(?:一)?个?)?(?P<unit>半年|季度?|月|周|星期|天|日|年)(?:都|就|要|得|至少)*(?:[搞办做开查学来]|开展|组织|进行|学习|检查|召开|排查|培训)?(?:一|1)(?:次|回|遍|场|轮)"
    r"|每(?:一)?个?(?P<each>半年|季度?|月|周|年)"
)
_PRINTED: dict[str, str] = {"季": "季度", "星期": "周", "天": "日"}
_SAME = re.compile(r"同一(?:个|份|套|部)(?:方案|办法|制度|文件|细则|规定|规程|预案|通知)")
_TITLE = re.compile(r"《[^《》]+》")
_SHOWN = 15


def which_findings(desk: Desk) -> bool:
    """List the findings of one notice that a question picks; False where it asks something else or none is found."""
    if desk.within or len(desk.reports) != 1 or not _WHICH.search(desk.plan.asked):
        return False
    for look in (_in_charge, _every, _same_document):
        found = look(desk)
        if found is not None and found[1]:
            _tell(desk, *found)
            return True
    return False


Found = tuple[str, list[Snippet], tuple[str, ...]]
"""What was looked for, the passages, and the words to show of each."""


def _in_charge(desk: Desk) -> Found | None:
    """Findings that a person or a department leads, by the cell or the label that says so."""
    match = _CHARGE.search(desk.plan.asked)
    if match is None:
        return None
    source = next(iter(desk.reports))
    # The name may have words of the question before it: the longest end of them that the notice prints is taken.
    for begin in range(len(match["who"]) - 1):
        who = match["who"][begin:]
        found = [s for s in desk.passages.mentions(f"“{who}”", [source]).get(source, ()) if s.finding is not None]
        named = [s for s in found if len(s.quote.strip()) <= _CELL or _labelled(s.quote, who)]
        if named:
            return who, named, (who,)
    return None


def _labelled(quote: str, who: str) -> bool:
    """Whether a label of responsibility stands before a name, or words for leading directly after it."""
    at = quote.find(who)
    after = quote[at + len(who) :].lstrip("院长书记主任")
    return bool(_CHARGED.search(quote[max(0, at - 12) : at]) or _CHARGED.match(after))


def _every(desk: Desk) -> Found | None:
    """What is done once in so much time."""
    match = _EVERY.search(desk.plan.asked)
    if match is None:
        return None
    unit = match["unit"] or match["each"]
    unit = _PRINTED.get(unit, unit)
    source = next(iter(desk.reports))
    forms = [f"每{unit}", f"每个{unit}", f"{unit}一次", f"{unit}1次"]
    found: dict[int, Snippet] = {}
    for form in forms:
        for snippet in desk.passages.mentions(f"“{form}”", [source]).get(source, ()):
            found.setdefault(snippet.start, snippet)
    return f"每{unit}", [found[start] for start in sorted(found)], tuple(forms)


def _same_document(desk: Desk) -> Found | None:
    """The findings that name one and the same document, the one whose places meet the question best."""
    if not _SAME.search(desk.plan.asked):
        return None
    source = next(iter(desk.reports))
    text = desk.records.text(source)
    places: dict[str, set[int]] = {}
    for finding in desk.report(source).findings:
        for start, end in finding.spans:
            for title in _TITLE.findall(text[start:end]):
                places.setdefault(title, set()).add(finding.ordinal)
    shared = {title: where for title, where in places.items() if len(where) > 1}
    scores = {ordinal: score for _, ordinal, score in desk.passages.best_finding(desk.plan.asked, [source])}
    ranked = sorted(shared, key=lambda t: (-sum(scores.get(o, 0.0) for o in shared[t]) / len(shared[t]), t))
    if not ranked:
        return None
    found = desk.passages.mentions(f"“{ranked[0]}”", [source]).get(source, ())
    return ranked[0], [s for s in found if s.finding is not None], (ranked[0],)


def _tell(desk: Desk, what: str, found: Sequence[Snippet], words: tuple[str, ...]) -> None:
    source = next(iter(desk.reports))
    firsts: dict[int | None, list[Snippet]] = {}
    for snippet in found:
        firsts.setdefault(snippet.finding, []).append(snippet)
    desk.draft.lead = desk.say("which_findings", hospital=desk.hospital(source), n=len(firsts), what=what)
    desk.draft.columns = ("问题", "原文")
    for snippets in list(firsts.values())[:_SHOWN]:
        first = snippets[0]
        desk.draft.present(source, first.finding)
        quotes = [(excerpt(s.quote, words), desk.book.snippet(s)) for s in snippets[:3]]
        label = first.label.strip()
        told = desk.semicolon.join(f"“{nested(quote)}”{mark}" for quote, mark in quotes)
        desk.draft.bullet(f"{label}：{told}" if label else told)
        marks = desk.book.numbers("".join(mark for _, mark in quotes))
        desk.draft.row(label, desk.semicolon.join(quote for quote, _ in quotes), marks=marks)
    if len(firsts) > _SHOWN:
        desk.draft.bullet(desk.say("more_not_shown", n=len(firsts) - _SHOWN))
