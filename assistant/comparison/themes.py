"""What a theme means, and which findings belong to it: by the records, by words and by meaning together.

Completeness goes before rank: a finding that any of the three takes for the theme is there, with the reason; what only
the search by meaning brings is set apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as made

from assistant.answering.families.matching import topic_terms, words_of
from assistant.answering.passages.model import PassageSearch, Snippet
from assistant.answering.theme import theme_of, topics_of
from assistant.records import FindingRow
from assistant.schema import TOPIC_ZH, TOPICS, Topic

_EVERYTHING = frozenset(("", "全部", "所有", "整改", "全面"))
_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+")
_WEAK = re.compile(r"管理|工作|问题|方面|整改|情况|领域|队伍|建设|监管|的")
_FIELDS: dict[Topic, tuple[str, ...]] = {
    "procurement": ("招投标", "招标采购", "采购招标", "招采"),
    "drugs": ("药品耗材", "药事", "用药"),
    "insurance_billing": ("医保收费", "收费", "医保和收费"),
    "finance": ("资产财务", "财经", "财务内控"),
    "construction": ("工程", "基建"),
    "safety": ("安全", "平安医院"),
    "quality": ("医疗安全", "质量安全"),
    "service": ("就医体验", "群众就医", "医疗服务"),
    "specialty": ("专科", "科研", "重点专科"),
    "reform": ("医改", "医院改革"),
    "tcm": ("中医",),
    "personnel": ("干部", "人才干部", "选人用人"),
    "party": ("党", "党组织", "基层党组织"),
    "ideology": ("统战",),
    "integrity": ("廉政", "廉洁", "全面从严治党", "监督执纪"),
    "ethics": ("医德", "医风", "行风"),
    "followup": ("巡察", "审计"),
}
"""Words that mean the whole of a topic, beside the beginning of its name."""
_HEADS: dict[Topic, tuple[str, ...]] = {
    "procurement": ("采购", "招标"),
    "drugs": ("药品",),
    "insurance_billing": ("医保", "收费"),
    "finance": ("财务",),
    "construction": ("工程",),
    "safety": ("安全生产", "消防"),
    "quality": ("医疗质量",),
    "service": ("就医体验", "投诉"),
    "specialty": ("重点专科",),
    "reform": ("医联体", "绩效改革"),
    "tcm": ("中医药",),
    "public_health": ("传染病",),
    "personnel": ("人才",),
    "party": ("党建",),
    "ideology": ("意识形态",),
    "integrity": ("廉政",),
    "ethics": ("医德医风",),
    "followup": ("审计整改",),
}
"""Words of a topic that are looked for in the whole text, where a topic code is given."""
_NEAREST = 3
"""Hits of the search by meaning that may name a finding, for each hospital compared."""
_RANK = 6
"""Rank up to which both searches must hold a finding."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What is compared: everything, a field of work (its topic code says all), or a matter in words."""

    words: str = ""
    topics: tuple[Topic, ...] = ()
    by_code: bool = False
    """Whether the topic code alone decides."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows."""
        return not self.words and not self.topics

    @property
    def is_field(self) -> bool:
        """Whether the words name a field of work rather than a matter inside one (医保, not 工会经费)."""
        return bool(self.field)

    @property
    def field(self) -> tuple[Topic, ...]:
        """The one topic whose whole the words mean; empty where they mean a matter."""
        if self.by_code:
            return self.topics
        return self._named_field()

    def _named_field(self) -> tuple[Topic, ...]:
        core = _WEAK.sub("", self.words) or self.words
        for topic in TOPICS:
            name = TOPIC_ZH[topic].split("与")[0]
            begins = len(core) > 1 and (name.startswith(core) or core.startswith(name))
            if begins or core in _FIELDS.get(topic, ()):
                return (topic,)
        return ()

    @property
    def terms(self) -> tuple[str, ...]:
        """The words that a title about the theme holds."""
        if self.by_code:
            return ()
        return topic_terms(self.words, self.field) if self.is_field else words_of(self.words) or (self.words,)

    @property
    def sought(self) -> tuple[str, ...]:
        """What the whole text is searched for."""
        return _HEADS[self.topics[0]] if self.by_code else (self.words,)


def read_theme(given: str | None) -> Theme:
    """The theme of a topic code, a topic's Chinese name, or any words; nothing means everything."""
    words = (given or "").strip()
    if words in _EVERYTHING:
        return Theme()
    for topic in TOPICS:
        if words in (topic, TOPIC_ZH[topic]):
            return Theme(TOPIC_ZH[topic], (topic,), by_code=True)
    content = theme_of(words).replace(" ", "") or words
    return Theme(content, topics_of(content))


@dataclass(frozen=True, slots=True)
class Match:
    """A finding that belongs to a theme. Without `whole`, only `snippets` speak of it."""

    reason: str
    whole: bool
    snippets: tuple[Snippet, ...] = ()


@dataclass(slots=True)
class Matches:
    """What of one notice belongs to the theme."""

    findings: dict[int, Match] = made(default_factory=dict)
    outside: tuple[Snippet, ...] = ()
    """Sentences of the notice outside its findings."""
    near: dict[int, str] = made(default_factory=dict)
    """Findings that only the search by meaning brings, with the reason."""


def match_records(theme: Theme, row: FindingRow) -> Match | None:
    """Whether the record itself says that the finding is about the theme."""
    finding = row.finding
    if theme.is_everything:
        return Match("全部问题", whole=True)
    titled = next((term for term in theme.terms if term in finding.title), None)
    if theme.is_field:
        topic = theme.field[0]
        if topic in finding.topics:
            place = "首要主题" if finding.topics[0] == topic else "相关主题"
            return Match(f"{place}：{TOPIC_ZH[topic]}", whole=True)
        return Match(f"标题含“{titled}”", whole=True) if titled else None
    if theme.terms and all(term in finding.title for term in theme.terms):
        return Match(f"标题含“{'”“'.join(theme.terms)}”", whole=True)
    if len(theme.topics) > 1 and set(theme.topics) <= set(finding.topics):
        return Match(f"主题：{'、'.join(TOPIC_ZH[topic] for topic in theme.topics)}", whole=True)
    return None


def match_words(found: Sequence[Snippet], words: str, into: Matches) -> None:
    """Add what the whole text says of the theme: findings not yet matched, and sentences outside findings."""
    by_finding: dict[int, list[Snippet]] = {}
    for snippet in found:
        if snippet.finding is not None:
            by_finding.setdefault(snippet.finding, []).append(snippet)
    for ordinal, snippets in by_finding.items():
        into.findings.setdefault(ordinal, Match(f"正文提到“{words}”", whole=False, snippets=tuple(snippets)))
    outside = [each for each in found if each.finding is None and not _is_heading(each.quote)]
    into.outside = tuple(dict.fromkeys([*into.outside, *outside]))


def _is_heading(quote: str) -> bool:
    """Whether words outside findings only name a part of the notice."""
    inside = _NUMBER.sub("", quote.strip()).rstrip("。.：:")
    return not re.search(r"[，；,;。\d]", inside)


def nearest(theme: Theme, search: PassageSearch, sources: Sequence[str]) -> list[tuple[str, int, str]]:
    """Findings that the search by meaning and the search by words both rank high: source, ordinal, reason."""
    found: dict[tuple[str, int], str] = {}
    for hit in search.search(theme.words, _NEAREST * len(sources), sources):
        ranks = dict(hit.why)
        if hit.finding is not None and len(ranks) > 1 and max(ranks.values()) <= _RANK * len(sources):
            found.setdefault((hit.source, hit.finding), f"语义相近（第{ranks['dense']}位）")
    return [(source, ordinal, reason) for (source, ordinal), reason in found.items()]
