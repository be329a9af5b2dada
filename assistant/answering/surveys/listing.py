"""Findings of a kind over very many notices: how many, at how many hospitals, then the first of them."""

from __future__ import annotations

from assistant.answering.desk import Desk
from assistant.answering.families.matching import topic_terms
from assistant.answering.lexicon import cue_patterns
from assistant.answering.surveys.laying import (
    LISTED,
    findings_in,
    first,
    hospitals_in,
    listed,
    matter_of,
    over,
    plain,
    tell,
    words_open,
)
from assistant.records.query import FindingQuery, Matter
from assistant.schema import DONE, OPEN, STATUSES, TOPIC_ZH, Status

_TIER = 15
"""Findings of one tier that are shown."""


def open_items(desk: Desk) -> None:
    """Stated unfinished, stated mostly or partly done, and what the text leaves open although it is labelled done."""
    matter = matter_of(desk, open_too=True)
    unfinished = over(desk, statuses=("unfinished",), about=matter)
    partly = over(desk, statuses=OPEN[1:], about=matter)
    hinted = _hinted(desk)
    stated, almost = desk.records.tally(unfinished), desk.records.tally(partly)
    third = desk.records.tally(hinted) if hinted else {}
    lead = tell(desk, "open_theme", theme=plain(desk.plan.theme)) if matter and desk.plan.theme else ""
    lead += tell(
        desk,
        "open_items",
        n=len(desk.reports),
        unfinished=findings_in(stated),
        hospitals=hospitals_in(desk, stated),
        partly=findings_in(almost),
        others=hospitals_in(desk, almost),
    )
    if third:
        lead += tell(desk, "open_hinted", n=findings_in(third), hospitals=hospitals_in(desk, third))
    desk.draft.lead = lead
    desk.draft.columns = ("医院", "问题", "状态", "仍待完成")
    _tier(desk, "tier_unfinished", unfinished, findings_in(stated))
    _tier(desk, "tier_partly", partly, findings_in(almost))
    if hinted and third:
        _tier(desk, "tier_labelled_done", hinted, findings_in(third))
    _say_undisclosed(desk)
    desk.draft.abstained = not (stated or almost or third) and len(desk.silent_sources()) == len(desk.reports)


def _hinted(desk: Desk) -> FindingQuery | None:
    """Findings that are not said to be open while their text leaves something open; None where nobody asked."""
    words = words_open(desk)
    told = bool(words or desk.plan.topics) or len(desk.silent_sources()) == len(desk.reports)
    if not told:
        return None
    statuses: tuple[Status, ...] = (*DONE, "not_stated")
    return over(desk, statuses=statuses, about=matter_of(desk), open_words=words, with_commitments=True)


def _tier(desk: Desk, heading: str, query: FindingQuery, total: int) -> None:
    if total:
        desk.draft.heading(desk.say(heading, n=total))
        listed(desk, first(desk, query, "place", _TIER), total)


def _say_undisclosed(desk: Desk) -> None:
    silent = desk.silent_sources()
    if silent:
        desk.draft.silence = tell(desk, "undisclosed", n=len(silent))


def status_list(desk: Desk) -> None:
    """The findings that carry one of the statuses asked for."""
    wanted = "、".join(dict.fromkeys(desk.status(status) for status in desk.plan.statuses))
    query = over(desk, statuses=desk.plan.statuses, topics=desk.plan.topics)
    _list(desk, "status_list", query, status=wanted)
    _say_undisclosed(desk)


def done_but_open(desk: Desk) -> None:
    """Findings labelled completed whose own text leaves something open."""
    narrowed = over(desk, statuses=DONE, open_words=words_open(desk))
    if not (words_open(desk) and desk.records.tally(narrowed)):
        narrowed = over(desk, statuses=DONE, with_commitments=True)
    _list(desk, "done_but_open", narrowed)


def finding_list(desk: Desk) -> None:
    """The findings whose main matter is the one asked about, with how many there are of each status."""
    plan = desk.plan
    matter = Matter(first_topics=plan.topics, title_words=topic_terms(plan.theme, plan.topics)) if plan.topics else None
    query = over(desk, about=matter)
    counts = list(desk.records.tally(query).values())
    numbers = {status: sum(of.get(status, 0) for of in counts) for status in STATUSES}
    words = "、".join(f"{desk.status(status)}{'：' if desk.english else ''}{n}" for status, n in numbers.items() if n)
    theme = "、".join(TOPIC_ZH[topic] for topic in plan.topics) or desk.say("rectification")
    _list(desk, "finding_list", query, words=words, theme=theme)


def open_matters(desk: Desk) -> None:
    """Findings that leave something in draft or awaiting approval."""
    _list(desk, "open_matters", over(desk, open_pattern=cue_patterns()["draft"].pattern))


def _list(desk: Desk, phrase: str, query: FindingQuery, **values: object) -> None:
    tally = desk.records.tally(query)
    total = findings_in(tally)
    if not total:
        desk.draft.abstained = True
        desk.draft.lead = tell(desk, "nothing_found", n=len(desk.reports))
        return
    desk.draft.lead = tell(desk, phrase, n=total, hospitals=hospitals_in(desk, tally), **values)
    desk.draft.columns = ("医院", "问题", "状态", "仍待完成")
    listed(desk, first(desk, query, "place", LISTED), total)
