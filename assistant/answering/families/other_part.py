"""The other half of a question in two parts: the figure beside the persons held to account, and these beside a figure.

A question for what was paid back and who was punished is read as one of the two; the finding that answers it mostly
holds both.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.passages.model import PartAnswer, SnippetAnswer
from assistant.answering.plan import Operation

_BESIDE_RECORDS: frozenset[Operation] = frozenset(("accountability", "item_status", "rules", "money", "mentions"))
_FIGURES = frozenset(("persons", "count", "money", "percent", "duration", "date"))
_TOLD = frozenset(("yesno",))
"""What the words of a finding answer without a figure (追回来没有)."""
_WHETHER_DONE = re.compile(r"整改|改[完好]|完成|落实|销号|到位")
"""What the status of a finding answers itself."""
_HANDLED = re.compile(
    r"(?:处理|处分|处罚|问责|追责|批评|约谈|诫勉|追究)了?(?:谁|哪|几|多少|什么人)|谁[^,]{0,6}(?:处理|处分|处罚|问责|追责|批评|约谈|诫勉|责任)"
    r"|拿谁(?:是问|开刀)|(?:问|追|担)了?(?:谁|哪些人)的?责|(?:人|主任|科长|领导)[^,]{0,6}(?:怎么|咋|如何)(?:处理|处分|处罚|问责)"
    r"|(?:受|挨|背|给)了?(?:什么|啥|哪种|怎样的)(?:处理|处分|处罚)"
)
_SHOWN = 3
_FEW = 2
"""Findings up to which the other half is looked for in these alone."""


def figure_beside(desk: Desk) -> None:
    """Add the figure that another part of the question asks for, from a finding the answer presents already."""
    draft = desk.draft
    sources = draft.subject_sources if desk.plan.operation == "mentions" else list(desk.reports)
    asked = desk.plan.operation in _BESIDE_RECORDS and len(sources) == 1 and not desk.within and not desk.english
    if not asked or draft.abstained or not draft.subject_findings:
        return
    shown = "".join([draft.lead, *draft.lines])
    places = draft.subject_findings if len(draft.subject_findings) <= _FEW else None
    answer = desk.passages.answer_snippets(desk.plan.question, sources, places)
    if len(answer.parts) < 2:
        return
    for place, part in enumerate(answer.parts):
        words = _figure_of(desk, part, shown)
        if words:
            said = desk.say("said_by", hospital=desk.hospital(sources[0]), quotes=words)
            draft.lead = f"{said}{draft.lead}" if place == 0 else f"{draft.lead}{said}"
            shown += words


def _figure_of(desk: Desk, part: PartAnswer, shown: str) -> str:
    """The words with the figure a part asks for; nothing where they are shown, or stand in another finding."""
    valued = part.expected in _FIGURES and part.values
    if desk.plan.operation == "item_status" and part.expected in _TOLD and _WHETHER_DONE.search(part.question):
        return ""
    if not (valued or part.expected in _TOLD) or not part.answerable or part.contradicted or asks_handled(part):
        return ""
    snippet = part.snippets[0]
    figure = part.values[0].text if valued else snippet.quote
    if (snippet.source, snippet.finding) not in desk.draft.subject_findings or figure in shown:
        return ""
    return f"“{nested(clip(snippet.quote, 160))}”{desk.book.snippet(snippet)}"


def asks_handled(part: PartAnswer) -> bool:
    """Whether a part of a question asks who was held to account, or how."""
    return _HANDLED.search(part.question) is not None


def handled_beside(desk: Desk, answer: SnippetAnswer, shown: str) -> str:
    """The measures against persons in the finding of an answer, where a part of the question asks for them."""
    wanted = [part for part in answer.parts if asks_handled(part)]
    row = desk.finding_of(answer.snippets[0]) if wanted and len(answer.parts) > 1 and answer.snippets else None
    if row is None:
        return ""
    items = [item for item in row.finding.accountability if item.evidence.quote not in shown][:_SHOWN]
    words = "；".join(f"“{nested(clip(i.evidence.quote, 80))}”{desk.book.finding(row, i.evidence)}" for i in items)
    return desk.say("handled_beside", words=words) if words else ""
