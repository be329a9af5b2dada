"""From a question to a plan, by the vocabulary of the genre.

The cues of a question (words that betray what kind it is) are collected first; an ordered table of readings then takes the
first whose conditions hold. No reading looks for a particular wording: cues are word lists in `lexicon/cues.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.answering.hospitals import Gazetteer
from assistant.answering.lexicon import cue_patterns, topic_words
from assistant.answering.normalise import into_chinese, is_english, normalise
from assistant.answering.plan import DeclaredKind, Field, Operation, Order, QueryPlan, SpanKind
from assistant.answering.scope import Reach, reach
from assistant.answering.theme import theme_of, topics_of
from assistant.answering.windows import Window, as_of, window_of
from assistant.schema import Status

_COMPLETION_CUES = ("not_done", "done", "status_word", "mostly", "partial", "ratio", "all_done", "ongoing", "rectification", "generic_topic", "list", "count_findings")
_FINDING_NUMBER = re.compile(r"第\(?([\d一二三四五六七八九十百]+)\)?(?:条|个问题|项|号)|(?:finding|item) (?:no\. ?|#)?(\d+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A question on its way to a plan: its text, whom it concerns, what it betrays."""

    text: str
    reach: Reach
    cues: frozenset[str]
    theme: str
    window: Window

    def has(self, *names: str) -> bool:
        """Whether any of these cues is there."""
        return not self.cues.isdisjoint(names)

    def all(self, *names: str) -> bool:
        """Whether all of these cues are there."""
        return self.cues.issuperset(names)

    @property
    def one(self) -> bool:
        """Whether exactly one report is concerned, by name."""
        return self.reach.scope == "named" and len(self.reach.sources) == 1

    @property
    def several(self) -> bool:
        """Whether several reports are concerned, by name."""
        return self.reach.scope == "named" and len(self.reach.sources) > 1

    @property
    def bare(self) -> bool:
        """Whether nothing is left of the question but what its cues say."""
        return not self.theme


def cues_of(text: str) -> frozenset[str]:
    """The names of the cues a text holds."""
    return frozenset(name for name, pattern in cue_patterns().items() if pattern.search(text))


def read(question: str, gazetteer: Gazetteer, spoken_of: Callable[[str], bool]) -> Reading:
    """Take a question in: normalise it, find its hospitals, its cues and its theme."""
    text = normalise(question)
    original = text
    if is_english(text):
        text = into_chinese(gazetteer.from_latin(text))
    found = reach(text, gazetteer, spoken_of)
    cues = cues_of(found.masked) | (cues_of(original) if original != text else frozenset())
    return Reading(text, found, cues, theme_of(_without_dates(found.masked)), window_of(text))


def _without_dates(text: str) -> str:
    text = re.sub(r"\d+(条|个|项)(问题|事项)?(里|中)?", " ", text)
    return re.sub(r"20\d{2}年?(度|底|末|初)?|\d{1,2}月(份|底|末)?|\d{1,2}[日号]|[上下]半年|第?[一二三四1-4]季度|头[一二三]个月", " ", text)


def understand(question: str, gazetteer: Gazetteer, spoken_of: Callable[[str], bool]) -> QueryPlan:
    """The plan of a question that stands alone."""
    return plan_of(read(question, gazetteer, spoken_of), question)


def plan_of(reading: Reading, question: str) -> QueryPlan:
    """The plan of a question that was taken in."""
    operation = _operation(reading)
    english = is_english(normalise(question))
    details: dict[str, Any] = {}
    theme = _theme_of_clause(reading) if operation == "mentions" else reading.theme
    number = _FINDING_NUMBER.search(reading.text)
    if operation in ("finding_detail", "item_status") and number:
        details["finding"] = number[1] or number[2]
    return QueryPlan(
        operation=operation,
        question=question if english else reading.text,
        language="en" if english else "zh",
        scope=reading.reach.scope,
        sources=reading.reach.sources,
        unknown=reading.reach.unknown,
        topics=topics_of(theme) if operation not in ("lookup", "span", "contact") else (),
        theme=theme,
        asked=" ".join(reading.reach.masked.split()).strip(",，、和与跟 "),
        statuses=_statuses(reading),
        due_from=reading.window.first,
        due_to=reading.window.last,
        as_of=as_of(reading.text),
        span=_span_kind(reading) if operation == "span" else None,
        declared=_declared_kinds(reading) if operation == "declared" else (),
        field=_field(reading) if operation == "report_field" else None,
        level="title" if reading.has("title_level") else "text",
        negated=operation == "mentions" and reading.has("negated"),
        per_hospital=reading.has("each") or reading.several,
        order=_order(reading),
        same_day=reading.has("same_day"),
        claimed=_claimed(reading),
        counted=reading.has("count", "count_findings"),
        ratio=reading.has("ratio"),
        premise=_premise(reading),
        assumptions=reading.reach.assumptions,
        **details,
    )


def _theme_of_clause(r: Reading) -> str:
    """The theme of the clause that asks which hospitals, or of the first that has one: 酒驾, not the 处分 asked for next."""
    clauses = [c for c in re.split(r"[,，。?？;；!！]", r.reach.masked) if c.strip()]
    asking = [c for c in clauses if cue_patterns()["which_hospital"].search(c)]
    return next((theme for c in [*asking, *clauses] if (theme := theme_of(_without_dates(c)))), r.theme)


def _operation(r: Reading) -> Operation:
    for decide in (_about_the_notice, _about_time, _about_status, _about_records, _about_themes):
        operation = decide(r)
        if operation:
            return operation
    return "lookup"


def _about_the_notice(r: Reading) -> Operation | None:
    """Questions about a notice as such: is it there, how to reach the hospital, how it states completion."""
    if r.reach.unknown and r.reach.scope != "named":
        return "unknown_hospital"
    if _FINDING_NUMBER.search(r.text) and r.one:
        about_item = r.has("done", "not_done") and re.search(r"完成|整改|销号", r.text)
        if not about_item and _specific(r) and r.has("yes_no", "why", "when", "how", "count"):
            return "lookup"
        return "item_status" if r.has("done", "not_done") else "finding_detail"
    if r.has("contact") and not r.has("not_done", "accountability"):
        return "contact"
    counts_open = r.has("count_findings") and r.has("not_done", "done")
    if r.has("status_wording") or (r.has("per_item") and not r.has("label_but_open") and not counts_open):
        return "disclosure"
    if r.has("label_but_open") and not r.has("ongoing"):
        return "done_but_open"
    return None


def _about_time(r: Reading) -> Operation | None:
    """Declared totals, intervals between dated events, dates of the notice, deadlines."""
    if r.has("clues", "letters", "immediate") and (r.has("done", "not_done", "count", "list", "transferred", "why", "each") or r.bare):
        return "declared"
    if _span_kind(r) and r.has("duration") and not (r.has("earliest", "latest") and not r.has("longest", "shortest")):
        return "span"
    if _field(r) and not r.has("not_done", "accountability") and not _specific(r):
        return "report_field"
    dated = r.window != Window(None, None)
    asks_many = r.has("list", "which_hospital", "count_findings")
    if r.has("overdue") or (asks_many and r.has("commit", "when") and (dated or not _specific(r))):
        return "due"
    if r.has("draft") and r.has("list", "which_hospital"):
        return "open_matters"
    if asks_many and dated and r.has("done", "not_done") and re.search(r"前|之前|以前|底|by|before", r.text):
        return "due"
    return None


def _about_status(r: Reading) -> Operation | None:
    """Questions about completion of findings, not of things inside them."""
    touches = r.has("not_done", "done", "status_word", "ratio")
    if r.has("ratio") and (not _specific(r) or re.search(r"(完成|整改|办结)(率|比例)|进度", r.text)):
        return "status_count"
    if not touches or not r.has("rectification", "count_findings", "which_hospital"):
        return "item_status" if r.one and r.has("progress") and not r.bare else None
    if r.has("compare") and r.several and _specific(r):
        return None
    if r.has("why") and _specific(r) or (r.has("count", "persons", "money") and _specific(r) and not r.has("count_findings")):
        return None
    if r.has("ongoing") and r.has("list") and not re.search(r"含.{0,4}长期|包括.{0,4}长期", r.text):
        return "status_list"
    if r.has("all_done") and r.has("count_findings", "rectification") and not _specific(r):
        return "status_count"
    if r.has("count_findings", "ratio") and not _specific(r):
        return "status_count"
    if r.has("item_question", "progress") and _specific(r) and not r.has("which_hospital", "list", "count"):
        return "item_status"
    if r.has("which_hospital", "list", "yes_no") or not _specific(r):
        if r.has("title_level", "mention") and not r.has("not_done"):
            return None
        return _listing_of(r)
    return None


def _listing_of(r: Reading) -> Operation | None:
    if r.has("labelled_unfinished"):
        return "status_list"
    if r.has("mostly", "partial", "ongoing") or (r.has("done") and not r.has("not_done")):
        return "status_list" if _statuses(r) else None
    return "open_items" if r.has("not_done") else None


def _specific(r: Reading) -> bool:
    """Whether the question names a matter rather than a field of work: more than words of completion are left of it."""
    left = _without_dates(r.reach.masked)
    for name in _COMPLETION_CUES:
        left = cue_patterns()[name].sub(" ", left)
    return any(len(run) >= 2 and run not in _fields_of_work() for run in theme_of(left).split())


@cache
def _fields_of_work() -> frozenset[str]:
    """Words that name a whole topic (采购, 财务): a question about one is about all findings of it."""
    return frozenset(word for words in topic_words().values() for word in words)


def _about_records(r: Reading) -> Operation | None:
    """Records other than statuses: how many findings, persons held to account, sums, documents."""
    if r.has("total") and not _specific(r):
        return "finding_count"
    if r.has("who_handled") and not r.several:
        return "accountability"
    if r.has("accountability_general") and r.has("persons", "count", "list", "summary", "which_hospital", "most", "overview"):
        return "accountability"
    if r.has("specific_action") and r.has("which_hospital", "persons") and not r.several and len(_without_actions(r)) < 2:
        return "accountability"
    if r.has("rules") and not r.several:
        return "rules"
    if r.has("money_general") and r.has("list", "which_hospital", "count", "money") and len(_without_money(r)) < 2:
        return "money"
    return None


def _without_actions(r: Reading) -> str:
    """What is left of the theme without the measures themselves."""
    left = r.theme
    for name in ("specific_action", "accountability_general", "accountability", "persons"):
        left = cue_patterns()[name].sub("", left)
    return re.sub(r"\s", "", left)


def _without_money(r: Reading) -> str:
    left = r.theme
    for name in ("money_general", "money"):
        left = cue_patterns()[name].sub("", left)
    return re.sub(r"\s|资金|金额|款", "", left)


def _about_themes(r: Reading) -> Operation | None:
    """A matter across hospitals, or a hospital as a whole."""
    ranked = _order(r) is not None
    if r.has("which_hospital") and not r.several and not ranked and r.reach.scope != "named" and not r.has("summary"):
        return "mentions"
    if r.has("summary") and (r.reach.scope != "named" or r.several or r.bare or r.has("generic_topic")):
        return "summary"
    if r.several or (r.has("each") and r.reach.scope != "named"):
        return "compare"
    if r.has("title_level"):
        return "mentions" if r.reach.scope != "named" else "finding_list"
    if r.has("which_hospital") and r.reach.scope != "named":
        return "compare" if ranked else "mentions"
    if r.one and (r.has("overview") and not _specific(r)):
        return "summary" if r.bare and not r.has("list") else "finding_list"
    if r.has("list") and r.has("finding_word") and topics_of(r.theme) and re.search(r"问题|finding|issue|problem|整改事项", r.text):
        return "finding_list"
    if r.one and r.has("summary"):
        return "summary"
    return None


def _statuses(r: Reading) -> tuple[Status, ...]:
    if r.has("labelled_unfinished"):
        return ("unfinished",)
    if r.has("ongoing"):
        return ("completed_ongoing",)
    if r.has("mostly"):
        return ("mostly_completed",)
    if r.has("partial") and not r.has("done"):
        return ("partial",)
    if re.search(r"阶段性|一半|partial", r.text):
        return ("partial",)
    if r.has("done") and not r.has("not_done"):
        return ("completed", "completed_ongoing")
    return ()


def _span_kind(r: Reading) -> SpanKind | None:
    if r.has("meeting") and r.has("feedback"):
        return "meeting"
    if r.has("published") and r.has("feedback"):
        return "publication"
    if r.has("published") and r.has("inspection") and r.has("start_end"):
        return "whole"
    if r.has("feedback") and r.has("inspection", "duration"):
        return "feedback"
    if r.has("inspection") and not re.search(r"整改", r.text):
        return "inspection"
    return None


def _declared_kinds(r: Reading) -> tuple[DeclaredKind, ...]:
    kinds: tuple[DeclaredKind, ...] = ("clues", "letters", "immediate")
    return tuple(kind for kind in kinds if r.has(kind))


def _field(r: Reading) -> Field | None:
    if r.has("field_feedback") or (r.has("same_day", "earliest", "latest") and r.has("feedback")):
        return "feedback_date"
    if r.has("field_inspection") or (r.has("earliest", "latest", "same_day") and r.has("inspection") and not r.has("published")):
        return "inspection_dates"
    if r.has("field_published") or (r.has("earliest", "latest", "same_day") and r.has("published")):
        return "published"
    if r.has("field_body"):
        return "inspection_body"
    return "province" if r.has("field_province") else None


def _order(r: Reading) -> Order | None:
    high = r.has("most", "longest", "latest") or (r.has("numbers_compared") and r.several)
    low = r.has("fewest", "shortest", "earliest")
    if high and low and re.search(r"最?(长|多|高|久|大).{0,8}(和|与|及|、|最).{0,4}最?(短|少|低|快|小)|最(短|少|低|快).{0,8}最(长|多|高|久)", r.text):
        return "both"
    if low:
        return "min"
    return "max" if high else None


def _claimed(r: Reading) -> int | None:
    """The number of open findings that a question states as a fact."""
    match = re.search(r"(?:有|那|这)(\d+)(?:个|条|项)(?:问题)?(?:都|还)?(?:没|未)(?:有)?(?:整改|完成|办|改)", r.text)
    return int(match[1]) if match else None


def _premise(r: Reading) -> Any:
    if r.has("all_done"):
        return "done"
    return "not_done" if r.all("why", "not_done") else None
