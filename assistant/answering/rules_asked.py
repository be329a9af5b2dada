"""Whether a question asks for documents: those a hospital made or revised, not those it studied."""

from __future__ import annotations

import re

from assistant.answering.questions import Reading, cues_of

_RULES_LISTED = re.compile(
    r"^(?!.*(?:哪[几些]?[条项]|《|问题)).*(?:制度|办法|规定|规章|细则|规程|预案|方案)(?:的)?(?:名称|名字|清单)?[。?？]?$"
)
"""Documents themselves are to be listed, not findings that use one."""


_LEARNT = re.compile(r"(?:学习?|培训|传达|宣讲|研读|宣传)(?:了|过|的)?(?:是|有)?(?:哪|什么|啥)")
"""Documents that were studied, not made."""


def asks_rules(r: Reading) -> bool:
    """Whether documents made are asked for: which ones, or which hospitals made one on a matter."""
    if r.several or _LEARNT.search(r.reach.masked):
        return False
    across = r.reach.scope != "named" and r.has("which_hospital", "list", "yes_no")
    listed = r.one and r.has("list") and _RULES_LISTED.search(r.reach.masked) is not None
    made = (across or listed) and r.has("rules_made") and not r.has("negated", "not_done", "why", "draft")
    return r.has("rules") or made


def asks_rules_first(r: Reading) -> bool:
    """Whether the documents made are asked for, and only then which of them are drafts (改了哪些制度,哪份还没印发)."""
    first = re.split(r"[,，;；。]", r.reach.masked, maxsplit=1)[0]
    return first != r.reach.masked and not cues_of(first) & {"draft", "waiting"} and asks_rules(r)
