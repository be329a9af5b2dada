"""What the embedded model costs and does, run for real: every n-th question answered, its summary verified.

    python -m evals.embedded --data-dir DIR --questions FILE [--gold DIR] [--every 3]

`--data-dir`: notices taken in before. Prints how many questions are right without the model and with it, the tokens of
its prompts, the seconds until its first token and until its first verified sentence, and what became of its sentences.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from assistant.answering import Answerer
from assistant.answering.answer import Delta, Done
from assistant.answering.prose import SMALL_MODEL, LeadWriter
from assistant.answering.prose.sentences import sentences_of
from assistant.llm import ChatModel, Completion, Message, TextDelta
from assistant.llm.models import Models
from assistant.llm.port import T
from assistant.records import RecordStore
from assistant.settings import Settings
from evals.questions import Item, read_aliases, read_lines, score
from vectorstore import open_index

_HEADING = "小结**"
"""Heads the first verified sentence; what is withheld is told without it."""


class Timed:
    """Passes calls to a model and keeps how long the first token of each stream took, in seconds."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat
        self.first_token: list[float] = []

    @property
    def name(self) -> str:
        """Name of the model behind."""
        return self._chat.name

    @property
    def identity(self) -> str:
        """Identity of the model behind."""
        return self._chat.identity

    def structured(
        self, messages: Sequence[Message], schema: type[T], *, max_tokens: int, timeout: float | None = None
    ) -> Completion[T]:
        """Straight from the model."""
        return self._chat.structured(messages, schema, max_tokens=max_tokens, timeout=timeout)

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, timeout: float | None = None
    ) -> Generator[TextDelta, None, None]:
        """The model's stream, its first piece timed."""
        started, timed = time.perf_counter(), False
        for delta in self._chat.stream(messages, max_tokens=max_tokens, timeout=timeout):
            if not timed:
                self.first_token.append(time.perf_counter() - started)
                timed = True
            yield delta

    def close(self) -> None:
        """Let go of the model's connections."""
        self._chat.close()


@dataclass
class Run:
    """What was measured, seconds and tokens one for each summary."""

    answers: dict[str, Item] = field(default_factory=dict)
    alone: dict[str, Item] = field(default_factory=dict)
    facts: list[float] = field(default_factory=list)
    """Seconds until the first words of the answer."""
    sentence: list[float] = field(default_factory=list)
    """Seconds from the end of the facts until the first verified sentence."""
    prompt: list[int] = field(default_factory=list)
    written: list[int] = field(default_factory=list)
    shown: int = 0
    withheld: int = 0


def run(answerer: Answerer, plain: Answerer, questions: Sequence[Item]) -> Run:
    """Ask every question twice: without the model, and with it as a reader would see it."""
    out = Run()
    for item in questions:
        *history, asked = item["turns"]
        alone = plain.ask(asked, history, id=item["id"])
        out.alone[item["id"]] = alone.as_json()
        started, text, seen = time.perf_counter(), "", 0.0
        for event in answerer.stream(asked, history, id=item["id"]):
            now = time.perf_counter() - started
            if isinstance(event, Delta):
                if not text:
                    out.facts.append(now)
                if len(text) >= len(alone.answer) and seen and _HEADING in event.text:
                    out.sentence.append(now - seen)
                    seen = 0.0
                text += event.text
                seen = now if text == alone.answer else seen
            if isinstance(event, Done):
                _count(out, event, item)
    return out


def _count(out: Run, event: Done, item: Item) -> None:
    answer = event.answer
    out.answers[item["id"]] = answer.as_json()
    out.shown += len(list(sentences_of([answer.model_lead])))
    out.withheld += answer.withheld
    if answer.llm is not None:
        out.prompt.append(answer.llm.input_tokens)
        out.written.append(answer.llm.output_tokens)


def _spread(values: Sequence[float], unit: str) -> str:
    if not values:
        return "none"
    ordered = sorted(values)
    median, high = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"p50 {median:.1f}{unit}, p95 {high:.1f}{unit}, most {ordered[-1]:.1f}{unit} (n={len(ordered)})"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--gold", type=Path, help="the folder of the questions' aliases.json")
    parser.add_argument("--every", type=int, default=3, help="take every n-th question")
    parser.add_argument("--timeout", type=float, default=90.0, help="seconds a summary may take")
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    questions = read_lines(given.questions)[:: given.every]
    aliases = read_aliases(given.questions, given.gold / "aliases.json" if given.gold else None)
    settings = Settings(data_dir=given.data_dir, llm="local", _env_file=None)
    store, index, models = RecordStore(settings.records_url).open(), open_index(settings), Models(settings)
    with closing(models), closing(store), closing(index):
        opened = models.chat()
        if opened is None:
            sys.exit("the embedded model is not installed")
        chat = Timed(opened)
        plain = Answerer(store, index)
        answerer = Answerer(store, index, lead=LeadWriter(chat, timeout=given.timeout, bounds=SMALL_MODEL))
        list(chat.stream([Message("user", "你好")], max_tokens=4))
        chat.first_token.clear()
        done = run(answerer, plain, questions)
    for name, answers in (("without the model", done.alone), ("with the model", done.answers)):
        total = score(answers, questions, aliases)
        sys.stdout.write(f"{name}: {total.right} of {total.n} right {total.wrong or ''}\n")
    sys.stdout.write(f"first words of the answer: {_spread(done.facts, ' s')}\n")
    sys.stdout.write(f"first token of the model: {_spread(chat.first_token, ' s')}\n")
    sys.stdout.write(f"first verified sentence after the facts: {_spread(done.sentence, ' s')}\n")
    sys.stdout.write(f"prompt tokens a summary: {_spread([float(n) for n in done.prompt], '')}\n")
    sys.stdout.write(f"tokens written a summary: {_spread([float(n) for n in done.written], '')}\n")
    judged = done.shown + done.withheld
    sys.stdout.write(f"sentences: {done.shown} shown, {done.withheld} withheld of {judged}\n")


if __name__ == "__main__":
    main()
