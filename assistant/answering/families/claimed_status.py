"""Questions that take one finding for put right, or for open, where its label says otherwise.

为什么“……”这一条还没改完 of a finding labelled completed, 食堂那条已经销号了,是哪天销的 of one that is not: the label
corrects the question, with what was done or what is left.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, commitment_words
from assistant.answering.families.beside import essence
from assistant.answering.families.facts import titled_by
from assistant.answering.passages.expected import asks
from assistant.records.query import FindingRow
from assistant.schema import DONE, OPEN
from assistant.text.flat import fold

_OF_A_FINDING = re.compile(r"整改|改[完好]|销号|办结|完成|改到位|这一?条|那一?条|状态|标")
_CLAIMS_OPEN = re.compile(
    r"(?:为什么|为啥|为何|怎么|咋|凭什么|啥原因|什么原因|卡在|拖)[^?]{0,40}?(?:没有?|未|没能|未能)(?:能|有|得)?(?:全部|完全|彻底|真正|整)?"
    r"(?:整?改|完成|办结|销号|到位)[^,?]{0,4}"
    r"|(?:没有?|未|没能|未能)(?:能|有)?(?:全部|完全|彻底|整)?(?:整?改完?|完成整改|办结|销号|改到位|整改到位)[^?]{0,12}(?:为什么|为啥|为何|原因|卡在)"
)
_CLAIMS_DONE = re.compile(
    r"(?:标(?:注|的|着)*(?:是|成|为)?|写(?:的|着)*(?:是|成|为)?|列为|算作?|已经?|早就?|都)(?:整改)?(?:已|全部)?"
    r"(?:完成|销号|改完|改好|整改到位|整改完|办结)(?:了|整改)*(?:的)?(?:吧|对吧|是吧)?,(?P<rest>.+)$"
)
_TITLED = 0.75
"""Share of the question's words that a title must hold for its finding to be the one that is meant."""
_SHOWN, _BUDGET = 3, 160
"""Measures, or open matters, that are told, and the characters of each."""


def claimed_status(desk: Desk) -> bool:
    """Put right what a question says of the state of one finding; False where the label bears it out, or none is."""
    if len(desk.reports) != 1 or desk.english:
        return False
    asked = fold(desk.plan.asked).strip()
    done = _CLAIMS_DONE.search(asked)
    claims_open = _CLAIMS_OPEN.search(asked) is not None
    if not (claims_open or (done and asks(done["rest"]))) or not _OF_A_FINDING.search(asked):
        return False
    row = _meant(desk, asked[: done.start()] if done else _CLAIMS_OPEN.sub(" ", asked))
    if row is None:
        return False
    finding = row.finding
    if finding.status not in (DONE if claims_open else OPEN):
        return False
    desk.draft.present(row.source, finding.ordinal)
    mark = desk.cite_status(row)
    title, status = desk.title(row), desk.status(finding.status)
    said = desk.say("item_stated", hospital=row.hospital, title=title, status=status, mark=mark)
    left = desk.semicolon.join(commitment_words(desk, row, c) for c in finding.commitments[:_SHOWN])
    done_so = finding.measures[: _SHOWN if claims_open else 0]
    what = desk.semicolon.join(f"{essence(m, _BUDGET)}{desk.book.finding(row, m.evidence)}" for m in done_so)
    desk.draft.lead = "".join(
        (
            desk.say("premise_status", said=said),
            desk.say("measures_listed", words=what) if what else "",
            desk.say("still_open", what=left) if left else "",
        )
    )
    return True


def _meant(desk: Desk, named: str) -> FindingRow | None:
    """The one finding that the question is about: named by its title, or pointed at."""
    places = titled_by(desk) or (desk.within if len(desk.within) == 1 else ())
    if not places:
        shares = desk.passages.titled(re.split("[,?]", named)[0], list(desk.reports))
        best = max(shares.values(), default=0.0)
        places = tuple(place for place, share in shares.items() if share >= max(_TITLED, best))
    return desk.finding_at(*places[0]) if len(places) == 1 else None
