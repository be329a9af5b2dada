"""What the findings of an answer leave open: the matter a question asks the completion of, deadlines, the status."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, commitment_words, date_words, due_words, nested
from assistant.answering.families.matching import theme_terms
from assistant.answering.passages.model import SnippetAnswer
from assistant.answering.questions import cues_of
from assistant.records.query import FindingRow
from assistant.schema import Commitment

Told = tuple[FindingRow, Commitment]
"""The open matter a question is about, with its finding."""

_HAPPENS = re.compile(
    r"(什么时候|啥时候|几月|几号|哪天|哪个月|哪一?年|何时).{0,6}(通过|开工|动工|上线|到货|投用|完工|竣工|建成|启用|搬|挂牌)"
)


def asks_completion(desk: Desk) -> bool:
    """Whether a question asks if, or when, something is done."""
    cues = cues_of(desk.plan.question)
    if "when" in cues and re.search(r"能|才|可以|几时", desk.plan.question):
        return True
    if _HAPPENS.search(desk.plan.question):
        return True
    return (bool({"done", "not_done"} & cues) and bool({"yes_no", "when", "not_done"} & cues)) or bool(
        re.search(
            r"(?:拿到|领到|到手|[发办批拿]下)[^,]{0,8}了?(?:吗|没|么|没有)|(建|弄|做|办|装|买|修|搞|开|上|盖)(好|成|完|齐|线)了?(吗|没|么|没有|吧)",
            desk.plan.question,
        )
    )


def open_matter(desk: Desk, answer: SnippetAnswer) -> Told | None:
    """The open matter that the question is about, if the text leaves one open."""
    terms = [t for t in theme_terms(desk.plan) if len(t) >= 2]
    dated = "when" in cues_of(desk.plan.question)
    best: tuple[tuple[int, bool, int], FindingRow, Commitment] | None = None
    for rank, row in enumerate(_about(desk, answer)):
        for commitment in row.finding.commitments:
            hits = sum(term in commitment.evidence.quote or term in commitment.what for term in terms)
            score = (hits, dated and commitment.due is not None, -rank)
            if hits and (best is None or score > best[0]):
                best = (score, row, commitment)
    return (best[1], best[2]) if best else None


def _about(desk: Desk, answer: SnippetAnswer) -> list[FindingRow]:
    """The findings of the answer's passages; where they do not answer, all that leave something open, nearest first."""
    places = list(dict.fromkeys((s.source, s.finding) for s in answer.snippets if s.finding is not None))
    if answer.answerable or len(desk.reports) != 1:
        return desk.findings_at(places)
    near = places + [(r[0], r[1]) for r in desk.passages.best_finding(desk.plan.question, desk.plan.sources)[:3]]
    rows = desk.findings(with_commitments=True)
    order = {place: rank for rank, place in reversed(list(enumerate(near)))}
    return sorted(rows, key=lambda row: order.get((row.source, row.finding.ordinal), len(near)))


def state(desk: Desk, row: FindingRow, commitment: Commitment) -> str:
    """The open matter in its own words, with its deadline and the day of the notice."""
    desk.draft.present(row.source, row.finding.ordinal)
    due = due_words(commitment.due, desk.plan.language)
    key = "matter_open_due" if due else "matter_open"
    published = desk.reports[row.source].fields.published
    at = f"（{date_words(published, desk.plan.language)}）" if published else ""
    if published and not desk.english:
        at += desk.cite_field(row.source, "published")
    mark = desk.book.finding(row, commitment.evidence)
    return desk.say(key, quote=nested(clip(commitment.evidence.quote, 120)), due=due, at=at, mark=mark)


def status_label(desk: Desk, answer: SnippetAnswer, told: Told | None) -> str:
    """The status of the finding that the facts stand in, where the question also asks whether it is done."""
    if told is not None or not asks_completion(desk) or not answer.snippets:
        return ""
    row = desk.finding_of(answer.snippets[0])
    if row is None:
        return ""
    if row.finding.status == "not_stated":
        return desk.say("item_state_silent")
    return desk.say("item_state", status=desk.status(row.finding.status), mark=desk.cite_status(row))


def dated_remainder(desk: Desk, answer: SnippetAnswer, within: bool, told: Told | None) -> str:
    """Deadlines of what remains of the finding in question, where a question asks when something will be done."""
    if not ({"when", "overdue"} & cues_of(desk.plan.question)) or not answer.snippets:
        return ""
    if not within and not asks_completion(desk):
        return ""
    row = desk.finding_of(answer.snippets[0])
    if row is None:
        return ""
    words = theme_terms(desk.plan)
    dated = [c for c in row.finding.commitments if c.due and (told is None or c != told[1])]
    about = dated if within else [c for c in dated if any(w in c.evidence.quote for w in words)]
    if not about:
        return ""
    return desk.say("dated_remainder", what="；".join(commitment_words(desk, row, c) for c in about[:4]))


def other_date(desk: Desk, answer: SnippetAnswer) -> str:
    """A deadline of the same matter that the notice gives elsewhere, and differently: both are shown."""
    if not any(part.expected == "date" for part in answer.parts) or not answer.snippets:
        return ""
    top = answer.snippets[0]
    row = desk.finding_of(top)
    if row is None:
        return ""
    shown = re.sub(r"\s", "", "".join(s.quote for s in answer.snippets))
    words = [w for w in theme_terms(desk.plan) if len(w) >= 2]
    said = [c for c in row.finding.commitments if c.due and due_words(c.due, "zh") not in shown]
    about = [c for c in said if sum(w in c.evidence.quote for w in words) * 2 >= max(1, len(words))]
    about = [c for c in about if not top.start <= c.evidence.start < top.end]
    if not about or not re.search(r"\d+月|年底|季度", shown):
        return ""
    return desk.say("other_date", what="；".join(commitment_words(desk, row, c) for c in about[:2]))
