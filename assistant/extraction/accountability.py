"""Who was held to account for a finding, and how: one entry a measure against persons, departments or contractors.

Only what was done counts. A penalty that a rule threatens, a talk that is routine or a teaching, a plan to hold
somebody to account and what a title says are left out. `persons` is a printed number and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from assistant.extraction.prose import Clause, Prose, blocks, without_marker
from assistant.extraction.sanctions import Sanction, find_sanctions, may_hold_sanctions
from assistant.outline.model import OutlineFinding
from assistant.schema import Accountability, Evidence
from assistant.text.numbers import find_counts

_SEPARATOR = re.compile(r"、|以及|并(?!列)|和|及(?!时)|与")
_HYPOTHETICAL = re.compile(
    r"将(?:对[^,;。]{0,25})?(?:依规依纪|依纪依规|依法依规|按规定|按照|视情|及时|严肃|从严|进一步|继续|一律|予以|给予|进行|开展|实施|采取|追究|约谈|通报|扣)"
    r"|(?<![模虚])拟(?!定)|计划(?!生育)|准备|适时|届时|必要时|一律|一经|凡|如有|如果|(?<![的比例])若(?!干)|一旦|逾期|仍不|仍未|拒不|屡教不改|"
    r"情节(?:较|严)重|可(?:以|视|给予|予以|采取)|应(?:当|给予|予以|扣)|必须|(?<!主)(?<!重)要(?:对|及时|给予)|视情|确保|防止|避免|明确要求|应$|(?:发现|出现|存在)[^,;。]{0,14}(?:及时|立即|随时|第一时间)"
)
_ROUTINE = re.compile(
    r"定期|不定期|每(?:月|周|季度?|半年|年|次)|常态化|加强|加大|强化|坚持|用好|推行|实行|建立|健全|综合运用|灵活运用|善用|通过[^,;。]{0,8}等"
)
_GRADED = re.compile("警告|记过|记大过|降级|降职|撤职|留党察看|开除|免职")
"""Of these a person gets one: 对2人分别给予记过、警告 deals them out; 分别给予批评教育、扣减绩效 gives each both."""
_DONE = re.compile(r"已|\d+月\d+日|\d{4}年\d+月|其中|分别|共计|累计|(?:处分|谈话|约谈|批评|教育|罚|扣|免|离|取消)了")
_MISSING = re.compile(
    r"(?:未|没有)(?:对|与)[^,;。]{1,20}?(?:进行|开展|予以|给予)?$|(?:未|没有|缺乏|尚未|少有|无人|不予|免予|免于)[^,;。、]{0,6}$"
)
_FAULT = re.compile(
    r"(?:制度|工作|力度|程序)?(?:落实|执行|开展|运用|使用)?(?:不到位|不及时|不够|不力|不严|不足|流于|偏少|较少|缺失|偏软)"
)
_RULE_MADE = re.compile(
    r"(?:制定|制订|修订|完善|健全|建立|出台|印发|下发|细化|修改)[^,;。:]{0,40}?(?:《|制度|机制|办法|细则|方案|规定|措施)"
)
_RULE_SAYS = re.compile(r"明确(?!责任人)|(?<!关)(?<!按)(?<!照)规定(?=对|了|凡|:|,对)|要求(?=对)")
_CONDITION = re.compile(
    r"^(?:对|凡)(?:于|存在|发现)?(?:违反|违规|不|未|发生|出现|造成|多次|连续|屡次|达不到|履职不力|整改不力|工作不力|落实不力)"
)
_OTHERS = re.compile(r"医保(?:局|中心|基金|部门)")
_PERSONS = frozenset(("人", "名", "位", "人次"))
_TITLES = r"(?:院长|主任|书记|负责人|科长|护士长|部长|医师|医生|经理)"
_COUNTED_TITLE = re.compile(rf"(?P<n>\d+|[两二三四五六七八九十])个[^,;。、\d]{{0,6}}?{_TITLES}")
_RIGHT_AFTER = re.compile(
    r"(?:处分|处理|处罚|问责)?(?:了|共|共计|累计|合计|科室负责人|相关责任人员?|责任人员?|有关人员|相关人员|责任人|干部|医务人员|党员)*$"
)
_OWN_OBJECT = re.compile(
    r"对|与|将|给予[^党政]|企业|单位|供[应货]商|(?:人员|责任人|负责人|主任|医师|医生|护士长|科室|公司|部门)|[某]"
)
_ADDRESSED = re.compile(r"[^,;。]{0,8}?(?:对|针对|将|给予|约谈)")
_CATEGORY = re.compile(r".*(?:处分|处理|处罚|问责|追究.*)")
_SUMMED_UP = re.compile(r"(?:累计|共计|合计|总计|共)")


@dataclass(frozen=True, slots=True)
class _Deed:
    """A sanction in its own stretch of a clause; `start..end` in flat positions."""

    sanction: Sanction
    clause: int
    start: int
    end: int
    persons: int | None


def accountability(text: str, finding: OutlineFinding) -> tuple[Accountability, ...]:
    """The measures against persons, departments or contractors that the finding reports, in order."""
    entries: dict[tuple[str, str], Accountability] = {}
    for prose in blocks(text, finding):
        for deed in _deeds(prose):
            evidence = Evidence.cut(text, *prose.flat.span(deed.start, deed.end))
            entry = Accountability(action=deed.sanction.term, persons=deed.persons, evidence=evidence)
            entries.setdefault((prose.flat.text[deed.start : deed.end], entry.action), entry)
    return tuple(entries.values())


def persons_of(stretch: str, term_end: int) -> int | None:
    """The number of persons printed for the term that ends at `term_end` of `stretch` (matching form).

    The number right after the term goes first (提醒谈话7人次); else the only number in the stretch. Two numbers say
    nothing for certain: None.
    """
    numbers = _person_counts(stretch)
    after = [
        value for start, value in numbers if start >= term_end and _RIGHT_AFTER.fullmatch(stretch, term_end, start)
    ]
    if after:
        return after[0]
    values = {value for _, value in numbers}
    return values.pop() if len(values) == 1 else None


def readings(quote: str) -> tuple[tuple[str, int | None], ...]:
    """The terms that `quote` holds, each with the persons printed for it; what was threatened or planned too."""
    prose = Prose.of(quote, 0, len(quote))
    return tuple((deed.sanction.term, deed.persons) for deed in _deeds(prose, applied_only=False))


def _person_counts(stretch: str) -> list[tuple[int, int]]:
    """Where numbers of persons stand, and their values; 每人 and one of several 第2名 are none."""
    found = [(c.start, c.value) for c in find_counts(stretch) if c.unit in _PERSONS and c.value > 0]
    for match in _COUNTED_TITLE.finditer(stretch):
        counts = find_counts(match["n"] + "个")
        if counts:
            found.append((match.start(), counts[0].value))
    return sorted(found)


def _deeds(prose: Prose, *, applied_only: bool = True) -> list[_Deed]:
    """Sanctions (only those applied), each with its stretch and persons; generic terms give way to concrete ones."""
    deeds: list[_Deed] = []
    for index, clause in enumerate(prose.clauses):
        if not may_hold_sanctions(prose.masked, clause.start, clause.end):
            continue
        stretches = list(_stretches(prose.masked, clause))
        dealt_out = sum(_GRADED.search(sanction.term) is not None for sanction, _, _ in stretches) > 1
        for position, (sanction, start, end) in enumerate(stretches):
            if applied_only and not _applied(prose, index, sanction):
                continue
            start = without_marker(prose.masked, start, end)
            start = _behind_severally(prose.masked, start, sanction.start) if dealt_out else start
            stretch = prose.masked[start:end]
            persons = persons_of(stretch, sanction.end - start)
            deed = _Deed(sanction, index, start, end, persons)
            severally = dealt_out and "分别" in prose.masked[clause.start : sanction.start]
            deeds.append(deed if severally else _inherit(prose, deeds, deed, first=position == 0))
    return _concrete(prose, deeds) if applied_only else deeds


def _behind_severally(masked: str, start: int, end: int) -> int:
    """Where a stretch begins behind 分别: 对2人分别给予记过、警告处分 says of none how many got which."""
    at = masked.find("分别", start, end)
    return max(start, at)


def _stretches(masked: str, clause: Clause) -> Iterator[tuple[Sanction, int, int]]:
    """The clause cut between its sanctions: 2人给予党内警告、6人作出检讨 are two stretches."""
    found = find_sanctions(masked, clause.start, clause.end)
    found = [s for s in found if not (s.generic and _beside_concrete(masked, s, found))]
    start = clause.start
    for sanction, following in zip_longest(found, found[1:]):
        cut = _SEPARATOR.search(masked, sanction.end, following.start) if following else None
        end = cut.start() if cut else clause.end
        yield sanction, start, end
        start = cut.end() if cut else start


def _beside_concrete(masked: str, generic: Sanction, found: list[Sanction]) -> bool:
    """Whether a concrete term stands beside the generic one with nothing between them that separates deeds."""
    for other in found:
        between = (min(generic.end, other.end), max(generic.start, other.start))
        if not other.generic and not _SEPARATOR.search(masked, *between):
            return True
    return False


def _applied(prose: Prose, index: int, sanction: Sanction) -> bool:
    """Whether the text says the sanction was carried out, in this case."""
    clause = prose.clauses[index]
    masked = prose.masked
    before, whole = masked[clause.start : sanction.start], masked[clause.start : clause.end]
    if _MISSING.search(before) or _FAULT.match(masked, sanction.end) or _HYPOTHETICAL.search(before):
        return False
    if _OTHERS.search(whole) and not re.search(r"责任|人员|科室|医[师生]", whole):
        return False
    done = bool(_DONE.search(whole)) or bool(_person_counts(whole))
    return done or not (_ROUTINE.search(before) or _in_a_rule(prose, index, before, whole))


def _in_a_rule(prose: Prose, index: int, before: str, whole: str) -> bool:
    """Whether the clause says what a rule provides, rather than what was done."""
    clause = prose.clauses[index]
    earlier = [c for c in prose.clauses[:index] if c.sentence == clause.sentence]
    said = prose.masked[earlier[0].start : clause.start] if earlier else ""
    if _RULE_MADE.search(said + before) and _RULE_SAYS.search(said + before):
        return True
    return bool(_RULE_MADE.search(said) and _CONDITION.match(whole)) or bool(_RULE_SAYS.search(before))


def _inherit(prose: Prose, deeds: list[_Deed], deed: _Deed, *, first: bool) -> _Deed:
    """The deed with the persons of the words just before it, where it names nobody itself.

    对2名医师作出批评教育，扣发当月补贴 says 2 of both; the evidence then covers both.
    """
    own = prose.masked[deed.start : deed.end]
    if deed.persons is not None or _OWN_OBJECT.search(own):
        return deed
    if deeds and deeds[-1].clause == deed.clause - first and deeds[-1].persons is not None:
        before = deeds[-1]
        if not _same_sentence(prose, before.clause, deed.clause):
            return deed
        return replace(deed, start=before.start, persons=before.persons)
    if not first or deed.clause == 0 or not _same_sentence(prose, deed.clause - 1, deed.clause):
        return deed
    clause = prose.clauses[deed.clause - 1]
    start = without_marker(prose.masked, clause.start, clause.end)
    said = prose.masked[start : clause.end]
    values = {value for _, value in _person_counts(said)}
    if len(values) != 1 or not _ADDRESSED.match(said):
        return deed
    return replace(deed, start=start, persons=values.pop())


def _same_sentence(prose: Prose, one: int, other: int) -> bool:
    return prose.clauses[one].sentence == prose.clauses[other].sentence


def _concrete(prose: Prose, deeds: list[_Deed]) -> list[_Deed]:
    """Without announcements: 给予处理，扣发奖金 and 追究责任：其中2人党内警告 say one thing twice."""
    kept: list[_Deed] = []
    for deed, following in zip_longest(deeds, deeds[1:]):
        if following is not None and following.clause == deed.clause + 1:
            own = prose.masked[prose.clauses[following.clause].start : prose.clauses[following.clause].end]
            announced = deed.sanction.generic and not following.sanction.generic
            detailed = own.startswith("其中") and (
                following.sanction.generic or _CATEGORY.fullmatch(deed.sanction.term)
            )
            if detailed or (announced and not own.startswith(("对", "针对"))):
                continue
        if kept and _sums_up(prose, kept[-1], deed):
            continue
        kept.append(deed)
    return kept


def _sums_up(prose: Prose, before: _Deed, deed: _Deed) -> bool:
    """Whether the deed only gives the sum of the one before it: 扣罚200元/例，累计扣罚2.4万元."""
    same = before.sanction.term == deed.sanction.term and _same_sentence(prose, before.clause, deed.clause)
    return same and deed.persons in (None, before.persons) and bool(_SUMMED_UP.match(prose.masked, deed.start))
