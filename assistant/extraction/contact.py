"""How the public can reach the hospital about the notice: the last telephone, address and mailbox it prints.

What stands at the foot of a saved page (版权所有, 急诊电话) is how patients reach the hospital; it counts only where
the notice itself gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.schema import Contact, Evidence
from assistant.text.flat import FlatText

_PHONE = re.compile(
    r"(?:[电電][话話]|热线|来[电電]|致[电電]|拨打|联系人|[联聯]系方式|座机|手机|传真)[^\d;。]{0,12}?"
    r"(?P<value>(?:\(0\d{2,3}\)|0\d{2,3})?[-—–]?\d{7,8}(?:[-转]\d{1,5})?(?!\d)|1\d{10}(?!\d))"
)
_EMAIL = re.compile(r"(?P<value>[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_ADDRESS = re.compile(
    r"(?:(?:通[信讯]|邮[政寄]|联系|聯系|来[信访函]|受理|接待|办公|信件|寄[信送]|收件)?(?:地址|地点)|邮政信箱|来信请?寄|来信来访|(?:邮?寄|寄送|投递|送达|提交)(?=至|到)|来[信函](?=至|:|请)|请寄|邮寄|[或可函]寄|来[信函](?=[(])|(?:[到至])(?=[^;。,:]{4,40}(?:当面|现场|书面)反映))"
    r"(?:请寄|至|到|为|:|[(])*(?P<value>[^;。,:@]{4,60}?)"
    r"(?=[;。,]|\(?邮编|\(?邮政编码|\(?收|[(](?:信封|请|注明|来信|[一-龥]{2,16}\))|或(?=[致来][电電]|拨打|发送)|[电電][话話]|[联聯]系[电方人]|电子|邮箱|信箱|传真|(?:受理)?监督|举报|受理[电方]|当面|现场反映|书面反映|中共|$|\))"
)
_FOOT = re.compile(r"版权所有|ICP备|公网安备|网站标识码|友情链接|返回列表|上一篇|下一篇|技术支持")
"""How the foot of a saved page begins."""


def contact(text: str, start: int, end: int) -> tuple[Contact, Mapping[str, Evidence]]:
    """Phone, address and e-mail printed in `text[start:end]`, with evidence by field name."""
    flat = FlatText.of(text, start, end)
    evidence: dict[str, Evidence] = {}
    values: dict[str, str] = {}
    foot = _FOOT.search(flat.text)
    for name, pattern in (("phone", _PHONE), ("address", _ADDRESS), ("email", _EMAIL)):
        matches = list(pattern.finditer(flat.text))
        matches = [match for match in matches if foot and match.start() < foot.start()] or matches
        if matches:
            span = flat.span(*matches[-1].span("value"))
            evidence[f"contact.{name}"] = Evidence.cut(text, *span)
            values[name] = text[slice(*span)]
    return Contact(**values), evidence
