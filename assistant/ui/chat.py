"""The chat page: ask, read the answer as it comes, open the sentence behind each number."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.answering.answer import Delta, Done
from assistant.errors import AssistantError, UnknownReportError
from assistant.ui.examples import example_questions, holdings_line
from assistant.ui.port import Service
from assistant.ui.rendering import answer_html, empty_source_html, partial_html, question_html, source_html

logger = logging.getLogger(__name__)

Messages = list[dict[str, Any]]

# Chips live inside messages, which the chat component owns; one listener on the page serves them all.
_OPEN_ON_CLICK = """
document.addEventListener('click', (event) => {
  const chip = event.target.closest('a.cite');
  if (!chip) return;
  event.preventDefault();
  event.stopPropagation();
  document.querySelectorAll('a.cite.open').forEach((other) => other.classList.remove('open'));
  chip.classList.add('open');
  const place = new URLSearchParams(new URL(chip.href).hash.slice(1));
  trigger('click', {source: place.get('source'), start: Number(place.get('start')), end: Number(place.get('end'))});
}, true);
watch('value', () => {
  const mark = element.querySelector('mark');
  if (!mark) return;
  const box = element.querySelector('.text');
  box.scrollTop = mark.offsetTop - box.offsetTop - box.clientHeight / 3;
  if (window.innerWidth < 800) element.scrollIntoView({behavior: 'smooth', block: 'start'});
});
"""


def build_chat(service: Service, page: gr.Blocks) -> None:
    """Lay the chat out inside `page`, whose context must be open, and wire it to the core."""
    asked = gr.State([])  # the questions of this conversation, oldest first
    holdings = gr.HTML(elem_id="holdings")
    with gr.Row(elem_id="workbench"):
        with gr.Column(scale=3, min_width=340):
            chatbot = gr.Chatbot(
                show_label=False, height="62vh", buttons=["copy"], feedback_options=None, elem_id="chat",
                placeholder="### 问整改通报任何问题\n列表与数字按全部通报逐条计算，每句话都可点开原文。",
            )  # fmt: skip
            with gr.Row(elem_id="ask-row"):
                box = gr.Textbox(
                    placeholder="例如：哪些医院还有采购方面的整改没有完成？", show_label=False, label="问题", lines=1,
                    max_lines=4, scale=8, elem_id="question", autofocus=True,
                )  # fmt: skip
                send = gr.Button("提问", variant="primary", scale=1, min_width=72, elem_id="send")
                stop = gr.Button("停止", scale=1, min_width=72, visible=False, elem_id="stop")
            with gr.Row(elem_id="more-row"):
                examples = gr.Dataset(
                    components=[gr.Textbox(visible=False)], samples=[[""]], label="可以这样问", elem_id="examples",
                    samples_per_page=8,
                )  # fmt: skip
                clear = gr.Button("新对话", size="sm", scale=0, min_width=96, elem_id="clear")
        with gr.Column(scale=2, min_width=320):
            source = gr.HTML(empty_source_html(), js_on_load=_OPEN_ON_CLICK, elem_id="source")

    def load() -> tuple[str, Any]:
        reports = service.reports()
        return holdings_line(reports), gr.Dataset(samples=[[text] for text in example_questions(reports)])

    def take(question: str, messages: Messages) -> tuple[str, Messages, Any, Any]:
        if not question.strip():
            raise gr.Error("请先输入问题。", duration=4)
        turn = {"role": "user", "content": question_html(question.strip())}
        return "", [*messages, turn], gr.Button(visible=False), gr.Button(visible=True)

    def answer(messages: Messages, question: str, earlier: list[str]) -> Iterator[tuple[Messages, list[str]]]:
        for html in _answer(service, question, earlier):
            yield [*messages, {"role": "assistant", "content": html}], [*earlier, question]

    def done() -> tuple[Any, Any]:
        return gr.Button(visible=True), gr.Button(visible=False)

    def fresh() -> tuple[Messages, list[str], str]:
        return [], [], empty_source_html()

    pending = gr.State("")
    gr.on([box.submit, send.click], lambda text: text, box, pending, queue=False, api_visibility="private").success(
        take, [box, chatbot], [box, chatbot, send, stop], queue=False, api_visibility="private"
    ).success(answer, [chatbot, pending, asked], [chatbot, asked], api_visibility="private").then(
        done, None, [send, stop], queue=False, api_visibility="private"
    )
    examples.click(lambda sample: sample[0], examples, box, queue=False, api_visibility="private")
    clear.click(fresh, None, [chatbot, asked, source], queue=False, api_visibility="private")
    source.click(_opener(service), None, source, queue=False, api_visibility="private", show_progress="hidden")
    page.load(load, None, [holdings, examples], api_visibility="private")


def _answer(service: Service, question: str, earlier: list[str]) -> Iterator[str]:
    """The answer as HTML, growing; an error as one clear sentence in its place."""
    text = ""
    try:
        for event in service.stream(question.strip(), earlier):
            if isinstance(event, Delta):
                text += event.text
                yield partial_html(text)
            elif isinstance(event, Done):
                yield answer_html(event.answer)
    except AssistantError as error:
        logger.warning("a question could not be answered: %s", type(error).__name__)
        yield partial_html(f"没有答成：{error.message_zh or error}")


def _opener(service: Service) -> Any:
    def open_source(event: gr.EventData) -> str:
        place = event._data
        try:
            source, start, end = str(place["source"]), int(place["start"]), int(place["end"])
            document = service.document(source)
        except (KeyError, TypeError, ValueError, UnknownReportError):
            return empty_source_html()
        if not 0 <= start < end <= len(document.text):
            return empty_source_html()
        hospital = next((row.fields.hospital for row in service.reports() if row.source == source), source)
        return source_html(document, hospital, start, end)

    return open_source
