"""Files into records: which files a path means, and what happens to each. One bad file never stops the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from assistant.errors import AssistantError, DuplicateReportError, ReadingError
from assistant.known_files import KnownFiles
from assistant.reading.document import Document
from assistant.records import HeldReport, RecordStore
from assistant.schema import Report

logger = logging.getLogger(__name__)

MANY = 24
"""From so many new files on, other processes are worth the seconds they take to start."""


@dataclass(frozen=True, slots=True)
class FileStarted:
    """A file is about to be read; `index` counts from 1 to `total`."""

    path: Path
    index: int
    total: int


@dataclass(frozen=True, slots=True)
class FileDone:
    """A file stands in the records."""

    path: Path
    source: str
    findings: int
    declared: int | None
    """How many findings the notice itself says it has; None where it does not say."""
    changed: bool
    """False where the same bytes, read by the same rules, were there already."""
    doubts: int


@dataclass(frozen=True, slots=True)
class FileSkipped:
    """A file was left out because the records hold the same bytes under another name, `stored`."""

    path: Path
    stored: str
    error: DuplicateReportError


@dataclass(frozen=True, slots=True)
class FileFailed:
    """A file could not be taken in; whatever was stored under its name is as it was."""

    path: Path
    error: AssistantError


@dataclass(frozen=True, slots=True)
class Indexed:
    """The search index holds the report of `source`; `index` counts from 1 to `total` of those that it lacked."""

    source: str
    index: int
    total: int


@dataclass(frozen=True, slots=True)
class FindingsRead:
    """A model has read `done` of the `total` findings of a file; so many tokens went in and came out so far."""

    path: Path
    done: int
    total: int
    input_tokens: int
    output_tokens: int


IngestEvent = FileStarted | FindingsRead | FileDone | FileSkipped | FileFailed | Indexed


class Extracted(NamedTuple):
    """A report, and the version of what read it, which may be less than what was asked for."""

    report: Report
    version: str


class Prepared(NamedTuple):
    """A file as a report by the rules."""

    document: Document
    extracted: Extracted


Outcome = Prepared | Exception
"""What became of a file that was to be read."""


@dataclass(frozen=True)
class Reading:
    """How files become reports."""

    read: Callable[[Path], Document]
    extract: Callable[[Document], Extracted]
    suffixes: frozenset[str]
    """Endings, lower case with the dot, of what a folder is searched for."""
    version: str
    """Changes whenever the same file could be read otherwise: the extractor and the fingerprint of its rules."""
    refine: Callable[[Document, Extracted], Iterator[FindingsRead | Extracted]] = lambda *_: iter(())
    """What a model makes of an extracted report: progress, and at last the better report."""
    keeps: Callable[[str], bool] = lambda _: False
    """Whether a report that this other version read is at least as good, and may stay."""
    close: Callable[[], None] = lambda: None
    read_many: Callable[[Sequence[Path]], Generator[Outcome]] | None = None
    """Reads and extracts files in their order, several at once; None where they are read one by one."""
    many: int = MANY
    """From so many new files on, `read_many` reads them."""
    expand: Callable[[Path, Path], list[Path]] = lambda path, _: [path]
    """The files that a path means: itself, or what is in it if it is an archive, unpacked below the folder given."""


class _Task(NamedTuple):
    """A file to take in, and the path that a user knows it by."""

    path: Path
    shown: Path


def find_files(paths: Iterable[Path], suffixes: frozenset[str]) -> list[Path]:
    """The files that `paths` mean, each once: a file itself, of a folder everything readable below it, by name.

    Hidden files and folders, lock files of office programs and files of other kinds inside a folder are passed over.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _inside(path, suffixes) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _inside(folder: Path, suffixes: frozenset[str]) -> list[Path]:
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix.lower() in suffixes
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    ]
    # An empty folder is more likely a wrong path than a wish: the folder itself is then what fails.
    return files or [folder]


@dataclass(frozen=True, slots=True)
class _Fate:
    """What is to become of a file, decided from its bytes before anything is read."""

    sha256: str
    kept: HeldReport | None
    """What is stored of exactly these bytes under this name, if it may stay."""


class Ingestion:
    """One run over some files. `put` stores a report with its document and what read it."""

    def __init__(self, store: RecordStore, put: Callable[[Report, Document, str], None], reading: Reading) -> None:
        self._store = store
        self._put = put
        self._reading = reading
        self._hashes = KnownFiles(store)
        self._held: dict[str, HeldReport] = {}
        self._by_hash: dict[str, str] = {}
        """Source by sha256, of everything stored."""
        self._taken: dict[str, tuple[Path, str]] = {}

    def run(self, files: list[Path]) -> Iterator[IngestEvent]:
        """Take in `files` one after the other, and what is in archives among them."""
        self._held = self._store.held()
        self._by_hash = {held.sha256: source for source, held in self._held.items()}
        with TemporaryDirectory(prefix="assistant-") as folder:
            tasks = [task for i, path in enumerate(files) for task in self._opened(path, Path(folder, str(i)))]
            fates = [self._fate(task) for task in tasks]
            self._hashes.remember()
            new = [
                task.path for task, fate in zip(tasks, fates, strict=True) if isinstance(task, _Task) and _is_new(fate)
            ]
            with closing(self._outcomes(new)) as outcomes:
                for index, (task, fate) in enumerate(zip(tasks, fates, strict=True), 1):
                    yield FileStarted(task.path if isinstance(task, FileFailed) else task.shown, index, len(tasks))
                    if isinstance(task, FileFailed):
                        yield task
                    else:
                        yield from _told(task.shown, self._stored(task.path, fate, outcomes))

    def _outcomes(self, paths: list[Path]) -> Generator[Outcome]:
        """What becomes of each of `paths`, read as late as the way of reading allows."""
        if self._reading.read_many is not None and len(paths) >= self._reading.many:
            return self._reading.read_many(paths)
        return self._one_by_one(paths)

    def _one_by_one(self, paths: list[Path]) -> Generator[Outcome]:
        for path in paths:
            try:
                document = self._reading.read(path)
                yield Prepared(document, self._reading.extract(document))
            except Exception as error:
                # A parser may fail on a broken file in any way; the other files are still to be read.
                yield error

    def _fate(self, task: _Task | FileFailed) -> _Fate | AssistantError | None:
        """What is to become of a file; the reason, where it cannot be taken in."""
        if isinstance(task, FileFailed):
            return None
        try:
            sha256 = self._hashes.sha256(task.path)
            self._refuse_namesake(task.path, sha256)
        except AssistantError as error:
            return error
        held = self._held.get(task.path.name)
        current = held is not None and held.sha256 == sha256 and self._is_current(held.version)
        twin = self._by_hash.get(sha256)
        if not current and twin not in (None, task.path.name):
            return DuplicateReportError(task.path.name, twin)
        return _Fate(sha256, held if current else None)

    def again(self, sources: list[str]) -> Iterator[IngestEvent]:
        """Read stored reports anew from the text that is kept of them, whatever read them before."""
        for index, source in enumerate(sources, 1):
            path = Path(source)
            yield FileStarted(path, index, len(sources))
            yield from _told(path, self._reread(path))

    def _opened(self, path: Path, folder: Path) -> list[_Task] | list[FileFailed]:
        if path.is_dir():
            return [_Task(path, path)]
        try:
            inside = self._reading.expand(path, folder)
        except AssistantError as error:
            return [FileFailed(path, error)]
        except Exception as error:
            return [_unexpected(path, error)]
        return [_Task(one, path if one == path else path / one.name) for one in inside]

    def _stored(
        self, path: Path, fate: _Fate | AssistantError | None, outcomes: Iterator[Outcome]
    ) -> Iterator[FindingsRead | FileDone]:
        if not isinstance(fate, _Fate):
            raise fate or RuntimeError(path.name)
        if fate.kept is not None:
            held = fate.kept
            yield FileDone(path, path.name, held.findings, held.declared, changed=False, doubts=held.doubts)
            return
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        # A copy of a file of this very run: the store refuses it as well, but a model would have read it first.
        self._store.refuse_twin(path.name, outcome.document.sha256)
        yield from self._refined(outcome.document, outcome.extracted)

    def _reread(self, path: Path) -> Iterator[FindingsRead | FileDone]:
        document = self._store.document(path.name)
        yield from self._refined(document, self._reading.extract(document))

    def _refined(self, document: Document, extracted: Extracted) -> Iterator[FindingsRead | FileDone]:
        """Save what was extracted, with what a model makes of it where there is one."""
        for step in self._reading.refine(document, extracted):
            if isinstance(step, Extracted):
                extracted = step
            else:
                yield step
        report, version = extracted
        self._put(report, document, version)
        declared = report.fields.declared_totals.findings
        path = Path(report.source)
        yield FileDone(path, report.source, len(report.findings), declared, changed=True, doubts=len(report.doubts))

    def _is_current(self, version: str) -> bool:
        return version == self._reading.version or self._reading.keeps(version)

    def _refuse_namesake(self, path: Path, sha256: str) -> None:
        """Two different files of one name in one run would replace each other at every run."""
        other, taken = self._taken.setdefault(path.name, (path, sha256))
        if taken != sha256:
            raise ReadingError(
                f"{str(path)!r} has the name of {str(other)!r} but other contents: rename one of them",
                message_zh=f"“{path}”与“{other}”同名但内容不同，请给其中一个改名。",
            )


def _told(shown: Path, steps: Iterator[FindingsRead | FileDone]) -> Iterator[IngestEvent]:
    """What happens to one file, under the path that a user knows it by; its failure is an event like the others."""
    try:
        for event in steps:
            yield replace(event, path=shown)
    except DuplicateReportError as error:
        yield FileSkipped(shown, error.stored, error)
    except AssistantError as error:
        logger.info("not taken in: %s", shown.name)
        yield FileFailed(shown, error)
    except Exception as error:
        # A parser may fail on a broken file in any way; the other files are still to be read.
        yield _unexpected(shown, error)


def _unexpected(path: Path, error: Exception) -> FileFailed:
    logger.debug("unexpected failure reading %s", path.name, exc_info=True)
    reason = f"{type(error).__name__}: {error}"
    return FileFailed(
        path,
        ReadingError(
            f"{path.name!r} cannot be read, is it damaged? ({reason})",
            message_zh=f"“{path.name}”无法读取，文件可能已损坏（{reason}）。",
        ),
    )


def _is_new(fate: _Fate | AssistantError | None) -> bool:
    return isinstance(fate, _Fate) and fate.kept is None
