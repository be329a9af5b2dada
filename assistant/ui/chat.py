"""The chat page: ask, read the answer as it comes, open the sentence behind each number, come back to it later."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from html import unescape
from typing import Any

import gradio as gr

from assistant.answering.answer import Delta, Done, Planned, Settled
from assistant.answering.changing import Asked
from assistant.answering.table_file import FORMATS
from assistant.errors import AssistantError
from assistant.ui.answer_table import table_bytes
from assistant.ui.chat_views import Messages, examples_html, history_html, messages_of, welcome_html
from assistant.ui.conversations import Talk, Turn
from assistant.ui.downloads import packed
from assistant.ui.examples import example_questions, holdings_line
from assistant.ui.links import listener, place_of
from assistant.ui.plan_editor import PlanEditor
from assistant.ui.plan_line import Names, plan_html
from assistant.ui.port import Service
from assistant.ui.rendering import answer_html, failed_html, partial_html, question_html, settled_html
from assistant.ui.shared import Shared
from assistant.ui.visitors import kept, owner
from assistant.ui.words import Words

logger = logging.getLogger(__name__)

# The new question goes to the top, and its answer grows below it: what is being read does not move.
_ASKING = """() => {
  document.querySelector('#workbench').classList.add('answering');
  const rows = document.querySelectorAll('#chat .user-row');
  const log = document.querySelector('#chat [role=log]');
  const last = rows[rows.length - 1];
  if (last && log) log.scrollTop += last.getBoundingClientRect().top - log.getBoundingClientRect().top;
}"""
_ASKED = "() => { document.querySelector('#workbench').classList.remove('answering'); }"


class ChatPage:
    """The chat inside an open Blocks context; `wire` connects it once everything else on the page stands."""

    def __init__(self, service: Service, shared: Shared, browser: gr.BrowserState, w: Words, max_chars: int) -> None:
        self._service, self._shared, self._browser, self._w = service, shared, browser, w
        self._talk = gr.State(Talk())
        self._question = gr.State(Asked(""))
        self._ask, self._open, self._forget = listener("ask"), listener("talk"), listener("forget")
        self._judge, self._table = listener("judge"), listener("table")
        self.holdings: gr.HTML
        self._lay_out(max_chars)

    def _lay_out(self, max_chars: int) -> None:
        w = self._w
        with gr.Row(elem_id="chat-head"):
            self.holdings = gr.HTML(elem_id="holdings")
            self._history = gr.HTML(elem_id="history", min_width=88)
            self._clear = gr.Button(w("chat.new"), size="sm", scale=0, min_width=88, elem_id="clear")
        self._chatbot = gr.Chatbot(
            show_label=False, label=w("chat.label"), height=None, buttons=[], feedback_options=None, elem_id="chat",
            placeholder=welcome_html(w), editable="user", group_consecutive_messages=False, layout="panel",
            autoscroll=False,
        )  # fmt: skip
        self._editor = PlanEditor(self._service, w)
        with gr.Row(elem_id="ask-row"):
            self._box = gr.Textbox(
                placeholder=w("chat.ask_here"), show_label=False, label=w("chat.question"), lines=1,
                max_lines=5, max_length=max_chars, scale=8, elem_id="question", autofocus=True, container=False,
            )  # fmt: skip
            self._send = gr.Button(w("chat.send"), variant="primary", scale=0, min_width=88, elem_id="send")
            self._stop = gr.Button(w("chat.stop"), scale=0, min_width=88, visible=False, elem_id="stop")

    def wire(self, page: gr.Blocks, saver: gr.HTML) -> None:
        """Connect every way to ask to the one way to answer, and the rest."""
        quick: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
        begun = [self._box, self._question, self._talk, self._chatbot, self._send, self._stop]
        talk, chatbot, editor = self._talk, self._chatbot, self._editor
        starts = [
            gr.on([self._box.submit, self._send.click], self._begin, [self._box, talk], begun, **quick),
            self._ask.click(self._begin_linked, talk, begun, **quick),
            chatbot.retry(self._begin_again, talk, begun, **quick),
            chatbot.edit(self._begin_edited, talk, begun, **quick),
            editor.run.click(self._begin_changed, [talk, *editor.values], [*begun, editor.box], **quick),
        ]
        running = []
        for start in starts:
            answering = start.success(None, js=_ASKING, **quick).success(
                self._answer, [self._question, talk, self._browser], [chatbot, talk, self._browser],
                api_visibility="private", show_progress="hidden",
            )  # fmt: skip
            answering.then(self._rest, [talk, self._browser], [self._send, self._stop, self._history],
                           js=None, **quick).then(None, js=_ASKED, **quick)  # fmt: skip
            running.append(answering)
        self._stop.click(
            self._rest, [talk, self._browser], [self._send, self._stop, self._history],
            cancels=running, **quick,
        ).then(None, js=_ASKED, **quick)  # fmt: skip
        shown = [talk, chatbot, self._history, self._browser]
        self._clear.click(self._fresh, self._browser, shown, cancels=running, **quick)
        self._open.click(self._opened, self._browser, shown, **quick)
        self._judge.click(self._judged, talk, None, **quick)
        self._table.click(self._saved, talk, saver, **quick)
        self._forget.click(self._forgotten, [talk, self._browser], shown, **quick)
        editor.wire(talk)
        page.load(self._load, self._browser, [self.holdings, *shown], **quick)

    # --- beginning -----------------------------------------------------------------------------------------------

    def _begin(self, question: str | Asked, talk: Talk) -> tuple[Any, ...]:
        asked = Asked(question.strip()) if isinstance(question, str) else question
        if not asked.question:
            said = gr.Textbox("", placeholder=self._w("chat.ask_first"))
            return said, asked, talk, gr.skip(), gr.skip(), gr.skip()
        mine = {"role": "user", "content": question_html(asked.question)}
        waiting = {"role": "assistant", "content": partial_html(self._w, "", "")}
        messages = [*self._messages(talk), mine, waiting]
        return "", asked, talk, messages, gr.Button(visible=False), gr.Button(visible=True)

    def _begin_linked(self, talk: Talk, event: gr.EventData) -> tuple[Any, ...]:
        return self._begin(str(place_of(event).get("question", "")), talk)

    def _begin_again(self, talk: Talk, event: gr.RetryData) -> tuple[Any, ...]:
        before = _turn_of(event.index)
        asked = talk.asked[before] if before < len(talk.turns) else unescape(_text_of(event.value))
        return self._begin(asked, talk.until(before))

    def _begin_edited(self, talk: Talk, event: gr.EditData) -> tuple[Any, ...]:
        return self._begin(unescape(_text_of(event.value)), talk.until(_turn_of(event.index)))

    def _begin_changed(self, talk: Talk, *form: Any) -> tuple[Any, ...]:
        turn, asked = self._editor.asked(talk, *form)
        return *self._begin(asked, talk.until(turn)), gr.Column(visible=False)

    # --- answering -----------------------------------------------------------------------------------------------

    def _answer(
        self, asked: Asked, talk: Talk, browser: object, request: gr.Request
    ) -> Iterator[tuple[Any, Talk, Any]]:
        """The conversation with its last answer growing; kept once the answer is whole."""
        if not asked.question:
            yield gr.skip(), talk, gr.skip()
            return
        # A question may come before the page has said who is there: one name then, for the talk and for the browser.
        visitor = kept(browser)
        earlier = [*self._messages(talk), {"role": "user", "content": question_html(asked.question)}]
        for html, turn in answering(self._service, self._w, asked, talk.asked, self._names):
            state: Any = gr.skip()
            if turn is not None:
                self._shared.tally.add(turn.answer)
                talk = self._shared.conversations.keep(owner(visitor, request), talk.with_turn(turn))
                # With the answer itself, so that a reload finds it from the first moment.
                state = {**visitor, "talk": talk.id}
            yield [*earlier, {"role": "assistant", "content": html}], talk, state

    def _rest(self, talk: Talk, browser: object, request: gr.Request) -> tuple[Any, ...]:
        """After an answer, whole or stopped."""
        headings = self._shared.conversations.headings(owner(browser, request))
        return gr.Button(visible=True), gr.Button(visible=False), history_html(self._w, headings, talk.id)

    def _names(self) -> dict[str, str]:
        return {row.source: row.fields.hospital for row in self._service.reports()}

    def _messages(self, talk: Talk) -> Messages:
        return messages_of(self._w, talk, self._names)

    # --- conversations -------------------------------------------------------------------------------------------

    def _show(self, talk: Talk, browser: object, request: gr.Request) -> tuple[Any, ...]:
        state = {**kept(browser), "talk": talk.id}
        headings = self._shared.conversations.headings(owner(state, request))
        return talk, self._messages(talk), history_html(self._w, headings, talk.id), state

    def _fresh(self, browser: object, request: gr.Request) -> tuple[Any, ...]:
        return self._show(Talk(), browser, request)

    def _opened(self, browser: object, request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
        id = str(place_of(event).get("id", ""))
        return self._show(self._shared.conversations.open(owner(browser, request), id), browser, request)

    def _forgotten(self, talk: Talk, browser: object, request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
        id = str(place_of(event).get("id", ""))
        self._shared.conversations.forget(owner(browser, request), id)
        return self._show(Talk() if talk.id == id else talk, browser, request)

    def _judged(self, talk: Talk, event: gr.EventData) -> None:
        self._shared.feedback.wrong(talk, str(place_of(event).get("question", "")))

    def _saved(self, talk: Talk, event: gr.EventData) -> str:
        """The table of an answer as a file, with every record that the answer counts."""
        place = place_of(event)
        turn = next((t for number, t in enumerate(talk.turns) if str(number) == place.get("turn")), None)
        format = next((each for each in FORMATS if each == place.get("format")), None)
        if turn is None or format is None:
            raise gr.Error(self._w("table.gone"), title="", print_exception=False)
        whole = self._service.listed(turn.answer)
        return packed(f"{self._w('table.file')}.{format}", table_bytes(self._w, whole, format))

    def _load(self, browser: object, request: gr.Request) -> tuple[Any, ...]:
        """What a visitor finds: the conversation that was open, and questions to begin with."""
        reports = self._service.reports()
        state = kept(browser)
        welcome = welcome_html(self._w) + examples_html(example_questions(self._w, reports))
        holdings = holdings_line(self._w, reports)
        if not state["talk"]:
            # Nothing to show: what was asked while the page was still loading must not be overwritten.
            headings = self._shared.conversations.headings(owner(state, request))
            placeholder = gr.Chatbot(placeholder=welcome)
            return holdings, gr.skip(), placeholder, history_html(self._w, headings, None), gr.skip()
        talk = self._shared.conversations.open(owner(state, request), state["talk"])
        talk, messages, history, browser_state = self._show(talk, state, request)
        return holdings, talk, gr.Chatbot(messages, placeholder=welcome), history, browser_state


def answering(
    service: Service, w: Words, asked: Asked, earlier: list[Asked], names: Names = None
) -> Iterator[tuple[str, Turn | None]]:
    """The answer as HTML, growing; with the last of it, the turn to keep. An error is one clear sentence instead."""
    text = plan = ""
    number = len(earlier)
    facts = None
    try:
        for event in service.stream(asked.question, earlier, change=asked.change):
            if isinstance(event, Planned):
                plan = plan_html(w, event.plan, number, names)
            elif isinstance(event, Settled):
                facts, text = event.answer, ""
            elif isinstance(event, Delta):
                text += event.text
            if isinstance(event, Done):
                html = answer_html(w, event.answer, asked.question, turn=number, names=names)
                yield html, Turn(asked.question, event.answer, asked.change)
            elif facts is not None:
                yield settled_html(w, facts, text, turn=number, names=names), None
            else:
                yield partial_html(w, plan, text), None
    except AssistantError as error:
        logger.warning("a question could not be answered: %s", type(error).__name__)
        yield failed_html(w, asked.question, w.error(error)), None


def _turn_of(index: object) -> int:
    """Which turn a message belongs to: messages are questions and answers by turns."""
    number = index[0] if isinstance(index, list | tuple) else index
    return int(str(number)) // 2


def _text_of(value: object) -> str:
    """The words of a message, which Gradio gives as text or as a list of blocks."""
    if isinstance(value, list):
        return "".join(str(block.get("text", "")) for block in value if isinstance(block, dict))
    return str(value)
