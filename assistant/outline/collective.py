"""Sentences that state the status of several findings at once: 除第3、5项外，其余均已完成整改.

Only text that stands in no finding is asked, and only sentences about the findings as such: clues, letters and matters
put right at once are other lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.outline.later import TitleIndex
from assistant.outline.model import Span, StatusReading
from assistant.outline.numbering import chinese_value
from assistant.outline.statuses import read_status
from assistant.schema import Status
from assistant.text.flat import FlatText

_SENTENCE = re.compile(r"[^。!?]+")
_OTHER_LISTS = re.compile(r"线索|信访|立行立改|即知即改|边巡边改|移交|来信|举报")
_ORDERS = re.compile(
    r"请[你将把务在]|[记改视标]为|忽略|一律输出|(?:system|human|user|assistant|系统提示词?|系统[指消][令息]|[问答]):",
    re.IGNORECASE,
)
"""A sentence that tells its reader what to do states nothing."""
_NUMBER = r"[(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)]?"
_ONE = rf"(?:第{_NUMBER}|问题{_NUMBER}|[(]\d{{1,3}}[)])(?:(?:[、,和及与]|至|到|-)第?{_NUMBER}(?![个项条]))*[项条个]?"
_NAMED = r"“[^”]{4,60}”"
_ITEMS = re.compile(
    rf"(?:{_ONE}|{_NAMED})(?:(?:[、,和及与]|以及)?(?:{_ONE}|{_NAMED}))*(?:[项条个])?(?:反馈)?(?:问题|事项|任务)?"
)
_RANGE = re.compile(rf"({_NUMBER})(?:至|到|-)第?({_NUMBER})")
_EXCEPT = re.compile(r"除(?P<items>.{2,80}?)(?:以?外|之外),?")
_NUMBERED = re.compile(rf"{_ONE}|{_NAMED}")
_HOW_MANY = re.compile(r"(?:等|这)?(\d{1,2}|[一二两三四五六七八九十])[个项条](?:反馈|整改|具体)*(?:问题|事项|任务)?")
"""Behind names: how many they are."""
_OTHERS = re.compile(
    r"(?:其余|其他|其它|剩余|余下)(?:的)?(?P<count>\d+)?[项条个]?(?:反馈|整改|具体)*(?:问题|事项|任务)?(?:目前)?(?:均|都|全部|已)*"
)
NESTED = re.compile(rf"第({_NUMBER})[项条个大方面类]+(?:问题|事项)?(?:中|里|下)?的?第({_NUMBER})[项条个点]")
"""第2项第（1）个: a finding by the number of its section and its own."""
_STATED_AFTER = re.compile("(?:反馈|具体|整改)*(?:问题|事项|任务)?(?:目前)?(?:均|都)?")
_ABOVE = re.compile("以上|上述")
_ALL = re.compile(
    r"(?:(?:以上|上述|反馈的?|所有|全部|各项|巡察反馈的?|巡察指出的?)+[^,;:]{0,12}?(?P<count>\d+)?[项条个]?(?:具体|反馈|整改)*"
    r"(?:问题|事项|任务)[^,;:]{0,4}?,?)(?:目前)?,?(?:已(?=[均都全]))?(?:均|都|全部)*(?=[已基完整正未尚仍取])"
)

_IN_ALL = re.compile(
    rf"(?:问题|事项|任务)(?:共|共计|共有|有|为)?({_NUMBER})[个项条]|({_NUMBER})[个项条](?:具体|反馈|整改|巡察反馈)*(?:问题|事项|任务)"
)
_DONE = re.compile(
    rf"(?<!未)(?<!基本)(?<!阶段性)已?(?:完成整改|整改完成|完成|整改到位|办结|销号)(?:整改|销号)?的?(?:问题)?(?:有|共|了)?({_NUMBER})[个项条]"
    rf"|({_NUMBER})[个项条](?:问题|事项)?(?:均|都)?已(?:经)?(?:完成整改|整改完成|整改到位|完成|办结)"
)
_HERE = re.compile(r"(?:本|该|这一?)(?:个|大)?(?:方面|部分|类|项|板块|大项|节)")
"""本方面反馈问题6个: counted within the section whose heading stands above the sentence."""


def read_collective(
    text: str, spans: Iterable[Span], labels: Sequence[str], titles: Sequence[str], starts: Sequence[int],
    sections: Sequence[str],
) -> Mapping[int, StatusReading]:  # fmt: skip
    """Status by index of the finding, as far as sentences within `spans` state one; `starts` are places in the text."""
    reader = _Reader(labels, titles, starts, sections)
    for start, end in spans:
        flat = FlatText.of(text, start, end)
        for match in _SENTENCE.finditer(flat.text):
            if not _OTHER_LISTS.search(match[0]) and not _ORDERS.search(match[0]):
                reader.read(match[0], flat.span(*match.span()))
    return {**reader.rest, **reader.named}


class _Reader:
    """Collects what sentences say: of findings they name, and of the rest."""

    def __init__(
        self, labels: Sequence[str], titles: Sequence[str], starts: Sequence[int], sections: Sequence[str]
    ) -> None:
        self._count = len(labels)
        self._starts = starts
        self._sections = sections
        self._places = [(_value(section[:6]), _value(label)) for section, label in zip(sections, labels, strict=True)]
        self._summed_up = 0
        """Findings before this index have been summed up by an earlier 以上问题."""
        numbers = [_value(label) for label in labels]
        unique = None not in numbers and len(set(numbers)) == len(numbers)
        self._by_number = {n: i for i, n in enumerate(numbers if unique else range(1, self._count + 1)) if n}
        self._titles = TitleIndex(titles)
        self.named: dict[int, StatusReading] = {}
        self.rest: dict[int, StatusReading] = {}

    def read(self, sentence: str, span: Span) -> None:
        excepted, nested = _EXCEPT.search(sentence), NESTED.search(sentence)
        if nested and not excepted:
            self._nested(sentence, span)
            return
        if excepted:
            self._exception(sentence, excepted, span)
        else:
            everything = _ALL.search(sentence)
            status = read_status(sentence, everything.end()) if everything else None
            meant = self._meant(everything, span[0]) if everything and status else None
            if meant and status:
                self._fill(meant, status[0], span)
        self._assignments(sentence, span)
        if not excepted:
            self._reckoned(sentence, span)

    def _reckoned(self, sentence: str, span: Span) -> None:
        """反馈问题6个，已完成5个，第4个取得阶段性成效: those not named are done, where the count says exactly that."""
        total, done = _IN_ALL.search(sentence), _DONE.search(sentence)
        if total is None or done is None:
            return
        meant = self._section_at(span[0]) if _HERE.search(sentence) else range(self._count)
        rest = [i for i in meant if i not in self.named]
        if (_counted(total), _counted(done)) == (len(meant), len(rest)):
            self._fill(rest, "completed", span)

    def _section_at(self, at: int) -> range:
        """The findings of the section that begins at a place in the text."""
        first = sum(start < at for start in self._starts)
        last = first
        while last < self._count and self._sections[last] == self._sections[first]:
            last += 1
        return range(first, last)

    def _meant(self, everything: re.Match[str], at: int) -> range | None:
        """The findings a sentence about all of them counts: behind 以上, those above it that none has summed up yet."""
        before = sum(start < at for start in self._starts)
        count = int(everything["count"]) if everything["count"] else None
        if count == self._count or not before or not _ABOVE.search(everything[0]):
            return range(self._count) if count in (None, self._count) else None
        first = self._summed_up if count is None else before - count
        if not 0 <= first < before:
            return None
        self._summed_up = before
        return range(first, before)

    def _nested(self, sentence: str, span: Span) -> None:
        """以上问题中，第2项第（1）个问题正在整改，其余均已完成: numbers of a section, findings counted within it."""
        before = sum(start < span[0] for start in self._starts)
        above = range(self._summed_up, before) if before and _ABOVE.search(sentence) else range(self._count)
        self._summed_up = above.stop
        for match in NESTED.finditer(sentence):
            place = (_value(match[1]), _value(match[2]))
            stated = _STATED_AFTER.match(sentence, match.end())
            status = read_status(sentence, stated.end() if stated else match.end())
            if status:
                named = [i for i in above if self._places[i] == place]
                self.named.update((i, StatusReading(status[0], span)) for i in named)
        others = _OTHERS.search(sentence)
        rest = read_status(sentence, others.end()) if others else None
        if rest:
            self._fill([i for i in above if i not in self.named], rest[0], span)

    def _exception(self, sentence: str, excepted: re.Match[str], span: Span) -> None:
        named = self._indices(excepted["items"]) if _NUMBERED.search(excepted["items"]) else set()
        named = named or self._by_words(excepted["items"])
        others = _OTHERS.match(sentence, excepted.end()) or re.compile("(?:均|都|全部)").match(sentence, excepted.end())
        status = read_status(sentence, others.end()) if others else None
        if not named or not status:
            return
        self._fill([i for i in range(self._count) if i not in named], status[0], span)
        self._assignments(excepted["items"], span)
        for i in named:
            self.named.setdefault(i, StatusReading("unfinished", span))

    def _assignments(self, sentence: str, span: Span) -> None:
        """第3项基本完成，第7项、第12项正在推进."""
        for match in _ITEMS.finditer(sentence):
            at = match.end() + (sentence[match.end() : match.end() + 1] in ("均", "都"))
            status = read_status(sentence, at)
            if status:
                self.named.update((i, StatusReading(status[0], span)) for i in self._indices(match[0]))

    def _fill(self, indices: Iterable[int], status: Status, span: Span) -> None:
        for i in indices:
            self.rest.setdefault(i, StatusReading(status, span))

    def _by_words(self, items: str) -> set[int]:
        """病区改造、耗材盘点2个问题: findings named by some of their titles' words, one each."""
        counted = _HOW_MANY.search(items)
        names = re.split(r"[、,和及与]", items[: counted.start()] if counted else items)
        found = [self._titles.nearest(name.strip("“”")) for name in names]
        complete = None not in found and len(set(found)) == len(names)
        matches = counted is not None and _value(counted[1]) == len(names)
        return {i for i in found if i is not None} if complete and (matches or not counted) else set()

    def _indices(self, words: str) -> set[int]:
        numbers: set[int] = set()
        for first, last in _RANGE.findall(words):
            low, high = _value(first), _value(last)
            if low and high and low < high <= low + 100:
                numbers.update(range(low, high + 1))
        numbers.update(n for printed in re.findall(_NUMBER, re.sub(_NAMED, "", words)) if (n := _value(printed)))
        found = {self._by_number[n] for n in numbers if n in self._by_number}
        by_title = (self._titles.find(title) for title in re.findall(r"“([^”]{4,60})”", words))
        return found | {i for i in by_title if i is not None}


def _counted(match: re.Match[str]) -> int | None:
    return _value(next(group for group in match.groups() if group))


def _value(printed: str) -> int | None:
    match = re.search(r"\d+|[一二三四五六七八九十]+", printed)
    return chinese_value(match[0]) if match else None
