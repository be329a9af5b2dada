"""The summary (小结) that a configured model writes under an answer, shown sentence by sentence as each is verified.

It comes last, so that the facts never wait for it and the text already streamed stays a prefix of the whole. Whatever
the model does, the answer above it stands as it was.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import cast

from assistant.answering.answer import Answer, Citation, Delta, LlmUse
from assistant.answering.prose.sentences import sentences_of
from assistant.answering.prose.sheet import FactSheet, fact_sheet
from assistant.answering.prose.verification import verify
from assistant.errors import ModelError
from assistant.llm.port import ChatModel, Usage
from assistant.llm.prompts import load_prompt

logger = logging.getLogger(__name__)

PROMPT = "write_lead"
_HEADING = "**小结**"
_QUESTION_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is shown to the model and taken from it."""

    sentences: int = 3
    characters: int = 160
    tokens: int = 240
    facts: int = 480
    """Characters of the facts; with the instructions, at most 500 tokens of a prompt."""
    least: int = 1
    """Facts below which there is nothing to sum up."""


_BOUNDS = Bounds()
SMALL_MODEL = Bounds(least=2)
"""Of a single fact a small model can only say the same in worse words, after many seconds."""


class LeadWriter:
    """Writes summaries with one model; shared by all conversations, holds nothing of any."""

    def __init__(
        self, chat: ChatModel, *, timeout: float = 20.0, bounds: Bounds = _BOUNDS, prompt: str = PROMPT
    ) -> None:
        self._chat = chat
        self._timeout = timeout
        self._bounds = bounds
        self._prompt = load_prompt(prompt)

    def extend(
        self, answer: Answer, concerned: Sequence[str], text_of: Callable[[str], str]
    ) -> Generator[Delta, None, Answer]:
        """Yield what is added to `answer`, as it is verified; return the answer with it.

        `concerned`: the hospitals the question is about; `text_of` gives a source's text. Closing the generator ends
        the model's call. An answer without citations, or in English, gets no summary: nothing could be verified.
        """
        if answer.abstained or not answer.citations or answer.plan.get("language") == "en":
            return answer
        sheet = fact_sheet(answer, concerned, lambda citation, reach: _around(text_of, citation, reach))
        facts = sheet.shown(self._bounds.facts)
        if not facts or len(sheet.facts) < self._bounds.least:
            return answer
        draft = _Draft(sheet, self._bounds)
        for added in self._write(str(answer.plan.get("question", "")), facts, draft):
            yield Delta(added)
        if note := draft.note():
            yield Delta(note)
        spent = draft.usage
        if answer.llm is not None:
            # The question was read by the model too.
            spent += Usage(answer.llm.input_tokens, answer.llm.output_tokens)
        use = LlmUse(model=self._chat.name, input_tokens=spent.input_tokens, output_tokens=spent.output_tokens)
        return answer.model_copy(
            update={
                "answer": answer.answer + draft.text,
                "llm": use,
                "model_lead": "".join(draft.shown),
                "withheld": draft.withheld,
            }
        )

    def _write(self, question: str, facts: str, draft: _Draft) -> Iterator[str]:
        """What each verified sentence adds, until the model has said enough, fails, or runs out of time."""
        messages = self._prompt.render(facts=facts, question=question[:_QUESTION_CHARACTERS])
        ends = time.monotonic() + self._timeout
        stream = self._chat.stream(messages, max_tokens=self._bounds.tokens, timeout=self._timeout)

        def pieces() -> Iterator[str]:
            for delta in stream:
                draft.usage = delta.usage or draft.usage
                if time.monotonic() > ends:
                    logger.warning("model %s: the summary was given up after %.0f s", self._chat.name, self._timeout)
                    return
                yield delta.text

        try:
            with closing(stream):
                for sentence in sentences_of(pieces()):
                    if added := draft.take(sentence):
                        yield added
                    if draft.full:
                        return
        except ModelError as error:
            logger.warning("no summary: %s", error)


def finished(events: Generator[object, None, Answer]) -> Answer:
    """The answer that a stream of events comes to."""
    while True:
        try:
            next(events)
        except StopIteration as stop:
            return cast("Answer", stop.value)


class _Draft:
    """What was shown and withheld so far."""

    def __init__(self, sheet: FactSheet, bounds: Bounds) -> None:
        self._sheet = sheet
        self._bounds = bounds
        self.shown: list[str] = []
        self.withheld = 0
        self.text = ""
        self.usage = Usage()

    @property
    def full(self) -> bool:
        """Whether enough was said, or enough of it was not true."""
        return len(self.shown) >= self._bounds.sentences or self.withheld >= 2 * self._bounds.sentences

    def take(self, sentence: str) -> str:
        """Judge a sentence; the text it adds, empty where it is withheld, said before or too much."""
        verdict = verify(sentence, self._sheet)
        if not verdict.shown:
            self.withheld += 1
            logger.debug("a sentence was withheld: %s", verdict.refusal)
            return ""
        if verdict.shown in self.shown or sum(map(len, self.shown)) + len(verdict.shown) > self._bounds.characters:
            return ""
        self.shown.append(verdict.shown)
        return self._add(verdict.shown if self.text else f"\n\n{_HEADING}\n{verdict.shown}")

    def note(self) -> str:
        """How many sentences were withheld, in one short line."""
        if not self.withheld:
            return ""
        if self.shown:
            return self._add(f"\n（另有{self.withheld}句与出处核对不上，未显示。）")
        return self._add(f"\n\n（小结的{self.withheld}句与出处核对不上，未显示。）")

    def _add(self, words: str) -> str:
        self.text += words
        return words


def _around(text_of: Callable[[str], str], citation: Citation, reach: int) -> str:
    text = text_of(citation.source)
    return text[max(0, citation.start - reach) : citation.end + reach]
