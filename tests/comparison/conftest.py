"""The sample notices, read and stored once, and what compares them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.passages import PassageFinder
from assistant.comparison.engine import Comparer
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.records import RecordStore

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "reports"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    with RecordStore(f"sqlite:///{tmp_path_factory.mktemp('comparison') / 'records.db'}").open() as store:
        for path in sorted(SAMPLES.iterdir()):
            document = read_file(path)
            store.save(extract(document, build_outline(document.text)), document)
        yield store


@pytest.fixture(scope="session")
def comparer(store: RecordStore) -> Comparer:
    return Comparer(store, PassageFinder(store))
