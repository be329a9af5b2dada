"""The findings that a notice marks with a colour (绿、黄、红), where a question asks by it: 挂黄牌的是哪几条."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk

_COLOUR = re.compile(r"(?P<colour>[红黄绿蓝橙])(?:牌|灯|色|标|档)")
_FINDINGS = re.compile(r"哪(?:几|些|[两二三四五六七八九])?(?:条|项|个问题|些问题)|有?(?:几|多少)(?:条|项|个)")


def coloured(desk: Desk) -> bool:
    """List the findings of one notice under a colour; False where none is asked for, or the notice has no such mark."""
    asked = _COLOUR.search(desk.plan.asked)
    if asked is None or len(desk.reports) != 1 or _FINDINGS.search(desk.plan.asked) is None:
        return False
    rows = [
        row
        for row in desk.findings()
        if row.finding.status_evidence is not None and asked["colour"] in row.finding.status_evidence.quote
    ]
    if not rows:
        return False
    what = asked["colour"]
    desk.draft.lead = desk.say("which_findings", hospital=rows[0].hospital, n=len(rows), what=what)
    desk.draft.columns = ("问题", "状态")
    for row in rows:
        desk.draft.present(row.source, row.finding.ordinal)
        mark = desk.cite_status(row)
        desk.draft.bullet(f"{desk.title(row)}：{desk.status(row.finding.status)}{mark}")
        desk.draft.row(row.finding.title, desk.status(row.finding.status), marks=desk.book.numbers(mark))
    return True
