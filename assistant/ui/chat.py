"""The chat page: ask, read the answer as it comes, open the sentence behind each number, come back to it later."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from html import escape, unescape
from typing import Any

import gradio as gr

from assistant.answering.answer import Delta, Done, Planned
from assistant.errors import AssistantError
from assistant.ui.conversations import Conversations, Heading, Talk, Turn
from assistant.ui.examples import example_questions, holdings_line
from assistant.ui.feedback import Feedback
from assistant.ui.links import link, listener, place_of
from assistant.ui.port import Service
from assistant.ui.rendering import answer_html, failed_html, partial_html, question_html
from assistant.ui.visitors import kept, owner

logger = logging.getLogger(__name__)

Messages = list[dict[str, Any]]

_WELCOME = (
    "<h2>问整改通报任何问题</h2><p>数字和列表按全部通报逐条计算；每句话都能点开原文；没有写明的，照实说没有写明。</p>"
)
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

    def __init__(
        self, service: Service, conversations: Conversations, feedback: Feedback, browser: gr.BrowserState
    ) -> None:
        self._service = service
        self._conversations = conversations
        self._feedback = feedback
        self._browser = browser
        self._talk = gr.State(Talk())
        self._question = gr.State("")
        self._ask, self._open, self._forget = listener("ask"), listener("talk"), listener("forget")
        self._judge = listener("judge")
        self.holdings: gr.HTML
        self._lay_out()

    def _lay_out(self) -> None:
        with gr.Row(elem_id="chat-head"):
            self.holdings = gr.HTML(elem_id="holdings")
            self._history = gr.HTML(elem_id="history", min_width=88)
            self._clear = gr.Button("新对话", size="sm", scale=0, min_width=88, elem_id="clear")
        self._chatbot = gr.Chatbot(
            show_label=False, label="对话", height=None, buttons=[], feedback_options=None, elem_id="chat",
            placeholder=_WELCOME, editable="user", group_consecutive_messages=False, layout="panel", autoscroll=False,
        )  # fmt: skip
        with gr.Row(elem_id="ask-row"):
            self._box = gr.Textbox(
                placeholder="输入问题，回车发送", show_label=False, label="问题", lines=1,
                max_lines=5, scale=8, elem_id="question", autofocus=True, container=False,
            )  # fmt: skip
            self._send = gr.Button("提问", variant="primary", scale=0, min_width=88, elem_id="send")
            self._stop = gr.Button("停止", scale=0, min_width=88, visible=False, elem_id="stop")

    def wire(self, page: gr.Blocks) -> None:
        """Connect every way to ask to the one way to answer, and the rest."""
        quick: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
        begun = [self._box, self._question, self._talk, self._chatbot, self._send, self._stop]
        talk, chatbot = self._talk, self._chatbot
        starts = [
            gr.on([self._box.submit, self._send.click], self._begin, [self._box, talk], begun, **quick),
            self._ask.click(self._begin_linked, talk, begun, **quick),
            chatbot.retry(self._begin_again, talk, begun, **quick),
            chatbot.edit(self._begin_edited, talk, begun, **quick),
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
        self._forget.click(self._forgotten, [talk, self._browser], shown, **quick)
        page.load(self._load, self._browser, [self.holdings, *shown], **quick)

    # --- beginning -----------------------------------------------------------------------------------------------

    def _begin(self, question: str, talk: Talk) -> tuple[Any, ...]:
        question = question.strip()
        if not question:
            return gr.Textbox("", placeholder="请先输入问题，再按回车"), "", talk, gr.skip(), gr.skip(), gr.skip()
        asked = {"role": "user", "content": question_html(question)}
        waiting = {"role": "assistant", "content": partial_html("", "")}
        messages = [*messages_of(talk), asked, waiting]
        return "", question, talk, messages, gr.Button(visible=False), gr.Button(visible=True)

    def _begin_linked(self, talk: Talk, event: gr.EventData) -> tuple[Any, ...]:
        return self._begin(str(place_of(event).get("question", "")), talk)

    def _begin_again(self, talk: Talk, event: gr.RetryData) -> tuple[Any, ...]:
        before = _turn_of(event.index)
        question = talk.questions[before] if before < len(talk.turns) else unescape(_text_of(event.value))
        return self._begin(question, talk.until(before))

    def _begin_edited(self, talk: Talk, event: gr.EditData) -> tuple[Any, ...]:
        return self._begin(unescape(_text_of(event.value)), talk.until(_turn_of(event.index)))

    # --- answering -----------------------------------------------------------------------------------------------

    def _answer(
        self, question: str, talk: Talk, browser: object, request: gr.Request
    ) -> Iterator[tuple[Any, Talk, Any]]:
        """The conversation with its last answer growing; kept once the answer is whole."""
        if not question:
            yield gr.skip(), talk, gr.skip()
            return
        earlier = [*messages_of(talk), {"role": "user", "content": question_html(question)}]
        for html, answer in answering(self._service, question, talk.questions):
            state: Any = gr.skip()
            if answer is not None:
                talk = self._conversations.keep(owner(browser, request), talk.with_turn(answer))
                # With the answer itself, so that a reload finds it from the first moment.
                state = {**kept(browser), "talk": talk.id}
            yield [*earlier, {"role": "assistant", "content": html}], talk, state

    def _rest(self, talk: Talk, browser: object, request: gr.Request) -> tuple[Any, ...]:
        """After an answer, whole or stopped."""
        history = history_html(self._conversations.headings(owner(browser, request)), talk.id)
        return gr.Button(visible=True), gr.Button(visible=False), history

    # --- conversations -------------------------------------------------------------------------------------------

    def _show(self, talk: Talk, browser: object, request: gr.Request) -> tuple[Any, ...]:
        state = {**kept(browser), "talk": talk.id}
        history = history_html(self._conversations.headings(owner(state, request)), talk.id)
        return talk, messages_of(talk), history, state

    def _fresh(self, browser: object, request: gr.Request) -> tuple[Any, ...]:
        return self._show(Talk(), browser, request)

    def _opened(self, browser: object, request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
        id = str(place_of(event).get("id", ""))
        return self._show(self._conversations.open(owner(browser, request), id), browser, request)

    def _forgotten(self, talk: Talk, browser: object, request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
        id = str(place_of(event).get("id", ""))
        self._conversations.forget(owner(browser, request), id)
        return self._show(Talk() if talk.id == id else talk, browser, request)

    def _judged(self, talk: Talk, event: gr.EventData) -> None:
        self._feedback.wrong(talk, str(place_of(event).get("question", "")))

    def _load(self, browser: object, request: gr.Request) -> tuple[Any, ...]:
        """What a visitor finds: the conversation that was open, and questions to begin with."""
        reports = self._service.reports()
        state = kept(browser)
        talk = self._conversations.open(owner(state, request), state["talk"]) if state["talk"] else Talk()
        talk, messages, history, browser_state = self._show(talk, state, request)
        welcome = _WELCOME + examples_html(example_questions(reports))
        return holdings_line(reports), talk, gr.Chatbot(messages, placeholder=welcome), history, browser_state


def answering(service: Service, question: str, earlier: list[str]) -> Iterator[tuple[str, Turn | None]]:
    """The answer as HTML, growing; with the last of it, the turn to keep. An error is one clear sentence instead."""
    text = line = ""
    try:
        for event in service.stream(question, earlier):
            if isinstance(event, Planned):
                line = event.line
            elif isinstance(event, Delta):
                text += event.text
            if isinstance(event, Done):
                yield answer_html(event.answer, question), Turn(question, event.answer)
            else:
                yield partial_html(line, text), None
    except AssistantError as error:
        logger.warning("a question could not be answered: %s", type(error).__name__)
        yield failed_html(question, error.message_zh or str(error)), None


def messages_of(talk: Talk) -> Messages:
    """A conversation as the chat shows it."""
    messages: Messages = []
    for turn in talk.turns:
        messages.append({"role": "user", "content": question_html(turn.question)})
        messages.append({"role": "assistant", "content": answer_html(turn.answer, turn.question)})
    return messages


def examples_html(questions: Sequence[str]) -> str:
    """Questions to begin with, each asked with one click."""
    chips = (link("ask", escape(question), css="example", question=question) for question in questions)
    return f'<ul class="examples">{"".join(f"<li>{chip}</li>" for chip in chips)}</ul>'


def history_html(headings: list[Heading], current: str | None) -> str:
    """The visitor's conversations behind one small button."""
    items = "".join(
        f"<li{' class=current' if heading.id == current else ''}>"
        + link("talk", escape(heading.title), id=heading.id)
        + link("forget", "删除", title=f"删除对话：{heading.title}", id=heading.id)
        + "</li>"
        for heading in headings
    )
    body = f"<ol>{items}</ol>" if items else "<p>还没有对话。提问之后，对话会留在这里，刷新页面也找得回来。</p>"
    return f'<details class="history"><summary>历史对话</summary><div class="menu">{body}</div></details>'


def _turn_of(index: object) -> int:
    """Which turn a message belongs to: messages are questions and answers by turns."""
    number = index[0] if isinstance(index, list | tuple) else index
    return int(str(number)) // 2


def _text_of(value: object) -> str:
    """The words of a message, which Gradio gives as text or as a list of blocks."""
    if isinstance(value, list):
        return "".join(str(block.get("text", "")) for block in value if isinstance(block, dict))
    return str(value)
