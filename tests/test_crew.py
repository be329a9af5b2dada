"""Files read by several processes: in order, failures alone, and a process that dies takes only its own file down."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.crew import ProcessCrew, Work
from assistant.errors import AssistantError, NotANoticeError, ReadingError
from assistant.ingestion import Extracted, Prepared
from assistant.reading.document import Document
from assistant.schema import Report, ReportFields
from assistant.settings import Settings


def read(path: Path) -> Document:
    text = path.read_text("utf-8")
    if text == "kills":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "fails":
        raise KeyError("no such part")
    return Document(path.name, "0" * 64, text, "txt")


def extract(document: Document) -> Extracted:
    if document.text == "menu":
        raise NotANoticeError("no finding", message_zh="没有问题")
    return Extracted(
        Report(source=document.source, sha256="0" * 64, fields=ReportFields(hospital=document.text), findings=()), "1"
    )


def work(settings: Settings) -> Work:
    return Work(read, extract)


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[ProcessCrew]:
    opened = ProcessCrew(Settings(data_dir=tmp_path, _env_file=None), 2, work)
    yield opened
    opened.close()


def test_files_come_back_in_order_and_failures_are_alone(crew: ProcessCrew, tmp_path: Path) -> None:
    words = ["甲", "乙", "fails", "丙", "kills", "丁", "menu", "戊"]
    paths = []
    for number, word in enumerate(words):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(word, "utf-8")

    outcomes = list(crew.read_all(paths))

    names = [each.extracted.report.fields.hospital if isinstance(each, Prepared) else type(each) for each in outcomes]
    assert names == ["甲", "乙", KeyError, "丙", ReadingError, "丁", NotANoticeError, "戊"]
    assert "4.txt" in str(outcomes[4])
    assert outcomes[6].message_zh == "没有问题"


def test_errors_travel_between_processes() -> None:
    error = pickle.loads(pickle.dumps(ReadingError("a", message_zh="b")))

    assert isinstance(error, AssistantError)
    assert (str(error), error.message_zh) == ("a", "b")
