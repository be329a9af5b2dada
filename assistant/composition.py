"""The composition root: from settings to the parts of an assistant.

The only module of the core that knows the concrete parts. Each is imported where it is built: a question must not wait
for libraries that only ingestion needs.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.core import Answers, Parts
from assistant.errors import NotANoticeError
from assistant.fingerprint import rules_fingerprint
from assistant.ingestion import Reading
from assistant.reading.document import Document
from assistant.records import RecordStore
from assistant.schema import Report
from assistant.search_index import SearchIndex
from assistant.settings import ExtractorChoice, Settings


def compose(settings: Settings) -> Parts:
    """The parts as `settings` want them. Opens the records; everything else waits for its first use."""
    return Parts(
        store=RecordStore(settings.records_url).open(),
        index=lambda: _index(settings),
        answers=lambda store, index: _answers(settings, store, index),
        reading=lambda extractor: _reading(settings, extractor),
    )


def _reading(settings: Settings, extractor: ExtractorChoice) -> Reading:
    from assistant.reading import SUFFIXES, read_file

    return Reading(read=read_file, extract=_extract, suffixes=SUFFIXES, version=f"grammar {rules_fingerprint()}")


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


def _index(settings: Settings) -> SearchIndex:
    from vectorstore import open_index

    return open_index(settings)


def _answers(settings: Settings, store: RecordStore, index: Callable[[], SearchIndex]) -> Answers:
    from assistant.answering import Answerer

    return Answerer(store, index())
