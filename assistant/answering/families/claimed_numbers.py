"""Numbers that a question takes from nowhere: said before the answer, which gives what the notice does print.

How many findings there are is put right wherever the question says so by the way. A sum or a number of persons that
stands nowhere in the notice is named as such; rounded numbers (5万多, 约30人) are no slips.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk
from assistant.answering.families.misstated import findings_corrected
from assistant.answering.families.reckoning import places
from assistant.answering.figures import Figure
from assistant.answering.figures.scan import figures_of
from assistant.text.flat import fold

_KINDS = frozenset(("money", "persons", "percent"))
_ABOUT = re.compile(r"约|大概|大约|近|将近|差不多|上下|左右|来[万元人]|多[万元人]|余|超过?|不到|以[上下内]|每")
"""Words near a number that say it is rounded, a bound or a rate."""
_NEAR = 4
_GIVEN = re.compile(r"(?<![\d.])\d+(?:\.(?P<decimals>\d+))?")
_ALREADY = re.compile(r"前提|没有写已经|不是|并不")


def prefaced(desk: Desk) -> None:
    """Put before the answer what the question's numbers get wrong; nothing where they are borne out."""
    draft = desk.draft
    if len(desk.reports) != 1 or desk.english or desk.within or _ALREADY.search(draft.lead):
        return
    said = findings_corrected(desk)
    if not said and draft.subject_findings:
        said = "".join(desk.say("number_not_written", printed=figure.text) for figure in _nowhere(desk)[:1])
    if said:
        # What the question is about is there, in another number: that is an answer.
        draft.lead, draft.abstained = said + draft.lead, False


def _nowhere(desk: Desk) -> list[Figure]:
    """The numbers of a question that the notice prints nowhere, though it prints others of their kind where it
    answers.
    """
    source = next(iter(desk.reports))
    asked = fold(desk.plan.asked)
    everywhere = [figure for place in places(desk, source) for figure in place.figures]
    shown = {ordinal for at, ordinal in desk.draft.subject_findings if at == source}
    units = {f.unit for place in places(desk, source) if place.ordinal in shown for f in place.figures}
    out = []
    for figure in figures_of(asked, 0, len(asked)):
        given = _GIVEN.match(asked, figure.start)
        around = asked[max(0, figure.start - _NEAR) : figure.end + _NEAR]
        if figure.kind not in _KINDS or given is None or figure.unit not in units or _ABOUT.search(around):
            continue
        step = 10.0 ** -len(given["decimals"] or "") * (figure.number / float(given[0]) if float(given[0]) else 1.0)
        if not any(f.unit == figure.unit and abs(f.number - figure.number) <= step for f in everywhere):
            out.append(figure)
    return out
