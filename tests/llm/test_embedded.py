"""The embedded model's file: joined, verified, refused; its choice; its server for real where it is installed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel

from assistant.errors import ConfigurationError, ModelCorruptError, ModelMissingError
from assistant.llm import Message, choose_model, embedded, open_chat, without_waiting
from assistant.llm.embedded import EmbeddedServer, ModelFile
from assistant.llm.opening import model_file
from assistant.settings import Settings


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A tiny model in two parts."""
    pieces = [b"GG" * 10, b"UF" * 7]
    files = []
    for number, piece in enumerate(pieces):
        file = tmp_path / f"part{number}.bin"
        file.write_bytes(piece)
        files.append(file)
    whole = b"".join(pieces)
    monkeypatch.setattr(embedded, "part_files", lambda: files)
    monkeypatch.setattr(embedded, "MODEL_BYTES", len(whole))
    monkeypatch.setattr(embedded, "MODEL_SHA256", embedded._digest(iter([whole])))
    return whole


def test_parts_are_joined_and_verified(tmp_path: Path, parts: bytes) -> None:
    model = ModelFile(tmp_path / "cache")

    assert model.state() == "installed"
    assert model.ensure().read_bytes() == parts
    assert model.state() == "verified"


def test_changed_file_is_refused(tmp_path: Path, parts: bytes) -> None:
    model = ModelFile(tmp_path / "cache")
    model.ensure().write_bytes(parts[:-1] + b"x")

    assert model.state() == "corrupt"
    with pytest.raises(ModelCorruptError, match="sha256"):
        model.ensure()


def test_given_file_needs_the_same_hash(tmp_path: Path, parts: bytes) -> None:
    given = tmp_path / "mine.gguf"
    given.write_bytes(parts)

    assert ModelFile(tmp_path / "cache", given).ensure() == given
    with pytest.raises(ModelMissingError):
        ModelFile(tmp_path / "cache", tmp_path / "nowhere.gguf").ensure()


@pytest.mark.parametrize(
    ("environment", "wanted", "chosen"),
    [
        ({}, "none", "none"),
        ({}, "auto", "none"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "ASSISTANT_MODEL": "m"}, "auto", "openai"),
        ({"OPENAI_API_KEY": "k", "ASSISTANT_MODEL": "m"}, "openai", "openai"),
        ({"OPENAI_API_KEY": "k"}, "auto", "none"),
    ],
)
def test_auto_takes_what_is_configured(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], wanted: Literal["none", "auto", "openai"], chosen: str
) -> None:
    monkeypatch.setattr(embedded, "part_files", list)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert choose_model(Settings(_env_file=None), wanted) == chosen


def test_what_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "part_files", list)
    settings = Settings(_env_file=None)

    with pytest.raises(ConfigurationError, match="OPENAI_BASE_URL"):
        choose_model(settings, "openai")
    with pytest.raises(ModelMissingError, match="local"):
        choose_model(settings, "local")


@pytest.mark.parametrize(
    ("environment", "left"), [({}, "none"), ({"OPENAI_API_KEY": "k", "ASSISTANT_MODEL": "m"}, "auto")]
)
def test_one_answer_does_not_wait_for_the_embedded_model(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: dict[str, str], left: str
) -> None:
    monkeypatch.setattr(embedded, "part_files", lambda: [Path("part")])
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert without_waiting(Settings(_env_file=None, cache_dir=tmp_path)).llm == left
    assert without_waiting(Settings(_env_file=None, cache_dir=tmp_path, llm="local")).llm == "local"


def test_one_answer_uses_the_embedded_model_that_runs_already(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(embedded, "part_files", lambda: [Path("part")])
    settings = Settings(_env_file=None, cache_dir=tmp_path)
    ModelFile(tmp_path).note_running(os.getpid(), running=True, url="http://127.0.0.1:4711/v1", key="secret")

    left = without_waiting(settings)

    assert (left.llm, left.local_url) == ("local", "http://127.0.0.1:4711/v1")
    assert left.local_key is not None
    assert left.local_key.get_secret_value() == "secret"
    ModelFile(tmp_path).note_running(os.getpid(), running=False)
    assert without_waiting(settings).llm == "none"


def test_notes_of_processes_that_are_gone_are_swept_away(tmp_path: Path) -> None:
    gone = tmp_path / f"running-{2**22 - 1}.pid"
    gone.write_text("http://127.0.0.1:4711/v1\nold\n", "utf-8")

    ModelFile(tmp_path).note_running(os.getpid(), running=True)

    assert [path.name for path in tmp_path.glob("running-*.pid")] == [f"running-{os.getpid()}.pid"]


def test_where_the_model_runs_is_for_the_eyes_of_its_user(tmp_path: Path) -> None:
    ModelFile(tmp_path).note_running(os.getpid(), running=True, url="http://127.0.0.1:4711/v1", key="secret")

    note = next(tmp_path.glob("running-*.pid"))

    assert note.stat().st_mode & 0o077 == 0


class Choice(BaseModel):
    topic: Literal["采购", "消防"]


@pytest.mark.embedded_model
def test_embedded_model_answers_and_stops() -> None:
    if not embedded.installed():
        pytest.skip("the extra 'local' is not installed")
    settings = Settings(_env_file=None)
    server = EmbeddedServer(model_file(settings))
    chat = open_chat(settings, "local", server)
    assert chat is not None

    try:
        answer = chat.structured([Message("user", "这句话关于什么：部分采购未招标")], Choice, max_tokens=40)
        assert answer.value.topic == "采购"
        assert server.running
    finally:
        server.stop()
    assert not server.running
