"""The part of the evaluation page where a person corrects the draft of gold for a notice, finding by finding."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.schema import STATUSES, TOPICS
from assistant.ui.eval_corpus import EvalCorpus
from assistant.ui.gold_form import LISTS, corrected, lines_of
from assistant.ui.links import link
from assistant.ui.port import Service
from assistant.ui.words import Words

_QUICK: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}


class GoldEditor:
    """The form inside an open layout."""

    def __init__(self, service: Service, corpus: EvalCorpus, w: Words) -> None:
        self._service, self._corpus, self._w = service, corpus, w
        gr.HTML(f'<p class="quiet">{w("gold.hint")}</p>')
        with gr.Row():
            self.notice = gr.Dropdown([], label=w("gold.notice"), elem_id="gold-notice", min_width=220)
            self._finding = gr.Dropdown([], label=w("gold.finding"), elem_id="gold-finding", min_width=220, scale=2)
        with gr.Row():
            statuses = [(w.status(status), status) for status in STATUSES]
            topics = [(w.topic(topic), topic) for topic in TOPICS]
            self._status = gr.Dropdown(
                statuses, value=None, label=w("gold.status"), elem_id="gold-status", min_width=160
            )
            self._topics = gr.Dropdown(
                topics,
                label=w("gold.topics"),
                multiselect=True,
                max_choices=3,
                elem_id="gold-topics",
                min_width=220,
                scale=2,
            )
        self._lists = [
            gr.Textbox(label=w(f"gold.{kind}"), lines=2, max_lines=8, elem_id=f"gold-{kind}") for kind in LISTS
        ]
        with gr.Row(elem_id="gold-tools"):
            self._save = gr.Button(w("gold.save"), size="sm", scale=0, min_width=120, elem_id="gold-save")
            self._finish = gr.Button(w("gold.finish"), size="sm", scale=0, min_width=120, elem_id="gold-finish")
        self._said = gr.HTML(elem_id="gold-said")

    def wire(self, after: Any) -> None:
        """Connect the form; `after` is called with the event of a notice that became gold."""
        form = [self._status, self._topics, *self._lists]
        place = [self.notice, self._finding]
        self.notice.input(self._findings, self.notice, self._finding, **_QUICK).then(
            self._shown, place, [*form, self._said], **_QUICK
        )
        self._finding.input(self._shown, place, [*form, self._said], **_QUICK)
        self._save.click(self._kept, [*place, *form], self._said, **_QUICK)
        after(self._finish.click(self._finished, self.notice, self._said, **_QUICK))

    def menu(self) -> Any:
        """The notices with the state of their gold."""
        states = self._corpus.states()
        named = [
            (f"{each.row.fields.hospital}（{self._w(f'gold.state_{each.kind}')}）", each.row.source) for each in states
        ]
        return gr.Dropdown(named)

    def _findings(self, source: str | None) -> Any:
        gold = self._corpus.gold(source) if source else {"findings": []}
        named = [(f"{each['label']}{each['title']}"[:60], number) for number, each in enumerate(gold["findings"])]
        return gr.Dropdown(named, value=0 if named else None)

    def _shown(self, source: str | None, number: int | None) -> tuple[Any, ...]:
        if not source or number is None:
            return (gr.skip(),) * (3 + len(self._lists))
        finding = self._corpus.gold(source)["findings"][number]
        lists = (lines_of(kind, finding[kind]) for kind in LISTS)
        return finding["status"], finding["topics"], *lists, self._words(source, number)

    def _words(self, source: str, number: int) -> str:
        """A link to the finding's words, where the stored notice has it."""
        findings = self._service.report(source).findings
        if number >= len(findings):
            return ""
        title = findings[number].title_evidence
        opened = link("cite", self._w("source.see"), css="words", source=source, start=title.start, end=title.end)
        return f'<p class="quiet">{opened}</p>'

    def _kept(self, source: str | None, number: int | None, status: Any, topics: Any, *lists: str) -> str:
        if not source or number is None:
            return _notice(self._w("gold.choose"), good=False)
        gold = self._corpus.gold(source)
        try:
            text = self._service.document(source).text
            gold["findings"][number] = corrected(self._w, gold["findings"][number], status, topics, lists, text)
        except AssistantError as error:
            return _notice(self._w.error(error), good=False)
        self._corpus.keep(gold)
        return _notice(self._w("gold.saved", n=number + 1))

    def _finished(self, source: str | None) -> str:
        if not source:
            return _notice(self._w("gold.choose"), good=False)
        gold = self._corpus.gold(source)
        gold.pop("draft", None)
        self._corpus.keep(gold)
        return _notice(self._w("gold.finished", name=source))


def _notice(said: str, *, good: bool = True) -> str:
    return f'<p class="notice{"" if good else " failed"}" role="status">{escape(said)}</p>'
