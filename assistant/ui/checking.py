"""Whether what is in use works, tried for real, and what models were used since the page was opened."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

from assistant.answering.answer import Answer
from assistant.errors import AssistantError, ModelError
from assistant.llm import choose_model
from assistant.settings import Settings
from assistant.ui.port import Service
from assistant.ui.words import Words

_QUESTION = "哪些医院没有逐条公布整改状态？"
"""A question that any store can answer, if only by saying that it holds nothing."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing tried: how long it took, and the error that it ended in, if any."""

    name: str
    seconds: float
    error: AssistantError | None


def checks(service: Service, settings: Settings) -> Iterator[Check]:
    """Try the records, an answer, the search and, where one is in use, the model."""
    yield _try("records", service.reports)
    answered: list[Answer] = []
    yield _try("answer", lambda: answered.append(service.ask(_QUESTION)))
    yield _try("search", lambda: service.reporting.compare("物资", ()))
    unusable = _try("model", lambda: choose_model(settings))
    if unusable.error is not None:
        yield unusable
    elif model_in_use(settings):
        yield _try("model", lambda: _spoke(answered))


def model_in_use(settings: Settings) -> bool:
    """Whether there is a language model and it can be used."""
    try:
        return choose_model(settings) != "none"
    except AssistantError:
        return False


def _spoke(answered: list[Answer]) -> None:
    """A model that is in use has a part in an answer with citations."""
    if answered and answered[0].citations and answered[0].llm is None:
        raise ModelError("the model had no part in the answer", message_zh="回答时模型没有应答，请看日志。")


def _try(name: str, work: Callable[[], object]) -> Check:
    started, problem = time.perf_counter(), None
    try:
        work()
    except AssistantError as error:
        problem = error
    return Check(name, time.perf_counter() - started, problem)


def check_html(w: Words, tried: Iterator[Check]) -> str:
    """What was tried and how it went, a line each."""
    lines = []
    for check in tried:
        state, said = "done", w("setup.works", seconds=f"{check.seconds:.2f}")
        if check.error is not None:
            state, said = "failed", w("setup.fails", reason=escape(w.error(check.error)))
        lines.append(f'<li class="{state}"><b>{w(f"setup.test_{check.name}")}</b><span>{said}</span></li>')
    return f'<ul class="progress" role="status">{"".join(lines)}</ul>'


@dataclass
class Tally:
    """Tokens that models took for answers on the page since it was opened; safe to share between threads."""

    answers: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, answer: Answer) -> None:
        """Count an answer, if a model had a part in it."""
        if answer.llm is None:
            return
        with self._lock:
            self.answers += 1
            self.input_tokens += answer.llm.input_tokens
            self.output_tokens += answer.llm.output_tokens


def tally_html(w: Words, tally: Tally) -> str:
    """What was used, in words."""
    return w("setup.tokens_used", input=f"{tally.input_tokens:,}", output=f"{tally.output_tokens:,}", n=tally.answers)
