"""The composition root: from settings to the parts of an assistant.

The only module of the core that knows the concrete parts. Each is imported where it is built: a question must not wait
for libraries that only ingestion needs.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.core import Answers, Parts
from assistant.errors import NotANoticeError
from assistant.fingerprint import rules_fingerprint
from assistant.ingestion import Reading
from assistant.reading.document import Document
from assistant.records import RecordStore
from assistant.schema import Report
from assistant.settings import ExtractorChoice, Settings

if TYPE_CHECKING:
    from vectorstore import VectorIndex


def compose(settings: Settings) -> Parts:
    """The parts as `settings` want them. Opens the records; everything else waits for its first use."""

    @cache
    def search() -> VectorIndex:
        from vectorstore import open_index

        return open_index(settings)

    return Parts(
        store=RecordStore(settings.records_url).open(),
        index=search,
        answers=lambda store: _answers(settings, store, search()),
        reading=lambda extractor: _reading(settings, extractor),
    )


def _reading(settings: Settings, extractor: ExtractorChoice) -> Reading:
    from assistant.reading import read_file
    from assistant.reading.registry import known_suffixes

    return Reading(read_file, _extract, known_suffixes(), version=f"grammar {rules_fingerprint()}")


def _extract(document: Document) -> Report:
    from assistant.extraction import extract
    from assistant.outline import build_outline

    outline = build_outline(document.text)
    if not outline.findings:
        raise NotANoticeError(
            f"no numbered finding was recognised in {document.source!r}: is it a rectification notice?",
            message_zh=f"“{document.source}”中没有识别出任何编号的整改问题，可能不是巡察整改通报。",
        )
    return extract(document, outline)


def _answers(settings: Settings, store: RecordStore, search: VectorIndex) -> Answers:
    from assistant.answering.answerer import Answerer

    return Answerer(store, search, max_chars=settings.max_question_chars)
