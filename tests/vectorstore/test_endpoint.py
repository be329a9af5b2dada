"""Embeddings over the wire: what is sent, what comes back, and how failures read."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest
from pydantic import SecretStr

from assistant.errors import ConfigurationError, ModelError
from assistant.settings import Settings
from vectorstore.endpoint import EndpointEmbedder


class FakeServer(HTTPServer):
    """An embedding endpoint on loopback that records what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[tuple[str | None, dict[str, object]]] = []
        self.status = 200

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: FakeServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.headers["Authorization"], body))
        rows = [{"object": "embedding", "index": i, "embedding": [len(t), 3.0]} for i, t in enumerate(body["input"])]
        answer = {"object": "list", "model": body["model"], "data": rows[::-1], "usage": {}}
        payload = json.dumps(answer if self.server.status == 200 else {"error": {"message": "no"}}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[FakeServer]:
    fake = FakeServer()
    thread = threading.Thread(target=fake.serve_forever, daemon=True)
    thread.start()
    yield fake
    fake.shutdown()
    fake.server_close()
    thread.join()


def settings_for(server: FakeServer) -> Settings:
    return Settings(
        embedding_base_url=server.url, embedding_model="m", embedding_api_key=SecretStr("k"), _env_file=None
    )


def test_rows_come_back_in_order_and_of_length_one(server: FakeServer) -> None:
    embedder = EndpointEmbedder.from_settings(settings_for(server))

    rows = embedder.passages(["四个字的", "七"])

    assert np.allclose(rows, [[0.8, 0.6], [1 / 10**0.5, 3 / 10**0.5]])
    assert embedder.dimension == 2


def test_request_names_model_key_and_plain_numbers(server: FakeServer) -> None:
    EndpointEmbedder.from_settings(settings_for(server)).query("问")

    [(key, body)] = server.requests
    assert key == "Bearer k"
    assert body == {"model": "m", "input": ["问"], "encoding_format": "float"}


def test_refusal_is_a_model_error_that_names_the_endpoint(server: FakeServer) -> None:
    server.status = 401

    with pytest.raises(ModelError, match=r"127\.0\.0\.1"):
        EndpointEmbedder.from_settings(settings_for(server)).query("问")


def test_half_configured_endpoint_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="together"):
        EndpointEmbedder.from_settings(Settings(embedding_model="m", _env_file=None))
