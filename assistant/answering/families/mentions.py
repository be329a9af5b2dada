"""Which notices speak of a theme: complete over all text, or among the titles; or which of them never do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.asking import hospitals_wanted, without_asking
from assistant.answering.desk import Desk, clip, clip_round, nested
from assistant.answering.families.cross import total_over
from assistant.answering.families.matching import words_of
from assistant.answering.families.sections import section
from assistant.answering.families.themes import holding_of, speaking_of, with_sequel
from assistant.answering.families.titles import title_about, titles
from assistant.answering.families.untold import untold
from assistant.answering.passages.expected import asks_total
from assistant.answering.passages.model import Snippet
from assistant.records.query import FindingRow

_FACT = re.compile(r"\d+|已|未|制定|修订|建立|处分|谈话")
_QUOTED = 3
"""Passages quoted per hospital; further findings are cited only."""


def mentions(desk: Desk) -> None:
    """Hospitals that speak of the theme with their words, or that never do."""
    if not desk.plan.theme:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("unclear")
        return
    if desk.plan.level == "title":
        titles(desk)
        return
    if desk.english and untold(desk):
        desk.draft.abstained = True
        desk.draft.lead = desk.say("untold", n=len(desk.reports))
        return
    found, meant = _found(desk)
    desk.draft.theme = desk.plan.theme
    if desk.plan.negated:
        _never(desk, found)
        return
    if not found:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("mentions_none", theme=desk.plan.theme)
        return
    ordered = [s for s in desk.reports if s in found]
    key = "mentions_meant" if meant else "mentions"
    desk.draft.lead = desk.say(key, n=len(ordered), hospital=desk.names(ordered), theme=desk.plan.theme)
    desk.draft.columns = ("医院", "位置", "原文")
    for source in ordered:
        quotes(desk, source, found[source])
    if asks_total(desk.plan.question):
        desk.draft.lead = total_over(desk) + desk.draft.lead
    silent = [s for s in desk.reports if s not in found]
    if silent:
        desk.draft.silence = desk.say("mentions_silent", hospital=desk.names(silent), theme=desk.plan.theme)


def _found(desk: Desk) -> tuple[dict[str, list[Snippet]], bool]:
    """The passages on the theme by hospital, and whether they meet the question as a whole rather than the theme."""
    found = _with_glosses(desk, speaking_of(desk, desk.plan.theme))
    wanted = hospitals_wanted(desk.plan.question)
    if desk.plan.negated or (found and len(found) == wanted):
        return found, False
    held = holding_of(desk)
    if not found or (wanted is not None and len(held) == wanted):
        return held, True
    if wanted is not None:
        return found, False
    best = max((each.score for snippets in held.values() for each in snippets), default=0.0)
    asked = without_asking(desk.plan.asked)
    if best >= _SURE and desk.passages.beyond(asked, desk.plan.theme, list(desk.reports)):
        return held, True
    full = {s for s, snippets in held.items() if max(each.score for each in snippets) >= _FULL}
    both = {s: _first_those(held[s] if s in full else (), found.get(s, ())) for s in desk.reports}
    return {s: snippets for s, snippets in both.items() if snippets}, False


def _first_those(meeting: Sequence[Snippet], speaking: Sequence[Snippet]) -> list[Snippet]:
    """The passages that meet the whole question, then, at half their worth, the others that speak of its theme."""
    seen = {each.start for each in meeting}
    worth = 0.5 if meeting else 1.0
    return [*meeting, *(replace(each, score=worth * each.score) for each in speaking if each.start not in seen)]


_GLOSS = re.compile(r"[(（]([^()（）、,，]{2,12})[)）]")
"""Another name in brackets for what the question has just named (几个科一起会诊(MDT))."""


def _with_glosses(desk: Desk, found: Mapping[str, Sequence[Snippet]]) -> dict[str, list[Snippet]]:
    """The passages on the theme, with those that print the other name the question gives it in brackets."""
    out = {source: list(snippets) for source, snippets in found.items()}
    for gloss in _GLOSS.findall(desk.plan.question):
        for source, snippets in desk.passages.mentions(gloss, list(desk.reports)).items():
            own = out.setdefault(source, [])
            own += [each for each in snippets if all(each.start != known.start for known in own)]
    return out


_SURE = 0.72
"""Coverage from which what meets the whole question goes before what only has the words of its theme."""
_FULL = 0.8
"""Coverage from which a hospital counts that has not the theme's own words."""


def quotes(desk: Desk, source: str, snippets: Sequence[Snippet]) -> None:
    """One bullet a hospital: the strongest passage of each finding, in document order."""
    per_place: dict[int | None, list[Snippet]] = {}
    theme = desk.plan.theme
    for snippet in sorted(snippets, key=lambda s: (-round(s.score, 1), -_telling(s, theme), s.start)):
        per_place.setdefault(snippet.finding, []).append(snippet)
    places = sorted(per_place.values(), key=lambda f: (-round(f[0].score, 1), -_telling(f[0], theme), f[0].start))
    chosen = [found[0] for found in places[:_QUOTED]]
    if len(places) == 1:
        chosen = places[0][:_QUOTED]
    best = [*chosen, *[found[0] for found in places[_QUOTED:]]]
    shown = sorted(chosen, key=lambda s: s.start)
    desk.draft.present(source)
    words = []
    for snippet in (with_sequel(desk.records.text(s.source), s) for s in shown):
        desk.draft.present(source, snippet.finding)
        mark = desk.book.snippet(snippet)
        words.append(f"“{nested(clip(snippet.quote, 150))}”{mark}")
        desk.draft.row(desk.hospital(source), snippet.label, clip(snippet.quote, 200), marks=desk.book.numbers(mark))
    further = "".join(
        desk.book.snippet(s) for s in sorted(best[len(chosen) :], key=lambda s: s.start) if s.finding is not None
    )
    tail = desk.say("mentions_further", marks=further) if further else ""
    desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(source), words="；".join(words), tail=tail))


def _telling(snippet: Snippet, theme: str) -> int:
    """How much a passage says: words of the theme, then numbers and acts."""
    hits = sum(word in snippet.quote for word in words_of(theme))
    return 3 * hits + min(3, len(_FACT.findall(snippet.quote)))


_CITED = 12
"""Notices that are silent and are cited, by the words that name their hospital."""


def _cited(desk: Desk, silent: Sequence[str]) -> str:
    """The hospitals of notices that never say something; the whole of each was read, its name stands for it."""
    if len(silent) > _CITED:
        return desk.names(silent)
    joiner = ", " if desk.english else "、"
    return joiner.join(f"{desk.hospital(source)}{desk.cite_field(source, 'hospital')}" for source in silent)


def _never(desk: Desk, found: dict[str, list[Snippet]]) -> None:
    silent = [s for s in desk.reports if s not in found]
    theme = desk.plan.theme
    if not silent:
        desk.draft.lead = desk.say("never_none", theme=theme)
    else:
        for source in silent:
            desk.draft.present(source)
        desk.draft.lead = desk.say("never", hospital=_cited(desk, silent), theme=theme)
    for source in desk.reports:
        if source in found:
            places = {snippet.finding: snippet for snippet in reversed(found[source])}
            first = min(places.values(), key=lambda s: s.start)
            marks = desk.book.snippet(first)
            word = next((w for w in words_of(theme) if w in first.quote), "")
            quote = nested(clip_round(first.quote, word, 50))
            desk.draft.bullet(desk.say("never_other", hospital=desk.hospital(source), quote=quote, marks=marks))


def finding_list(desk: Desk) -> None:
    """The findings of a topic or of a notice, by title, with their status where one is stated."""
    if section(desk):
        return
    rows = [row for row in desk.findings(topics=desk.plan.topics) if _listed(desk, row)]
    if not rows:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("findings_none", hospital=desk.names(desk.reports), theme=desk.plan.theme)
        return
    ordered = list(dict.fromkeys(row.source for row in rows))
    counts = "、".join(f"{desk.hospital(s)}{sum(r.source == s for r in rows)}条" for s in ordered)
    desk.draft.lead = desk.say("findings", counts=counts, n=len(rows))
    desk.draft.columns = ("医院", "问题", "状态")
    for row in rows:
        desk.draft.present(row.source, row.finding.ordinal)
        mark = desk.cite_title(row)
        where = row.hospital if len(ordered) > 1 else ""
        status = "" if row.finding.status == "not_stated" else f"（{desk.status(row.finding.status)}）"
        desk.draft.bullet(f"{where}{desk.title(row)}{status}{mark}")
        desk.draft.row(row.hospital, row.finding.title, desk.status(row.finding.status), marks=desk.book.numbers(mark))
    silent = [s for s in desk.silent_sources() if s in ordered]
    if silent:
        desk.draft.silence = desk.say("no_status_at_all", hospital=desk.names(silent))


def _listed(desk: Desk, row: FindingRow) -> bool:
    """Whether the matter is the finding's main one, or stands in its title."""
    if not desk.plan.topics:
        return True
    return row.finding.topics[:1] == desk.plan.topics[:1] or title_about(desk, row.finding)
