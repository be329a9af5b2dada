"""The part of the evaluation page where an answer that a reader found wrong becomes a case that suites try."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.ui.eval_corpus import EvalCorpus
from assistant.ui.feedback import Feedback
from assistant.ui.port import Service
from assistant.ui.words import Words

_QUICK: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
_SHOWN = 1500
"""Characters of the wrong answer shown."""


class CaseEditor:
    """The form inside an open layout: what a right answer would have held."""

    def __init__(self, service: Service, corpus: EvalCorpus, feedback: Feedback, w: Words) -> None:
        self._service, self._corpus, self._feedback, self._w = service, corpus, feedback, w
        self.case = gr.Dropdown([], label=w("gold.case"), elem_id="case-choice", value=None)
        self._told = gr.HTML(elem_id="case-told")
        self._must = gr.Textbox(label=w("gold.must"), lines=2, max_lines=6, elem_id="case-must")
        self._must_not = gr.Textbox(label=w("gold.must_not"), lines=1, max_lines=6, elem_id="case-must-not")
        self.hospitals = gr.Dropdown([], label=w("gold.hospitals"), multiselect=True, elem_id="case-hospitals")
        self._abstain = gr.Checkbox(label=w("gold.abstain"), elem_id="case-abstain")
        self._save = gr.Button(w("gold.case_save"), size="sm", scale=0, min_width=120, elem_id="case-save")
        self._said = gr.HTML(elem_id="case-said")

    def wire(self) -> None:
        """Connect the form."""
        form = [self._must, self._must_not, self.hospitals, self._abstain]
        self.case.input(self._shown, self.case, [self._told, *form], **_QUICK)
        self._save.click(self._kept, [self.case, *form], self._said, **_QUICK)

    def menu(self) -> tuple[Any, Any, str]:
        """The cases, the hospitals, and what stands there while there are none."""
        done = {case["id"] for case in self._corpus.questions()}
        cases = self._feedback.cases()
        mark = f"（{self._w('gold.case_done')}）"
        named = [(f"{case['turns'][-1][:60]}{mark if case['id'] in done else ''}", case["id"]) for case in cases]
        hospitals = list(dict.fromkeys(row.fields.hospital for row in self._service.reports()))
        empty = "" if cases else f'<p class="quiet">{self._w("gold.cases_none")}</p>'
        return gr.Dropdown(named), gr.Dropdown(hospitals), empty

    def _shown(self, id: str | None) -> tuple[Any, ...]:
        case = next((one for one in self._feedback.cases() if one["id"] == id), None)
        if case is None:
            return (gr.skip(),) * 5
        kept = next((one for one in self._corpus.questions() if one["id"] == id), {})
        turns = escape(" → ".join(case["turns"]))
        told = (
            f"<p>{self._w('gold.case_asked', turns=turns)}</p><details><summary>{self._w('gold.case_said')}</summary>"
            f'<p class="told">{escape(case["wrong_answer"][:_SHOWN])}</p></details>'
        )
        must = "\n".join("/".join(ways) for ways in kept.get("must", ()))
        return told, must, "\n".join(kept.get("must_not", ())), kept.get("hospitals", []), bool(kept.get("abstain"))

    def _kept(self, id: str | None, must: str, must_not: str, hospitals: list[str], abstain: bool) -> str:
        case = next((one for one in self._feedback.cases() if one["id"] == id), None)
        wanted = [[way.strip() for way in line.split("/") if way.strip()] for line in _lines(must)]
        if case is None or not (wanted or abstain):
            return f'<p class="notice failed" role="status">{self._w("gold.case_empty")}</p>'
        rules = {"must": wanted, "must_not": _lines(must_not), "hospitals": list(hospitals or ()), "evidence": []}
        asked = {"id": case["id"], "type": "feedback", "turns": case["turns"]}
        self._corpus.keep_question({**asked, **rules, "abstain": bool(abstain)})
        said = self._w("gold.case_saved", n=len(self._corpus.questions()))
        return f'<p class="notice" role="status">{said}</p>'


def _lines(text: str) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
