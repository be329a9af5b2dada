"""Ways to lie about a value read from a notice: quotes tampered with, and true quotes put under other values."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from assistant.schema import Accountability, Amount, Commitment, Evidence, Measure, Report, Rule

Entry = Accountability | Amount | Commitment | Measure | Rule

_OTHER_STATUS = {"已完成": "未完成", "未完成": "已完成", "基本完成": "已完成", "阶段性": "全面", "正在推进": "已经完成"}
_UNITS = (("万元", "元"), ("亿元", "万元"), ("人次", "人"), ("元", "万元"), ("名", "件"), ("个月", "年"))
_SURNAMES = "赵钱孙李周吴郑王冯陈"


def spoilt(quote: str, report: Report, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The quote tampered with in every way that applies to it."""
    digits = [match.start() for match in re.finditer(r"\d", quote)]
    for at in rng.sample(digits, min(2, len(digits))):
        yield "digit", quote[:at] + str((int(quote[at]) + rng.randint(1, 9)) % 10) + quote[at + 1 :]
    for unit, other in _UNITS:
        if unit in quote:
            yield "unit", quote.replace(unit, other, 1)
            break
    for date in re.finditer(r"(\d{1,4})\s*([年月日])", quote):
        yield "date", quote[: date.start(1)] + str(int(date[1]) + 1) + quote[date.end(1) :]
        break
    names = list(re.finditer(r"[一-龥]{2,}", quote))
    if names:
        name = rng.choice(names)
        at = rng.randrange(name.start(), name.end())
        letter = rng.choice([c for c in _SURNAMES if c != quote[at]])
        yield "name", quote[:at] + letter + quote[at + 1 :]
    for word, other in (("已", "未"), ("未", "已"), ("不", ""), ("尚", "已")):
        if word in quote:
            yield "polarity", quote.replace(word, other, 1)
            break
    for word, other in _OTHER_STATUS.items():
        if word in quote:
            yield "status word", quote.replace(word, other, 1)
            break
    yield (
        "hospital",
        "虚构市第九医院" + quote
        if report.fields.hospital not in quote
        else quote.replace(report.fields.hospital, "虚构市第九医院"),
    )
    other_entry = rng.choice(report.findings).title_evidence.quote
    yield "splice", quote[: len(quote) // 2] + other_entry
    yield "transplant", other_entry


def wrong_values(entry: Entry, rng: random.Random) -> Iterator[tuple[str, Entry]]:
    """The entry with a value that its quote does not give."""
    match entry:
        case Amount():
            value = entry.value_yuan
            for wrong in (value * 10_000, value / 10_000, value * 10, value + 1):
                yield "amount", entry.model_copy(update={"value_yuan": wrong})
        case Accountability():
            yield from _wrong_accountability(entry)
        case Commitment():
            for due in _wrong_dates(entry.due, rng):
                yield "due date", entry.model_copy(update={"due": due})
            yield "what", entry.model_copy(update={"what": "虚构" + entry.what})
        case Rule():
            for action in {"制定", "修订", "印发", "other"} - {entry.action}:
                yield "rule action", entry.model_copy(update={"action": action})
            yield "rule name", entry.model_copy(update={"name": "《虚构" + entry.name[1:]})
        case Measure():
            return


def _wrong_accountability(entry: Accountability) -> Iterator[tuple[str, Entry]]:
    printed = entry.persons or 0
    for persons in {None, 1, printed + 1, max(printed - 1, 2), max(printed, 1) * 10} - {entry.persons}:
        yield "persons", entry.model_copy(update={"persons": persons})
    yield "action", entry.model_copy(update={"action": "撤职" if entry.action != "撤职" else "约谈"})


def _wrong_dates(due: str | None, rng: random.Random) -> list[str]:
    if due is None:
        return [f"20{rng.randint(31, 39)}-{rng.randint(1, 12):02d}"]
    year = int(due[:4])
    shifted = f"{year + 1}{due[4:]}", f"{year - 3}{due[4:]}"
    month = [f"{due[:5]}{int(due[5:7]) % 12 + 1:02d}{due[7:]}"] if len(due) > 4 else []
    return [*shifted, *month, due + "-01" if len(due) == 4 else due + "-31" if len(due) == 7 else due[:4]]


def cut_off(text: str, true: Evidence) -> Iterator[Evidence]:
    """The quote begun inside its first number of two digits, and behind its first denial."""
    for match in (re.search(r"\d(?=\d)", true.quote), re.search(r"[未不没](?=[一-龥])", true.quote)):
        if match and match.end() < len(true.quote):
            yield Evidence.cut(text, true.start + match.end(), true.end)
