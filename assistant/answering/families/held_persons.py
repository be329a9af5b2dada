"""Adding up the persons held to account: printed numbers, persons named one by one, and the holder of a single post."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.figures.asked import MANY
from assistant.schema import Accountability
from assistant.text.flat import fold

_NAME = re.compile(r"[\u4e00-\u9fff]某{1,2}(?!某)")
_POST = re.compile(
    r"(?:对|给予|约谈(?:了)?)(?P<who>[^,、。;\d]{0,14}?(?:院长|书记|科长|主任|护士长|部长|处长|站长|组长|会计|出纳|库管员|经办人))"
    r"(?:本人)?(?:[\u4e00-\u9fff]某{1,2})?(?=给予|进行|予以|作出|做出|实施|处以|诫勉|党内|政务|记过|记大过|警告|提醒谈话|批评教育|$|,|。)"
)
_MORE_THAN_ONE = re.compile(r"各|相关|有关|部分|涉及|涉事|及|和|与|等|两|多|其他|们")
_TURNS = re.compile(r"人次|\d余|\d多|余人")
_TOTAL = re.compile(
    rf"(?:一共|总共|合计|拢共|统共|共计|加起来|合起来|全部|算下来|共)[^,，。]{{0,8}}{MANY}"
    r"|persons? in (?:all|total)|how many (?:people|persons|staff)",
    re.IGNORECASE,
)
_MEASURE = r"(?:处理|问责|追责|处分|谈话|约谈|诫勉|处罚|扣[钱罚款]|警告|批评)"
_GENERAL = r"(?:处理|问责|追责|处罚)"
_JOINT = r"的?(?:、|和|或|以及|跟|与)[^,，。]{0,4}"
_ANY = re.compile(f"{_GENERAL}{_JOINT}{_MEASURE}|{_MEASURE}{_JOINT}{_GENERAL}")


def names_in(text: str) -> frozenset[str]:
    """The masked names a text holds (李某, 王某某)."""
    return frozenset(_NAME.findall(fold(text)))


def asks_all(question: str) -> bool:
    """Whether a question asks how many persons there were in all."""
    return _TOTAL.search(question) is not None


def any_measure(question: str) -> bool:
    """Whether a question sets measures of every kind beside those it names (挨处理、挨谈话的)."""
    return _ANY.search(question) is not None


def persons_of(item: Accountability) -> int | None:
    """How many persons a measure was taken against: as printed, by their names, one for a single post; None where
    the words do not tell, or where they count turns (人次).
    """
    words = fold(item.evidence.quote)
    if _TURNS.search(words):
        return None
    if item.persons is not None:
        return item.persons
    if not re.search(r"某某?等", words) and (names := names_in(words)):
        return len(names)
    post = _POST.search(words)
    return 1 if post and not _MORE_THAN_ONE.search(post["who"]) else None


def added_up(desk: Desk, items: Sequence[Accountability]) -> str:
    """All persons of several measures, and how many measures tell no number; empty where no total is asked for."""
    if len(desk.reports) != 1 or not asks_all(desk.plan.question):
        return ""
    counted = [n for item in items if (n := persons_of(item)) is not None]
    if len(counted) < 2:
        return ""
    left = len(items) - len(counted)
    rest = desk.say("accountability_uncounted", n=left) if left else ""
    hospital = desk.hospital(next(iter(desk.reports)))
    values = {"n": sum(counted), "sum": " + ".join(map(str, counted))}
    return desk.say("accountability_added", hospital=hospital, rest=rest, **values)
