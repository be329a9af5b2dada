"""Several fields of each notice side by side: who inspected, from when to when, the feedback, the notice's date."""

from __future__ import annotations

from assistant.answering.desk import Desk
from assistant.answering.families import dates
from assistant.answering.plan import Field


def report_field(desk: Desk) -> None:
    """The fields of the notice that are asked for: one, in its own sentence, or several as a table."""
    if len(desk.plan.fields) > 1:
        notice_table(desk, desk.plan.fields)
    else:
        dates.report_field(desk)


def notice_table(desk: Desk, fields: tuple[Field, ...]) -> None:
    """A line and a row a notice; what a notice does not give is said in its line."""
    desk.draft.columns = (desk.say("field_name_hospital"), *(desk.say(f"field_name_{field}") for field in fields))
    lines = []
    given = 0
    for source in desk.reports:
        cells, words, marks = [], [], []
        for field in fields:
            value = dates.value_of(desk, source, field)
            mark = desk.cite_field(source, *dates.evidence_names(field)) if value else ""
            name = desk.say(f"field_name_{field}")
            words.append(desk.say("field_cell", name=name, value=value or desk.say("field_not_given"), marks=mark))
            cells.append(value or "")
            marks.append(mark)
            given += value is not None
        desk.draft.present(source)
        desk.draft.row(desk.hospital(source), *cells, marks=desk.book.numbers("".join(marks)))
        words_ = desk.semicolon.join(words)
        lines.append(desk.say("mention_line", hospital=desk.hospital(source), words=words_, tail=""))
    desk.draft.abstained = given == 0
    if len(lines) == 1:
        desk.draft.lead = lines[0]
        return
    names = desk.names(desk.reports)
    desk.draft.lead = desk.say("field_several", n=len(lines), hospital=names, first=lines[0])
    for line in lines:
        desk.draft.bullet(line)
