"""One matter across hospitals: who leads in a number, or what each of them does about it."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.families.beside import LEAST, PER_HOSPITAL, finding_words, findings_on, nearest_on, value_words
from assistant.answering.families.dealt_out import dealt_out
from assistant.answering.families.leading import OF_THE_WHOLE, asks_difference, ranked, whole_said
from assistant.answering.families.reckoning import amount, snippet_of
from assistant.answering.families.standing import Standing, standings
from assistant.answering.families.untold import untold
from assistant.answering.passages.expected import asks_total
from assistant.answering.questions import cues_of

_LONG, _ROUND = 10_000, 100
"""Yuan from which sums are said in 万元, and what they must be a multiple of to be said so alone."""
_A_FEW = 12
"""Hospitals, up to which each is told of by what is nearest in its notice."""
_HOW = re.compile(r"怎么|如何|咋|办法|措施|做法|改法|什么样")


def compare(desk: Desk) -> None:
    """The leader first where numbers are compared; else each hospital's own way, side by side."""
    if not desk.plan.theme and not (desk.plan.scope == "named" and desk.plan.asked):
        desk.draft.abstained = True
        desk.draft.lead = desk.say("unclear")
        return
    if untold(desk):
        _nobody(desk)
        return
    if apart := dealt_out(desk):
        desk.plan = desk.plan.model_copy(update={"apart": apart})
    if OF_THE_WHOLE.search(desk.plan.asked) and not _HOW.search(desk.plan.asked) and not whole_said(desk):
        _nobody(desk)
        return
    if desk.plan.order is not None and not ranked(desk):
        _nobody(desk)
    if desk.plan.order is not None or (asks_difference(desk) and ranked(desk)):
        return
    side_by_side(desk)


def side_by_side(desk: Desk) -> None:
    """Each hospital's findings on the matter with their state and their telling measures."""
    budget = max(LEAST, PER_HOSPITAL // max(1, len(desk.reports)))
    written = [source for source in desk.reports if _written(desk, source, budget)]
    silent = [source for source in desk.reports if source not in written]
    near = [s for s in silent if _each_wanted(desk) and _nearly(desk, s, budget)]
    theme = desk.plan.theme or desk.plan.asked.strip(" ,，。?？")
    if not written and not near:
        _nobody(desk)
        return
    total = total_over(desk) if asks_total(desk.plan.question) else ""
    desk.draft.lead = total + desk.say("side_by_side", hospital=desk.names([*written, *near]), theme=theme)
    if unsaid := [s for s in silent if s not in near]:
        desk.draft.silence = desk.say("compare_silent", hospital=desk.names(unsaid), theme=theme)


def _each_wanted(desk: Desk) -> bool:
    """Whether every hospital is to be told of: named, or each of a few asked for in a summary (四家…一家一句)."""
    if desk.plan.scope == "named":
        return True
    return len(desk.reports) <= _A_FEW and {"each", "summary"} <= cues_of(desk.plan.question)


def _nobody(desk: Desk) -> None:
    desk.draft.abstained = True
    theme = desk.plan.theme or desk.plan.asked.strip(" ,，。?？")
    desk.draft.lead = desk.say("compare_nobody", theme=theme, n=len(desk.reports))


def _written(desk: Desk, source: str, budget: int) -> bool:
    """Tell what one notice says of the matter in its words; False where it says nothing."""
    rows = findings_on(desk, source)
    said = value_words(desk, source, rows)
    if not rows and not said:
        return False
    desk.draft.present(source)
    words = [f"“{nested(clip(s.quote, 140))}”{desk.book.snippet(s)}" for s in said]
    if not rows:
        rows = desk.findings_at([(source, said[0].finding or 0)])
    body = [*words, *[finding_words(desk, row, budget // len(rows)) for row in rows]]
    desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(source), words=" ".join(body), tail=""))
    return True


def _nearly(desk: Desk, source: str, budget: int) -> bool:
    """Show what a notice says nearest to the matter, and that it does not use its words; False where nothing is."""
    rows = nearest_on(desk, source)
    if not rows:
        return False
    desk.draft.present(source)
    words = " ".join(finding_words(desk, row, budget // len(rows)) for row in rows)
    desk.draft.bullet(desk.say("compare_nearest", hospital=desk.hospital(source), words=words))
    return True


def total_over(desk: Desk) -> str:
    """The numbers of several hospitals added up, where at least two give one of the same unit on the matter."""
    found = [s for s in standings(desk) if s.headed or (desk.plan.apart and not s.near)]
    if len(found) < 2 or len({s.figure.kind for s in found}) > 1:
        return ""
    place = {source: i for i, source in enumerate(desk.reports)}
    added = [each for s in sorted(found, key=lambda s: place[s.source]) for each in _summands(desk, s)]
    parts = []
    for each in added:
        mark = desk.book.snippet(snippet_of(desk, each.source, each.ordinal, each.figure))
        parts.append(f"{desk.hospital(each.source)}{each.figure.text}{mark}")
    total = _exactly(sum(s.figure.number for s in added), added[0].figure.unit)
    missing = (
        [s for s in desk.reports if s not in {each.source for each in found}] if desk.plan.scope == "named" else []
    )
    left = desk.say("not_in_total", hospital=desk.names(missing)) if missing else ""
    return desk.say("hospitals_total", sum=" + ".join(parts), total=total) + left


def _summands(desk: Desk, standing: Standing) -> list[Standing]:
    """A hospital's figure; with the other of the same finding where its very own matter is asked of it (两笔补贴)."""
    if not desk.plan.apart:
        return [standing]
    return [standing, *(s for s in standing.also if s.ordinal == standing.ordinal)]


def _exactly(number: float, unit: str) -> str:
    """A sum to the last fen; a long one in 万元 too."""
    if unit != "元" or number < _LONG or round(number, 2) % _ROUND == 0:
        return amount(number, unit)
    return f"{number:.2f}".rstrip("0").rstrip(".") + f"元（约{number / _LONG:.2f}万元）"
