"""bm25s in its own environment: its defaults over words cut by rjieba, as its own tokenizer leaves Chinese whole."""

from __future__ import annotations

from typing import Any

import bm25s
import rjieba

from evals.peers.workers.lines import Message, serve

_built: dict[str, Any] = {}


def build(request: Message) -> Message:
    """Index `texts`."""
    index = bm25s.BM25()
    index.index([_words(text) for text in request["texts"]], show_progress=False)
    _built["index"], _built["size"] = index, len(request["texts"])
    return {"size": _built["size"]}


def search(request: Message) -> Message:
    """The positions of the best texts for `question`, best first."""
    count = min(request["limit"], _built["size"])
    found, scores = _built["index"].retrieve([_words(request["question"])], k=count, show_progress=False)
    return {"found": [int(at) for at, score in zip(found[0], scores[0], strict=True) if score > 0]}


def _words(text: str) -> list[str]:
    return [word.lower() for word in rjieba.cut_for_search(text) if word.strip()]


if __name__ == "__main__":
    serve({"build": build, "search": search})
