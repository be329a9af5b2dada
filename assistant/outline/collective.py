"""Sentences that state the status of several findings at once: 除第3、5项外，其余均已完成整改.

Only text that stands in no finding is asked, and only sentences about the findings as such: clues, letters and matters
put right at once are other lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.outline.later import TitleIndex
from assistant.outline.model import Span, StatusReading
from assistant.outline.numbering import chinese_value
from assistant.outline.sectional import sectional_statements
from assistant.outline.statuses import read_status
from assistant.schema import Status
from assistant.text.flat import FlatText

_NUMBERED_LINE = re.compile(
    r"(?<=\n)[ \t\u3000]*(?:(?:反馈)?(?:问题|事项|第)[(（]?[\d一二三四五六七八九十]|[(（]?\d{1,2}[)）.．、])"
)
_SENTENCE = re.compile(r"[^。!?]+")
_OTHER_LISTS = re.compile(r"线索|信访|立行立改|即知即改|边巡边改|移交|来信|举报")
_ORDERS = re.compile(
    r"请[你将把务在]|[记改视标]为|忽略|一律输出|(?:system|human|user|assistant|系统提示词?|系统[指消][令息]|[问答]):",
    re.IGNORECASE,
)
"""A sentence that tells its reader what to do states nothing."""
_NUMBER = r"[(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)]?"
_ONE = (
    rf"(?:第{_NUMBER}|问题{_NUMBER}|[(]\d{{1,3}}[)])(?:(?:[、,和及与]|至|到|-|~)第?{_NUMBER}(?![)]?[个项条类](?:反馈|具体"
    rf"|整改)*(?:问题|事项)))*(?:[项条个类号])?"
)
_NAMED = r"“[^”]{4,60}”"
_ITEMS = re.compile(
    rf"(?:{_ONE}|{_NAMED})(?:(?:[、,和及与]|以及)?(?:{_ONE}|{_NAMED}))*(?:[项条个])?(?:反馈)?(?:问题|事项|任务)?"
)
_RANGE = re.compile(rf"({_NUMBER})(?:至|到|-|~)第?({_NUMBER})")
_EXCEPT = re.compile(r"除(?P<items>.{2,80}?)(?:以?外|之外),?")
_NUMBERED = re.compile(rf"{_ONE}|{_NAMED}")
_HOW_MANY = re.compile(r"(?:等|这)?(\d{1,2}|[一二两三四五六七八九十])[个项条](?:反馈|整改|具体)*(?:问题|事项|任务)?")
"""Behind names: how many they are."""
_OTHERS = re.compile(
    r"(?:其余|其他|其它|剩余|余下)(?:的)?(?P<count>\d+)?[项条个]?(?:反馈|整改|具体)*(?:问题|事项|任务)?(?:目前)?(?:(?:均|都"
    r"|全部)+(?:已(?=[^经完办销整落闭]))?)?"
)
NESTED = re.compile(rf"第({_NUMBER})[项条个大方面类]+(?:问题|事项)?(?:中|里|下)?的?第({_NUMBER})[项条个点]")
"""第2项第（1）个: a finding by the number of its section and its own."""
_STATED_AFTER = re.compile(
    r"[)]?(?:这?\d{1,2}[项条个])?(?:反馈|具体|整改)*(?:问题|事项|任务)?[,:]?(?:目前|现)?(?:均|都)?(?=[^均都])"
)
_STATED_BEFORE = re.compile(
    r"(?:^|[,;:。()]|其中|目前|[现尚仍](?=[未有在]))(?:有|尚有|还有)?(?P<words>[^,;:。()]{2,10}?)"
    r"(?:整改|销号)?的?(?:(?P<count>\d{1,2})[个项条](?:反馈|具体|整改)*(?:问题|事项|任务)?)?的?(?:问题|事项|任务)?"
    r"(?P<link>(?:共|有|为|是|包括|即|分别|如下|[:(,、])*)$"
)
"""Before the numbers of findings: 已完成的有, 正在推进1个，即, 未完成2项（."""
_BRACKETED = re.compile(r"[(](?P<names>[^()]{4,80})[)]")
_LISTED_NAMES = re.compile(
    r"(?:^|[,;:]|目前|其中)+(?P<names>[^,;:()“”]{4,80}?)(?=(?:等|这)?[\d一二两三四五六七八九十]{1,2}[个项条](?:反馈|整改|具体)*(?:问题|事项"
    r"|任务))"
)
_SOLE_NUMBERS = re.compile(rf"(?<=:){_NUMBER}(?:[、,和及]{_NUMBER})*(?=[;。,]|$)")
"""已完成：1、2、3；正在推进：4: numbers without 第 behind a colon."""
_ABOVE = re.compile("以上|上述")
_ALL = re.compile(
    r"(?:(?:以上|上述|反馈的?|所有|全部|各项|巡察反馈的?|巡察指出的?)+[^,;:]{0,12}?(?P<count>\d+)?[项条个]?(?:具体|反馈|整改)*"
    r"(?:问题|事项|任务)[^,;:]{0,4}?,?)(?:目前)?,?(?:已经?(?=[均都全]))?(?:均|都|全部)*(?=[已基完整正未尚仍取销办到落闭])"
)
_COUNTED_ALL = re.compile(
    r"(?:^|[,;:的])(?P<count>\d{1,3})[项条个](?:具体|反馈|整改)*(?:问题|事项|任务)(?:目前|截至目前)?,?(?:已经?(?=[均都全]))?(?:均|都"
    r"|全部)+(?=[已基完整正未尚仍取销办到落闭])"
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
    for start, end in (piece for span in spans for piece in _listed(text, *span)):
        flat = FlatText.of(text, start, end)
        for match in _SENTENCE.finditer(flat.text):
            if _ORDERS.search(match[0]) or reader.read_sections(match[0], flat, match.start()):
                continue
            if not _OTHER_LISTS.search(match[0]):
                reader.read(match[0], flat.span(*match.span()))
    return {**reader.rest, **reader.named}


def _listed(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch cut before each line that begins with a number: the lines of a list are sentences of their own."""
    begins = [match.start() for match in _NUMBERED_LINE.finditer(text, start + 1, end)]
    ends = [stop for at in begins if at < (stop := text.find("\n", at)) < end and text[stop - 1] not in "，、,"]
    cuts = sorted({*begins, *ends})
    yield from zip([start, *cuts], [*cuts, end], strict=True)


def said_of_each(
    sentence: str, labels: Sequence[str], titles: Sequence[str], sections: Sequence[str]
) -> list[set[Status]]:
    """What a printed sentence alone says of each finding: a set of none or one."""
    reader = _Reader(labels, titles, [0] * len(labels), sections)
    flat = FlatText.of(sentence)
    sectional = _ORDERS.search(flat.text) or reader.read_sections(flat.text, flat, 0)
    if not sectional and not _OTHER_LISTS.search(flat.text):
        reader.read(flat.text, (0, len(sentence)))
    said = {**reader.rest, **reader.named}
    return [{said[i].status} if i in said else set() for i in range(len(labels))]


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
            everything = _ALL.search(sentence) or _COUNTED_ALL.search(sentence)
            status = read_status(sentence, everything.end()) if everything else None
            meant = self._meant(everything, span[0]) if everything and status else None
            if meant and status:
                self._fill(meant, status[0], span)
        self._assignments(sentence, span)
        if not excepted:
            self._others(sentence, span)
            self._reckoned(sentence, span)

    def _others(self, sentence: str, span: Span) -> None:
        """第5项正在推进，其余均已完成: the findings that are not named, if they are as many as the sentence says."""
        for others in _OTHERS.finditer(sentence):
            status = read_status(sentence, others.end())
            rest = [i for i in range(self._count) if i not in self.named]
            if status and self.named and rest and int(others["count"] or len(rest)) == len(rest):
                self._fill(rest, status[0], span)

    def read_sections(self, sentence: str, flat: FlatText, at: int) -> bool:
        """限期整改类问题，除第9项外均已完成: whether the sentence says how the findings of a section stand."""
        headings = list(dict.fromkeys(section for section in self._sections if section))
        found = False
        for said in sectional_statements(sentence, [FlatText.of(heading).text for heading in headings]):
            meant = [i for i, section in enumerate(self._sections) if section == headings[said.section]]
            if said.count not in (None, len(meant)):
                continue
            found = True
            span = flat.span(at + said.start, at + said.end)
            left = self._left_out(said.excepted, meant)
            self.named.update((i, StatusReading("unfinished", span)) for i in left)
            self._fill([i for i in meant if i not in left], said.status, span)
        return found

    def _left_out(self, words: str, meant: Sequence[int]) -> set[int]:
        """The findings of a section that 除…外 names: by number in the notice or within the section, or by words."""
        if not words:
            return set()
        if not _NUMBERED.search(words):
            return self._by_words(words) & set(meant)
        numbers = _numbers(words)
        return {i for i in meant if self._places[i][1] in numbers} or self._indices(words) & set(meant)

    def _reckoned(self, sentence: str, span: Span) -> None:
        """反馈问题6个，已完成5个，第4个取得阶段性成效: those not named are done, where the count says exactly that."""
        total, done = _IN_ALL.search(sentence), _DONE.search(sentence)
        meant = self._section_at(span[0]) if _HERE.search(sentence) else range(self._count)
        rest = [i for i in meant if i not in self.named]
        if done is None or (total is None and len(rest) == len(meant)):
            return
        # A sentence that names the others need not say how many there are in all.
        if (_counted(total) if total else len(meant), _counted(done)) == (len(meant), len(rest)):
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
        """第3项基本完成，第7项、第12项正在推进; 未完成的为第5项；正在推进2个（仓库漏水、账目不清）."""
        for match in [*_ITEMS.finditer(sentence), *_SOLE_NUMBERS.finditer(sentence)]:
            status = _said_of(sentence, *match.span())
            if status:
                self.named.update((i, StatusReading(status, span)) for i in self._indices(match[0]))
        for pattern in (_BRACKETED, _LISTED_NAMES):
            for match in pattern.finditer(sentence):
                named = set() if _NUMBERED.search(match["names"]) else self._by_words(_counted_names(sentence, match))
                status = _said_of(sentence, *match.span("names"), counted=True) if named else None
                if status:
                    self.named.update((i, StatusReading(status, span)) for i in named)

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
        found = {self._by_number[n] for n in _numbers(words) if n in self._by_number}
        by_title = (self._titles.find(title) for title in re.findall(r"“([^”]{4,60})”", words))
        return found | {i for i in by_title if i is not None}


def _said_of(sentence: str, start: int, end: int, *, counted: bool = False) -> Status | None:
    """The status said of findings that `sentence[start:end]` names: behind them, else before them."""
    number = _HOW_MANY.match(sentence, end) if counted else None
    after = _STATED_AFTER.match(sentence, number.end() if number else end)
    behind = read_status(sentence, after.end()) if after else None
    if behind:
        return behind[0]
    before = _STATED_BEFORE.search(sentence[:start])
    if before is None or before["link"] in (",", "、"):
        return None
    stated = read_status(before["words"])
    return stated[0] if stated and stated[2] == len(before["words"]) else None


def _counted_names(sentence: str, match: re.Match[str]) -> str:
    """The names with their number behind them, or with the number that stands before their bracket."""
    behind = _HOW_MANY.match(sentence, match.end("names"))
    before = re.search(r"(\d{1,2})[个项条](?:问题|事项|任务)?[(]$", sentence[: match.start("names")])
    if behind:
        return match["names"] + behind[0]
    return f"{match['names']}{before[1]}个问题" if before else ""


def _numbers(words: str) -> set[int]:
    """The numbers that words list, every one of a range (第3至5项); numbers within quoted titles are none."""
    numbers: set[int] = set()
    for first, last in _RANGE.findall(words):
        low, high = _value(first), _value(last)
        if low and high and low < high <= low + 100:
            numbers.update(range(low, high + 1))
    numbers.update(n for printed in re.findall(_NUMBER, re.sub(_NAMED, "", words)) if (n := _value(printed)))
    return numbers


def _counted(match: re.Match[str]) -> int | None:
    return _value(next(group for group in match.groups() if group))


def _value(printed: str) -> int | None:
    match = re.search(r"\d+|[一二三四五六七八九十]+", printed)
    return chinese_value(match[0]) if match else None
