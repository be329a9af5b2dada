"""The same searches over a Chroma server: the Rust one that comes with the package, started for the test."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import stamina

from assistant.errors import StoreError
from assistant.settings import Settings
from vectorstore import VectorIndex, open_index
from vectorstore.embeddings import HashEmbedder


class Server:
    """A server of this test's own, to be ended and started again over the same folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        program = Path(sys.executable).with_name("chroma")
        command = [program, "run", "--path", self._folder, "--host", "127.0.0.1", "--port", str(self._port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait()

    @stamina.retry(on=URLError, attempts=60, wait_initial=0.1, wait_max=1.0, timeout=60)
    def _wait(self) -> None:
        with urlopen(f"{self.url}/api/v2/heartbeat", timeout=5) as answer:
            assert answer.status == 200

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = Server(tmp_path_factory.mktemp("chroma"))
    started.start()
    yield started
    started.stop()


@pytest.fixture
def make_remote(server: Server, tmp_path: Path) -> Iterator[Callable[..., VectorIndex]]:
    """Opens indexes over the server, each with a catalogue of its own, and closes them."""
    opened: list[VectorIndex] = []

    def make(name: str = "data") -> VectorIndex:
        settings = Settings(data_dir=tmp_path / name, chroma_url=server.url, _env_file=None)
        opened.append(open_index(settings, HashEmbedder(64)))
        return opened[-1]

    yield make
    for index in opened:
        index.close()


def test_searches_over_a_server_are_those_of_the_embedded_store(make_remote, make_index, build, tmp_path: Path) -> None:
    remote, local = make_remote("remote"), make_index("local")
    for index in (remote, local):
        index.rebuild([build("a.txt"), build("b.txt")])

    for question in ("药品怎么采购", "消防演练", "耗材盘点", "轮岗"):
        assert remote.search(question, 5) == local.search(question, 5)
        assert remote.search(question, 5, sources=["b.txt"]) == local.search(question, 5, sources=["b.txt"])
    assert remote.check({"a.txt": "1", "b.txt": "1"}) == []
    assert not (tmp_path / "remote" / "chroma").exists()


def test_deleted_and_changed_reports_are_so_on_the_server(make_remote, build) -> None:
    index = make_remote()
    index.rebuild([build("a.txt"), build("b.txt")])
    report, text, _ = build("a.txt")

    index.upsert(report.model_copy(update={"findings": report.findings[:1]}), text, "2")
    index.delete("b.txt")

    assert index.check({"a.txt": "2"}) == []
    assert {hit.finding for hit in index.search("灭火器 消防", 5)} <= {1, None}


def test_vectors_outlive_the_server(make_remote, server: Server, build) -> None:
    index = make_remote()
    index.rebuild([build("a.txt"), build("b.txt")])
    before = index.search("药品采购", 3)
    index.close()

    server.stop()
    with pytest.raises(StoreError, match=r"127\.0\.0\.1"):
        make_remote().search("药品采购", 3)
    server.start()

    assert make_remote().search("药品采购", 3) == before
    assert make_remote().versions() == {"a.txt": "1", "b.txt": "1"}
