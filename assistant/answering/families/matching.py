"""Whether a finding, or one of its open matters, is about what a question asks: by topic code, topic words or
theme words.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.answering.lexicon import topic_words, word_list
from assistant.answering.passages.lexicon import lexicon
from assistant.answering.plan import QueryPlan
from assistant.schema import Commitment, Finding, Topic


@lru_cache(maxsize=256)
def words_of(theme: str) -> tuple[str, ...]:
    """The content words of a theme, two characters or longer (or a Latin word)."""
    stop = set(word_list("stop"))
    found = [w for w in lexicon().cutter.cut(theme) if len(w) >= 2 and w not in stop]
    # A short name the cutter takes apart (三定) is still what is asked about.
    return tuple(dict.fromkeys(found)) or _short_name(theme.strip(), stop)


def _short_name(theme: str, stop: set[str]) -> tuple[str, ...]:
    return (theme,) if 2 <= len(theme) <= 4 and theme not in stop else ()


def is_field(theme: str, topics: tuple[Topic, ...]) -> bool:
    """Whether a theme is a field of work (医保收费, 人才队伍) rather than a matter inside one (关键岗位轮岗)."""
    left = theme
    for topic in topics:
        for word in topic_words()[topic]:
            left = left.replace(word, " ")
    weak = set(word_list("weak_heads"))
    return not [w for run in left.split() for w in words_of(run) if w not in weak]


def theme_terms(plan: QueryPlan) -> tuple[str, ...]:
    """The content words of the plan's theme."""
    return words_of(plan.theme)


def topic_terms(theme: str, topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """The topic words that a theme uses, with the shorter and longer forms of the same word (中医 for 中医药)."""
    used: list[str] = []
    for topic in topics:
        words = topic_words()[topic]
        named = [w for w in words if w in theme and len(w) >= 2]
        used += [word for word in words if len(word) >= 2 and any(word in n or n in word for n in named)]
    return tuple(dict.fromkeys(used))


def about_topics(plan: QueryPlan, finding: Finding, *, primary: bool = False) -> bool:
    """Whether a finding's topics or title are what the plan asks about; `primary` asks it of the first topic only."""
    if plan.topics:
        codes = finding.topics[:1] if primary else finding.topics
        if set(codes) & set(plan.topics):
            return True
        return any(word in finding.title for word in topic_terms(plan.theme, plan.topics))
    return any(word in finding.title for word in theme_terms(plan))


def commitments_about(plan: QueryPlan, finding: Finding) -> tuple[Commitment, ...]:
    """The open matters of a finding that concern the plan's topic or theme; all of them where it has neither."""
    if not plan.topics and not theme_terms(plan):
        return finding.commitments
    words = set(theme_terms(plan))
    for topic in plan.topics:
        words |= {w for w in topic_words()[topic] if len(w) >= 2}
    return tuple(c for c in finding.commitments if any(word in c.evidence.quote or word in c.what for word in words))
