"""A question taken in: its text, whom it concerns, the cues it holds, the matter it is about.

Cues are words that betray what kind of question it is; their lists are data (`lexicon/cues.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from assistant.answering.asking import formless
from assistant.answering.hospitals import Gazetteer
from assistant.answering.lexicon import cue_patterns, topic_words
from assistant.answering.normalise import into_chinese, is_english, normalise
from assistant.answering.passages.english import translated
from assistant.answering.passages.names import without_latin_names
from assistant.answering.scope import Reach, reach
from assistant.answering.theme import theme_of
from assistant.answering.windows import Window, window_of

_COMPLETION_CUES = (
    "mostly",
    "partial",
    "ongoing",
    "status_word",
    "all_done",
    "not_done",
    "done",
    "ratio",
    "rectification",
    "generic_topic",
    "list",
    "count_findings",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question on its way to a plan: its text, whom it concerns, what it betrays."""

    text: str
    reach: Reach
    cues: frozenset[str]
    theme: str
    window: Window

    def has(self, *names: str) -> bool:
        """Whether any of these cues is there."""
        return not self.cues.isdisjoint(names)

    def all(self, *names: str) -> bool:
        """Whether all of these cues are there."""
        return self.cues.issuperset(names)

    @property
    def one(self) -> bool:
        """Whether exactly one report is concerned, by name."""
        return self.reach.scope == "named" and len(self.reach.sources) == 1

    @property
    def several(self) -> bool:
        """Whether several reports are concerned, by name."""
        return self.reach.scope == "named" and len(self.reach.sources) > 1

    @property
    def bare(self) -> bool:
        """Whether nothing is left of the question but what its cues say."""
        return not self.theme


def cues_of(text: str) -> frozenset[str]:
    """The names of the cues a text holds."""
    return frozenset(name for name, pattern in cue_patterns().items() if pattern.search(text))


_NAMED_FINDING = re.compile(r"[“\"「][^”\"」]{5,60}[”\"」](?=[这那](?:一)?(?:条|个|项|块|方面)|(?:的|这个|那个)问题)")
"""A finding named by its title: the title's words (未按期) say nothing of what is asked."""


def read(question: str, gazetteer: Gazetteer, spoken_of: Callable[[str], bool]) -> Reading:
    """Take a question in: normalise it, find its hospitals, its cues and its theme."""
    text = formless(normalise(question))
    original = text
    if is_english(text):
        text = into_chinese(gazetteer.from_latin(text))
    found = reach(text, gazetteer, spoken_of)
    names = [hospital for mention in found.mentions for hospital in mention.hospitals]
    # Of the English itself the hospitals' names say nothing: First People's Hospital asks for no earliest.
    cues = cues_of(_NAMED_FINDING.sub(" ", found.masked))
    if original != text:
        cues |= cues_of(without_latin_names(original, names))
    return Reading(text, found, cues, theme_of(without_dates(found.masked)), window_of(text))


_HOSPITALS_COUNTED = re.compile(
    r"(?:(?<=[,，。;；?？])|^|这|那|全部|所有|上述|以上)(?:[两二三四五六七八九十]|\d{1,3})(?:家|所|份)(?:医院|单位|通报|公告)?"
    r"(?:里头?|里面|当中|之中|之间|中间?)?"
)
"""The hospitals asked of, by their number (这六家里): no part of a theme."""


def without_dates(text: str) -> str:
    """The text without dates, counted findings and counted hospitals, which are no part of its theme."""
    text = _HOSPITALS_COUNTED.sub(" ", text)
    text = re.sub(r"(\d+|[二三四五六七八九十两][一二三四五六七八九十]?)(条|个|项)(问题|事项)?(里|中)?", " ", text)
    return re.sub(
        r"20\d{2}年?(度|底|末|初)?|\d{1,2}月(份|底|末)?|\d{1,2}[日号]|[上下]半年|第?[一二三四1-4]季度|头[一二三]个月",
        " ",
        text,
    )


_NO_MATTER = re.compile(
    r"各?(?:自)?(?:还)?(?:剩|差|欠)(?:了|下|着)?(?:几|多少)?(?:个|条|项)?(?=$|[,?？。])|(?:[让被给叫](?:什么|啥|谁)?)?(?:绊|拦|卡|堵|拖|难|耽搁|耽误)(?:住|着|在|倒)了?|"
    r"(?:党委|支部|总支|党组)?(?:书记|院长|院方|医院|通报)(?:自己)?(?:说|讲|承认|答|表示)(?:的|群众问)?|答群众问|(?:巡[察视])?组(?:去|来)(?:检?查|巡[察视]?)?的?"
    r"|几号|哪一?天|[发出来到收公][布开]?得(?:更|比较)?[早晚快慢]|当中|(?<=[a-z] )第一(?=[ ,?]|$)"
)


def is_specific(r: Reading) -> bool:
    """Whether the question names a matter rather than a field of work: more than words of completion are left of it."""
    return names_matter(r.reach.masked)


def names_matter(masked: str) -> bool:
    """The same of a question's text without its hospitals."""
    words = re.sub("、|第[一二三]|公[示布]|发布", " ", translated(masked)) if is_english(masked) else masked
    left = _NO_MATTER.sub(" ", without_dates(words))
    for name in _COMPLETION_CUES:
        left = cue_patterns()[name].sub(" ", left)
    return any(len(run) >= 2 and run not in _fields_of_work() for run in theme_of(left).split())


@cache
def _fields_of_work() -> frozenset[str]:
    """Words that name a whole topic (采购, 财务): a question about one is about all findings of it."""
    return frozenset(word for words in topic_words().values() for word in words)
