"""Questions about one finding, or about one stretch of time, where very many notices could be meant."""

from __future__ import annotations

from assistant.answering.chronology.stretches import stretches_of
from assistant.answering.desk import Desk
from assistant.answering.families import happenings as dated
from assistant.answering.families import items
from assistant.answering.surveys.laying import LISTED, findings_in, first, hospitals_in, listed, over, plain, tell
from assistant.answering.surveys.narrowing import nearest
from assistant.records.query import Matter
from assistant.schema import STATUSES

_SHORTEST = 4
"""Characters of a matter that may name a finding by its title."""


def item_status(desk: Desk) -> None:
    """Whether the findings of that title are done: how many of each status; a single one is answered by itself."""
    if not _of_that_title(desk):
        items.item_status(desk)


def finding_detail(desk: Desk) -> None:
    """The findings of that title; a single one is told by itself."""
    if not _of_that_title(desk):
        items.finding_detail(desk)


def _of_that_title(desk: Desk) -> bool:
    """List the findings whose title holds the matter, word for word, where there are several."""
    title = plain(desk.plan.theme)
    if desk.within or len(title) < _SHORTEST:
        return False
    query = over(desk, about=Matter(title_words=(title,)))
    tally = desk.records.tally(query)
    if findings_in(tally) < 2:
        return False
    numbers = {status: sum(of.get(status, 0) for of in tally.values()) for status in STATUSES}
    joiner = ", " if desk.english else "、"
    words = joiner.join(f"{desk.status(s)}{': ' if desk.english else ''}{n}" for s, n in numbers.items() if n)
    values = {"theme": title, "n": findings_in(tally), "hospitals": hospitals_in(desk, tally)}
    desk.draft.lead = tell(desk, "titled", words=words, **values)
    desk.draft.columns = ("医院", "问题", "状态", "仍待完成")
    listed(desk, first(desk, query, "place", LISTED), findings_in(tally))
    return True


def happenings(desk: Desk) -> None:
    """The dated sentences of the notices that say most in the stretch of time."""
    stretches = stretches_of(desk.plan.question)
    nearest(desk, dated.happenings, [stretch.name for stretch in stretches[:1]])
