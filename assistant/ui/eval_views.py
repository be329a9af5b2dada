"""Runs of suites as HTML: progress, figures with n and interval, wrong cases beside gold, two runs compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from assistant.ui.eval_runs import Progress
from assistant.ui.words import Words, words

if TYPE_CHECKING:
    from evals.diff import Comparison
    from evals.runner import Outcome
    from evals.runner.running import Run

_SHOWN = 60
_LONG = 3000
"""Characters of one text shown."""
_NAMED = 12


def run_name(w: Words, folder: str) -> str:
    """A run as a reader knows it: when it was, and of what."""
    day, time, suite = folder.split("-", 2)
    return f"{day[:4]}-{day[4:6]}-{day[6:]} {time[:2]}:{time[2:4]}:{time[4:]}　{_name(w, 'suite', suite)}"


def progress_html(w: Words, progress: Progress) -> str:
    """How far a run has come."""
    suite = _name(w, "suite", progress.suite)
    if progress.state == "failed":
        return f'<p class="notice failed" role="status">{w("evals.failed", why=escape(progress.why))}</p>'
    said = w("evals.progress", suite=suite, done=progress.done, total=progress.total, right=progress.right)
    if progress.state == "going" and not progress.done:
        said = w("evals.starting")
    bar = f'<progress max="{progress.total or 1}" value="{progress.done}" aria-label="{suite}"></progress>'
    state = "" if progress.state == "going" else f"<b>{w(f'evals.{progress.state}')}</b>"
    return f'<div class="run-progress" role="status" aria-live="polite">{bar}<span>{said}</span>{state}</div>'


def run_html(w: Words, run: Run, outcomes: Sequence[Outcome]) -> str:
    """A finished run."""
    model = run.provenance.model if run.provenance.model != "none" else w("evals.no_model")
    conditions = w("evals.conditions", model=escape(model), seconds=f"{run.seconds:.0f}")
    parts = [_suite(w, name, run, [one for one in outcomes if one.suite == name]) for name in run.figures]
    note = f'<p class="quiet">{w("evals.note")} {conditions}</p>'
    return f'<article class="paper evaluation">{"".join(parts)}{note}</article>'


def _suite(w: Words, name: str, run: Run, outcomes: Sequence[Outcome]) -> str:
    title = w("evals.right", name=_name(w, "suite", name), right=run.right[name], n=run.cases[name])
    rows = [
        [_name(w, "metric", metric), f"{one.value:.3f}", f"{one.low:.3f}–{one.high:.3f}", str(one.n)]
        for metric, one in run.figures[name].items()
    ]
    figures = _table([w("evals.metric"), w("evals.value"), w("evals.interval"), "n"], rows, title)
    return f"<h3>{title}</h3>{figures}{_by_type(w, outcomes)}{_wrong(w, outcomes)}"


def _by_type(w: Words, outcomes: Sequence[Outcome]) -> str:
    """The first metric of the suite by type of case, where there is more than one."""
    # Imported here: the evals bring in the whole product, and only this page needs them.
    from evals.runner import figure

    types = sorted({one.type for one in outcomes})
    if len(types) < 2:
        return ""
    rows = []
    for kind in types:
        group = [one for one in outcomes if one.type == kind]
        got = figure(group, next(iter(group[0].verdict.parts)))
        right = f"{sum(one.right for one in group)}/{len(group)}"
        interval = f"{got.low:.3f}–{got.high:.3f}"
        rows.append([_name(w, "case", kind), right, f"{got.value:.3f}", interval, str(got.n)])
    columns = [w("evals.type"), w("evals.right_of"), w("evals.value"), w("evals.interval"), "n"]
    return _table(columns, rows, w("evals.type"))


def _wrong(w: Words, outcomes: Sequence[Outcome]) -> str:
    wrong = [one for one in outcomes if not one.right]
    if not wrong:
        return f'<p class="quiet">{w("evals.all_right")}</p>'
    more = len(wrong) - _SHOWN
    rest = f'<p class="quiet">{w("evals.more_wrong", n=more)}</p>' if more > 0 else ""
    return f"<h4>{w('evals.wrong', n=len(wrong))}</h4>{''.join(_case(w, one) for one in wrong[:_SHOWN])}{rest}"


def _case(w: Words, outcome: Outcome) -> str:
    told = outcome.verdict
    why = "；".join(escape(_why(w, each)) for each in told.why)
    last = told.asked.split("\n")[-1]
    return (
        f'<details class="case"><summary><b>{escape(outcome.id)}</b><span>{escape(last[:80])}</span></summary>'
        f"<dl><div><dt>{w('evals.why')}</dt><dd>{why}</dd></div>"
        f"<div><dt>{w('evals.asked')}</dt><dd>{_shown(told.asked)}</dd></div></dl>"
        f'<div class="beside"><section><h5>{w("evals.gold")}</h5>{_shown(told.gold)}</section>'
        f"<section><h5>{w('evals.answer')}</h5>{_shown(told.answer)}</section></div></details>"
    )


def _shown(text: str) -> str:
    cut = text if len(text) <= _LONG else f"{text[:_LONG]}…"
    return f'<p class="told">{escape(cut)}</p>'


def compared_html(w: Words, comparisons: Iterable[Comparison]) -> str:
    """What changed from one run to another."""
    parts = [_compared(w, each) for each in comparisons]
    if not parts:
        return f'<p class="empty-state">{w("evals.nothing_common")}</p>'
    return f'<article class="paper evaluation">{"".join(parts)}</article>'


def _compared(w: Words, each: Comparison) -> str:
    fixed, broken = len(each.fixed), len(each.broken)
    name, chance = _name(w, "suite", each.suite), f"{each.chance:.3f}"
    title = w("evals.compared", name=name, n=each.common, fixed=fixed, broken=broken, chance=chance)
    rows = [
        [
            _name(w, "metric", gap.metric), f"{gap.before:.3f}", f"{gap.after:.3f}", f"{gap.after - gap.before:+.3f}",
            f"{gap.low:+.3f}–{gap.high:+.3f}", str(gap.n), w(f"evals.{gap.change}"),
        ]
        for gap in each.differences
    ]  # fmt: skip
    columns = [w(f"evals.{key}") for key in ("metric", "before", "after", "gap", "interval")]
    table = _table([*columns, "n", w("evals.verdict")], rows, title)
    return f"<h3>{title}</h3>{table}{_changed(w, 'fixed', each.fixed)}{_changed(w, 'broken', each.broken)}"


def _changed(w: Words, key: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    shown = w("page.separator").join(map(escape, names[:_NAMED])) + ("…" if len(names) > _NAMED else "")
    return f"<p>{w(f'evals.{key}', names=shown)}</p>"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(name)}"><table class="grid figures">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _name(w: Words, group: str, key: str) -> str:
    """The name of a suite, metric or type; of one that a user made, its own."""
    return w.group(group).get(key, key.replace("_", " "))


def _why(w: Words, why: str) -> str:
    """A reason, which the scorers give in English, in the language of the page."""
    for key, pattern in _reasons():
        if w.language != "en" and (found := pattern.fullmatch(why)):
            return w(f"why.{key}", **found.groupdict())
    first, _, value = why.partition(" ")
    known = w.group("metric")
    return f"{known[first]} {value}" if first in known else why


@cache
def _reasons() -> list[tuple[str, re.Pattern[str]]]:
    """The most telling reason first: what is longest without its places."""
    said = sorted(words("en").group("why").items(), key=lambda pair: -len(re.sub(r"\{\w+\}", "", pair[1])))
    return [
        (key, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(form)), re.DOTALL)) for key, form in said
    ]
