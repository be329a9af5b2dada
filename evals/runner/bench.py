"""What cases are tried on: the product over the corpus, opened once and only as far as a case needs it."""

from __future__ import annotations

import logging
import tempfile
import threading
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.core import Assistant
from assistant.errors import AssistantError, UnknownReportError
from assistant.export import report_json
from assistant.extraction import extract
from assistant.ingestion import FileFailed
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.settings import ExtractorChoice, Settings
from evals.runner.corpus import Corpus
from vectorstore import HybridRetriever, VectorIndex, open_index

logger = logging.getLogger(__name__)


class Bench:
    """The product over a corpus, in a folder of its own. Its parts are opened at first use, and shared by threads."""

    def __init__(self, corpus: Corpus, settings: Settings, extractor: ExtractorChoice) -> None:
        self.corpus = corpus
        self.settings = settings
        self._extractor = extractor
        self._opening = threading.RLock()
        self._held: Assistant | None = None
        self._indexed = False
        self._scratch = tempfile.TemporaryDirectory(prefix="eval-")
        self.alone = threading.Lock()
        """Held by a case that changes the sandbox: what it compares must not change under it."""

    @property
    def scratch(self) -> Path:
        """A folder for the files of cases; gone with the bench."""
        return Path(self._scratch.name)

    def assistant(self, *, indexed: bool = False) -> Assistant:
        """The assistant over the corpus; `indexed` waits for embeddings, which take far longer than reading."""
        with self._opening:
            if self._held is None:
                self._held = Assistant.open(self.settings)
                self._take_in(self._held)
            if indexed and not self._indexed:
                for _ in self._held.repair():
                    pass
                self._held.warm()
                self._indexed = True
            return self._held

    def _take_in(self, assistant: Assistant) -> None:
        wanted = set(self.corpus.gold)
        for row in assistant.reports():
            if row.source not in wanted:
                assistant.delete(row.source)
        for event in assistant.ingest(self.corpus.files, self._extractor, index=False):
            if isinstance(event, FileFailed):
                # A notice that cannot be read is a result, not an end: its cases find no report and are wrong.
                logger.warning("%s cannot be read: %s", event.path.name, event.error)

    def records(self, source: str) -> dict[str, Any] | None:
        """A notice of the corpus as exported; None where it could not be read."""
        try:
            return report_json(self.assistant().report(source))
        except UnknownReportError:
            return None

    def retriever(self) -> HybridRetriever:
        """The search over the corpus."""
        self.assistant(indexed=True)
        with self._opening:
            return self._index.retriever

    @cached_property
    def _index(self) -> VectorIndex:
        return open_index(self.settings)

    @cached_property
    def sandbox(self) -> Assistant:
        """A second assistant, empty at first, for cases that take in files of their own."""
        settings = self.settings.model_copy(update={"data_dir": self.scratch / "sandbox", "database_url": None})
        return Assistant.open(settings)

    def read(self, path: Path) -> dict[str, Any] | None:
        """What the grammar makes of a file, as exported; None where it refuses it."""
        try:
            document = read_file(path)
            return report_json(extract(document, build_outline(document.text)))
        except AssistantError:
            return None

    def close(self) -> None:
        """Let go of the databases and the folder of files."""
        if self._held is not None:
            self._held.close()
        if "sandbox" in self.__dict__:
            self.sandbox.close()
        if "_index" in self.__dict__:
            self._index.close()
        self._scratch.cleanup()
