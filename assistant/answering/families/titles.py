"""Findings whose own title names a matter: it stands as a finding of its own, here and there, or nowhere."""

from __future__ import annotations

import re

from assistant.answering.asking import without_asking
from assistant.answering.desk import Desk
from assistant.answering.families.matching import is_field, theme_terms, topic_terms
from assistant.answering.passages.judging import ENOUGH
from assistant.answering.theme import quoted, topics_of
from assistant.records.query import FindingRow
from assistant.schema import Finding, Topic

_FIELD = re.compile(r"[一这那]类|之类|方面|[这那]一?块|领域|[上里中]的(?:毛病|问题)|一类")
"""Words that ask for a field of work, whatever words its findings use."""
_FAILING = re.compile(
    r"不力|不(?:够|太)?(?:规范|到位|严格?|实|扎实|健全|完善|合理|及时|充分|彻底|清|够|足|高)|流于形式|(?:有|存在)?(?:漏洞|差距|短板|缺失|滞后|薄弱)"
    r"|没(?:有)?(?:管|做|抓|落实)[好严实到位]+|管得?不[严好]|混乱|突出"
)
"""How titles say that a matter went wrong: one as good as the other."""


def titles(desk: Desk) -> None:
    """Findings whose own title names the theme: it stands as a finding of its own."""
    rows = titled_rows(desk)
    ordered = list(dict.fromkeys(row.source for row in rows))
    theme = desk.plan.theme
    if not rows:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("titles_none", theme=theme)
        return
    named = desk.plan.negated
    desk.draft.lead = desk.say("titles", n=len(ordered), hospital=desk.names(ordered), theme=theme)
    if named:
        without = [s for s in desk.reports if s not in ordered]
        desk.draft.lead = desk.say("titles_without", hospital=desk.names(without), theme=theme)
    desk.draft.columns = ("医院", "问题")
    for row in rows:
        desk.draft.present(row.source, row.finding.ordinal)
        mark = desk.cite_title(row)
        desk.draft.bullet(f"{row.hospital}{desk.title(row)}{mark}")
        desk.draft.row(row.hospital, row.finding.title, marks=desk.book.numbers(mark))
    silent = [s for s in desk.reports if s not in ordered]
    if silent and not named:
        desk.draft.silence = desk.say("titles_silent", hospital=desk.names(silent), theme=theme)


def titled_rows(desk: Desk) -> list[FindingRow]:
    """The findings on the theme: of its field of work where a field is asked for; else those whose title says it."""
    rows = desk.findings()
    if desk.plan.topics and _FIELD.search(desk.plan.question):
        # Of several topics in one run of words (采购药品) the first is the field; runs of their own add theirs.
        fields = {topics[0] for run in desk.plan.theme.split() if (topics := topics_of(run))}
        return [row for row in rows if fields & set(row.finding.topics[:1]) or _names_field(desk, row.finding, fields)]
    literal = quoted(desk.plan.question)
    if literal == desk.plan.theme:
        printed = [row for row in rows if literal in row.finding.title]
        return printed or [row for row in rows if title_about(desk, row.finding)]
    if not is_field(desk.plan.theme, desk.plan.topics):
        matter = _FAILING.sub(" ", without_asking(desk.plan.asked))
        shares = desk.passages.titled(matter, list(desk.reports))
        full = [row for row in rows if shares.get((row.source, row.finding.ordinal), 0.0) >= ENOUGH]
        if full:
            return full
    return [row for row in rows if title_about(desk, row.finding)]


def _names_field(desk: Desk, finding: Finding, fields: set[Topic]) -> bool:
    words = topic_terms(desk.plan.theme, tuple(fields))
    return bool(fields & set(finding.topics)) and any(word in finding.title for word in words)


def title_about(desk: Desk, finding: Finding) -> bool:
    """Whether a finding's title holds a word of the theme, and its topics are those of the theme, where it has any."""
    words = topic_terms(desk.plan.theme, desk.plan.topics) or theme_terms(desk.plan)
    main = finding.title.split("：")[0]
    return any(word in main for word in words) and (
        not desk.plan.topics or bool(set(finding.topics) & set(desk.plan.topics))
    )
