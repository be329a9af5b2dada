"""Reading over Ray: what the crew's own tests do not say of a cluster, of this machine or of several."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest

from assistant import ray_pool
from assistant.core import Assistant
from assistant.crew import Crew, Work
from assistant.errors import ConfigurationError
from assistant.extractors import GrammarExtractor, grammar_work, open_reading
from assistant.fingerprint import rules_fingerprint
from assistant.ingestion import Extracted, FileDone, FileFailed, IngestEvent, Prepared
from assistant.ray_pool import RayPool, require_ray
from assistant.reading.document import Document
from assistant.schema import Report, ReportFields
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "reports"

# In CI its absence is a failure: the tests run, and say what is missing.
needs_ray = pytest.mark.skipif(
    find_spec("ray") is None and not os.environ.get("CI"), reason="the extra `ray` is not installed"
)

CLUSTER = """
import sys
from ray.cluster_utils import Cluster
place = {"node_ip_address": "127.0.0.1", "object_store_memory": 80 * 2**20}
cluster = Cluster(initialize_head=True, head_node_args={**place, "num_cpus": 0, "include_dashboard": False})
for _ in range(2):
    cluster.add_node(num_cpus=1, **place)
print(cluster.address, flush=True)
sys.stdin.read()
cluster.shutdown()
"""


def read(path: Path) -> Document:
    """A file as its own text; `machine` and `driver` end what they name, the first time, and all that runs there."""
    word, _, marker = path.read_text("utf-8").partition(" ")
    if marker and not Path(marker).exists():
        Path(marker).touch()
        node = psutil.Process().parent()
        assert node is not None
        os.kill(node.pid if word == "machine" else node.ppid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
    return Document(path.name, "0" * 64, word, "txt")


def extract(document: Document) -> Extracted:
    report = Report(source=document.source, sha256="0" * 64, fields=ReportFields(hospital=document.text), findings=())
    return Extracted(report, "1")


def work() -> Work:
    return Work(read, extract)


@pytest.fixture
def two_machines(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a cluster of a head that reads nothing and two machines that read one file at a time."""
    monkeypatch.setenv("RAY_AUTH_MODE", "token")
    monkeypatch.setenv("RAY_AUTH_TOKEN", secrets.token_hex(32))
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
    # Unix sockets lie in this folder, and their paths must be short: not in the test's own.
    with tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True) as folder:
        monkeypatch.setenv("RAY_TMPDIR", folder)
        with subprocess.Popen(
            [sys.executable, "-c", CLUSTER],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            yield process.stdout.readline().strip()
            process.communicate("")


def read_over(address: str | None, words: list[str], folder: Path) -> list[str | Exception | None]:
    paths = [folder / f"{number}.txt" for number in range(len(words))]
    for path, word in zip(paths, words, strict=True):
        path.write_text(word, "utf-8")
    crew = Crew(partial(RayPool, 2, work, address, 1000))
    try:
        outcomes = list(crew.read_all(paths))
    finally:
        crew.close()
    return [each.extracted.report.fields.hospital if isinstance(each, Prepared) else each for each in outcomes]


@pytest.mark.ray
@needs_ray
def test_a_machine_that_is_lost_loses_nothing(two_machines: str, tmp_path: Path) -> None:
    words = [f"machine {tmp_path / 'mark'}" if n == 3 else f"医院{n}" for n in range(9)]

    assert read_over(two_machines, words, tmp_path) == [word.partition(" ")[0] for word in words]


@pytest.mark.ray
@needs_ray
def test_a_driver_that_is_lost_loses_nothing(tmp_path: Path) -> None:
    words = [f"driver {tmp_path / 'mark'}" if n == 2 else f"医院{n}" for n in range(5)]

    assert read_over(None, words, tmp_path) == [word.partition(" ")[0] for word in words]


@pytest.mark.ray
@needs_ray
def test_a_cluster_of_our_own_listens_on_the_loopback_address_and_leaves_nothing() -> None:
    pool = RayPool(1, work, None, 1000)
    processes = [each for each in psutil.Process().children(recursive=True) if "tracker" not in _command(each)]
    listening = {ip for each in processes for ip in _listening(each)}
    folder = Path(pool._folder.name)
    assert folder.is_dir()

    pool.close()

    assert listening <= {"127.0.0.1", "::ffff:127.0.0.1", "::1"}
    assert listening
    _, alive = psutil.wait_procs(processes, timeout=60)
    assert alive == []
    assert not folder.exists()


def _command(process: psutil.Process) -> str:
    """What a process was started as; empty for one that has ended meanwhile."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def _listening(process: psutil.Process) -> set[str]:
    """The addresses a process listens on; none for one that has ended meanwhile."""
    try:
        found = process.net_connections("inet")
    except psutil.NoSuchProcess:
        return set()
    return {connection.laddr.ip for connection in found if connection.status == psutil.CONN_LISTEN}


def settings(data: Path, **given: object) -> Settings:
    return Settings(data_dir=data, llm="none", readers=2, max_file_mb=1, _env_file=None, **given)


def taken_in(data: Path, folder: Path, **given: object) -> tuple[list[IngestEvent], dict[str, bytes]]:
    with Assistant.open(settings(data, **given)) as assistant:
        events = list(assistant.ingest([folder], "grammar", index=False))
        paths = assistant.export_json(data.with_name(f"{data.name}-out"))
    return events, {path.name: path.read_bytes() for path in paths}


@pytest.mark.ray
@needs_ray
def test_records_equal_those_of_processes_and_nothing_is_read_twice(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    notices = sorted(SAMPLES.iterdir())
    for notice in notices[:3]:
        (folder / notice.name).write_bytes(notice.read_bytes())
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.write(notices[3], notices[3].name)
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no more")
    (folder / "menu.txt").write_text("今日菜单：红烧茄子。", "utf-8")
    (folder / "large.txt").write_bytes(b"0" * (2**20 + 1))

    events, exported = taken_in(tmp_path / "ray", folder, runner="ray")
    alone, expected = taken_in(tmp_path / "alone", folder)
    # Nobody is there to read; nothing is new.
    again, _ = taken_in(tmp_path / "ray", folder / notices[0].name, runner="ray", ray_address="127.0.0.1:1")

    assert exported == expected
    assert len(exported) == 4
    assert [repr(event) for event in events] == [repr(event) for event in alone]
    assert sum(isinstance(event, FileFailed) for event in events) == 3
    assert [event.changed for event in again if isinstance(event, FileDone)] == [False]


@pytest.mark.ray
@needs_ray
def test_a_cluster_that_is_not_there_is_named() -> None:
    with socket.socket() as taken:
        # Bound and not listening: nobody answers, and nobody else can take it.
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(ConfigurationError, match=address):
            RayPool(2, work, address, 1000)


def test_without_ray_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ray_pool, "find_spec", lambda name: None)

    with pytest.raises(ConfigurationError, match=r"install rectification-assistant\[ray\]") as raised:
        open_reading(settings(tmp_path, runner="ray"), "grammar")
    assert "请安装" in (raised.value.message_zh or "")


@needs_ray
@pytest.mark.parametrize("address", ["ray://head:10001", "head", "head:", ":6379", "http://head:8265"])
def test_addresses_that_cannot_be_one(address: str) -> None:
    with pytest.raises(ConfigurationError, match="HOST:PORT"):
        require_ray(address)


def test_other_rules_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="install the same version"):
        grammar_work(1000, "0" * 16)
    assert isinstance(grammar_work(1000, rules_fingerprint()).extract, GrammarExtractor)
