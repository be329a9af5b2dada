"""How a file becomes a report: by grammar alone, or by grammar and a language model that is checked.

`auto` asks a model only where an endpoint is configured: the embedded model is slow and weak at reading, so it reads on
request only. What a model has already answered is kept beside the records and never asked twice.
"""

from __future__ import annotations

import logging
import multiprocessing
import platform
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from assistant.crew import Crew, ProcessPool, Work
from assistant.errors import ConfigurationError, ModelError, NotANoticeError
from assistant.fingerprint import rules_fingerprint
from assistant.ingestion import MANY, Extracted, FindingsRead, Reading
from assistant.llm.port import ChatModel
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.reading.archive import expand, readable_suffixes
from assistant.reading.document import Document
from assistant.settings import ExtractorChoice, Settings

logger = logging.getLogger(__name__)


def open_reading(
    settings: Settings, extractor: ExtractorChoice, model: Callable[[], ChatModel | None] | None = None
) -> Reading:
    """The way of reading that `extractor` and the settings come to. Raises ConfigurationError, ModelMissingError.

    `model` gives the chat model of the settings where others use it too; else one is opened for this reading.
    """
    grammar = GrammarExtractor()
    reading = _reading(settings, grammar)
    if extractor == "grammar":
        return reading
    from assistant.llm import choose_model

    choice = choose_model(settings)
    if choice == "none" and extractor == "llm":
        raise ConfigurationError(
            "reading with a model needs one: give --llm local or configure an endpoint",
            message_zh="用模型读取需要可用的模型：请使用 --llm local 或配置模型服务。",
        )
    if extractor == "auto" and choice != "openai":
        # What a model has read by the same rules is no worse: a plain run must not undo it.
        return replace(reading, keeps=lambda version: version.endswith(f" {rules_fingerprint()}"))
    return _with_model(settings, extractor, reading, model)


def _with_model(
    settings: Settings, extractor: ExtractorChoice, reading: Reading, model: Callable[[], ChatModel | None] | None
) -> Reading:
    from assistant.llm import choose_model, open_chat
    from assistant.llm.cache import CachedChat, ResponseCache

    chat = model() if model else open_chat(settings, choose_model(settings))
    if chat is None:
        raise ConfigurationError("no language model is configured", message_zh="没有配置模型。")
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    cache = ResponseCache(settings.data_dir / "responses.db")
    refine = ChainRefiner(CachedChat(chat, cache), settings.max_concurrency, required=extractor == "llm")

    def close() -> None:
        chat.close()
        cache.close()
        reading.close()

    return replace(reading, refine=refine, version=refine.version, close=close)


def _reading(settings: Settings, grammar: GrammarExtractor) -> Reading:
    limit = settings.max_file_mb * 2**20
    crew = _crew(settings)
    return Reading(
        partial(read_file, max_bytes=limit),
        grammar,
        readable_suffixes(),
        grammar.version,
        read_many=crew.read_all if crew else None,
        many=1 if settings.runner == "ray" else MANY,
        close=crew.close if crew else lambda: None,
        expand=partial(expand, max_bytes=limit),
    )


def _crew(settings: Settings) -> Crew | None:
    """Who reads many files; None where this process does it alone. Raises ConfigurationError."""
    limit = settings.max_file_mb * 2**20
    if settings.runner == "ray":
        # Imported here: few read over a cluster.
        from assistant.ray_pool import RayPool, require_ray

        require_ray(settings.ray_address)
        work = partial(grammar_work, limit, rules_fingerprint())
        return Crew(partial(RayPool, settings.readers, work, settings.ray_address, limit))
    # A process that was itself started as one of several may start none.
    if settings.readers == 1 or multiprocessing.current_process().daemon:
        return None
    return Crew(partial(ProcessPool, settings.readers, partial(grammar_work, limit, rules_fingerprint())))


def grammar_work(max_bytes: int, rules: str) -> Work:
    """How a process of a crew reads: by the rules, which is what takes long.

    Raises ConfigurationError where the rules installed with it are not those of the fingerprint `rules`.
    """
    if rules_fingerprint() != rules:
        raise ConfigurationError(
            f"{platform.node()!r} reads by other rules than this machine: install the same version of the assistant",
            message_zh=f"机器“{platform.node()}”上的助手版本与本机不同，请安装相同的版本。",
        )
    return Work(partial(read_file, max_bytes=max_bytes), GrammarExtractor())


class GrammarExtractor:
    """Rules only: the same report for the same text, always."""

    def __init__(self) -> None:
        self.version = f"grammar {rules_fingerprint()}"

    def __call__(self, document: Document) -> Extracted:
        """The report of a document. Raises NotANoticeError where it holds no finding."""
        # Imported here: the grammars compile word lists, which a question does not need.
        from assistant.extraction import extract

        outline = build_outline(document.text)
        if not outline.findings:
            raise NotANoticeError(
                f"no numbered finding was recognised in {document.source!r}: is it a rectification notice?",
                message_zh=f"“{document.source}”中没有识别出任何编号的整改问题，可能不是巡察整改通报。",
            )
        return Extracted(extract(document, outline), self.version)


class ChainRefiner:
    """A model on the outline where that is doubtful, then on every finding; then the merge and the gate."""

    def __init__(self, chat: ChatModel, concurrency: int, *, required: bool) -> None:
        from assistant.extraction.chain import boundaries, running
        from assistant.llm.prompts import load_prompt

        self._chat = chat
        self._concurrency = concurrency
        self._required = required
        prompts = " ".join(load_prompt(name).sha256 for name in (boundaries.PROMPT, running.PROMPT))
        self.version = f"chain {chat.identity} {prompts} {rules_fingerprint()}"

    def __call__(self, document: Document, extracted: Extracted) -> Iterator[FindingsRead | Extracted]:
        """Progress, then the merged report; nothing more where a model that is not required fails."""
        from assistant.extraction.chain import ChainFinished, merge, read_findings
        from assistant.extraction.chain.boundaries import reread
        from assistant.extraction.gate import check_report
        from assistant.extraction.pipeline import context_of
        from assistant.extraction.sifting import sift

        text = document.text
        report, pointing = reread(document, extracted.report, self._chat)
        try:
            for event in read_findings(report, text, self._chat, concurrency=self._concurrency):
                if isinstance(event, ChainFinished):
                    report = sift(merge(report, text, event.told, year=context_of(report.fields).year), text)
                else:
                    used = event.usage + pointing
                    yield FindingsRead(
                        Path(document.source), event.done, event.total, used.input_tokens, used.output_tokens
                    )
        except ModelError as error:
            if self._required:
                raise
            logger.warning("the model cannot be used, %s was read by rules alone: %s", document.source, error)
            return
        check_report(report, text)
        yield Extracted(report, self.version)
