"""Which measures against persons a question wants, and which it leaves out (谈话、通报批评都不算)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.families.matching import words_of
from assistant.answering.left_out import kept_of, left_out
from assistant.answering.lexicon import cue_patterns
from assistant.schema import Accountability

_CLASS = re.compile(
    r"诫勉谈话|提醒谈话|谈话提醒|约谈|谈话|诫勉|批评教育|通报批评|(?:书面|责令)?检查"
    r"|扣(?:罚|钱|款|绩效)?|政务警告|党内警告|处分|免职"
)
_TALK = re.compile(r"(?<!谈心)(?<!提醒)(?<!诫勉)(?<!廉政)谈话(?!提醒)")
"""Talks in general: every kind of them is meant."""
_SAME = {"谈话提醒": "提醒谈话"}
_TAKEN_ASKED = re.compile(r"扣(?:了|过|罚)*(?:的)?(?:钱|绩效|奖金|工资)|罚(?:了|过)*(?:的)?(?:钱|款)|经济处罚")
_TAKEN = re.compile(r"扣(?!分|[^,，。;；]{0,6}分)|罚款|扣款")
_PRINTED_SUM = re.compile(r"罚[^,，。;；]*\d[\d,.]*(?:万|亿)?元")
_FORMAL_ASKED = re.compile(r"(?:真|正式|正经|实打实)(?:的|地)?(?:给|受|挨|背|动|吃|下)?(?:到|了|过)*处分")
_FORMAL = re.compile(r"警告|记大?过|降低岗位等级|降级|撤职|开除|留党察看|处分")
_ALL_LINED_UP = re.compile(r"(?:处理|问责|追责|处罚)(?:过|了)?[、和或与及]|[、和或与及](?:处理|问责|追责|处罚)")
"""The general word beside the kinds (处理、约谈、批评了哪些人): all of them are meant."""
_ANY_KIND = re.compile(r"问责|追责|追究|处理|处罚|动了")
"""Words that mean any measure, whatever kinds stand beside them (挨处理、挨谈话的)."""
_MANY_KINDS = 3
"""Kinds of measures named beside a general word (动了哪些人,处分、谈话、免职的都算), from which all are meant."""
_KIND_OF_PENALTY = re.compile(r"(?:开除|警告|记大?过|撤职|降级|免职|察看)的?处分")
"""One kind, not penalties in general."""
_PENALTIES = ["处分", "警告", "记过", "记大过", "降级", "撤职", "开除", "留党察看", "降低岗位等级"]
"""Measures that are penalties under Party or public-service discipline, as talks are not."""


def penalties_in_general(question: str) -> bool:
    """Whether a question speaks of 处分 at large, and not only of one kind (开除处分)."""
    return "处分" in _KIND_OF_PENALTY.sub(" ", question)


def talks_cut(words: str) -> str:
    """Words without those for talks in general."""
    return _TALK.sub(" ", words)


@dataclass(frozen=True, slots=True)
class Handling:
    """What a question says of the measures it wants."""

    actions: tuple[str, ...]
    """Those it names, any of them wanted; none where it wants all."""
    without: tuple[str, ...]
    """Those it leaves out."""
    without_matter: tuple[str, ...]
    """Words of a matter whose measures it leaves out (撇开某项工作)."""
    money: bool
    """Whether only those that took money from somebody are wanted."""
    formal: bool
    """Whether only formal sanctions are wanted."""

    @classmethod
    def of(cls, question: str, *, typed: bool = False) -> Handling:
        """Read a question in matching form; `typed` says that nothing is left of it but words for records."""
        kept, cut = kept_of(question), left_out(question)
        without = tuple(match[0] for match in _CLASS.finditer(cut))
        money = _TAKEN_ASKED.search(kept) is not None
        matter = () if without else tuple(_matter(cut))
        kinds = len(set(_CLASS.findall(kept)))
        general = _ANY_KIND.search(kept) is not None and (typed or kinds >= _MANY_KINDS)
        every = money or general or _ALL_LINED_UP.search(kept)
        actions = () if every else _named(kept, typed=typed)
        return cls(actions, without, matter, money, _FORMAL_ASKED.search(kept) is not None)

    def means(self, item: Accountability) -> bool:
        """Whether a measure is one of those wanted."""
        if self.money and not _took_money(item):
            return False
        if self.formal and not _FORMAL.search(item.action):
            return False
        return not self.actions or is_one_of(item, self.actions)

    def leaves_out(self, item: Accountability) -> bool:
        """Whether a measure is one of those left out, or of a kind that is not wanted."""
        unwanted = (self.formal or self.money) and not self.means(item)
        deducted = item.action.startswith("扣") and any(word.startswith("扣") for word in self.without)
        return unwanted or deducted or (bool(self.without) and is_one_of(item, self.without))

    def leaves_out_matter(self, title: str, sentence: str) -> bool:
        """Whether a measure belongs to the matter that is left out: by its finding's title, or by its sentence."""
        words = self.without_matter
        return bool(words) and any(all(word in text for word in words) for text in (title, sentence))


def is_one_of(item: Accountability, actions: tuple[str, ...]) -> bool:
    """Whether a measure is of one of the named kinds, by its name or by its words."""
    if any(a in item.action or (item.action in a and item.action != "谈话") for a in actions):
        return True
    return any(len(a) > 2 and a in item.evidence.quote and len(item.evidence.quote) < 60 for a in actions)


def _named(question: str, *, typed: bool) -> tuple[str, ...]:
    """The measures a question names."""
    found = [m[0] for name in ("specific_action", "sanction") for m in cue_patterns()[name].finditer(question)]
    found += [_SAME[each] for each in found if each in _SAME] + [m[0] for m in _TALK.finditer(question)]
    found += [each for each, same in _SAME.items() if same in found]
    if typed and not found:
        found += re.findall(r"警告|记过|降级", question)
    found += ["免去"] if "免职" in found else []
    if penalties_in_general(question) and (found or typed):
        found += _PENALTIES
    return tuple(dict.fromkeys(found))


_SAYING_SO = re.compile(
    r"撇开|抛开|刨去|刨开|刨除|除去|除掉|除开|去掉|不算数?|不含|不包括|排除|扣除|除了|除外|以外|之外|不计|这些|之类|都|的"
)


def _matter(cut: str) -> list[str]:
    """The words of a matter that is left out."""
    return [word for run in _SAYING_SO.sub(" ", cut).split() for word in words_of(run) if len(word) > 1]


def _took_money(item: Accountability) -> bool:
    """Whether a measure took money: a deduction that is no deduction of points, a fine, a sum that is printed."""
    quote = "".join(item.evidence.quote.split())
    taken = _TAKEN.search(item.action) or ("扣" in item.action and "分" not in item.action)
    return bool(taken) or _PRINTED_SUM.search(quote) is not None
