"""Which of very many notices speak of a theme: found through the index of words, complete over all text."""

from __future__ import annotations

from assistant.answering.desk import Desk
from assistant.answering.families.matching import theme_terms, topic_terms
from assistant.answering.families.mentions import quotes
from assistant.answering.families.themes import speaking_of
from assistant.answering.surveys.laying import (
    LISTED,
    NAMED,
    examples,
    findings_in,
    first,
    hospitals_in,
    listed,
    most,
    over,
    plain,
    rest,
    tell,
)
from assistant.answering.surveys.narrowing import beside
from assistant.records.query import Matter


def mentions(desk: Desk) -> None:
    """The notices that speak of the theme with their words, or how many never do."""
    plan = desk.plan
    if not plan.theme:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("unclear")
        return
    if plan.level == "title":
        _titles(desk)
        return
    found = set(desk.passages.speaking(plan.theme, list(desk.reports)))
    desk.draft.theme = plan.theme
    silent = [source for source in desk.reports if source not in found]
    shown = [source for source in desk.reports if source in found]
    if plan.negated:
        values = {"n": len(silent), "others": len(shown), "hospital": examples(desk, silent)}
        desk.draft.lead = tell(desk, "never", theme=plain(plan.theme), **values)
        for source in silent[:NAMED]:
            desk.draft.present(source)
    elif not shown:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("mentions_none", theme=plan.theme)
        return
    else:
        values = {"n": len(shown), "theme": plain(plan.theme), "hospital": examples(desk, shown)}
        desk.draft.lead = tell(desk, "mentions", **values)
        desk.draft.silence = tell(desk, "mentions_silent", n=len(silent)) if silent else ""
    named = shown[: most(desk, NAMED)]
    few = beside(desk, named)
    desk.draft.columns = ("医院", "位置", "原文")
    said = speaking_of(few, plan.theme)
    for source in named:
        if said.get(source):
            quotes(few, source, said[source])
    rest(desk, len(shown) - len(said), "rest_hospitals")


def _titles(desk: Desk) -> None:
    """Findings whose own title names the theme."""
    words = topic_terms(desk.plan.theme, desk.plan.topics) or theme_terms(desk.plan)
    query = over(desk, about=Matter(title_words=words))
    tally = desk.records.tally(query)
    desk.draft.abstained = not tally
    values = {"n": findings_in(tally), "hospitals": hospitals_in(desk, tally)}
    desk.draft.lead = tell(desk, "titles", theme=plain(desk.plan.theme), **values)
    if tally:
        listed(desk, first(desk, query, "place", LISTED), findings_in(tally))
