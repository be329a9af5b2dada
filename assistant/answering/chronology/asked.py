"""What a question asks of two or more events: how long between them, which came first, in which order they stand.

The forms are those of the language (从…到…隔几天, …之后过了几天才…, …比…晚几天, …在…之前还是之后, 先…还是先…); what the
events are is left to the notice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["span", "side", "order", "same", "twice"]


@dataclass(frozen=True, slots=True)
class Relation:
    """Events in the order the question names them, and what is asked of them.

    For a span the first is where counting begins; for a side the first is the event and the second what it is held
    against; of what happened twice (先后两次反馈) there is one, whose two days are apart.
    """

    kind: Kind
    events: tuple[str, ...]
    context: str = ""
    """What the question says before it names them: 物业那边."""
    onward: bool = False
    """Whether the second event is said to come after the first (…之后过了几天, 从…到…)."""


_LONG = r"(?:多少个?(?:工作)?[天日月]|(?<![这那头])第?几个?(?:工作)?[天日月]|多久|多长(?:的)?时间?|多少时间)"
_LEAD = r"(?:中间|之间|前后|一共|总共|共|大概|大约|到底|整整|满打满算|相|间|又|就|只|已经?|各|的?时间|才)*"
_VERB = r"(?:过去|相隔|相差|间隔|历时|经历|经过|时隔|隔|差|用|花|过|是|有|等|拖|距|离)?了?"
_PASSED = rf"{_LEAD}{_VERB}{_LEAD}{_LONG}"
_TO = r"(?<![收拿接得达找学招遇听看等调直落做谈办买达送搬提])(?:到|至)(?![位账院底场手期岗货达了点])"
_AFTER = r"(?:之后|以后|过后|后|完|那天起|起|算起)"

_WHEN = r"(?:哪年哪月|哪年几月|哪一?天|几月几号|几号|几月份?|哪个?月|什么时候|啥时候?|何时)"

_SPANS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?P<b>[^,?]{{2,40}}?)(?:是|从|在|到|放)*{_WHEN}(?P<rest>[^,?]{{0,20}})[,?](?:那|当|这|到)(?:个)?(?:会儿|时候?|阵子?|天)?(?:是|在)?"
        rf"(?:离|距离?|从|跟)?(?P<a>[^,?]{{2,24}}?)(?:都|已经?|又|才)?{_PASSED}",
        rf"(?:从|自)(?P<a>[^,?]{{2,40}}?),?(?:再|直)?{_TO}(?P<b>[^,?]{{2,40}}?),?{_PASSED}",
        rf"(?P<b>[^,?]{{2,40}}?)(?:是|在)*{_WHEN}(?P<rest>[^,?]{{0,12}})[,?]比(?P<a>[^,?]{{2,30}}?)(?:要|还)?(?:晚|早|迟|提前|推迟)了?{_LONG}",
        rf"(?P<b>[^,?]{{2,30}}?)比(?P<a>[^,?]{{2,30}}?)(?:要|还)?(?:晚|早|迟|提前|推迟|快|慢)了?{_LONG}",
        rf"(?P<b>[^,?]{{2,40}})[,?](?:离|距离?)(?P<a>[^,?]{{2,30}}?){_PASSED}",
        rf"(?P<b>[^,?]{{2,30}}?)(?:离|距离?)(?P<a>[^,?]{{2,30}}?){_PASSED}",
        rf"(?P<a>[^,?]{{2,40}}?){_AFTER},?(?:到)?(?:又|再)?(?:隔|过|用|花|等|拖|时隔|是|在)?了?{_LONG}"
        rf"(?:之后|以后|后)?,?(?:才|就|又|再)?(?P<b>[^,?]{{2,40}})",
        rf"(?:离|距离?)?(?P<a>[^,?]{{2,30}}?),?(?:隔|过|时隔|等|拖)了?{_LONG}(?:之后|以后|后)?,?(?:才|就|又|再)?(?P<b>[^,?]{{2,40}})",
        rf"(?P<b>[^,?]{{2,40}}?)(?:是|在)(?P<a>[^,?]{{2,30}}?){_AFTER}的?{_VERB}{_LONG}",
        rf"(?P<a>[^,?]{{2,40}}?){_AFTER},(?P<b>[^,?]{{2,40}}?)(?:是|到|在)?(?:哪天|哪一天|几号|几月几号|什么时候),{_PASSED}",
        rf"(?P<a>[^,?]{{2,30}}?),?{_TO}(?P<b>[^,?]{{2,30}}?),?{_PASSED}",
        rf"(?P<a>[^,?]{{2,30}})(?:和|与|跟)(?P<b>[^,?]{{2,30}}?)(?:这?两(?:件|个)?事?)?,?(?:之间|中间|前后)?{_PASSED}",
        r"how (?:many (?:days|weeks|months)|long).{0,40}?\b(?:between|from) (?P<a>.+?) (?:and|to|until|till) (?P<b>.+)",
        r"how (?:many (?:days|weeks|months)|long) (?:passed )?after (?P<a>.+?) (?:did|was|were|had|has) (?P<b>.+)",
    )
)
_SIDES = tuple(
    re.compile(form, re.I)
    for form in (
        r"(?P<b>[^,]{2,40}?)(?:是|从|在|到)*(?:什么时候|啥时候?|何时|哪天|哪个?月|几月(?:份|几号)?)(?P<rest>[^,?]{0,14})[,?]"
        r"(?:那|当)(?:个)?(?:会儿?|时候?|阵子?|天)(?P<a>[^,]{2,30}?)(?:了)?(?:没有?|吗|么|没)$",
        r"(?P<b>[^,]{2,40}?)(?:,?(?:是|都是|是不是|到底是)?(?:发生|办|做)?(?:在|赶在)|,?(?:到底)?是|,)(?P<a>[^,]{2,30}?)"
        r"(?:之|以)?(?:前|后)(?:的事)?(?:[^,]{0,8}的)?,?(?:还是|抑或|或者?)[^,]{0,8}?(?:后|前|期间|中间|当中)",
        r"(?P<b>.{2,60}?),?(?:是|是不是)?(?:在|赶在)(?P<a>[^,]{2,30}?)(?:之|以)?(?:前|后)(?:就)?(?:的)?(?:吗|么|没有?|不)$",
        r"(?P<b>[^,]{2,40}?),?(?:是|是不是)?(?:早于|晚于|先于|迟于)(?P<a>[^,]{2,30}?)(?:吗|么|没有?|不)?$",
        r"(?:did|was|were) (?P<b>.+?) before or after (?P<a>.+)",
    )
)
_SAME = (
    re.compile(
        r"(?P<a>[^,?]{2,40}?)(?:和|与|跟|、)(?P<b>[^,?]{2,40}?)(?:这?两件事)?,?(?:是不是|是否|是|都|算不算)*(?:在|发生在)?同一?个?[天日月]"
    ),
)
"""Whether two things happened on one day."""
_FIRSTS = tuple(
    re.compile(form, re.I)
    for form in (
        r"先(?P<a>[^,]{2,30}?)(?:的)?,?还是先(?P<b>[^,]{2,30})",
        r"(?P<a>[^,]{2,40})(?:和|与|跟)(?P<b>[^,]{2,40}?)"
        r"(?:这两(?:件|个|样|项)事?)?,?(?:哪一?[个件样项]事?|谁|哪头|哪边|哪)(?:的?(?:期限|时限|日期|时间))?(?:发生|办|做|排|来|定)?得?(?:在|更|靠)?(?:前面?|先|早|后面?|晚|迟)",
        r"which (?:came|happened|was) (?:first|earlier)[,:]? (?P<a>.+?),? or (?P<b>.+)",
    )
)
_LINED_UP = re.compile(
    r"(?P<items>.{4,120}?)[,:]?(?:这?[两三四五六几\d]+?[件个项]事?)?[,:]?(?:请)?(?:按|照|依|以)?(?:发生|到期|期限|时限|截止|完成|办结|交付)?(?:的)?(?:时间|日期|日子)?(?:的)?"
    r"(?:先后|早晚|由早到晚|从早到晚|顺序)(?:顺序|次序)?(?:给?(?:我)?(?:排|列|捋|理|说|是|怎么|各是|分别)|$)"
)
_EARLIEST = re.compile(
    r"(?P<items>.{4,120}?)[,:]?(?:这?[两三四五六几\d]+[件个项]事?)?(?:里|中|当中)?[,:]?哪一?[件个项样]事?(?:情)?(?:发生|办|做)?得?(?:最早|最先|最晚|最后)"
)
_BETWEEN = re.compile(r"[、;；]|,|(?:和|与|跟|以及|还有)(?=[^,、]{2})")
_ENDS = re.compile(r"^[,、:的是在把离]+|(?:的?(?:时间|日子|那天|时候|事)|最[早晚迟])?[,、:的]*$")
_ASKED_AFTER = re.compile(
    r"[,?？。](?:各|分别)?(?:是|在)?(?:哪天|哪一天|几号|几月几号|什么时候|哪年|各?是?哪[天年月])[^,]*$|[?？。]+$"
)
_OPENING = re.compile(
    r"^(?P<context>[^,]{2,14}?(?:那边|这边|那块|这块|那头|方面|上面|里头|那里|这事|那事|的事)),?(?P<rest>.{6,})$"
)


def relation_of(question: str) -> Relation | None:
    """What `question` (matching form, hospital names taken out) asks of its events; None where it asks nothing such."""
    english = re.search(r"[a-zA-Z]{3,} [a-zA-Z]{2,}", question) is not None
    text = question.strip() if english else re.sub(r"\s+", "", question)
    text = _ASKED_AFTER.sub("", text.strip(" ?？。"))
    context = ""
    if (opening := _OPENING.match(text)) is not None:
        context, text = opening["context"], opening["rest"]
    return _twice(text) or _lined_up(text, context) or _paired(text, context)


_TWICE = re.compile(
    rf"(?<!第)(?:两|2)(?:份|次|轮|场|道|批|家|个(?:单位|部门|组)?)(?:的|来)?(?P<a>[\u4e00-\u9fff]{{2,8}}?)(?:意见|的时候|时间|日期|会|来|下来)?,?(?:的|先后)?"
    rf"(?:之间|中间|前后)?{_PASSED}"
)


def _twice(text: str) -> Relation | None:
    match = _TWICE.search(text)
    event = _event(match["a"]) if match else ""
    return Relation("twice", (event,)) if len(event) >= 2 and not _BETWEEN.search(event) else None


def _paired(text: str, context: str) -> Relation | None:
    forms: tuple[tuple[Kind, tuple[re.Pattern[str], ...]], ...] = (
        ("same", _SAME),
        ("side", _SIDES),
        ("order", _FIRSTS),
        ("span", _SPANS),
    )
    for kind, patterns in forms:
        for pattern in patterns:
            if (match := pattern.search(text)) is None:
                continue
            # 计划什么时候开业: what follows the asking word is said of the event as well.
            first, second = _event(match["a"]), _event(match["b"] + (match.groupdict().get("rest") or ""))
            if "比" in match.group() and "的" in second and "的" not in first:
                first += second[second.rfind("的") :]  # 组织部的反馈比巡察组晚: the other's as well
            if len(first) < 2 or len(second) < 2:
                continue
            events = (second, first) if kind == "side" else (first, second)
            compared = "比" in match.group() or re.search(r"离|距", match.group()) is not None
            onward = kind == "span" and not compared
            return Relation(kind, events, context + text[: match.start()], onward)
    return None


def _lined_up(text: str, context: str) -> Relation | None:
    match = _LINED_UP.search(text) or _EARLIEST.search(text)
    if match is None:
        return None
    events = tuple(e for item in _BETWEEN.split(match["items"]) if len(e := _event(item)) >= 2)
    return Relation("order", events, context) if len(events) >= 2 else None


def _event(words: str) -> str:
    return _ENDS.sub("", words.strip(" ,"))
