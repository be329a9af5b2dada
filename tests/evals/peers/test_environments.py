"""Environments of peers are pinned, and a worker's failures come out as ours."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import get_args

import pytest

from evals.peers.environments import Name, PeerError, Worker, requirements, version

_PROGRAM = """
from evals.peers.workers.lines import serve

def fail(request):
    raise ValueError("no such thing")

def end(request):
    raise SystemExit(3)

def echo(request):
    print("chatter of a library")
    return {"said": request["text"]}

serve({"echo": echo, "fail": fail, "end": end})
"""


@pytest.fixture
def worker(tmp_path: Path):
    (tmp_path / "told.py").write_text(_PROGRAM, "utf-8")
    root = Path(__file__).resolve().parents[3]
    path = os.pathsep.join((str(tmp_path), str(root)))
    with Worker(Path(sys.executable), "told", {"PYTHONPATH": path}) as running:
        yield running


@pytest.mark.parametrize("name", get_args(Name))
def test_every_package_is_pinned(name) -> None:
    lines = [line for line in requirements(name).splitlines() if line.strip()]

    assert lines
    assert all("==" in line for line in lines)


def test_version_is_that_of_the_pin() -> None:
    assert f"langextract=={version('langextract', 'langextract')}" in requirements("langextract").splitlines()


def test_answers_come_back_whatever_the_peer_prints(worker: Worker) -> None:
    assert worker.ask("echo", text="整改“完成”\n第二行") == {"said": "整改“完成”\n第二行"}


def test_a_failed_request_costs_only_itself(worker: Worker) -> None:
    with pytest.raises(PeerError, match="ValueError: no such thing"):
        worker.ask("fail")

    assert worker.ask("echo", text="还在")["said"] == "还在"


def test_a_program_that_ended_is_told(worker: Worker) -> None:
    with pytest.raises(PeerError, match="exit code 3"):
        worker.ask("end")
