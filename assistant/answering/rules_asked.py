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


_DOCUMENT = "(?:制度|规章|规矩|文件|书名号|细则|规程|预案)"
_NEW = (
    "(?:新|立|定|改|修|建|出台|印发|制订|起草|完善|发|补)(?:[立定改修建订增补发]|出来|下来|起来|过|了|好|完)*(?:的)?"
    "(?:[和与或、及]|以及)?[^,，。;；?？]{0,6}"
)
_TO_LIST = "(?:有?哪[几些两三四五六七八九]|有什么|有啥|列|叫什么|叫啥|都?是什么|各?是哪|名称|清单|点名)"
_NEW_DOCUMENTS = re.compile(
    f"{_NEW}{_DOCUMENT}[^。?？]{{0,14}}{_TO_LIST}|{_TO_LIST}[^。?？]{{0,10}}{_NEW}{_DOCUMENT}|书名号.{{0,8}}{_TO_LIST}"
    f"|(?:新?[立定改修建补]|修订|制定|出台|印发)(?:了|过|的是)*(?:哪[几些]?|什么|啥)[^,，。?？]{{0,6}}{_DOCUMENT}"
    f"|{_DOCUMENT}(?:上|方面|层面)[^,，。?？]{{0,6}}(?:补|立|建|改|新)[^,，。?？]{{0,4}}(?:哪[几些]|什么|啥)"
)
"""New or changed documents to be listed, in whatever words (新立的和改过的制度,都列出来; 从制度上补了哪些)."""


_WAYS = re.compile(
    r"(?:靠|用|想|采取|通过|使)(?:了|的|是|过|出)*(?:哪|什么|啥|几)[些几个种样]*(?:好|土|新|具体)?的?(?:办法|法子|方案)"
)
"""办法 that are ways of doing something, and no documents (靠的是哪些办法)."""


def asks_rules(r: Reading) -> bool:
    """Whether documents made are asked for: which ones, or which hospitals made one on a matter."""
    if r.several or _WAYS.search(r.reach.masked) or _LEARNT.search(r.reach.masked):
        return False
    across = r.reach.scope != "named" and r.has("which_hospital", "list", "yes_no")
    listed = r.one and r.has("list") and _RULES_LISTED.search(r.reach.masked) is not None
    if r.one and _NEW_DOCUMENTS.search(r.reach.masked) and not r.has("negated", "not_done", "why", "draft"):
        return True
    made = (across or listed) and r.has("rules_made") and not r.has("negated", "not_done", "why", "draft")
    return r.has("rules") or made


def asks_rules_first(r: Reading) -> bool:
    """Whether the documents made are asked for, and only then which of them are drafts (改了哪些制度,哪份还没印发)."""
    first = re.split(r"[,，;；。]", r.reach.masked, maxsplit=1)[0]
    return first != r.reach.masked and not cues_of(first) & {"draft", "waiting"} and asks_rules(r)
