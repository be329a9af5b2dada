"""The page of the evaluations: run a suite on what is loaded, watch it, read its results, compare two runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.ui.case_editor import CaseEditor
from assistant.ui.eval_corpus import EvalCorpus
from assistant.ui.eval_runs import EvalRuns
from assistant.ui.eval_views import compared_html, progress_html, run_html, run_name
from assistant.ui.gold_editor import GoldEditor
from assistant.ui.port import Service
from assistant.ui.shared import Shared
from assistant.ui.words import Words

_QUICK: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
_SLOW: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_LOOKS_EVERY = 0.4
"""Seconds between two looks at a run that is going."""
SUITES = ("questions", "extraction", "comparison", "retrieval", "robustness", "injection", "all")


class EvalsPage:
    """The page inside an open tab."""

    def __init__(self, service: Service, settings: Settings, shared: Shared, w: Words) -> None:
        self._w = w
        self._runs: EvalRuns = shared.runs
        self._corpus = EvalCorpus(service, settings.data_dir / "evals" / "gold")
        suites = [(w(f"suite.{name}"), name) for name in SUITES]
        with gr.Row(elem_classes="form-row"):
            self._suite = gr.Dropdown(
                suites,
                value="extraction",
                label=w("evals.suite"),
                elem_id="eval-suite",
                min_width=200,
                filterable=False,
            )
            self._model = gr.Checkbox(label=w("evals.with_model"), elem_id="eval-model", min_width=200)
            self._run = gr.Button(
                w("evals.run"), variant="primary", scale=0, min_width=96, elem_classes="make", elem_id="eval-run"
            )
            self._stop = gr.Button(w("evals.stop"), scale=0, min_width=72, visible=False, elem_classes="make",
                                   elem_id="eval-stop")  # fmt: skip
        self._about = gr.HTML(elem_id="eval-about")
        self._progress = gr.HTML(elem_id="eval-progress")
        with gr.Row(elem_classes="form-row"):
            self._chosen = gr.Dropdown([], label=w("evals.runs"), elem_id="eval-chosen", min_width=220, value=None)
            self._against = gr.Dropdown([], label=w("evals.against"), elem_id="eval-against", min_width=220, value=None)
        self._result = gr.HTML(elem_id="eval-result")
        with gr.Accordion(w("gold.title"), open=False, elem_id="eval-gold"):
            self._gold = GoldEditor(service, self._corpus, w)
        with gr.Accordion(w("gold.cases"), open=False, elem_id="eval-cases"):
            self._cases_empty = gr.HTML()
            self._cases = CaseEditor(service, self._corpus, shared.feedback, w)

    def wire(self, tab: gr.Tab) -> None:
        """Connect the page."""
        watched = [self._progress, self._run, self._stop]
        menus = [self._about, self._gold.notice, self._cases.case, self._cases.hospitals, self._cases_empty]
        chosen = [self._chosen, self._against]
        opened = tab.select(self._menus, None, menus, **_QUICK).then(self._choices, self._chosen, chosen, **_QUICK)
        opened = opened.then(self._show, chosen, self._result, **_QUICK)
        followed = opened.then(self._watch, None, watched, **_SLOW)
        started = self._run.click(self._start, [self._suite, self._model], self._progress, **_QUICK).success(
            self._watch, None, watched, **_SLOW
        )
        started.then(self._newest, None, chosen, **_QUICK).then(self._show, chosen, self._result, **_QUICK)
        self._stop.click(self._runs.stop, None, None, **_QUICK)
        gr.on([self._chosen.input, self._against.input], self._show, chosen, self._result, **_QUICK)
        self._gold.wire(lambda event: event.then(self._menus, None, menus, **_QUICK))
        self._cases.wire()
        followed.then(self._choices, self._chosen, chosen, **_QUICK)

    def _menus(self) -> tuple[Any, ...]:
        states = self._corpus.states()
        ready = sum(state.kind in ("own", "sample") for state in states)
        said = self._w("evals.corpus", n=ready, loaded=len(states)) if ready else self._w("evals.no_gold")
        return f'<p class="quiet">{said}</p>', self._gold.menu(), *self._cases.menu()

    def _choices(self, chosen: str | None) -> tuple[Any, Any]:
        names = self._runs.names()
        now = chosen if chosen in names else next(iter(names), None)
        menu = [(run_name(self._w, name), name) for name in names]
        return gr.Dropdown(menu, value=now), gr.Dropdown([("—", ""), *menu])

    def _newest(self) -> tuple[Any, Any]:
        return self._choices(None)

    def _start(self, suite: str, with_model: bool) -> str:
        if suite not in SUITES:
            raise gr.Error(self._w("evals.no_suite"), title="", print_exception=False)
        if self._runs.going:
            raise gr.Error(self._w("evals.busy"), title="", print_exception=False)
        folder = self._runs.new_folder(suite)
        if not self._corpus.lay_out(folder):
            raise gr.Error(self._w("evals.no_gold"), title="", print_exception=False)
        if not self._runs.start(suite, folder, with_model=bool(with_model)):
            raise gr.Error(self._w("evals.busy"), title="", print_exception=False)
        return f'<p class="quiet" role="status">{self._w("evals.starting")}</p>'

    def _watch(self) -> Iterator[tuple[Any, ...]]:
        """The run that is going until it ends; the last one where none is."""
        shown = None
        while (progress := self._runs.progress) is not None:
            if progress != shown:
                shown = progress
                going = progress.state == "going"
                yield progress_html(self._w, progress), gr.Button(visible=not going), gr.Button(visible=going)
            if progress.state != "going":
                return
            time.sleep(_LOOKS_EVERY)
        yield gr.skip(), gr.skip(), gr.skip()

    def _show(self, name: str | None, against: str | None) -> str:
        # Imported here: the evals bring in the whole product, and only this page needs them.
        from evals.diff import compare
        from evals.runner.running import load_run

        folder = self._runs.folder_of(name) if name else None
        if folder is None:
            return f'<p class="empty-state">{self._w("evals.gone" if name else "evals.none")}</p>'
        try:
            run, outcomes = load_run(folder)
            earlier = self._runs.folder_of(against) if against else None
            changed = compared_html(self._w, compare(load_run(earlier)[1], outcomes)) if earlier else ""
        except AssistantError as error:
            return f'<p class="notice failed" role="status">{self._w.error(error)}</p>'
        return changed + run_html(self._w, run, outcomes)
