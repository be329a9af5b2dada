"""What a question wants computed: the operation, the things it names, and the unit it counts in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.answering.figures.scan import Kind

Operator = Literal["sum", "rest", "share", "change", "average", "base"]
"""Add the things named; a whole less a part; a part of a whole; from one value to another; spread over; the value
before a printed growth.
"""

MANY = r"(?:多少|(?<![这那前后头近好十])几(?!乎|家))"
"""Words that ask for a number."""
_SUM = re.compile(
    r"一共|总共|合计|合起来|合在一起|加起来|加(?:在|到)?一?[起块]|总计|共计|累计|加总|相加|之和|总额|都算上|算在一起|共(?=多少|几)"
    r"|两样|三样|两项合|三项合|combined|altogether|in total"
)
_REST = re.compile(
    rf"还(?:有|剩|差|欠|余)[^,]{{0,8}}{MANY}|剩(?:下|余)?[^,]{{0,8}}{MANY}|{MANY}[^,]{{0,3}}(?:还)?没"
    rf"|(?:不是|没|未)[^,]{{1,12}}?的?(?:有|还有|是)?{MANY}|除(?:去|了|掉|开)|刨|扣掉|减去|去掉|撇开|抛开|不算|其余[^,]{{0,6}}{MANY}"
    rf"|差(?:了)?{MANY}(?!钱)|{MANY}[^,]{{0,2}}(?:不是|不属于|并非)|[里中的]非[^,]{{2,10}}?{MANY}|(?:以外|之外)的?[^,]{{0,4}}{MANY}"
)
_RATE = r"(?:率|比率)(?:大概|大约|能|是|有|为|达到?|到了?|现在)*(?:多少|几成|百分|多高)"
_SHARE = re.compile(
    rf"占[^,]{{0,14}}(?:多少|几成|百分|比例|多大|比重)|占比|{_RATE}|百分之(?:几|多少)|比例(?:是|有)?多|(?:几|多少)(?:成(?![立员分品效果绩])|分之)"
    r"|percent|share"
)
_PORTION = re.compile(r"占(?!比|用|地)[^,]{0,14}(?:多少|几成|百分|多大)")
_CHANGE = re.compile(
    r"(?:降|升|提高|增加|减少|缩短|延长|压缩|下降|上升|涨|提升|调减|调增|压减|核减|扩大|[^,]比[^,]{1,12}(?:多|少|高|低|早|晚|大))"
    r"[低高加少短收花出去上]{0,2}了?(?:多少|几)|变化(?:了)?多少|(?<![最至])[多少添涨空](?:出来?|掉|了|上)+(?:多少|几)|(?<!还)差(?:距|额|了)?(?:是)?多少(?![^,]{0,4}没)|相差|净增|增减"
)
CHANGED_BY = re.compile(
    rf"(?:降|升|涨|增|减|砍|缩|压|少|提高|增加|减少|缩短|延长|压缩|压减|下降|上升|增长|提升|扩大)[低高加少短长掉去]?了?(?:百分之{MANY}|{MANY}个?成)"
    rf"|[降增涨升减]幅(?:是|有|为|达到?)?(?:{MANY}|多大|百分之)"
)
"""Words that ask by what share of itself something changed."""
_CHANGED = re.compile(r"(?:降|升|涨|提高|增加|减少|缩短|延长|压缩|下降|上升)[低高加少短]?了?(?=多少|几)|百分点")
_OVER_TIME = re.compile(r"(?:比|较)[^,]{0,4}(?:同期|去年|上年|前一?年)[^,]{0,6}[多少](?:出来?|掉|了)+(?:多少|几)")
_OF_MONEY = re.compile(
    r"(?:费用|资金|经费|款项|租金|的钱|基金|返利|欠款)[^,]{0,6}(?:一共|合计|总共|加起来|相差|差)[^,]{0,3}多少(?![个名人位项件条次])"
)
_AVERAGE = re.compile(
    r"平均(?=每|下来|到|一|大约|大概|合|多少|几)|人均|摊到|每(?:人|家|台|个|名|位|件|间|张|套)[^,]{0,6}(?:合|摊)"
)
_BASE = re.compile(r"倒推|反推|推算|上年同期(?:是|有)?(?:多少|几)|去年同期(?:是|有)?(?:多少|几)")

_JOINT = re.compile(
    r"[、]|也没有?|也未|又没有?|以及|连同|加上|再加|还有|(?<![协共温缓谐])和(?!谐)|跟|(?<![参赠给])与|(?<![涉以普波惠顾])及(?![时其格])|(?<![参增追添])加(?![强大快工入班])"
)
_CLAUSE = re.compile(r"[,，。;；?？:：]")
_GOES_ON = re.compile(r"[,，](?=(?:再|另外)?加上|连同|以及|还有)|(?<=加上)[,，]")
"""A comma that does not part what is added up: 甲的罚款，加上乙的扣款."""
_ASKING = re.compile(
    rf"{MANY}(?:个百分点|万元|万块|元|块钱|块|钱|个人|人次|[个名位人次件项条起例张台套间家所笔份场种类回天处栋批])?|百分之|比例|比重|大概|大约|各|一共|总共"
)
_WORDS = re.compile(
    r"(?:前后|[两三四五六](?:[样项类块]|个?(?:方面|部分|板块)|件事|码事)|这|那|都算上|算上|两笔|三笔|那事儿?|里头?|当中|之中|一下|算算|数一下|分别|都|的|了|呢|吗|是|有|被|把|其中)"
)
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_PARTS = re.compile(
    r"(?P<n>[两二三四五2-5])(?:笔|样|项|类|次|批|处|块|种|个数)(?!专)[^,]{0,8},?(?:加|合|一共|总共|相差|差多)"
)
_EXCLUDED = (
    re.compile(r"(?:不是|没有?|未)(?P<x>[^,]{1,12}?)的?(?:还|一共)?(?:有|是)?(?:多少|几)"),
    re.compile(
        r"(?:除去|除掉|除开|去掉|刨去|刨开|刨除|扣掉|减去|不算|撇开|抛开|除了)(?P<x>[^,]{1,16}?)"
        r"(?:以外|之外|外|后|,|还有|还剩|还|剩|的?(?:一共)?(?:有)?(?:多少|几))"
    ),
    re.compile(r"(?:还有|还剩|还差|还欠|剩)?(?:多少|几)[^,]{0,3}(?:还)?没(?:有)?(?P<x>[^,?]{1,8})"),
    re.compile(rf"{MANY}(?:个人|[个人名位项件条起例台家所种处])?(?:不是|不属于|并非)(?P<x>[^,?]{{1,12}}?)的?[?？]?$"),
    re.compile(rf"[里中的](?:不是|非)(?P<x>[^,]{{2,10}}?)的?(?:有|占)?{MANY}"),
    re.compile(rf"(?:^|[,里中])(?P<x>[^,里中]{{2,14}}?)(?:以外|之外)的?[^,]{{0,4}}{MANY}"),
)
_PART = (
    re.compile(
        r"(?P<whole>[^,]{2,16}?)(?:里头?|(?<!其)中|当中|里面),?(?P<part>[^,]{1,14}?)占(?:了)?[^,]{0,6}?的?(?:多少|百分|几成|多大|比例|比重|几分)"
    ),
    re.compile(
        r"(?P<part>[^,]{1,16}?),?(?:一共|总共)?占(?!比|用|地)(?:了)?(?P<whole>[^,]{0,14}?)的?(?:多少|百分|几成|多大|比例|比重)"
    ),
    re.compile(r"(?P<whole>[^,]{2,16}?)(?:里头?|中|当中|里面),?(?P<part>[^,]{1,14}?)(?:的)?(?:比例|占比|百分)"),
    re.compile(r"(?P<part>[^,]{1,16}?)的?占比(?P<whole>)"),
    re.compile(rf"(?P<part>[\u4e00-\u9fff]{{2}}){_RATE}(?P<whole>)"),
)


@dataclass(frozen=True, slots=True)
class Calculation:
    """A computation a question asks for."""

    operator: Operator
    items: tuple[str, ...]
    """The things named, in the question's own words: summands, what is left out, part and whole."""
    context: str
    """The rest of the question: what all of it is about."""
    kind: Kind | None
    unit: str
    """The classifier it counts with; empty where it names none."""
    parts: int | None
    """How many values the question says there are (两笔)."""
    several: bool = False
    """Whether it asks for the same in more than one unit (多少钱，多少人次)."""
    asked: str = ""
    """All of the question."""


def calculation_of(asked: str) -> Calculation | None:
    """What `asked` (a question without hospital names, matching form) wants computed; None where it wants nothing."""
    operator = _operator(asked)
    if operator is None:
        return None
    kind, unit = _unit(asked)
    parts = _PARTS.search(asked)
    items = _items(asked, operator)
    several = len(re.findall(MANY, asked)) > 1
    count = _NUMBERS[parts["n"]] if parts else None
    return Calculation(operator, items, _context(asked), kind, unit, count, several, asked)


def _operator(asked: str) -> Operator | None:
    if CHANGED_BY.search(asked):
        return None
    if _SHARE.search(asked) and not (_CHANGE.search(asked) and not _PORTION.search(asked)):
        return "share"
    if _AVERAGE.search(asked) and not _CHANGE.search(asked) and re.search(MANY, asked):
        return "average"
    if _BASE.search(asked):
        return "base"
    wanted = re.search(rf"{MANY}|how|(?:{_SUM.pattern})[^,，]{{0,3}}$", asked)
    if _SUM.search(asked) and wanted and not _EXCLUDED[1].search(asked):
        return "sum"
    if _CHANGE.search(asked):
        # A growth over the time before is printed, or follows from what is (倒推).
        return None if _OVER_TIME.search(asked) and not _CHANGED.search(asked) else "change"
    return "rest" if _REST.search(asked) else None


def _unit(asked: str) -> tuple[Kind | None, str]:
    if re.search(r"多少(?:钱|万|元|块)|几(?:万|百|千)|金额|多少(?:费用|资金|经费|租金)", asked):
        return "money", "元"
    if _OF_MONEY.search(asked):
        return "money", "元"
    if re.search(rf"{MANY}(?:个)?(?:人|名|位)|(?<!每)人次", asked):
        return "persons", "人"
    timed = re.search(rf"{MANY}(天|年|个月|小时|分钟)", asked)
    if timed:
        return "time", timed[1]
    counted = re.search(rf"{MANY}([个项件条起例次场期份张台套间家所种类批支部本处栋床笔户块回分门辆包])", asked)
    return (None, counted[1]) if counted else (None, "")


def _items(asked: str, operator: Operator) -> tuple[str, ...]:
    if operator == "rest":
        found = next((m["x"] for pattern in _EXCLUDED if (m := pattern.search(asked))), "")
        return tuple(item for piece in _JOINT.split(found) if (item := _bare(piece)))
    if operator == "share":
        match = next((m for pattern in _PART if (m := pattern.search(asked))), None)
        if match is None:
            return ()
        parts = [item for piece in _JOINT.split(match["part"]) if (item := _bare(piece))]
        whole = _bare(match["whole"])
        return (*parts, "/" if _ALL.fullmatch(whole) else f"/{whole}")
    if operator in ("sum", "change"):
        return _joined(asked)
    return ()


_ALL = re.compile(r"总(?:数|额|量|体|人数|金额|的)?|全部(?:人员|人数|的)?|所有(?:人员|人)?|全体|整个|整体")
"""Words for a whole that do not say what of."""


def _joined(asked: str) -> tuple[str, ...]:
    """The things a question joins, from the clause that joins most of them; one thing alone joins nothing."""
    best: tuple[str, ...] = ()
    for clause in _CLAUSE.split(_GOES_ON.sub("", asked)):
        compared = re.sub(r"(?<![同环])比(?=[^,]{1,12}(?:多|少|高|低))", "、", _SUM.sub("", clause))
        pieces = [_bare(piece) for piece in _JOINT.split(compared)]
        kept = tuple(piece for piece in pieces if len(piece) >= 2 or (piece and "、" in clause))
        best = kept if len(kept) > len(best) else best
    return best if len(best) > 1 else ()


def _bare(piece: str) -> str:
    """A piece of a question without the words that ask or only connect."""
    for pattern in (_ASKING, _SUM, _CHANGE, _WORDS):
        piece = pattern.sub("", piece)
    piece = re.sub(r"(?<=..)[多少高低]$", "", piece)
    return piece.strip(" ,，。?？“”\"'的")


def without_asking(clause: str) -> str:
    """A clause of a question without the words that ask for a number or a total."""
    for pattern in (_ASKING, _SUM):
        clause = pattern.sub("", clause)
    return clause.strip(" ,，。?？")


def _context(asked: str) -> str:
    text = asked
    for pattern in (_CHANGED, _ASKING, _SUM, _BASE, _AVERAGE):
        text = pattern.sub(" ", text)
    return text
