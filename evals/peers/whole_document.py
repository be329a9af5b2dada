"""The whole notice in one prompt: what everybody tries first. Only for questions about one notice, which it is told."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from string import Template

import yaml
from openai import OpenAI, OpenAIError

from evals.peers.environments import PeerError
from evals.peers.port import ANSWER_TOKENS, Endpoint, Item, Places, asked, told

_FRAME_TOKENS = 256
"""Room for the prompt's own words, the question and the marks between messages."""


class WholeDocument:
    """The notice in front, the question behind it; a notice longer than the context is cut at its end."""

    name = "whole document in the prompt"

    def __init__(self, model: Endpoint, places: Places, *, timeout: float = 3600.0) -> None:
        self._model, self._places = model, places
        self._client = OpenAI(base_url=model.url, api_key=model.key, timeout=timeout, max_retries=0)
        self._prompt = yaml.safe_load(files("evals.peers").joinpath("whole_document.yaml").read_text("utf-8"))
        self._kept: dict[str, str] = {}
        self.cut: dict[str, float] = {}
        """By notice, the share of its characters that fits; 1 where all of it does."""

    @property
    def settings(self) -> str:
        """Context, and what did not fit."""
        shares = [f"{source[:3]} {share:.0%}" for source, share in sorted(self.cut.items()) if share < 1]
        return f"temperature 0, context {self._model.context} tokens" + (f"; cut to {', '.join(shares)}" * bool(shares))

    def answer(self, question: Item) -> Item:
        """The model's answer to a question about the notice of its `source`; all of the notice counts as cited."""
        source = question["source"]
        user = Template(self._prompt["user"]).substitute(notice=self._fitted(source), question=asked(question))
        try:
            said = self._client.chat.completions.create(
                model=self._model.model,
                messages=[{"role": "system", "content": self._prompt["system"]}, {"role": "user", "content": user}],
                temperature=0.0,
                max_tokens=ANSWER_TOKENS,
            )
        except OpenAIError as error:
            raise PeerError(f"the model did not answer: {error}") from error
        return told(question, said.choices[0].message.content or "", self._places.whole(source))

    def _fitted(self, source: str) -> str:
        if source not in self._kept:
            whole = self._places.text(source)
            kept = self._begin(whole)
            self._kept[source], self.cut[source] = kept, len(kept) / len(whole)
        return self._kept[source]

    def _begin(self, text: str) -> str:
        """As much of the beginning as the context holds beside the answer."""
        room = self._model.context - ANSWER_TOKENS - _FRAME_TOKENS
        while (count := self._model.tokens(text)) > room:
            text = text[: min(len(text) - 1, int(len(text) * room / count))]
        return text


def about_one(questions: Sequence[Item], sources: dict[str, str]) -> list[Item]:
    """The questions whose evidence stands in one notice, each with that notice's file name as `source`."""
    chosen = []
    for question in questions:
        prefixes = {place.rsplit("-", 1)[0] for place in question["evidence"]}
        if len(prefixes) == 1:
            chosen.append(question | {"source": sources[prefixes.pop()]})
    return chosen
