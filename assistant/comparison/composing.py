"""A comparison as a document: one paragraph on the whole, a line for each aspect, a table, a section a hospital."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.answering.answer import Citation
from assistant.answering.desk import clip
from assistant.comparison.facts import money_words, remaining_words
from assistant.comparison.grids import facts_grid, findings_grid, marks_of
from assistant.comparison.model import FACT_ZH, Approach, Comparison, Fact, Item, Section
from assistant.export.paper import Block, Bullet, Cell, Grid, Heading, Paper, Paragraph, Run, Source
from assistant.schema import STATUS_ZH, Status

_NAMED = 8
"""Hospitals named in a sentence of the summary; the table names all."""
_CITED, _CITED_OF_MANY = 6, 3
"""Findings of one status count that the summary cites all, and how many of more; the table cites every one."""
_OPEN_SHOWN = 6
_FEW = 5
"""Hospitals up to which all of them are named, even where each has such findings."""
_ROWS_IN_TEXT = 60
"""Hospitals up to which each has its own section in the text; beyond, the tables hold them."""


def comparison_paper(comparison: Comparison, written: Paragraph | None = None) -> Paper:
    """The comparison, composed; `written` is a model's verified paragraph, to stand under the composed one."""
    theme = comparison.theme or "全部整改事项"
    blocks: list[Block] = [Heading(1, "总述"), Paragraph(tuple(_summary(comparison, theme)))]
    blocks += [written] if written else []
    blocks += _aspects(comparison)
    blocks += _open(comparison)
    blocks += [Heading(1, "对照表"), _table(comparison)]
    blocks += [*_shared(comparison), *_practices(comparison)]
    blocks += [Heading(1, "各医院情况")]
    for section in comparison.sections:
        blocks += _section(section, theme)
    blocks += [findings_grid(comparison), facts_grid(comparison)]
    return Paper(f"整改情况比较：{theme}", tuple(blocks), paper_sources(comparison.citations))


def statements(comparison: Comparison) -> Iterator[str]:
    """What the comparison comes to, one statement a line with its marks: how each hospital stands, what remains."""
    for section in comparison.sections:
        if section.main:
            yield _line([_headline(section), *([_status_run(section)] if _states(section) else [])])
    for section in comparison.sections:
        for fact in section.facts("remaining"):
            yield _line([Run(f"{section.hospital}：{remaining_words(fact)}", fact.citations)])
    for way in comparison.common[:5]:
        yield _line([Run(f"{'、'.join(way.hospitals)}都有“{way.name}”的做法", _first_marks([way]))])


def _line(runs: Iterable[Run]) -> str:
    return "；".join(run.words + "".join(f"[{number}]" for number in run.marks) for run in runs) + "。"


def _states(section: Section) -> bool:
    return any(item.status != "not_stated" for item in section.main)


def paper_sources(citations: Sequence[Citation]) -> tuple[Source, ...]:
    """Citations as numbered sources."""
    return tuple(
        Source(number, c.hospital, c.source, c.label, c.quote, c.start, c.end, c.place)
        for number, c in enumerate(citations, 1)
    )


def _summary(comparison: Comparison, theme: str) -> Iterable[Run]:
    """How many hospitals and findings there are, how they stand as disclosed, and who has none."""
    with_items = [section for section in comparison.sections if section.main]
    findings = [item for section in with_items for item in section.main]
    yield Run(f"就“{theme}”比较{len(comparison.sections)}份通报：")
    if not with_items:
        yield Run("没有一份通报单列相应问题。")
    else:
        everyone = len(with_items) == len(comparison.sections) > _FEW
        who = "都" if everyone else f"{_names(with_items)}{_count(with_items)}"
        yield Run(f"{who}有相关问题，共{len(findings)}条{_tally(findings)}。")
    without = [section for section in comparison.sections if not section.main]
    mentioned = [section for section in without if section.speaks]
    silent = [section for section in without if not section.speaks]
    if mentioned:
        yield Run(f"{_names(mentioned)}没有单列问题，正文有提及", _mention_marks(mentioned))
        yield Run("。")
    if silent:
        yield Run(f"{_names(silent)}没有相应问题，也未见提及。")
    unlabelled = [section for section in with_items if not _states(section)]
    if unlabelled:
        yield Run(f"{_names(unlabelled)}未逐条公布状态。")


def _tally(items: Sequence[Item]) -> str:
    """How many findings bear each status, where several do."""
    counts = Counter(item.status for item in items)
    if len(items) < 2 or set(counts) == {"not_stated"}:
        return ""
    names = {**STATUS_ZH, "not_stated": "未标注状态"}
    return "，其中" + "、".join(f"{name}{counts[status]}条" for status, name in names.items() if counts[status])


def _aspects(comparison: Comparison) -> Iterator[Bullet]:
    """The findings, how they stand, who was held to account, the money and what is shared: a line each."""
    with_items = [section for section in comparison.sections if section.main]
    lines = {
        "问题": [_headline(section) for section in with_items],
        "状态": [_status_run(section) for section in with_items if _states(section)],
        "问责": _accountability(with_items),
        "涉及金额": _money(with_items),
    }
    for name, runs in lines.items():
        if runs:
            yield Bullet(name, (*_joined(runs[:_NAMED]), Run("。")))
    if comparison.common:
        shared = "、".join(f"{way.name}（{len(way.hospitals)}家）" for way in comparison.common[:5])
        yield Bullet("共同的做法", (Run(shared, _first_marks(comparison.common[:5])), Run("。")))


def _headline(section: Section) -> Run:
    """A hospital with its first finding, or its first few."""
    titles = section.main_facts("problem")[:2]
    more = f"等{len(section.main)}条" if len(section.main) > len(titles) else ""
    return Run(
        f"{section.hospital}：{'、'.join(f'“{clip(fact.text, 40)}”' for fact in titles)}{more}",
        tuple(number for fact in titles for number in fact.citations),
    )


def _joined(runs: Iterable[Run]) -> Iterable[Run]:
    for position, run in enumerate(runs):
        if position:
            yield Run("；")
        yield run


def _status_run(section: Section) -> Run:
    counts: Counter[Status] = Counter(item.status for item in section.main if item.status != "not_stated")
    words = "、".join(f"{STATUS_ZH[status]}{number}条" for status, number in counts.items())
    facts = [fact for item in section.main if item.status != "not_stated" for fact in item.of("status")]
    shown = facts if len(facts) <= _CITED else facts[:_CITED_OF_MANY]
    return Run(f"{section.hospital}{words}", marks_of(shown))


def _accountability(sections: Sequence[Section]) -> list[Run]:
    return [
        Run(f"{section.hospital}{_counted(facts)}", marks_of(facts))
        for section in sections
        if (facts := section.facts("accountability"))
    ]


def _money(sections: Sequence[Section]) -> list[Run]:
    runs = []
    for section in sections:
        facts = sorted(section.facts("amount"), key=lambda fact: -(fact.value_yuan or 0))[:2]
        if facts:
            runs.append(Run(f"{section.hospital}{'、'.join(fact.text for fact in facts)}", marks_of(facts)))
    return runs


def _open(comparison: Comparison) -> list[Block]:
    """What remains, by deadline."""
    found = [(section, fact) for section in comparison.sections for fact in section.facts("remaining")]
    if not found:
        return []
    found.sort(key=lambda each: (each[1].due or "9999", each[0].source))
    shown = found if len(comparison.sections) <= _ROWS_IN_TEXT else found[:_OPEN_SHOWN]
    bullets: list[Block] = [
        Bullet(section.hospital, (Run(remaining_words(fact), fact.citations),)) for section, fact in shown
    ]
    if len(found) > len(shown):
        bullets.append(Paragraph((Run(f"另有{len(found) - len(shown)}项，见表。"),)))
    return [Heading(1, "尚未完成的事项"), *bullets]


def _table(comparison: Comparison) -> Grid:
    columns = ("医院", "问题", "状态", "未完事项与时限", "问责", "金额", "制度")
    return Grid("对照", columns, tuple(_row(section) for section in comparison.sections))


def _row(section: Section) -> tuple[Cell, ...]:
    if not section.main:
        said = "无单列问题，正文有提及" if section.speaks else "无相应问题"
        blank = tuple(Run("") for _ in range(5))
        return (Run(section.hospital), Run(said, _mention_marks([section])), *blank)
    problems, stated = section.main_facts("problem"), section.main_facts("status")
    statuses = Counter(STATUS_ZH[item.status] for item in section.main)
    rules, acts, sums, left = (section.facts(kind) for kind in ("rule", "accountability", "amount", "remaining"))
    return (
        Run(section.hospital),
        Run("；".join(clip(fact.text, 30) for fact in problems), marks_of(problems)),
        Run("、".join(f"{name}{number}条" for name, number in statuses.items()), marks_of(stated)),
        Run("；".join(clip(remaining_words(fact), 50) for fact in left), marks_of(left)),
        Run(_counted(acts), marks_of(acts)),
        Run("、".join(dict.fromkeys(money_words(fact.value_yuan or 0) for fact in sums)), marks_of(sums)),
        Run("、".join(dict.fromkeys(clip(fact.text, 30) for fact in rules)), marks_of(rules)),
    )


def _mention_marks(sections: Iterable[Section]) -> tuple[int, ...]:
    """The first sentence of each that speaks of the theme in passing."""
    return marks_of(
        fact
        for section in sections
        for fact in [*section.facts("mention"), *(f for f in section.profile if f.kind == "mention")][:1]
    )


def _shared(comparison: Comparison) -> list[Block]:
    blocks: list[Block] = []
    if comparison.common:
        blocks.append(Heading(1, "共同的做法"))
        blocks += [_way(way) for way in comparison.common]
    if comparison.only:
        blocks.append(Heading(1, "只有一家写到的做法"))
        blocks += [_way(way) for way in comparison.only]
    return blocks


def _way(way: Approach) -> Bullet:
    runs = [
        Run(f"{hospital}“{clip(fact.text, 60)}”", fact.citations)
        for hospital, fact in zip(way.hospitals[:_NAMED], way.examples, strict=False)
    ]
    more = len(way.hospitals) - len(runs)
    tail = [Run(f"；另有{more}家")] if more > 0 else []
    return Bullet(f"{way.name}（{len(way.hospitals)}家）", (*_joined(runs), *tail))


def _practices(comparison: Comparison) -> list[Block]:
    if not comparison.practices:
        return []
    bullets = [
        Bullet(each.hospital, (Run(f"{each.fact.text}（{each.why}）", each.fact.citations),))
        for each in comparison.practices
    ]
    return [Heading(1, "可供借鉴的做法"), *bullets]


def _section(section: Section, theme: str) -> list[Block]:
    name = section.hospital + (f"（{section.feedback_date}反馈）" if section.feedback_date else "")
    blocks: list[Block] = [Heading(2, name)]
    if not section.speaks and not section.profile:
        blocks.append(Paragraph((Run(f"该院通报没有“{theme}”方面的问题。"),)))
    blocks += [Bullet(FACT_ZH[fact.kind], (Run(fact.text, fact.citations),)) for fact in section.profile]
    for item in section.main:
        blocks.append(Heading(3, f"{item.label}{item.title}"))
        blocks += [_bullet(fact) for fact in item.facts]
        blocks.append(Bullet("列入理由", (Run(item.reason),)))
    if section.passing:
        blocks.append(Heading(3, "其他问题中的提及"))
    for item in section.passing:
        blocks += [_passing(item, fact) for fact in item.facts if fact.kind not in ("problem", "status")]
    for near in section.near:
        blocks.append(Bullet("相近问题", (Run(f"{near.title}（{near.reason}）", near.citations),)))
    return blocks


def _passing(item: Item, fact: Fact) -> Bullet:
    words = remaining_words(fact) if fact.kind == "remaining" else fact.text
    return Bullet(f"{item.label}{clip(item.title, 30)}·{FACT_ZH[fact.kind]}", (Run(words, fact.citations),))


def _bullet(fact: Fact) -> Bullet:
    words = remaining_words(fact) if fact.kind == "remaining" else fact.text
    return Bullet(FACT_ZH[fact.kind], (Run(words, fact.citations),))


def _counted(facts: Iterable[Fact]) -> str:
    """Texts in a list; one that stands several times is said once, with how often."""
    counts = Counter(fact.text for fact in facts)
    return "、".join(text if number == 1 else f"{text}（{number}处）" for text, number in counts.items())


def _first_marks(ways: Iterable[Approach]) -> tuple[int, ...]:
    return marks_of(fact for way in ways for fact in way.examples[:2])


def _names(sections: Sequence[Section]) -> str:
    names = list(dict.fromkeys(section.hospital for section in sections))
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")


def _count(sections: Sequence[Section]) -> str:
    number = len({section.hospital for section in sections})
    return f"{number}家" if number > 1 else ""
