"""The findings that a question itself points at: 院感那条, “采购监管缺位”下面, 值班的那个问题.

A question that names a finding by a word or two of its title asks about that finding alone, whatever else the notice
says on the matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.families.matching import words_of
from assistant.records.query import FindingRow

_POINTED = re.compile(
    r"(?P<name>[^,，。;；?？!！：:“”「」]{2,24}?)(?:的|里)?(?:那|这)(?:一)?(?:条|项|个问题|个整改)"
    r"|[“「『](?P<quoted>[^”」』]{2,40})[”」』](?:的|里)?(?:(?:那|这)(?:一)?(?:条|项|个问题|个)|这条|下头|下面|底下|里头|里面|问题里|项下|名下)"
)
_MOST = 4
"""Findings that a name may mean; a name that fits more of them points at none."""


def pointed(question: str, rows: Callable[[], Sequence[FindingRow]]) -> tuple[tuple[str, int], ...]:
    """The findings among `rows` that the question names; none where it names none, or too many.

    The hospital's name is to be masked in `question`. A title holds all content words of the name; titles that hold
    the name as it is go before others.
    """
    match = _POINTED.search(question)
    if match is None:
        return ()
    name = (match["name"] or match["quoted"]).strip()
    words = words_of(name)
    if not words:
        return ()
    spoken = [row for row in rows() if all(word in row.finding.title for word in words)]
    found = [row for row in spoken if name in row.finding.title] or spoken
    return tuple((row.source, row.finding.ordinal) for row in found) if len(found) <= _MOST else ()
