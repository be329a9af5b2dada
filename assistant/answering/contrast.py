"""What a comparing question compares: its matter without the words that compare, and what it asks of each hospital."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.hospitals import Mention
from assistant.answering.milestones import milestones_in
from assistant.answering.passages.english import english_pieces, translated
from assistant.answering.passages.names import without_latin_names
from assistant.answering.theme import theme_of

_ASKED = r"(?:什么|啥|哪些|哪样|怎么样?|咋样?|如何|怎样)"
_MEANS = r"(?:办法|法子|措施|招数?|动作|手段|做法|改法|举措|数字?|情况|东西|说法|样子?|样)"
_DONE = r"(?:想|用|管|抓|靠|拿|做|搞|办|弄|使|采取|交出|拿出)"
_SCAFFOLD = re.compile(
    rf"(?:各自?|分别|两边|两家|[三四]家|都|双方|彼此)+(?:是|在|的)?{_DONE}?(?:出来?|了|的|着|过)?(?:些|点)?{_ASKED}{_MEANS}?(?:交代|说|弄|搞|办|处理|解决|应对)?的?"
    rf"|(?:各自?|分别|都)+(?:是|在)?{_DONE}(?:出来?|了|的|着|过)*(?:些|点)?{_ASKED}?"
    r"|有?(?:什么|啥|哪些)?(?:区别|不一样|不同|差别|差异|两样)(?:在哪里?|在什么地方|是什么)?|差在哪里?"
    r"|(?:说|讲|指|管|是)?的?(?:不?是)?一回事(?:吗|么|不)?|(?:问题|毛病|做法|改法|办法)(?:和|与|跟|及)(?:改法|办法|做法|整改|问题)"
    r"|(?:谁|哪[家边头])的?(?:摊子|步子|动作|力度|手笔|盘子|规模|阵仗|家底)(?:更|最)?[大小]"
    r"|频次|频率|对照一下|比一比|比较一下|对比一下|这(?:件|码|个)?事(?=[,，])|用于[^,，]{0,4}(?:对比|比较)|^论|^请?提供|^请?对照|^请?比较"
)
"""Words with which a question compares; its matter stands round them."""
_TIME = re.compile(r"最新|现在|目前|20\d{2}年?|[一二三四]季度|[上下]半年|\d{1,2}月")
_CLAUSE = re.compile(r"[,，。;；?？:：!！]")
_BRACKETED = re.compile(r"^\s*[(（]([^()（）]+)[)）]")
_JOINT = r"(?:和|与|跟|及|同|以及|还是|或者?|的|又|比|vs\.?|and|or|[、,，\s])+"
_JOINING = re.compile(rf"^{_JOINT}|{_JOINT}$")


def without_contrast(masked: str) -> str:
    """A question without its hospitals, and without the words that compare them."""
    return _SCAFFOLD.sub(" ", masked)


def in_words_of_the_genre(english: str, names: Iterable[str]) -> str:
    """An English question without its hospitals, in the words that notices use; words unknown are left out."""
    return "、".join(filter(None, map(translated, english_pieces(without_latin_names(english, list(names))))))


def asked_apart(masked: str, mentions: Sequence[Mention]) -> tuple[tuple[str, str], ...]:
    """The question for each hospital alone, where it asks something else of each (甲院的谈话次数跟乙院的培训次数).

    `masked` holds spaces where the hospitals stand. Empty where the same is asked of all of them.
    """
    named = [m.hospitals[0] for m in mentions if len(m.hospitals) == 1]
    if len(named) < 2 or len(named) != len(mentions) or len(set(named)) < len(named):
        return ()
    ends = [mention.start for mention in mentions[1:]] + [_clause_end(masked, mentions[-1].end)]
    stretches = [masked[mention.end : end] for mention, end in zip(mentions, ends, strict=True)]
    if not all(_says_something(_own(stretch)) for stretch in stretches):
        return ()
    before, after = masked[: mentions[0].start].strip(), masked[ends[-1] :]
    return tuple((name, _asked_of(before, stretch, after)) for name, stretch in zip(named, stretches, strict=True))


def _says_something(piece: str) -> bool:
    """Whether a piece of a question names a matter, or the time of one (最新, 2024年一季度)."""
    return bool(theme_of(without_contrast(piece)) or _TIME.search(piece) or milestones_in(piece))


def _asked_of(before: str, stretch: str, after: str) -> str:
    """A remark in brackets narrows the matter before it; what follows a name goes on from it."""
    own = _own(stretch)
    return f"{own},{before}{after}" if _BRACKETED.match(stretch) else f"{before}{own}{after}"


def _clause_end(masked: str, start: int) -> int:
    match = _CLAUSE.search(masked, start)
    return match.start() if match else len(masked)


def _own(piece: str) -> str:
    """What stands right after a hospital's name and before the next: in brackets, or joined to it."""
    bracketed = _BRACKETED.match(piece)
    return (bracketed[1] if bracketed else _JOINING.sub("", piece)).strip()
