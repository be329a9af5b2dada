"""What a peer that answers questions is, and the model that it is lent."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.extraction import extract
from assistant.llm.embedded import MODEL_NAME, EmbeddedServer
from assistant.llm.opening import model_file
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.settings import Settings

Item = dict[str, Any]

_DECLINES = re.compile(
    r"(?:没有|未|并未)(?:明确)?(?:说明|提及|提到|披露|给出|包含|提供|公布|找到|记载|涉及|列出|指出)"
    r"|无法(?:确定|回答|得知|判断|提供|确认)|不(?:知道|清楚|详)|不在"
    r"|(?:does|do|is|are|did) not|not (?:provided|mentioned|specified)|no information|don't know",
    re.IGNORECASE,
)


class Peer(Protocol):
    """Answers questions over notices that it was given when it was made."""

    @property
    def name(self) -> str:
        """What the table calls it."""
        ...

    @property
    def settings(self) -> str:
        """Versions and whatever is set, for the reader of the table."""
        ...

    def answer(self, question: Item) -> Item:
        """A gold question's `turns` answered: {"id", "answer", "abstained", "citations": [{"source", "finding"}]}."""
        ...


ANSWER_TOKENS = 512
"""Tokens an answer may have: a small model that repeats itself would fill its context."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible server on this machine. `context` counts tokens of prompt and answer together."""

    url: str
    key: str
    model: str
    context: int

    def tokens(self, text: str) -> int:
        """How many tokens the model makes of a text, by llama.cpp's own count."""
        body = json.dumps({"content": text}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"}
        request = urllib.request.Request(self.url.removesuffix("/v1") + "/tokenize", body, headers)
        with urllib.request.urlopen(request) as reply:
            return len(json.load(reply)["tokens"])


@contextmanager
def embedded(settings: Settings, *, context: int = 8192) -> Iterator[Endpoint]:
    """The product's embedded model, served between `with` and its end."""
    server = EmbeddedServer(model_file(settings), threads=settings.local_threads, context=context)
    try:
        yield Endpoint(server.url(), server.api_key, MODEL_NAME, context)
    finally:
        server.stop()


def asked(question: Item) -> str:
    """A question as one text: peers without a memory are given the turns before it as well."""
    return " ".join(question["turns"])


def declines(text: str) -> bool:
    """Whether an answer says that what was asked is not there; peers have no flag for it."""
    return _DECLINES.search(text) is not None


class Places:
    """Which findings a stretch of a notice belongs to, by our own outline: peers cite chunks, gold names findings."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._texts: dict[str, str] = {}
        self._spans: dict[str, list[tuple[int, int, int]]] = {}
        for path in files:
            document = read_file(path)
            report = extract(document, build_outline(document.text))
            self._texts[path.name] = document.text
            self._spans[path.name] = [(start, end, f.ordinal) for f in report.findings for start, end in f.spans]

    def text(self, source: str) -> str:
        """A notice as the product reads it."""
        return self._texts[source]

    def whole(self, source: str) -> list[Item]:
        """The notice and all its findings."""
        ordinals = sorted({ordinal for _, _, ordinal in self._spans[source]})
        return [{"source": source, "finding": None}, *({"source": source, "finding": each} for each in ordinals)]

    def of_chunk(self, source: str, chunk: str) -> list[Item]:
        """The findings that a chunk overlaps; the notice itself where it overlaps none."""
        start = self._texts[source].find(chunk.strip())
        end = start + len(chunk)
        hit = sorted(
            {ordinal for low, high, ordinal in self._spans[source] if start >= 0 and low < end and start < high}
        )
        return [{"source": source, "finding": each} for each in hit] or [{"source": source, "finding": None}]


def told(question: Item, text: str, citations: Sequence[Item]) -> Item:
    """An answer in the form in which answers are judged."""
    return {
        "id": question["id"],
        "answer": text,
        "abstained": declines(text),
        "citations": list({(each["source"], each["finding"]): each for each in citations}.values()),
    }
