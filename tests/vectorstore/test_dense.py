"""The Chroma adapter: where it connects, and how its failures read."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from assistant.errors import ConfigurationError, StoreError
from vectorstore.dense import DenseStore
from vectorstore.embeddings import HashEmbedder


def test_server_address_without_a_host_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="http://host:8000"):
        DenseStore(HashEmbedder(8), tmp_path, "localhost:8000").count()


def test_server_that_is_not_there_is_a_store_error_with_its_address(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(StoreError, match=url):
            DenseStore(HashEmbedder(8), tmp_path, url).count()


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("hash-8", "chunks-hash-8"),
        ("Qwen/Embedding-4B@https://api.example.cn/v1", "chunks-qwen-embedding-4b-https-api.example.cn-v1"),
    ],
)
def test_collection_is_named_after_the_embedder(tmp_path: Path, model: str, name: str) -> None:
    embedder = HashEmbedder(8)
    embedder.model_id = model

    assert DenseStore(embedder, tmp_path).name == name
