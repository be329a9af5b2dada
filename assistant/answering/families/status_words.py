"""How many findings carry a status in the very words that the question quotes (写“阶段性成效”的)."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk
from assistant.text.flat import fold

_WRITTEN = re.compile(r"(?:写|标|注|用)[的着作成为是了明]{0,3}[“\"‘'「](?P<words>[^”\"’'」]{2,14})[”\"’'」]")


def counted_by_words(desk: Desk) -> bool:
    """Count the findings by the words their status is printed in; False where two such wordings are not quoted, or
    none of them stands in a status.
    """
    wordings = list(dict.fromkeys(m["words"] for m in _WRITTEN.finditer(desk.plan.question)))
    if len(wordings) < 2 or len(desk.reports) != 1:
        return False
    rows = [row for row in desk.findings() if row.finding.status_evidence is not None]
    found = {
        words: [row for row in rows if row.finding.status_evidence and words in fold(row.finding.status_evidence.quote)]
        for words in wordings
    }
    if not any(found.values()):
        return False
    source = next(iter(desk.reports))
    desk.draft.present(source)
    each = [desk.say("written_so", words=words, n=len(own)) for words, own in found.items()]
    counts = desk.say("section_states_joint").join(each)
    desk.draft.lead = desk.say("status_words", hospital=desk.hospital(source), counts=counts)
    for words, own in found.items():
        for row in own:
            desk.draft.bullet(f"“{words}”：{desk.title(row)}{desk.cite_status(row)}")
    return True
