"""What stands around the answers: the welcome, the conversation as messages, the conversations of before."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from assistant.ui.conversations import Heading, Talk
from assistant.ui.links import link
from assistant.ui.plan_line import Names
from assistant.ui.rendering import answer_html, question_html
from assistant.ui.words import Words

Messages = list[dict[str, Any]]


def welcome_html(w: Words) -> str:
    """What the empty conversation says."""
    return f"<h2>{w('chat.welcome')}</h2><p>{w('chat.promise')}</p>"


def examples_html(questions: Sequence[str]) -> str:
    """Questions to begin with, each asked with one click."""
    chips = (link("ask", escape(question), css="example", question=question) for question in questions)
    return f'<ul class="examples">{"".join(f"<li>{chip}</li>" for chip in chips)}</ul>'


def messages_of(w: Words, talk: Talk, names: Names = None) -> Messages:
    """A conversation as the chat shows it."""
    messages: Messages = []
    for number, turn in enumerate(talk.turns):
        answer = answer_html(w, turn.answer, turn.question, turn=number, names=names)
        messages.append({"role": "user", "content": question_html(turn.question)})
        messages.append({"role": "assistant", "content": answer})
    return messages


def history_html(w: Words, headings: list[Heading], current: str | None) -> str:
    """The visitor's conversations behind one small button."""
    items = "".join(
        f"<li{' class=current' if heading.id == current else ''}>"
        + link("talk", escape(heading.title), id=heading.id)
        + link("forget", w("chat.forget"), title=w("chat.forget_hint", title=heading.title), id=heading.id)
        + "</li>"
        for heading in headings
    )
    body = f"<ol>{items}</ol>" if items else f"<p>{w('chat.history_empty')}</p>"
    return f'<details class="history"><summary>{w("chat.history")}</summary><div class="menu">{body}</div></details>'
