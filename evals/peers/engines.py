"""Frameworks that answer from the chunks nearest to a question: plain LangChain over Chroma, and LlamaIndex."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from evals.peers.environments import Asks, version
from evals.peers.port import ANSWER_TOKENS, Endpoint, Item, Places, asked, told

Framework = Literal["langchain", "llamaindex"]
FRAMEWORKS: tuple[Framework, ...] = ("langchain", "llamaindex")

_NAMES = {"langchain": "LangChain RAG over Chroma", "llamaindex": "LlamaIndex query engine"}
_ABOUT = {
    "langchain": "langchain-chroma {} as in its tutorial: chunks of 1000 characters, 200 shared, top 5, temperature 0"
    f", at most {ANSWER_TOKENS} tokens an answer",
    "llamaindex": "llama-index-core {}, defaults: chunks of 1024 tokens, top 2, compact, temperature 0.1",
}
_PACKAGES = {"langchain": "langchain-chroma", "llamaindex": "llama-index-core"}

NO_MODEL = Endpoint("http://127.0.0.1:9/v1", "none", "none", 8192)
"""For an engine that is only asked what it would show a model."""


class Engine:
    """One framework with our model and embeddings, over notices that it indexes at the first question."""

    def __init__(
        self, framework: Framework, worker: Asks, model: Endpoint, places: Places, notices: Iterable[Path],
        *, timeout: float = 3600.0,
    ) -> None:  # fmt: skip
        self._framework, self._worker, self._places = framework, worker, places
        self._given = {
            "files": [str(path.resolve()) for path in notices], "url": model.url, "key": model.key,
            "model": model.model, "context": model.context, "timeout": timeout,
            "tokens": ANSWER_TOKENS,
        }  # fmt: skip
        self._built = False

    @property
    def name(self) -> str:
        """What the table calls it."""
        return _NAMES[self._framework]

    @property
    def settings(self) -> str:
        """Version and defaults."""
        return _ABOUT[self._framework].format(version(self._framework, _PACKAGES[self._framework]))

    def answer(self, question: Item) -> Item:
        """The framework's answer; every finding that its chunks touch counts as cited."""
        said = self._ask("ask", question)
        return told(question, said["answer"], self._cited(said["chunks"]))

    def shown(self, question: Item) -> Item:
        """An answer without words: what the chunks are that a model would be shown, cited."""
        return told(question, "", self._cited(self._ask("near", question)["chunks"]))

    def _ask(self, op: str, question: Item) -> Item:
        if not self._built:
            self._worker.ask("build", **self._given)
            self._built = True
        return self._worker.ask(op, question=asked(question))

    def _cited(self, chunks: Iterable[Item]) -> list[Item]:
        return [place for each in chunks for place in self._places.of_chunk(each["source"], each["text"])]
