"""Words of a question about its own answer (标题报一下, 被单独拎出来成了一条, 这类东西): no part of its matter."""

from __future__ import annotations

import re

from assistant.text.numbers import parse_number

_ABOUT_THE_ANSWER = re.compile(
    r"(?:被|给|都)?(?:单独|专门|单另|独立|单)[拎列提摆点写挂挑](?:出来|出|成|作|为|了|过)*(?:一|单独)?(?:个|条|项)?(?:的)?(?:问题)?"
    r"|(?:被|给)?[拎列挑点](?:出来)?(?:成|为|作)了?(?:一)?(?:条|项|个)(?:问题)?|(?:作为|当作|当成)?(?:单独|独立|专门)的?(?:一[条项个])?(?:问题)?"
    r"|(?:问题)?(?:的)?(?:标题|题目)(?:里|中|上)?(?:直接|就|都)?(?:写|带|含|出现|有)?(?:了|着|有)?"
    r"|[两三四五六七八九\d]个字|字样|(?:都|各)?(?:报|说|列|讲)一下|各(?:自)?是(?:什么|啥)|(?:这|那|一)(?:一)?(?:类|种|样)(?:的)?(?:东西|事儿?|问题|毛病)?"
    r"|(?:从来?|压根|从头到尾|始终|根本)(?:都|就)?(?:没有?|未|不曾)(?:有)?(?:出现|涉及|写|提|谈|讲|说|列|用)(?:到|及|过)?"
    r"|这种(?:处理|处分|做法|说法|措施|情况)|(?:只有|就|唯独|唯一)有?一家"
    r"|(?:通报|整改|公告)?[里中上]?(?:都|曾|有)?(?:写|提|谈|讲|说)(?:到|及|过)了?(?:的)?|涉及到?|用(?:上|到)了?"
    r"|出(?:了|过)?(?:什么|啥)?(?:问题|毛病|岔子|事)(?:的|了)?(?=[,，。?？]|$)|[上里中]的(?:毛病|问题)|(?:这|本|此)(?:一)?轮|写清楚|写明(?:白)?了?|并且|而且|(?:末尾|最后|开头)(?:给|留|写)"
)
_NUMBER_OF_HOSPITALS = re.compile(r"(?:哪|那)([两二三四五六七八九\d])(?:家|所|个医院|份)")
_FORM = re.compile(
    r"(?P<each>每家|各家|一家|每条|一条|每个|各)?(?:只)?用?(?:一|两|三|四|五|几|一两|两三|三四|三两)(?:小)?(?:句|段)(?:话|子)?"
    r"(?:就行|就好|即可|就够|讲清楚|说清楚|讲清|说清|一个|一条|一家)?"
    r"|(?:写|弄|做|来|拟|给|整)(?:成|出)?(?:个|一个|一|份|一份)(?:小段|段落|段|小结|总结|综述|简报|摘要|概述)(?:就行|即可)?"
    r"|(?:浓缩|压缩|提炼|精简|缩写|凝练|缩|归并)(?:成|为|到|一下|下)(?:了)?(?=\S)|重点(?:说|讲|写|点)(?:明|清|清楚|一?下)?"
    r"|归拢(?:归拢|一下|下)?|(?:理一理|捋一捋|捋一下|捋捋|拢一拢)"
    r"|(?:简单|简要|大致|扼要|粗略)(?:地)?(?:归纳|说说|说下|说一下|概括|讲讲|讲下|小结|总结|介绍|描述)(?:一下|下)?"
    r"|没有?(?:写|提|说)(?:到|明)?的(?:也|都)?请?(?:注明|标明|说明|写明)"
)
"""How long a summary is to be, and of which parts: no part of its matter."""
_COUNTED_TOO = re.compile(
    r"[(（][^()（）]{0,16}(?:也|都|一并|一起|全)(?:要|得)?"
    r"(?:算上|算进[去来]|算在[内里]面?|包括在内|计入|统计进去|加上|含在内|包含)[)）]"
)
"""A remark that nothing is to be left out (下属的也算上): all is asked for anyhow."""
_ITEM_BY_ITEM = re.compile(
    r"(?<=[,，。;；?？!！])(?:请|麻烦|要)?(?:你|您)?(?:替我|帮我|给我)?(?:把.{1,6})?(?:逐[一个条项]|一一|一个个|分别|都|全部?)?(?:地)?"
    r"(?:写明|列明|列出来?|列全|列清楚?|列一下|列一列|数一数|报一报|列齐|写清楚?|说清楚|说明|说全|讲清楚|写全|点出来|报出来|说一下|说说)(?:吧)?[。.?？!！]?$"
)
"""That all of it is to be told, said in a clause of its own (…,请逐一写明)."""
_WITH_STATE = re.compile(
    r"[,，;；](?:把)?[^,，。;；?？]{0,4}(?:状态|程度|进度|进展|完成情况|结果|哪一?步)(?:也|都|一并|一起)(?:要|得)?(?:给我)?"
    r"(?:带上|写上|说上|附上|标上|加上|说明|写明|说一下|说说|标明)(?=[,，。;；?？!！]|$)"
)
"""That the state of what is told is to be said as well, which it always is."""
_ASKS = re.compile(r"哪|什么|啥|谁|怎")
_EACH = {"每家": "各家", "各家": "各家", "一家": "各家", "各": "各"}


def formless(question: str) -> str:
    """A normalised question with the form of a summary put as 一句话概括, and without remarks on the count."""
    bare = _WITH_STATE.sub("", _COUNTED_TOO.sub("", question))
    bare = _ITEM_BY_ITEM.sub("" if _ASKS.search(bare) else "都列出来", bare)
    return _FORM.sub(lambda m: f"{_EACH.get(m['each'] or '', '')}一句话概括", bare)


def without_asking(clause: str) -> str:
    """A clause of a question without the words that say how the answer is to be given."""
    return _ABOUT_THE_ANSWER.sub(" ", clause)


def hospitals_wanted(question: str) -> int | None:
    """How many hospitals a question takes for granted (哪两家); None where it leaves that open."""
    match = _NUMBER_OF_HOSPITALS.search(question)
    number = parse_number(match[1]) if match else None
    return int(number) if number is not None else None
