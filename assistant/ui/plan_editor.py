"""The form under the conversation that changes how a question was understood, and asks it again so."""

from __future__ import annotations

from typing import Any

import gradio as gr
from pydantic import ValidationError

from assistant.answering.changing import Asked, PlanChange
from assistant.schema import STATUSES, TOPICS
from assistant.ui.conversations import Talk
from assistant.ui.links import listener, place_of
from assistant.ui.plan_line import change_of, form_of, plan_of
from assistant.ui.port import Service
from assistant.ui.words import Words


class PlanEditor:
    """The form, hidden until a plan line is clicked. `values` are its inputs, the turn first; `run` asks."""

    def __init__(self, service: Service, w: Words) -> None:
        self._service, self._w = service, w
        self._links = listener("plan")
        self._turn = gr.State(0)
        topics = [(w.topic(topic), topic) for topic in TOPICS]
        statuses = [(w.status(status), status) for status in STATUSES]
        with gr.Column(visible=False, elem_id="plan-editor") as self.box:
            self._title = gr.HTML(f"<h2>{w('plan.editor')}</h2>", elem_id="plan-title")
            with gr.Row():
                hospitals = gr.Dropdown([], label=w("plan.hospitals"), multiselect=True, min_width=220, scale=2,
                                        elem_id="plan-hospital")  # fmt: skip
                chosen = gr.Dropdown(topics, label=w("plan.topics"), multiselect=True, min_width=180, scale=2,
                                     elem_id="plan-topic")  # fmt: skip
                theme = gr.Textbox(label=w("plan.theme"), placeholder=w("plan.theme_hint"), max_length=100,
                                   min_width=140, elem_id="plan-theme")  # fmt: skip
            with gr.Row():
                states = gr.Dropdown(statuses, label=w("plan.statuses"), multiselect=True, min_width=200, scale=2,
                                     elem_id="plan-status")  # fmt: skip
                first = gr.Textbox(label=w("plan.from"), placeholder=w("plan.day_hint"), max_length=10,
                                   min_width=120, elem_id="plan-from")  # fmt: skip
                last = gr.Textbox(label=w("plan.to"), placeholder=w("plan.day_hint"), max_length=10,
                                  min_width=120, elem_id="plan-to")  # fmt: skip
            with gr.Row(elem_id="plan-buttons"):
                self.run = gr.Button(w("plan.run"), variant="primary", size="sm", scale=0, min_width=120,
                                     elem_id="plan-run")  # fmt: skip
                self._cancel = gr.Button(w("plan.cancel"), size="sm", scale=0, min_width=88, elem_id="plan-cancel")
        self._form = [hospitals, chosen, theme, states, first, last]
        self.values: list[Any] = [self._turn, *self._form]

    def wire(self, talk: gr.State) -> None:
        """Connect what opens and closes the form."""
        quick: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
        self._links.click(self._opened, talk, [self.box, *self.values], **quick)
        self._cancel.click(lambda: gr.Column(visible=False), None, self.box, **quick)

    def _opened(self, talk: Talk, event: gr.EventData) -> tuple[Any, ...]:
        given = str(place_of(event).get("turn", ""))
        turn = int(given) if given.isdecimal() and int(given) < len(talk.turns) else None
        plan = plan_of(talk.turns[turn].answer.plan) if turn is not None else None
        if plan is None:
            return (gr.skip(),) * (1 + len(self.values))
        hospitals, *rest = form_of(plan)
        menu = [(row.fields.hospital, row.source) for row in self._service.reports()]
        return gr.Column(visible=True), turn, gr.Dropdown(menu, value=hospitals), *rest

    def asked(self, talk: Talk, turn: int, *form: Any) -> tuple[int, Asked]:
        """The turn to answer anew, and its question with what the form changed, on top of what was changed before.

        Raises `gr.Error` for what is no date.
        """
        before = talk.asked[turn]
        plan = plan_of(talk.turns[turn].answer.plan)
        assert plan is not None, "the form opens only for a plan"
        try:
            change = change_of(plan, *form)
        except ValidationError:
            raise gr.Error(self._w("plan.bad_date"), title="", print_exception=False) from None
        known = before.change.model_dump(exclude_none=True) if before.change else {}
        return turn, Asked(before.question, PlanChange(**(known | change.model_dump(exclude_none=True))))
