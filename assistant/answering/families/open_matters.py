"""Open matters wherever they stand: drafts not yet issued, things awaiting approval, whatever the finding's own
status.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.answering.desk import Desk, by_source, commitment_words
from assistant.answering.families.matching import words_of
from assistant.answering.lexicon import cue_patterns
from assistant.answering.questions import cues_of
from assistant.records.query import FindingRow
from assistant.schema import Commitment

_SHOWN = 40
_ASKS_APPROVAL = re.compile(
    r"(?:[等待没未][^,，。?？]{0,10}|(?<!通)报)(?:批(?!评|次|发|量)|审批|核准)"
    r"|approval|permission|sign-?off|clearance",
    re.IGNORECASE,
)
"""That what others have to approve is asked for."""
_AWAITS = re.compile(
    r"待(?!遇)[^，。；;]{0,14}(?:批|审|核准|备案)|(?:等待|等候|正在)[^，。；;]{0,14}(?:批|审)|[已经]?(?:报|提交|申请|上报)[^，。；;]{0,16}"
    r"(?:[，,](?:待|等|尚|目前|正)[^。；;]{0,16})?(?:待批|审批|批复|审核|核准|备案)|未(?:获|得)?批|(?:未|没有)批复"
)
"""That something waits for somebody's approval."""
_KIND = re.compile(r"办法|制度|文件|细则|规定|方案|规范|规程")
"""Kinds of document: any of them may be meant by any."""
_TO_COME = re.compile(r"(?:招标|采购|购置)+|上线|交付|完工|竣工|投用|启用|验收|到位|开业|运行|配齐")
"""What is to become of a thing; that another thing is to become the same makes it no matter asked about."""
_BUILT = ("完工", "竣工", "建成", "投用")
"""Ends of works, any of which may be meant by any."""
_WORKS = re.compile(r"工程|项目|建设")
"""Works of any kind: what is to become of them tells which are meant."""


def open_matters(desk: Desk) -> None:
    """Matters that the text leaves in draft or in progress, by hospital and finding."""
    pairs = [(row, c) for row in desk.findings(with_commitments=True) for c in row.finding.commitments]
    if _ASKS_APPROVAL.search(desk.plan.question) and (held := [(r, c) for r, c in pairs if _held_up(desk, r, c)]):
        pairs = held
    elif "draft" in cues_of(desk.plan.question):
        pairs = [(row, c) for row, c in pairs if _drafted(c)]
    pairs = _narrowed_to(desk, pairs)
    if not pairs:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("open_matters_none", hospital=desk.names(desk.reports))
        return
    rows = [row for row, _ in pairs]
    unit = "" if desk.english else "项"
    counts = "、".join(f"{desk.hospital(s)}{len(found)}{unit}" for s, found in by_source(rows).items())
    desk.draft.lead = desk.say("open_matters", n=len(pairs), counts=counts)
    desk.draft.columns = ("医院", "问题", "事项")
    for row, commitment in pairs[:_SHOWN]:
        _entry(desk, row, commitment)


_APPROVING = re.compile(
    r"上[级面头]|外部|有关|主管|部门|机关|单位|有?事[项情]?|审批|批[复准]?|核准|等待?|matters?|outside|external|authorit(?:y|ies)|approval"
)
"""Words for approving and for who does, which are no matter."""


def _held_up(desk: Desk, row: FindingRow, commitment: Commitment) -> bool:
    """Whether an open matter waits for approval, by its own words or the rest of its sentence."""
    text, at = desk.records.text(row.source), commitment.evidence
    rest = re.split(r"[。；;\n]", text[at.end : at.end + 60], maxsplit=1)[0]
    return _AWAITS.search(at.quote + rest) is not None


def _narrowed_to(desk: Desk, pairs: list[tuple[FindingRow, Commitment]]) -> list[tuple[FindingRow, Commitment]]:
    """Those on the matter asked about: of one notice, by their words, title or field; over several, by their very
    words, if any has them, and none where the matter is nowhere.
    """
    own = [(row, c) for row, c in pairs if _narrowed(desk, row, c, own=True)]
    if own and len(desk.reports) > 1:
        return own
    about = [(row, c) for row, c in pairs if (row, c) in own or _narrowed(desk, row, c, own=False)]
    return about or (pairs if len(desk.reports) == 1 or not _matter(desk) else [])


def _matter(desk: Desk) -> list[str]:
    """The words of what is still to come, as the question names it."""
    left = desk.plan.theme
    for name in ("draft", "waiting", "not_done"):
        left = cue_patterns()[name].sub(" ", left)
    left = _KIND.sub(" ", left)
    if _ASKS_APPROVAL.search(desk.plan.question):
        left = _APPROVING.sub(" ", left)
    if _TO_COME.search(left) is None:
        return _words(left)
    built = [word for word in _BUILT if any(each in left for each in _BUILT)]
    return _words(_WORKS.sub(" ", _TO_COME.sub(" ", left))) or [*_words(_WORKS.sub(" ", left)), *built]


def _words(theme: str) -> list[str]:
    return [word for run in theme.split() for word in words_of(run)]


def _narrowed(desk: Desk, row: FindingRow, commitment: Commitment, *, own: bool) -> bool:
    """Whether the very words of an open matter hold a word that the question names; else its title, or its field."""
    words = _matter(desk)
    if own:
        return any(word in commitment.evidence.quote for word in words)
    if any(word in row.finding.title for word in words):
        return True
    # Of a thing that is to become something, the open matters of its whole field are no answer.
    return _TO_COME.search(desk.plan.theme) is None and bool(set(desk.plan.topics) & set(row.finding.topics))


_DOCUMENT = re.compile(r"《[^》]+》|办法|制度|细则|规定|方案|规范|规程")


def drafts(desk: Desk, seen: Collection[str]) -> None:
    """The documents that are drafted and not issued, one line each, under the documents made."""
    for row in desk.findings(with_commitments=True):
        for commitment in row.finding.commitments:
            quote = commitment.evidence.quote
            if _drafted(commitment) and _DOCUMENT.search(quote) and not any(name in quote for name in seen):
                where = row.hospital if len(desk.reports) > 1 else ""
                desk.draft.present(row.source, row.finding.ordinal)
                words = f"{where}{desk.title(row)}：{commitment_words(desk, row, commitment, 120)}"
                desk.draft.bullet(desk.say("not_issued", words=words))


def _drafted(commitment: Commitment) -> bool:
    return cue_patterns()["draft"].search(commitment.evidence.quote) is not None


def _entry(desk: Desk, row: FindingRow, commitment: Commitment) -> None:
    desk.draft.present(row.source, row.finding.ordinal)
    where = row.hospital if len(desk.reports) > 1 else ""
    words = commitment_words(desk, row, commitment, 120)
    desk.draft.bullet(f"{where}{desk.title(row)}：{words}")
    desk.draft.row(
        row.hospital,
        row.finding.title,
        commitment.what,
        marks=desk.book.numbers(desk.book.finding(row, commitment.evidence)),
    )
