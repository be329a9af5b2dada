"""The composition root: from settings to the parts of an assistant.

The only module of the core that knows the concrete parts. Each is imported where it is built: a question must not wait
for libraries that only ingestion needs.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.core import Answers, Parts
from assistant.ingestion import Reading
from assistant.llm import choose_model
from assistant.llm.models import Models
from assistant.records import RecordStore
from assistant.settings import ExtractorChoice, Settings

if TYPE_CHECKING:
    from assistant.answering.prose import LeadWriter
    from vectorstore import VectorIndex


def compose(settings: Settings) -> Parts:
    """The parts as `settings` want them. Opens the records; everything else waits for its first use."""

    @cache
    def search() -> VectorIndex:
        from vectorstore import open_index

        return open_index(settings)

    models = Models(settings)
    return Parts(
        store=RecordStore(settings.records_url).open(),
        index=search,
        answers=lambda store: _answers(settings, store, search(), models),
        reading=lambda extractor: _reading(settings, extractor, models),
        stop=models.close,
        search=search,
        writer=lambda: _comparison_writer(settings, models),
    )


def _reading(settings: Settings, extractor: ExtractorChoice, models: Models) -> Reading:
    from assistant.extractors import open_reading

    return open_reading(settings, extractor, models.chat)


def _comparison_writer(settings: Settings, models: Models) -> LeadWriter | None:
    from assistant.answering.prose import LeadWriter
    from assistant.comparison.writing import BOUNDS, PROMPT

    chat = models.chat()
    return LeadWriter(chat, timeout=2 * settings.lead_timeout, bounds=BOUNDS, prompt=PROMPT) if chat else None


def _answers(settings: Settings, store: RecordStore, search: VectorIndex, models: Models) -> Answers:
    from assistant.answering.answerer import Answerer
    from assistant.answering.planning import Planner
    from assistant.answering.prose import SMALL_MODEL, Bounds, LeadWriter
    from assistant.answering.research import Researcher
    from assistant.llm.opening import open_agent

    # A model that was asked for by name and is not there is said now, not passed over in silence.
    chat = models.chat()
    # The embedded model reads questions worse than the rules do, and takes ten times as long.
    reads = chat is not None and choose_model(settings) == "openai"
    bounds = Bounds() if reads else SMALL_MODEL
    lead = LeadWriter(chat, timeout=settings.lead_timeout, bounds=bounds) if chat else None
    planner = Planner(chat, timeout=settings.plan_timeout) if chat and reads else None
    researcher = Researcher(lambda: open_agent(settings), seconds=settings.agent_timeout) if reads else None
    return Answerer(
        store, search, max_chars=settings.max_question_chars, lead=lead, planner=planner, researcher=researcher
    )
