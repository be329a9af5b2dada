"""Questions that are answered in prose, over very many notices: put to those that say most, and said to be so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from assistant.answering.desk import Desk
from assistant.answering.families import cross, overview
from assistant.answering.surveys.laying import findings_in, matter_of, over, tell
from assistant.schema import TOPIC_ZH, TOPICS

_READ = 20
"""Notices whose prose is read for one answer."""


def compare(desk: Desk) -> None:
    """The hospitals that say most on the matter, side by side."""
    if not desk.plan.theme:
        cross.compare(desk)
        return
    nearest(desk, cross.compare, (desk.plan.theme,))


def summary(desk: Desk) -> None:
    """A matter across hospitals; without one, what the notices are about."""
    if desk.plan.topics or desk.plan.theme:
        nearest(desk, overview.summary, (desk.plan.theme,))
        return
    counts = {topic: findings_in(desk.records.tally(over(desk, topics=(topic,)))) for topic in TOPICS}
    ordered = sorted((topic for topic in TOPICS if counts[topic]), key=lambda topic: -counts[topic])
    joiner = ", " if desk.english else "、"
    named = joiner.join(
        f"{topic} {counts[topic]}" if desk.english else f"{TOPIC_ZH[topic]}{counts[topic]}条" for topic in ordered
    )
    total = sum(row.findings for row in desk.reports.values())
    desk.draft.lead = tell(desk, "overview", n=len(desk.reports), total=total, topics=named)


def nearest(desk: Desk, family: Callable[[Desk], None], words: Sequence[str]) -> None:
    """Let `family` answer from the notices that say most on the matter; the lead says how many those are."""
    about = _most(desk, words)
    few = beside(desk, about[:_READ] or list(desk.reports)[:_READ])
    family(few)
    said = {"n": len(desk.reports), "about": len(about), "shown": len(few.reports)}
    desk.draft.lead = tell(desk, "narrowed" if about else "nothing_near", **said) + desk.draft.lead


def _most(desk: Desk, words: Sequence[str]) -> list[str]:
    """The notices that speak of the matter, those with the most findings on it first."""
    found: Counter[str] = Counter()
    matter = matter_of(desk)
    if matter is not None:
        found.update({source: sum(of.values()) for source, of in desk.records.tally(over(desk, about=matter)).items()})
    spoken = desk.passages.speaking("".join(words).replace(" ", ""), list(desk.reports))
    found.update(dict.fromkeys(spoken, 1))
    return sorted(found, key=lambda source: (-found[source], source))


def beside(desk: Desk, sources: Sequence[str]) -> Desk:
    """The same workplace with fewer notices on it; what is written there stands in the same answer."""
    plan = desk.plan.model_copy(update={"sources": tuple(sources)})
    return Desk(
        plan,
        desk.records,
        desk.passages,
        desk.today,
        book=desk.book,
        draft=desk.draft,
        within=desk.within,
        whole=desk.whole,
    )
