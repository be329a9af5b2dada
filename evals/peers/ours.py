"""The product as one of the contestants: no language model, answers from its records."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.core import Assistant
from assistant.errors import QuestionError
from assistant.ingestion import FileFailed
from assistant.settings import Settings
from evals.peers.port import Item


class Ours:
    """Ingests the notices into `folder` at once; without `index` there is no search by meaning."""

    name = "ours, no language model"

    def __init__(self, folder: Path, notices: Iterable[Path], *, index: bool = True) -> None:
        self._assistant = Assistant.open(Settings(data_dir=folder, llm="none", _env_file=None))
        self._index = index
        failed = [e.path.name for e in self._assistant.ingest(notices, index=index) if isinstance(e, FileFailed)]
        if failed:
            raise ValueError(f"notices cannot be read: {failed}")

    @property
    def settings(self) -> str:
        """What is set."""
        return "defaults, `--llm none`" + ("" if self._index else ", without embeddings")

    def answer(self, question: Item) -> Item:
        """The product's answer; a question that it refuses is answered by the refusal."""
        *history, last = question["turns"]
        try:
            return self._assistant.ask(last, history, id=str(question["id"])).as_json()
        except QuestionError as error:
            return {"id": question["id"], "answer": error.message_zh or str(error), "abstained": True, "citations": []}

    def close(self) -> None:
        """Let go of the databases."""
        self._assistant.close()
