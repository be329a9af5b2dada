"""What a notice declares outside its findings: clues handed over, letters, immediate matters, and how far they got."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip
from assistant.answering.passages.expected import asks_total
from assistant.answering.plan import DeclaredKind
from assistant.schema import DeclaredTotals, Evidence
from assistant.text.clauses import sentences

NAMES: dict[DeclaredKind, tuple[str, str]] = {
    "clues": ("问题线索", "clues"),
    "letters": ("信访件", "letters"),
    "immediate": ("立行立改事项", "immediate matters"),
}
_WORDS: dict[DeclaredKind, re.Pattern[str]] = {
    "clues": re.compile(r"线索"),
    "letters": re.compile(r"信访|举报"),
    "immediate": re.compile(r"立行立改"),
}


def declared(desk: Desk) -> None:
    """Totals and closed numbers per hospital; a sum where several are asked about together."""
    kinds = desk.plan.declared or ("clues", "letters", "immediate")
    lines: list[str] = []
    sums: dict[DeclaredKind, list[tuple[int, int | None]]] = {}
    known: set[str] = set()
    for source in desk.reports:
        words = [w for kind in kinds if (w := matters_words(desk, source, kind, sums))]
        if words:
            known.add(source)
            desk.draft.present(source)
            lines.append(
                f"{desk.hospital(source)}：{'；'.join(words)}"
                if not desk.english
                else f"{desk.hospital(source)}: {'; '.join(words)}"
            )
    silent = [s for s in desk.reports if s not in known]
    names = "、".join(NAMES[kind][1 if desk.english else 0] for kind in kinds)
    if not lines:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("declared_none", hospital=desk.names(desk.reports), names=names)
        return
    lead, lines = _lead(desk, lines, sums, known)
    if len(lines) == 1:
        desk.draft.lead = lead + lines[0] + desk.say("stop")
    else:
        desk.draft.lead = lead or desk.say("declared_each", names=names)
        for line in lines:
            desk.draft.bullet(line)
    if silent:
        desk.draft.silence = desk.say("declared_silent", hospital=desk.names(silent), names=names)


_ALL = re.compile(r"都|全|均")
_LEFT = re.compile(r"(?:还|仍|尚)?(?:有|剩下?)(?:的)?(?P<n>\d+)[件条个项](?:还|仍|尚)?(?:没有?|未)(?:办|了|完|结|处)")
"""How many a question says are still open (还有2件没办结)."""


def _lead(
    desk: Desk, lines: list[str], sums: dict[DeclaredKind, list[tuple[int, int | None]]], known: set[str]
) -> tuple[str, list[str]]:
    """What stands before the lines: a premise put right, a total, who has most; and the lines in their order."""
    if desk.plan.premise == "not_done" and all(total == closed for pairs in sums.values() for total, closed in pairs):
        return desk.say("premise_closed"), lines
    told = [pair for pairs in sums.values() for pair in pairs]
    left = _LEFT.search(desk.plan.asked)
    if left and len(told) == 1 and told[0][1] is not None and told[0][0] - told[0][1] != int(left["n"]):
        key = "premise_closed" if told[0][0] == told[0][1] else "premise_left"
        return desk.say(key, n=told[0][0] - told[0][1]), lines
    if desk.plan.premise == "done" and _ALL.search(desk.plan.asked) and any(c is not None and c < t for t, c in told):
        return desk.say("premise_not_all_done"), lines
    with_findings = _and_findings(desk, sums, known)
    if with_findings:
        return with_findings, lines
    # Of several hospitals only where each gives one number: which of two is meant is not said.
    single = len(known) == 1 or sum(map(len, sums.values())) == len(known)
    if len(sums) > 1 and asks_total(desk.plan.question) and single:
        parts = [total for pairs in sums.values() for total, _ in pairs]
        return desk.say("declared_total", total=sum(parts), sum=" + ".join(map(str, parts))), lines
    if len(lines) < 2 or len(sums) != 1:
        return "", lines
    kind, pairs = next(iter(sums.items()))
    if desk.plan.order not in ("min", "max"):
        return _sum(desk, kind, pairs), lines
    low = desk.plan.order == "min"
    sources = [source for source in desk.reports if source in known]
    ranked = sorted(zip([t for t, _ in pairs], lines, sources, strict=True), key=lambda e: e[0] if low else -e[0])
    name = NAMES[kind][1 if desk.english else 0]
    lead = desk.say("compare_low" if low else "compare_high", hospital=desk.hospital(ranked[0][2]), theme=name)
    apart = abs(ranked[0][0] - ranked[-1][0])
    return lead + desk.say("figures_differ", words=f"{apart}件"), [line for _, line, _ in ranked]


_WITH_FINDINGS = re.compile(
    r"问题(?:数|个数)?[,，、]?(?:连同|连带|加上|带上|算上|和|跟|与|以及)[^。?？]{0,16}(?:立行立改|信访|举报|线索)"
    r"|(?:连同|连带|加上|带上|算上|和|跟|与|以及)[^,，。]{0,4}反馈的?问题"
)


def _and_findings(desk: Desk, sums: dict[DeclaredKind, list[tuple[int, int | None]]], known: set[str]) -> str:
    """The findings and the matters of other kinds together, where the question joins them; else empty."""
    question = desk.plan.question
    if len(known) != 1 or not (asks_total(question) or "总共" in question) or not _WITH_FINDINGS.search(question):
        return ""
    source = next(iter(known))
    row = desk.reports[source]
    printed = row.fields.declared_totals.findings
    findings = printed or row.findings
    parts = [findings, *(total for pairs in sums.values() for total, _ in pairs)]
    marks = desk.cite_field(source, "declared_totals.findings") if printed else ""
    names = "、".join(NAMES[kind][1 if desk.english else 0] for kind in sums)
    values = {"findings": findings, "names": names, "total": sum(parts), "sum": " + ".join(map(str, parts))}
    return desk.say("declared_with_findings", marks=marks, **values)


def _sum(desk: Desk, kind: DeclaredKind, pairs: list[tuple[int, int | None]]) -> str:
    total = sum(t for t, _ in pairs)
    closed = sum(c or 0 for _, c in pairs)
    key = "declared_sum_closed" if closed == total else "declared_sum"
    parts = " + ".join(str(t) for t, _ in pairs)
    return desk.say(key, names=NAMES[kind][1 if desk.english else 0], total=total, closed=closed, sum=parts)


def matters_words(
    desk: Desk, source: str, kind: DeclaredKind, sums: dict[DeclaredKind, list[tuple[int, int | None]]]
) -> str:
    """What a notice declares of the matters of one kind, with its marks; empty where it declares none."""
    total, closed = pair_of(desk.reports[source].fields.declared_totals, kind)
    name = NAMES[kind][1 if desk.english else 0]
    if total is None:
        return ""
    sums.setdefault(kind, []).append((total, closed))
    marks = desk.cite_field(source, f"declared_totals.{kind}_total", f"declared_totals.{kind}_closed")
    quote, mark = _sentence(desk, source, kind)
    marks = marks or mark
    text = desk.say(
        "declared_closed" if closed == total else "declared_counted" if closed is None else "declared_open",
        name=name,
        total=total,
        closed=closed,
    )
    if quote and len(desk.plan.declared) == 1 and len(desk.reports) == 1:
        text += desk.say("as_printed", quote=quote)
    elif kind == "clues" and (handled := re.search(r"[^，。;；]*处分\d+人", quote)):
        text += f"，{handled[0]}"
    return text + marks


def pair_of(totals: DeclaredTotals, kind: DeclaredKind) -> tuple[int | None, int | None]:
    """How many matters of a kind are declared, and how many of them closed."""
    total: int | None = getattr(totals, f"{kind}_total")
    closed: int | None = getattr(totals, f"{kind}_closed")
    return total, closed


def _sentence(desk: Desk, source: str, kind: DeclaredKind) -> tuple[str, str]:
    """The sentence that names the matters, outside the findings, and its mark."""
    report = desk.report(source)
    text = desk.records.text(source)
    spans = [span for finding in report.findings for span in finding.spans]
    counted = desk.reports[source].fields.evidence.get(f"declared_totals.{kind}_total")
    best: tuple[int, int] | None = None
    for start, end in sentences(text, 0, len(text)):
        if counted is not None:
            best = (start, end) if start < counted.end <= end else best
            continue
        inside = any(a <= start < b for a, b in spans)
        if not inside and _WORDS[kind].search(text[start:end]) and re.search(r"\d", text[start:end]):
            best = (start, end)
    if best is None:
        return "", ""
    evidence = Evidence.cut(text, *best)
    return clip(evidence.quote, 220), desk.book.report(desk.reports[source], evidence, "通报正文")
