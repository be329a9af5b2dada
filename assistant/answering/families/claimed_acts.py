"""Questions that say what was done to somebody where the notice says that something else was (为什么给护士长撤职).

Only acts that exclude one another in the notice's own words count: who is said to have been dismissed was not warned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.figures.meaning import content, met
from assistant.answering.passages.expected import asks
from assistant.answering.passages.lexicon import lexicon
from assistant.answering.passages.model import Nearby
from assistant.schema import Evidence
from assistant.text.clauses import sentences
from assistant.text.flat import fold

_ACTS = re.compile(
    r"赔(?!偿款|不)|开除|撤职|免职|辞退|解聘|判刑|坐牢|起诉|罚款|降级|停职|拘留|移送|立案|记大过|记过|留党察看"
    r"|(?:党内|政务|行政)?严重警告|(?:党内|政务|行政)?警告|诫勉"
)
"""What may be said to have been done to somebody."""
_OPEN_QUESTION = re.compile(
    r"谁|哪|多少|几[人个名位]|有没有|有无|是否|是不是|吗|没有?[,?]?$|什么处|啥处|什么人|怎么处|算不算|会不会"
)
"""Words of a clause that asks whether, or to whom, the act was done, and so takes nothing for granted."""
_BY_THE_WAY = re.compile(
    r"(?:处分|处理)?(?:了)?(?:(?:以|之)?后|是(?:谁|哪)|的(?:[那这两几\d]|[^,]{0,6}(?:医生|医师|护士|主任|干部|科长|人员)))"
)
"""What follows an act that is spoken of as done, whatever the clause goes on to ask (开除的那名护士是哪个科的)."""
_WHAT_FOR = re.compile(r"为(?:了)?(?:什么|啥|何)|因(?:为)?(?:什么|啥|何)|(?:什么|啥)(?:原因|事由?)")
_NO_PUNISHMENT = re.compile(r"赔|免职|辞退|解聘|起诉|移送")
"""Acts that may have other grounds than what a finding reproaches."""
_SHOWN = 3
_NO_NAME = re.compile(r"给了?|被|把|对|受到?|挨|作出|处分|处理|为什么|为啥|为何|因为什么|因为|是谁[^,]*$|的$")
_NAMED = 0.5
"""Share of the words for a person that the sentence of an act must hold to be about that person."""
_NEAR = 0.4
"""Coverage from which the nearest words are those the question is about."""


def claimed_act(desk: Desk) -> bool:
    """Correct a question by what the finding it is about has of measures; False where the notice bears it out."""
    if len(desk.reports) != 1 or desk.english:
        return False
    return any(_not_written(desk, claim, act) for claim, act in acts_claimed(desk.plan.asked))


def held_for(desk: Desk) -> bool:
    """Tell what somebody was punished for: the finding the measure stands in, with its words; False if not asked."""
    if len(desk.reports) != 1 or desk.english or not _WHAT_FOR.search(desk.plan.asked):
        return False
    source = next(iter(desk.reports))
    for clause, act in acts_claimed(desk.plan.asked):
        if _NO_PUNISHMENT.match(act):
            continue
        near = [n for n in desk.passages.near(clause, [source], 3) if n.finding is not None and n.coverage >= _NEAR]
        text = desk.records.text(source)
        hit = next((n for n in near if any(form in fold(text[n.start : n.end]) for form in lexicon().forms(act))), None)
        if hit is None:
            continue
        row = desk.finding_at(source, hit.finding)
        if row is None:
            continue
        evidence = Evidence.cut(text, hit.start, hit.end)
        quote = f"“{nested(clip(evidence.quote.strip(), 200))}”{desk.book.finding(row, evidence)}"
        desk.draft.present(source, row.finding.ordinal)
        told = [m.evidence for m in row.finding.measures if m.evidence.end <= hit.start or hit.end <= m.evidence.start]
        desk.draft.lead = desk.say(
            "held_for", hospital=row.hospital, title=desk.title(row), mark=desk.cite_title(row), quote=quote
        ) + "".join(
            desk.say("said_further", quotes=f"“{nested(clip(e.quote.strip(), 160))}”{desk.book.finding(row, e)}")
            for e in told[:1]
        )
        return True
    return False


def acts_claimed(asked: str) -> Iterator[tuple[str, str]]:
    """The clauses that state an act by the way, each with the act; none where nothing else is asked."""
    flat = fold(asked).strip(",。?")
    if not asks(flat):
        return
    clauses = re.split("[,;?]", flat)
    for number, clause in enumerate(clauses):
        act = _ACTS.search(clause)
        if act is None or (clause[: act.start()].endswith("、") and clause[act.end() :].startswith("、")):
            continue  # one of several kinds lined up (处分、免职、调岗的都算) states none of them
        # 为什么被记过 says nothing of whom: the clause before does.
        said = clause if content(_NO_NAME.sub(" ", clause.replace(act[0], " "))) else ",".join(clauses[: number + 1])
        if _BY_THE_WAY.match(clause, act.end()) or not _OPEN_QUESTION.search(clause):
            yield said, act[0]


def _not_written(desk: Desk, claim: str, act: str) -> bool:
    source = next(iter(desk.reports))
    whom = _NO_NAME.sub(" ", claim.replace(act, " "))
    near = [
        n
        for n in desk.passages.near(whom if content(whom) else claim, [source], 3, desk.within or None)
        if n.finding is not None and n.coverage >= _NEAR
    ]
    if not near or _holds(desk, source, near, whom, act):
        return False
    row = desk.finding_at(source, near[0].finding)
    if row is None:
        return False
    text = desk.records.text(source)
    told = [Evidence.cut(text, n.start, n.end) for n in near if n.finding == near[0].finding][:1]
    handled = [item.evidence for item in row.finding.accountability]
    told += [e for e in handled if all(e.end <= shown.start or shown.end <= e.start for shown in told)]
    desk.draft.present(source, row.finding.ordinal)
    quotes = "；".join(f"“{nested(clip(e.quote.strip(), 120))}”{desk.book.finding(row, e)}" for e in told[:_SHOWN])
    desk.draft.lead = desk.say("act_not_written", hospital=row.hospital, act=act, quotes=quotes)
    return True


def _holds(desk: Desk, source: str, near: list[Nearby], whom: str, act: str) -> bool:
    """Whether any of the findings nearest to a claim has the act, in these or other words, or any sentence of the
    notice that names who is spoken of.
    """
    text, forms = desk.records.text(source), lexicon().forms(act)
    rows = desk.findings_at((source, n.finding) for n in near)
    if any(form in fold(text[slice(*span)]) for row in rows for span in row.finding.spans for form in forms):
        return True
    words = [word for word in content(whom) if len(word) > 1]
    said = (fold(text[a:b]) for a, b in sentences(text, 0, len(text)))
    return any(met(words, one) >= _NAMED for one in said if any(form in one for form in forms))
