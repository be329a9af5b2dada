"""The assistant over a real store, with a reader, an extractor, an index and answers that the test controls."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.answer import Answer, AnswerEvent, Delta, Done
from assistant.core import Assistant, Parts
from assistant.errors import ExportError, NotANoticeError, UnknownReportError
from assistant.ingestion import Extracted, FileDone, FileFailed, FileSkipped, FileStarted, Indexed, Reading
from assistant.reading.document import Document
from assistant.records import RecordStore
from assistant.schema import Evidence, Finding, Report, ReportFields


def read(path: Path) -> Document:
    if path.suffix == ".broken":
        raise KeyError("no such part")
    content = path.read_bytes()
    return Document(path.name, hashlib.sha256(content).hexdigest(), content.decode(), "txt")


def extract(document: Document) -> Report:
    """One finding a line; a file of one line is no notice."""
    hospital, *lines = document.text.split("\n")
    if not lines:
        raise NotANoticeError(f"no finding in {document.source!r}")
    findings = []
    for ordinal, line in enumerate(lines, 1):
        start = document.text.index(line)
        evidence = Evidence.cut(document.text, start, start + len(line))
        findings.append(
            Finding(
                ordinal=ordinal,
                label="",
                section="",
                title=line,
                title_evidence=evidence,
                status="not_stated",
                status_basis="none",
                status_evidence=None,
                spans=((evidence.start, evidence.end),),
            )
        )
    fields = ReportFields(hospital=hospital, evidence={"hospital": Evidence.cut(document.text, 0, len(hospital))})
    return Report(source=document.source, sha256=document.sha256, fields=fields, findings=tuple(findings))


@dataclass
class MemoryIndex:
    held: dict[str, str] = field(default_factory=dict)
    noted: dict[str, str] = field(default_factory=dict)
    breaks_at: str | None = None
    meanwhile: Callable[[], object] = lambda: None

    def versions(self) -> Mapping[str, str]:
        return dict(self.held)

    def marked(self) -> Mapping[str, str]:
        return self.versions()

    def note(self, report: Report, text: str, version: str) -> None:
        self.noted[report.source] = version

    def forget_words(self, source: str) -> None:
        self.noted.pop(source, None)
        self.held.pop(source, None)

    def upsert(self, report: Report, text: str, version: str) -> None:
        if report.source == self.breaks_at:
            raise KeyboardInterrupt
        self.meanwhile()
        self.held[report.source] = version

    def delete(self, source: str) -> None:
        self.held.pop(source, None)

    def check(self, expected: Mapping[str, str]) -> list[str]:
        return sorted(source for source, _ in self.held.items() ^ expected.items())

    def rebuild(self, reports: Iterable[tuple[Report, str, str]]) -> None:
        self.held = {report.source: version for report, _, version in reports}

    def close(self) -> None:
        pass


class EchoAnswers:
    def ask(self, question: str, history: Any = (), *, id: str | None = None, change: Any = None) -> Answer:
        return Answer(id=id, answer="、".join([*history, question]))

    def stream(
        self, question: str, history: Any = (), *, id: str | None = None, change: Any = None
    ) -> Iterator[AnswerEvent]:
        yield Delta(question)
        yield Done(self.ask(question, history, id=id))


@dataclass
class Setup:
    """What an assistant is made of, to be opened as often as a test likes."""

    url: str
    index: MemoryIndex = field(default_factory=MemoryIndex)
    version: str = "rules 1"
    reads: list[str] = field(default_factory=list)

    def open(self) -> Assistant:
        def noted(path: Path) -> Document:
            self.reads.append(path.name)
            return read(path)

        def extracted(document: Document) -> Extracted:
            return Extracted(extract(document), self.version)

        reading = Reading(noted, extracted, frozenset({".txt", ".broken"}), self.version)
        return Assistant(
            Parts(
                store=RecordStore(self.url).open(),
                index=lambda: self.index,
                answers=lambda store: EchoAnswers(),
                reading=lambda extractor: reading,
            )
        )


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup(f"sqlite:///{tmp_path / 'data' / 'records.db'}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "b.txt").write_text("石泉市中医院\n采购不规范\n库房混乱", "utf-8")
    (folder / "a.txt").write_text("云岭县医院\n消防设施老化", "utf-8")
    return folder


def done(events: Sequence[object]) -> list[FileDone]:
    return [event for event in events if isinstance(event, FileDone)]


def test_ingest_tells_what_it_does_in_order(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        events = list(assistant.ingest([folder]))

    assert events == [
        FileStarted(folder / "a.txt", 1, 2),
        FileDone(folder / "a.txt", "a.txt", findings=1, declared=None, changed=True, doubts=0),
        FileStarted(folder / "b.txt", 2, 2),
        FileDone(folder / "b.txt", "b.txt", findings=2, declared=None, changed=True, doubts=0),
        Indexed("a.txt", 1, 2),
        Indexed("b.txt", 2, 2),
    ]


def test_ingest_again_reads_nothing(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder]))
        setup.reads.clear()

        events = list(assistant.ingest([folder, folder / "a.txt"]))

    assert [event.changed for event in done(events)] == [False, False]
    assert setup.reads == []
    assert not any(isinstance(event, Indexed) for event in events)


def test_edited_file_alone_is_read_again(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder]))
        (folder / "a.txt").write_text("云岭县医院\n消防设施老化\n台账缺失", "utf-8")

        events = list(assistant.ingest([folder]))

        assert [(event.source, event.changed, event.findings) for event in done(events)] == [
            ("a.txt", True, 2),
            ("b.txt", False, 2),
        ]
        assert [event.source for event in events if isinstance(event, Indexed)] == ["a.txt"]
        assert assistant.check() == []


def test_records_can_be_read_before_they_are_indexed(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder], index=False))

        assert len(assistant.reports()) == 2
        assert setup.index.held == {}
        assert set(setup.index.noted) == {"a.txt", "b.txt"}
        assert [event.source for event in assistant.repair()] == ["a.txt", "b.txt"]


def test_answers_do_not_wait_for_indexing(setup: Setup, folder: Path) -> None:
    answered: list[Answer] = []

    with setup.open() as assistant:
        # Asked from another thread while the index is busy: a lock held by this one would never be given.
        asking = threading.Thread(target=lambda: answered.append(assistant.ask("问")))
        setup.index.meanwhile = lambda: (asking.start(), asking.join(10))
        list(assistant.ingest([folder / "a.txt"]))

    assert [answer.answer for answer in answered] == ["问"]


def test_changed_rules_read_every_file_again(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder]))
    setup.version = "rules 2"

    with setup.open() as assistant:
        events = list(assistant.ingest([folder]))

    assert [event.changed for event in done(events)] == [True, True]


def test_report_is_read_again_from_the_text_that_is_kept_of_it(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder]))
        (folder / "a.txt").unlink()
        setup.reads.clear()

        events = list(assistant.reread(["a.txt", "gone.txt"]))

        assert [type(event) for event in events] == [FileStarted, FileDone, FileStarted, FileFailed]
        assert setup.reads == []
        assert assistant.pending() == {"a.txt"}
        assert [event.source for event in assistant.repair()] == ["a.txt"]
        assert assistant.pending() == set()
        assert assistant.check() == []


def test_what_is_pending_is_not_asked_of_a_closed_index(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder], index=False))
        assert assistant.pending() == {"a.txt", "b.txt"}

    with setup.open() as assistant:
        assert assistant.pending() is None


def test_folder_means_readable_files_at_any_depth_without_hidden_ones(setup: Setup, folder: Path) -> None:
    (folder / "2024").mkdir()
    (folder / "2024" / "c.TXT").write_text("南坪医院\n台账缺失", "utf-8")
    for ignored in (".hidden.txt", "~$lock.txt", "table.xlsx"):
        (folder / ignored).write_text("x\ny", "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "d.txt").write_text("x\ny", "utf-8")

    with setup.open() as assistant:
        events = list(assistant.ingest([folder]))

    assert [event.source for event in done(events)] == ["c.TXT", "a.txt", "b.txt"]
    assert len(done(events)) == len([event for event in events if isinstance(event, FileStarted)])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("0.txt", "只有一行", "no finding in '0.txt'"),
        ("0.broken", "坏文件\n一", "'0.broken' cannot be read, is it damaged? (KeyError"),
    ],
)
def test_file_that_fails_is_named_and_the_rest_goes_on(
    setup: Setup, folder: Path, name: str, content: str, words: str
) -> None:
    (folder / name).write_text(content, "utf-8")

    with setup.open() as assistant:
        events = list(assistant.ingest([folder]))

    failed = [event for event in events if isinstance(event, FileFailed)]
    assert [event.path.name for event in failed] == [name]
    assert words in str(failed[0].error)
    assert len(done(events)) == 2


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir()], ids=["missing", "empty folder"])
def test_path_without_files_fails(setup: Setup, tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "nothing"
    make(path)

    with setup.open() as assistant:
        events = list(assistant.ingest([path]))

    assert [type(event) for event in events] == [FileStarted, FileFailed]
    assert str(path) in str(events[1].error)


def test_failed_edit_leaves_the_stored_report(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder]))
        (folder / "a.txt").write_text("只有一行", "utf-8")

        list(assistant.ingest([folder]))

        assert assistant.report("a.txt").fields.hospital == "云岭县医院"
        assert assistant.check() == []


def test_copy_under_another_name_is_skipped_and_both_are_named(setup: Setup, folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "a.txt").read_bytes())

    with setup.open() as assistant:
        events = list(assistant.ingest([folder]))

        skipped = [event for event in events if isinstance(event, FileSkipped)]
        assert [(event.path.name, event.stored) for event in skipped] == [("copy.txt", "a.txt")]
        assert [row.source for row in assistant.reports()] == ["a.txt", "b.txt"]


def test_two_different_files_of_one_name_do_not_replace_each_other(setup: Setup, folder: Path) -> None:
    (folder / "old").mkdir()
    (folder / "old" / "b.txt").write_text("石泉市中医院\n旧问题", "utf-8")

    with setup.open() as assistant:
        events = list(assistant.ingest([folder]))

        failed = [event for event in events if isinstance(event, FileFailed)]
        assert len(failed) == 1
        assert "rename one of them" in str(failed[0].error)
        assert len(assistant.report("b.txt").findings) == 2


def test_interrupted_indexing_is_made_good_by_the_next_run(setup: Setup, folder: Path) -> None:
    setup.index.breaks_at = "b.txt"
    with setup.open() as assistant, pytest.raises(KeyboardInterrupt):
        list(assistant.ingest([folder]))
    setup.index.breaks_at = None

    with setup.open() as assistant:
        assert assistant.check() == ["b.txt"]
        events = list(assistant.ingest([folder / "a.txt"]))

        assert [event.source for event in events if isinstance(event, Indexed)] == ["b.txt"]
        assert assistant.check() == []


def test_repair_makes_the_index_follow_the_records(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder]))
        held = setup.index.held
        held["gone.txt"] = held.pop("a.txt")
        held["b.txt"] = "older"

        assert assistant.check() != []
        assert [event.source for event in assistant.repair()] == ["a.txt", "b.txt"]
        assert assistant.check() == []


def test_check_names_a_record_whose_words_are_not_in_its_text(
    setup: Setup, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder]))
        monkeypatch.setattr(RecordStore, "text", lambda self, source: "另一份文件" * 20)

        problems = assistant.check()

    assert len(problems) == 2
    assert "a.txt" in problems[0]


def test_rebuild_makes_the_index_anew(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder]))
        setup.index.held = {"gone.txt": "0"}

        assistant.rebuild()

        assert assistant.check() == []


def test_delete_forgets_records_and_index(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder]))

        assistant.delete("a.txt")

        assert [row.source for row in assistant.reports()] == ["b.txt"]
        assert list(setup.index.held) == ["b.txt"]
        with pytest.raises(UnknownReportError, match=r"a\.txt"):
            assistant.delete("a.txt")


def test_answers_carry_the_time_they_took(setup: Setup) -> None:
    with setup.open() as assistant:
        answer = assistant.ask("第二问", ["第一问"], id="q1")

        assert (answer.id, answer.answer) == ("q1", "第一问、第二问")
        assert answer.seconds > 0
        assert [type(event) for event in assistant.stream("问")] == [Delta, Done]


def test_export_json_is_one_file_a_report_and_nothing_else(setup: Setup, folder: Path, tmp_path: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder]))

        written = assistant.export_json(tmp_path / "out")

    assert (
        [path.name for path in written] == ["a.json", "b.json"] == sorted(p.name for p in (tmp_path / "out").iterdir())
    )
    assert json.loads(written[1].read_text("utf-8"))["report"]["hospital"] == "石泉市中医院"


def test_export_refuses_a_folder_with_other_files(setup: Setup, folder: Path) -> None:
    with setup.open() as assistant:
        list(assistant.ingest([folder]))

        with pytest.raises(ExportError, match=r"a\.txt"):
            assistant.export_json(folder)

    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt"]


def test_export_text_is_what_offsets_count_in(setup: Setup, tmp_path: Path) -> None:
    source = tmp_path / "crlf.txt"
    source.write_bytes("云岭县医院\r\n问题一".encode())
    with setup.open() as assistant:
        list(assistant.ingest([source]))
        (written,) = assistant.export_text(tmp_path / "out")

        assert written.read_bytes() == source.read_bytes()
        assert assistant.document("crlf.txt").text == assistant.text("crlf.txt")


def test_sessions_share_one_assistant(setup: Setup, folder: Path) -> None:
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            path = folder / f"{number}.txt"
            path.write_text(f"第{number}医院\n问题{number}", "utf-8")
            list(assistant.ingest([path]))
            assistant.ask("问")
            assistant.reports()
        except BaseException as error:
            failed.append(error)

    with setup.open() as assistant:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert failed == []
        assert len(assistant.reports()) == 6
        assert assistant.check() == []
