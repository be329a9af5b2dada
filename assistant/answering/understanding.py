"""From a question to a plan, by the vocabulary of the genre.

An ordered table of readings takes the first whose conditions hold. No reading looks for a particular wording:
it asks for
cues, which are word lists, and for what is left of the question without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from assistant.answering.contrast import in_words_of_the_genre
from assistant.answering.details import (
    asks_blank,
    claimed,
    declared_kinds,
    field,
    metric,
    order,
    premise,
    span_kind,
    statuses,
)
from assistant.answering.families.matching import words_of
from assistant.answering.families.notices import property_of, without_property
from assistant.answering.families.occurrences import asks_findings
from assistant.answering.families.sanctions import asks_sanctioned
from assistant.answering.families.sections import asks_parts
from assistant.answering.figures.asked import calculation_of
from assistant.answering.hospitals import Gazetteer
from assistant.answering.lexicon import cue_patterns
from assistant.answering.matter import asked_of_each, matter_of
from assistant.answering.money_asked import asks_money
from assistant.answering.normalise import is_english, normalise
from assistant.answering.plan import Operation, QueryPlan
from assistant.answering.questions import Reading, is_specific, read, without_dates
from assistant.answering.rules_asked import asks_rules
from assistant.answering.summaries import about_summaries
from assistant.answering.theme import theme_of, topics_of
from assistant.answering.typed import typed_of
from assistant.answering.when import about_time
from assistant.answering.windows import as_of

_APART: frozenset[Operation] = frozenset(("compare", "span", "report_field", "lookup"))
"""Readings in which something else may be asked of each hospital."""
_FINDING_NUMBER = re.compile(
    r"第\(?([\d一二三四五六七八九十百]+)\)?(?:条|个问题|项|号)|(?:finding|item) (?:no\. ?|#)?(\d+)"
)


def understand(question: str, gazetteer: Gazetteer, spoken_of: Callable[[str], bool]) -> QueryPlan:
    """The plan of a question that stands alone."""
    return plan_of(read(question, gazetteer, spoken_of), question)


def plan_of(reading: Reading, question: str) -> QueryPlan:
    """The plan of a question that was taken in."""
    typed = typed_of(reading)
    operation = typed.operation if typed else _operation(reading)
    english = is_english(normalise(question))
    details: dict[str, Any] = {}
    theme, asked = matter_of(reading, operation, normalise(question) if english else "")
    number = _FINDING_NUMBER.search(reading.text)
    if operation in ("finding_detail", "item_status") and number:
        details["finding"] = number[1] or number[2]
    plan = QueryPlan(
        operation=operation,
        question=question if english else reading.reach.spelt,
        language="en" if english else "zh",
        scope=reading.reach.scope,
        sources=reading.reach.sources,
        unknown=reading.reach.unknown,
        topics=topics_of(theme) if operation not in ("lookup", "span", "contact") else (),
        theme=theme,
        asked=asked,
        apart=asked_of_each(reading) if operation in _APART else (),
        statuses=statuses(reading),
        due_from=reading.window.first,
        due_to=reading.window.last,
        due_outside=reading.window.outside,
        as_of=as_of(reading.text),
        span=span_kind(reading) if operation == "span" else None,
        declared=declared_kinds(reading) if operation == "declared" else (),
        field=field(reading) if operation == "report_field" else None,
        metric=metric(reading) if operation == "figures" else None,
        level="title" if reading.has("title_level") else "text",
        negated=operation == "mentions" and reading.has("negated"),
        per_hospital=reading.has("each") or reading.several,
        order=order(reading),
        same_day=reading.has("same_day"),
        claimed=claimed(reading),
        counted=reading.has("count", "count_findings"),
        ratio=reading.has("ratio"),
        premise=premise(reading),
        assumptions=reading.reach.assumptions,
        **details,
    )
    # A question of record words has no other matter.
    return plan.model_copy(update={"theme": "", "topics": (), "typed": True, **typed.details}) if typed else plan


def _operation(r: Reading) -> Operation:
    for decide in (about_summaries, _about_the_notice, about_time, _about_status, _about_records, _about_themes):
        operation = decide(r)
        if operation:
            computed = operation in _TOLD and r.one and calculation_of(r.reach.masked) is not None
            return "lookup" if computed else operation
    return "lookup"


_TOLD: frozenset[Operation] = frozenset(("summary", "finding_detail"))
"""Readings that give way where the question wants something computed (梳理出的风险点平均每个科室几个)."""


_OF_A_LINE = re.compile(
    r"(?:几|多少)(?:个|条|次|通|件|名|人|部)(?!号|电话|联系|邮箱|信箱|地址)|(?:接通|办结|答复)率|比例"
)
"""热线有几个坐席 asks something of a line, not for its number."""


def _about_the_notice(r: Reading) -> Operation | None:
    """Questions about a notice as such: is it there, how to reach the hospital, how it states completion."""
    if r.reach.unknown and r.reach.scope != "named":
        return "unknown_hospital"
    if _FINDING_NUMBER.search(r.text) and r.one:
        about_item = r.has("done", "not_done") and re.search(r"完成|整改|销号", r.text)
        if not about_item and is_specific(r) and r.has("yes_no", "why", "when", "how", "count"):
            return "lookup"
        return "item_status" if r.has("done", "not_done") else "finding_detail"
    if r.has("contact") and not r.has("not_done", "accountability") and not _OF_A_LINE.search(r.text):
        return "contact"
    if r.one and (asks_parts(r.reach.masked) or asks_findings(r.reach.masked)) and not r.has("commit"):
        return "accountability" if r.has("specific_action", "sanction") else "lookup"
    if _asks_property(r):
        return "notices"
    many = r.has("count_findings", "list", "which_hospital", "count")
    counted = r.one and r.has("count_findings") and not r.has("list")
    labelled = r.has("labelled_unfinished") and many and not counted
    blank = asks_blank(r.text) and not r.has("which_hospital")
    if blank or r.has("labelled_open") or (labelled and not r.has("label_but_open")):
        return "status_list"
    counts_open = r.has("count_findings") and r.has("not_done", "done")
    if r.has("status_wording") or (r.has("per_item") and not r.has("label_but_open") and not counts_open):
        return "disclosure"
    if r.has("label_but_open") and not r.has("ongoing"):
        return "done_but_open"
    return None


def _asks_property(r: Reading) -> bool:
    """Whether the notices with a property of their own are asked for, and nothing of what they say."""
    if r.reach.scope == "named" and not r.several:
        return False
    if not r.has("which_hospital", "yes_no", "list") or r.has("not_done", "accountability", "same_day", "contact"):
        return False
    if order(r) is not None or r.has("duration"):
        return False
    if property_of(r.reach.masked, r.window.first, r.window.last) is None:
        return False
    left = theme_of(without_dates(without_property(r.reach.masked)))
    return not [word for run in left.split() for word in words_of(run)]


def _about_status(r: Reading) -> Operation | None:
    """Questions about completion of findings, not of things inside them."""
    if r.has("ratio") and _rate_of_a_matter(r):
        return None
    if r.has("which_hospital") and not r.one and _STILL_OPEN.search(r.reach.masked):
        return "open_matters"
    if r.has("ratio") and (not is_specific(r) or re.search(r"(完成|整改|办结)(率|比例)|进度", r.text)):
        return "status_count"
    if r.has("ongoing") and r.has("list") and not is_specific(r) and not re.search(r"(含|包括).{0,4}长期", r.text):
        return "status_list"
    compared = order(r) is not None and (r.several or r.has("which_hospital"))
    if compared and r.has("done", "not_done") and not is_specific(r):
        return "status_count"
    touches = r.has("not_done", "done", "status_word", "ratio", "partial", "mostly")
    general = not is_specific(r) and r.has("not_done", "mostly", "partial") and (r.several or r.has("list"))
    if not touches or not (r.has("rectification", "count_findings", "which_hospital") or general):
        return "item_status" if r.one and r.has("progress") and not r.bare else None
    if r.has("ongoing") and r.has("list") and not re.search(r"(含|包括).{0,4}长期", r.text):
        return "status_list"
    if r.one and r.theme and _THAT_FINDING.search(r.reach.masked) and not r.has("list", "count", "why"):
        return "item_status"
    return _status_of_matter(r) if is_specific(r) else _status_of_findings(r)


_STILL_OPEN = re.compile(
    r"(?:还|仍|至今|尚|目前)(?:有[^,]{1,10})?(?:没有?|未)(?:采购|招标|购置|上线|交付|完工|竣工|投用|建成|建完|启用|验收|到位|搬|开业|运行|配齐)"
)
"""A thing inside findings that was still to come when the notices were written (设备还没采购到位)."""
_OF_FINDINGS = re.compile(r"问题|整改|[条项件]|事项|整体|总体|办结|销号|状态|finding|issue|item")


def _rate_of_a_matter(r: Reading) -> bool:
    """Whether the share asked for is one of a matter (集采完成率, 绩效里党建占多少), and not of the findings."""
    matter = _RATE_WORDS.sub(" ", r.theme)
    named = any(words_of(run) for run in matter.split())
    return r.one and named and not r.has("generic_topic") and _OF_FINDINGS.search(r.reach.masked) is None


_RATE_WORDS = re.compile(r"完成[率比例]*|大概|大约|差不多|百分[之比]|占比|比例|进度|率")


_THAT_FINDING = re.compile(r"(?<=[\u4e00-\u9fff”’」》])(?<![的了])[那这](?:一)?条[^,]{0,6}(?:完|好|到位|销号|办结)")
"""One finding called by a word of its title, however short (水费那条算改完了吗)."""


def _status_of_matter(r: Reading) -> Operation | None:
    """A matter is named: the state of its finding, unless a fact, a reason or a comparison is asked for."""
    if r.has("why") or (r.has("compare") and r.several):
        return None
    if r.has("count", "persons", "money") and not r.has("count_findings"):
        return None
    if r.has("item_question", "progress") and not r.has("which_hospital", "list", "count"):
        return "item_status"
    return _listing_of(r) if r.has("which_hospital", "list", "yes_no") else None


def _status_of_findings(r: Reading) -> Operation | None:
    """Findings in general, or of a field of work: counted, or listed."""
    if r.has("when") and r.has("mostly", "partial", "labelled_unfinished") and statuses(r):
        return "status_list"
    if topics_of(r.theme) and r.has("count_findings"):
        return "finding_list" if re.search(r"问题|条", r.text) else None
    if r.has("which_hospital") and order(r) and r.has("not_done", "done"):
        return "status_count"
    named = r.has("labelled_unfinished") and not re.search(r"有(多少|几)|(多少|几)(条|个|项)$", r.text)
    if r.has("count_findings", "ratio", "all_done") and not named:
        return "status_count"
    return _listing_of(r)


def _listing_of(r: Reading) -> Operation | None:
    if r.has("title_level", "mention") and not r.has("not_done"):
        return None
    if r.has("labelled_unfinished"):
        return "status_list"
    if r.has("mostly", "partial", "ongoing") or (r.has("done") and not r.has("not_done")):
        return "status_list" if statuses(r) else None
    return "open_items" if r.has("not_done") else None


def _about_records(r: Reading) -> Operation | None:
    """Records other than statuses: how many findings, persons held to account, sums, documents."""
    if asks_money(r):
        return "money"
    if r.has("total") and not is_specific(r):
        return "finding_list" if topics_of(r.theme) else "finding_count"
    if _compares_records(r):
        return "figures"
    if not r.one and asks_sanctioned(r.text, r.theme):
        return "accountability"
    if r.has("who_handled") and not r.several:
        return "accountability"
    ways = r.several and r.has("compare", "each") and r.has("how")
    asks_whom = r.has("persons", "count", "list", "summary", "which_hospital", "most", "overview")
    if r.has("accountability_general") and asks_whom and not ways:
        return "accountability"
    if (
        r.has("specific_action")
        and (r.has("which_hospital", "persons") or (r.one and r.has("list")))
        and not r.several
        and len(_without_actions(r)) < 2
    ):
        return "accountability"
    if asks_rules(r):
        return "rules"
    if (
        r.has("money_general")
        and not r.has("not_done")
        and r.has("list", "which_hospital", "count", "money")
        and len(_without_money(r)) < 2
    ):
        return None if r.one and _matter_in_english(r) else "money"
    return None


_RECORD_WORDS = re.compile(
    r"制度|办法|规定|规章|文件|细则|规程|书名号|措施|制定|修订|出台|印发|新建|自己|编的|定的|改的|带|数一下|各条|里|整改|问责|追责|处理|处分|处罚"
    r"|往外|退[过得给了]|各退|追回|收回|退回|退还|清退|追缴|挽回|资金|款项|总额|金额|损失|遗留|待办|没办完|承诺|方面|大类|板块|写明|列出|条数|多的|少的|来的"
)


def _compares_records(r: Reading) -> bool:
    """Whether a number of the records is compared over hospitals, in general and not on one matter."""
    if metric(r) is None or r.one or r.has("not_done", "why"):
        return False
    if order(r) is None and not (r.several and r.has("count", "each")):
        return False
    left = theme_of(without_dates(_RECORD_WORDS.sub(" ", r.reach.masked)))
    return not [word for run in left.split() for word in words_of(run)]


def _without_actions(r: Reading) -> str:
    """What is left of the theme without the measures themselves."""
    left = r.theme
    for name in ("specific_action", "accountability_general", "accountability", "persons", "sanction"):
        left = cue_patterns()[name].sub("", left)
    return re.sub(r"\s|被|人员?|部门|科室|单位|谁|[约谈]?谈过|叫[去来]|挨过?|受过?|过", "", left)


def _without_money(r: Reading) -> str:
    left = r.theme
    for name in ("money_general", "money"):
        left = cue_patterns()[name].sub("", left)
    return re.sub(r"\s|资金|金额|款", "", left)


_ONLY_HOW_MANY = re.compile(r"(?:几|哪些|多少)条[?？。]?$")


def _matter_in_english(r: Reading) -> bool:
    """Whether an English question for money names a matter of its own (overtime pay still to be recovered)."""
    if len(_ENGLISH_WORD.findall(r.reach.masked)) < _ENGLISH:
        return False
    matter = theme_of(in_words_of_the_genre(r.reach.masked, ()))
    for name in ("money_general", "money"):
        matter = cue_patterns()[name].sub("", matter)
    return len(re.sub(r"\s|资金|金额|款|钱|整改|问题|期间", "", matter)) >= _A_WORD


_ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}")
_ENGLISH = 3
"""English words from which what is left of a question, with its cues in Chinese, is an English one."""
_A_WORD = 2
"""Characters of a word."""


def _lists_findings(r: Reading) -> bool:
    """Whether the findings of a field of work are asked for, by that name or as 条 (财务这块挨了哪几条)."""
    if not r.has("finding_word") or not topics_of(r.theme):
        return False
    if r.has("list") and re.search(r"问题|finding|issue|problem|整改事项", r.text):
        return True
    return r.has("generic_topic") and not is_specific(r) and _ONLY_HOW_MANY.search(r.text) is not None


_AMONG_THEM = re.compile(
    r"[两三四五六七八九十\d]家|各家|所有医院|全部医院|谁.{0,8}最[多高大少低]|最[多高大少低](?:的)?(?:又)?是谁"
)


def _about_themes(r: Reading) -> Operation | None:
    """A matter across hospitals, or a hospital as a whole."""
    ranked = order(r) is not None
    if r.has("which_hospital") and not r.several and not ranked and r.reach.scope != "named" and not r.has("summary"):
        return "mentions"
    if r.has("summary") and (r.reach.scope != "named" or r.several or r.bare or r.has("generic_topic")):
        return "summary"
    among = ranked and _AMONG_THEM.search(r.text) is not None
    if r.several or ((among or r.has("each", "compare")) and r.theme and r.reach.scope != "named"):
        return "compare"
    if r.has("title_level"):
        return "mentions" if r.reach.scope != "named" else "finding_list"
    if r.has("which_hospital") and r.reach.scope != "named":
        return "compare" if ranked else "mentions"
    if r.one and (r.has("overview") and not is_specific(r)):
        return "summary" if r.bare and not r.has("list") else "finding_list"
    if _lists_findings(r):
        return "finding_list"
    if r.one and r.has("summary"):
        return "summary"
    if r.one and r.has("how_fixed") and not r.has("count", "persons", "money", "when"):
        return "finding_detail"
    return None
