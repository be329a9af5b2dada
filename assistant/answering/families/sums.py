"""Sums of money, documents made, ways to reach the hospital: lists straight from the records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk, by_source
from assistant.answering.families.facts import lookup
from assistant.answering.families.matching import about_topics, words_of
from assistant.answering.families.open_matters import drafts
from assistant.answering.lexicon import cue_patterns
from assistant.answering.money_asked import Move, moves_of, parties_of, told_by
from assistant.answering.passages.enumerating import wanted
from assistant.answering.questions import cues_of
from assistant.records.query import FindingRow
from assistant.schema import Amount, Rule
from assistant.text.clauses import sentences

_SHOWN = 40
BACK = re.compile(r"实收|收回|追回|清退|退还|退回|清收|追缴|挽回|补缴|退缴")


def yuan(value: float) -> str:
    """A sum in yuan as people say it: 4680000 as 468万元."""
    if value >= 10_000 and value % 100 == 0:
        return f"{value / 10_000:,.4f}".rstrip("0").rstrip(".") + "万元"
    return f"{value:,.2f}".rstrip("0").rstrip(".").replace(",", "") + "元"


def money(desk: Desk) -> None:
    """The sums of the findings asked about; those recovered, where the question is about recovery."""
    pairs = [
        (row, amount)
        for row in desk.findings(with_amounts=True)
        if _concerns(desk, row)
        for amount in row.finding.amounts
    ]
    if moves := _moves(desk):
        pairs = [(row, a) for row, a in pairs if any(told_by(move).search(_clause(desk, row, a)) for move in moves)]
    elif BACK.search(desk.plan.question) or moves_of(desk.plan.asked):
        pairs = [(row, a) for row, a in pairs if came_back(desk, row, a)]
    if parties := parties_of(desk.plan.asked):
        pairs = [(row, a) for row, a in pairs if any(party in _sentence(desk, row, a) for party in parties)]
    if not pairs:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("money_none", hospital=desk.names(desk.reports))
        return
    sources = list(dict.fromkeys(row.source for row, _ in pairs))
    desk.draft.lead = desk.say("money_list", hospital=desk.names(sources), n=len(pairs))
    desk.draft.columns = ("医院", "问题", "款项", "金额")
    if len(sources) > 1 and {"summary", "each"} & cues_of(desk.plan.question):
        for source in sources:
            _amounts(desk, source, [(row, a) for row, a in pairs if row.source == source])
    else:
        for row, amount in pairs[:_SHOWN]:
            _amount(desk, row, amount)
    silent = [s for s in desk.reports if s not in sources]
    if silent:
        desk.draft.silence = desk.say("money_silent", hospital=desk.names(silent))


def _moves(desk: Desk) -> tuple[Move, ...]:
    """What became of the money asked for, where the question says more than that it came back."""
    moves = moves_of(desk.plan.asked)
    return moves if set(moves) - {"given_back", "got_back"} else ()


def _clause(desk: Desk, row: FindingRow, amount: Amount) -> str:
    """What a sum is said to be, with the rest of its clause (多收的2万元已退还患者)."""
    text, end = desk.records.text(row.source), amount.evidence.end
    _, _, after = amount.evidence.quote.rpartition("元")
    return amount.kind + after + re.split(r"[，。；,;\n]", text[end : end + 40], maxsplit=1)[0]


def _sentence(desk: Desk, row: FindingRow, amount: Amount) -> str:
    """The clauses between full stops and semicolons that a sum stands in."""
    text, at = desk.records.text(row.source), amount.evidence
    before = re.split(r"[。；;\n]", text[max(0, at.start - 160) : at.start])[-1]
    return before + text[at.start : at.end] + re.split(r"[。；;\n]", text[at.end : at.end + 160], maxsplit=1)[0]


_NOT_BACK = re.compile(r"暂未|未退|未能|无法|未果|尚未|未追|未收|应收|支付|剩余|其余|欠")


_THEN_BACK = re.compile(
    r"[^，,。；;]{0,6}[，,](?:现|均|并)?已(?:经)?(?:于[^，,。；;]{0,14})?(?:全部|全额|足额|如数)?(?:退|追|收缴|返还|上缴)"
)
"""What follows a sum that the next clause says came back (…42万元,已于9月全部退回)."""


def came_back(desk: Desk, row: FindingRow, amount: Amount) -> bool:
    """Whether a sum was recovered: said of the sum itself or right after it, or of its sentence and not denied."""
    if BACK.search(amount.kind):
        return _NOT_BACK.search(amount.kind) is None or "清收" in amount.kind
    if _THEN_BACK.match(desk.records.text(row.source), amount.evidence.end):
        return True
    return BACK.search(amount.evidence.quote) is not None and _NOT_BACK.search(amount.kind) is None


def _concerns(desk: Desk, row: FindingRow) -> bool:
    return about_topics(desk.plan, row.finding) if desk.plan.topics else True


def _amount(desk: Desk, row: FindingRow, amount: Amount) -> None:
    desk.draft.present(row.source, row.finding.ordinal)
    mark = desk.book.finding(row, amount.evidence)
    where = row.hospital if len(desk.reports) > 1 else ""
    desk.draft.bullet(f"{where}{desk.title(row)}：{amount.kind}{yuan(amount.value_yuan)}{mark}")
    desk.draft.row(row.hospital, row.finding.title, amount.kind, yuan(amount.value_yuan), marks=desk.book.numbers(mark))


def _amounts(desk: Desk, source: str, pairs: Sequence[tuple[FindingRow, Amount]]) -> None:
    """The sums of one notice on one line."""
    words = []
    for row, amount in pairs:
        desk.draft.present(source, row.finding.ordinal)
        mark = desk.book.finding(row, amount.evidence)
        words.append(f"{amount.kind}{yuan(amount.value_yuan)}{mark}")
        cells = (row.hospital, row.finding.title, amount.kind, yuan(amount.value_yuan))
        desk.draft.row(*cells, marks=desk.book.numbers(mark))
    line = desk.semicolon.join(words)
    desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(source), words=line, tail=""))


def rules(desk: Desk) -> None:
    """Documents the hospital made or revised, with their number; those whose name says the matter, where any does."""
    pairs = _rules_asked(desk)
    number = wanted(desk.plan.question)
    other = number is not None and len({rule.name for _, rule in pairs}) != number
    if len(desk.reports) == 1 and (not pairs or (other and not _GENERAL.search(desk.plan.question))):
        lookup(desk, desk.within)  # 办法 may be no document but a way of doing something
        return
    if not pairs:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("rules_none", hospital=desk.names(desk.reports))
        return
    grouped = by_source([row for row, _ in pairs])
    counts = "、".join(f"{desk.hospital(s)}{len({r.name for row, r in pairs if row.source == s})}项" for s in grouped)
    number_of = len({(row.source, rule.name) for row, rule in pairs})
    total = desk.say("rules_together", n=number_of) if len(grouped) > 1 else ""
    actions = {rule.action for _, rule in pairs}
    key = "rules_revised" if actions == {"修订"} else "rules_made" if actions <= {"制定", "印发"} else "rules_list"
    desk.draft.lead = desk.say(key, counts=counts + total)
    desk.draft.columns = ("医院", "制度", "动作", "问题")
    seen: set[tuple[str, str]] = set()
    for row, rule in pairs:
        if (row.source, rule.name) in seen:
            continue
        seen.add((row.source, rule.name))
        desk.draft.present(row.source, row.finding.ordinal)
        mark = desk.book.finding(row, rule.evidence)
        where = row.hospital if len(desk.reports) > 1 else ""
        action = "废止" if rule.action == "other" else rule.action
        if len(seen) <= _SHOWN:
            desk.draft.bullet(f"{where}{rule.name}（{action}，{desk.title(row)}）{mark}")
        desk.draft.row(row.hospital, rule.name, action, row.finding.title, marks=desk.book.numbers(mark))
    if len(seen) > _SHOWN:
        desk.draft.bullet(desk.say("more_not_shown", n=len(seen) - _SHOWN))
    if cues_of(desk.plan.question) & {"draft", "waiting", "not_done"}:
        drafts(desk, seen={name for _, name in seen})
    silent = [s for s in desk.reports if s not in grouped]
    if silent and desk.plan.theme:
        desk.draft.silence = desk.say("rules_silent", hospital=desk.names(silent))


def _rules_asked(desk: Desk) -> list[tuple[FindingRow, Rule]]:
    """The documents of the findings spoken of, or of the matter: by their names, else by their findings."""
    pairs = [
        (row, rule) for row in desk.findings(with_rules=True) for rule in row.finding.rules if rule.action != "学习"
    ]
    inside = [(row, rule) for row, rule in pairs if (row.source, row.finding.ordinal) in desk.within]
    if inside:
        return inside
    pairs = _of_kind(desk, pairs)
    terms = rule_terms(desk)
    if not desk.plan.topics and not terms:
        return pairs
    named = [(row, rule) for row, rule in pairs if terms and all(_named_in(term, rule.name) for term in terms)]
    if named and len(desk.reports) == 1:
        beside = _in_one_breath(desk, named, pairs)
        return _in_one_finding(desk, beside, pairs)
    if named:
        return named
    if len(desk.reports) == 1 and (meant := _of_finding_meant(desk, pairs)):
        return meant
    some = [(row, rule) for row, rule in pairs if any(_named_in(term, rule.name) for term in terms)]
    some = _in_one_finding(desk, some, pairs) if len(desk.reports) == 1 else some
    about = [(r, rule) for r, rule in pairs if about_topics(desk.plan, r.finding, primary=bool(desk.plan.topics))]
    return about + [pair for pair in some if pair not in about] if desk.plan.topics else some or about


def _in_one_breath(
    desk: Desk, named: list[tuple[FindingRow, Rule]], pairs: list[tuple[FindingRow, Rule]]
) -> list[tuple[FindingRow, Rule]]:
    """The documents named, with those that the same sentence lists beside them (修订《甲办法》《乙规范》等)."""
    breaths = {_breath(desk, row, rule) for row, rule in named}
    return [pair for pair in pairs if _breath(desk, *pair) in breaths]


_PLURAL = re.compile(r"哪(?:几|些)|几(?:个|份|项|部)|都")
_FOR = re.compile(r"为了?|针对|围绕|就|在.{1,12}(?:上|方面)")
"""What leads in the matter that documents were made for."""


def _in_one_finding(
    desk: Desk, named: list[tuple[FindingRow, Rule]], pairs: list[tuple[FindingRow, Rule]]
) -> list[tuple[FindingRow, Rule]]:
    """The documents named, with all others of their finding, where those made for a matter are asked for."""
    places = {(row.source, row.finding.ordinal) for row, _ in named}
    asked = desk.plan.asked
    if len(places) != 1 or wanted(desk.plan.question) is not None or not (_PLURAL.search(asked) and _FOR.search(asked)):
        return named
    return [pair for pair in pairs if (pair[0].source, pair[0].finding.ordinal) in places]


def _breath(desk: Desk, row: FindingRow, rule: Rule) -> tuple[int, int]:
    """The sentence that a document stands in."""
    text = desk.records.text(row.source)
    at = rule.evidence.start
    found = (ab for start, end in row.finding.spans for ab in sentences(text, start, end) if ab[0] <= at < ab[1])
    return next(found, (at, rule.evidence.end))


def _of_finding_meant(desk: Desk, pairs: list[tuple[FindingRow, Rule]]) -> list[tuple[FindingRow, Rule]]:
    """The documents of the finding that the question is about, where it says how many there are (哪三个办法).

    All of the finding, or those of one of its sentences, if they are so many.
    """
    number = wanted(desk.plan.question)
    if number is None:
        return []
    ranked = [
        (source, ordinal) for source, ordinal, _ in desk.passages.best_finding(desk.plan.asked, desk.plan.sources)
    ]
    for place in ranked[:3]:
        own = [pair for pair in pairs if (pair[0].source, pair[0].finding.ordinal) == place]
        groups = [
            own,
            *(
                [p for p in own if _breath(desk, *p) == breath]
                for breath in dict.fromkeys(_breath(desk, *p) for p in own)
            ),
        ]
        if own:
            return next((group for group in groups if len({rule.name for _, rule in group}) == number), [])
    return []


_KINDS = re.compile(r"方案|办法|细则|规程|预案|规定|手册|清单|指南|流程")
_GENERAL = re.compile(r"制度|文件|规章")
_REVISED = re.compile(
    r"修订|修改|修(?=过|了)|改(?:过|了(?!什么|哪))|改.{0,6}(?:老|旧|原有|已有|原来)的?(?:制度|办法|规定|规矩|文件)"
)
_MADE = re.compile(r"新(?:制定|制订|出台|建|订|定|增|立)")


_OF_MATTER = re.compile(r"([\u4e00-\u9fff]{2})(?:方面|类)的?(?:新|老|旧)?(?:制度|文件|办法|规定|方案|规章|细则)")
"""What the documents asked for are about, by their name (哪些激励方面的文件)."""
_NOT_WANTED = r"(?:都|就)?(?:不要|不算(?:在内)?|不计|除外|不用列|别列|别算|不列)"
_LEFT_OUT = re.compile(
    rf"[(（](?:不是|不含|不算|不要|非|除)[^()（）]*[)）]|[(（][^()（）]*{_NOT_WANTED}[)）]"
    rf"|(?<=[,，;；])[^,，;；。?？]{{1,8}}{_NOT_WANTED}|(?:不是|不含|不算)[^,，。?？]{{0,6}}"
)
"""What a question about documents does not want: （新定的不要）, 新制定的不算."""


def _of_kind(desk: Desk, pairs: list[tuple[FindingRow, Rule]]) -> list[tuple[FindingRow, Rule]]:
    """Those of the kind of document and of the action the question names, where it names one alone and any is."""
    question = _LEFT_OUT.sub("", desk.plan.question)
    kinds = set(_KINDS.findall(question))
    if len(kinds) == 1 and not _GENERAL.search(question):
        pairs = [p for p in pairs if any(kind in p[1].name for kind in kinds)] or pairs
    matter = _OF_MATTER.search(question)
    if matter and (own := [p for p in pairs if matter[1] in p[1].name]):
        pairs = own
    revised, made = _REVISED.search(question) is not None, _MADE.search(question) is not None
    others = re.search(r"制定|制订|出台|印发|建立", question) is not None
    if made != revised and not (revised and others):
        wanted = ("制定", "印发") if made else ("修订",)
        pairs = [p for p in pairs if p[1].action in wanted] or pairs
    return pairs


def _named_in(term: str, name: str) -> bool:
    """Whether a document's name says a term, a longer form of it included (医德医风考评 for 医德考评)."""
    if term in name:
        return True
    pairs = [term[i : i + 2] for i in range(0, len(term), 2)]
    return len(term) >= 4 and re.search(".{0,4}".join(map(re.escape, pairs)), name) is not None


def rule_terms(desk: Desk) -> list[str]:
    """What the documents are to be about, without the words for documents and for making them."""
    left = re.sub("不要|不算|除外", " ", cue_patterns()["which_hospital"].sub(" ", desk.plan.theme))
    generic = re.compile(
        r"制度|办法|规定|规章|规程|细则|预案|文件|方案|院内|本院|全院|书名号|制定|修订|出台|印发|建立|完善|新订|医院|方面|[改定出编动]了?(?:一个|新)?|落地|为了|规矩|新[立定]|改过|[立定]下来|里?点了?名?(?=\s|$)|[定立]?下来|已经|[这那][次回轮]|[本此]次|制度上|补上?|[老旧原]的?(?=制度|办法|文件|规定|$|\s)|原有|原来|不要"
    )
    return [term for term in words_of(generic.sub(" ", left)) if not cue_patterns()["rules"].search(term)]


_CONTACT_WORDS = {
    "phone": r"电话|热线|座机|号码|拨打?|phone|telephone",
    "email": r"邮箱|邮件|电邮|电子信箱|mail",
    "address": r"地址|寄|写信|来信|(?<!电子)信箱|address",
}
_CONTACT_NAMES = {"phone": "电话", "address": "地址", "email": "邮箱"}


def _with_word(desk: Desk, kinds: list[str]) -> str:
    """Which of the contacts hold a run of letters or digits of the question (163); empty where it has none."""
    for word in re.findall(r"(?<![A-Za-z0-9.@])[A-Za-z0-9]{2,}(?![A-Za-z0-9.@])", desk.plan.question):
        having = [
            source
            for source, row in desk.reports.items()
            if any(word.lower() in (getattr(row.fields.contact, kind) or "").lower() for kind in kinds)
        ]
        if having and len(having) < len(desk.reports):
            return desk.say("contact_of_kind", word=word, n=len(having), hospital=desk.names(having))
    return ""


def contact(desk: Desk) -> None:
    """Phone, address, e-mail, as the notice prints them; what is asked for and missing is said to be missing."""
    asked = [k for k, words in _CONTACT_WORDS.items() if re.search(words, desk.plan.question, re.IGNORECASE)]
    kinds = asked or list(_CONTACT_NAMES)
    known: list[str] = []
    silent: list[str] = []
    for source, row in desk.reports.items():
        values = [(k, getattr(row.fields.contact, k)) for k in kinds]
        given = [(k, v) for k, v in values if v]
        if not given:
            silent.append(source)
            continue
        desk.draft.present(source)
        marks = desk.cite_field(source, *(f"contact.{k}" for k, _ in given))
        words = "，".join(f"{k if desk.english else _CONTACT_NAMES[k]} {v}" for k, v in given)
        missing = [k if desk.english else _CONTACT_NAMES[k] for k, v in values if not v]
        gap = desk.say("contact_gap", what="、".join(missing)) if missing else ""
        known.append(desk.say("contact_line", hospital=row.fields.hospital, words=words, marks=marks, gap=gap))
    if len(known) == 1:
        desk.draft.lead = known[0]
    elif known:
        desk.draft.lead = _with_word(desk, kinds) + desk.say("contact_several", n=len(known))
        for line in known:
            desk.draft.bullet(line)
    missing_kinds = "、".join(k if desk.english else _CONTACT_NAMES[k] for k in asked)
    key = "contact_none_of" if asked and len(asked) < len(_CONTACT_NAMES) else "contact_none"
    gone = desk.say(key, hospital=desk.names(silent), what=missing_kinds) if silent else ""
    if silent and known and len(desk.reports) > 1 and "negated_contact" in cues_of(desk.plan.question):
        marks = "".join(desk.cite_field(s, "inspection_start") for s in silent)
        what = "、".join(k if desk.english else _CONTACT_NAMES[k] for k in asked) or desk.say("any_contact")
        desk.draft.lead = desk.say(
            "without_contact", n=len(silent), hospital=desk.names(silent), marks=marks, what=what
        )
        desk.draft.lines.clear()
        return
    desk.draft.abstained = not known
    if known:
        desk.draft.silence = gone
    else:
        desk.draft.lead = gone
