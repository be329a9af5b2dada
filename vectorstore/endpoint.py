"""Embeddings from an OpenAI-compatible endpoint: the only place in this package that knows the vendor's client."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import ConfigurationError, ModelError
from assistant.settings import Settings
from vectorstore.embeddings import Vector, unit

if TYPE_CHECKING:
    from openai import OpenAI

_BATCH = 64
_PROBE = "维度"


class EndpointEmbedder:
    """An embedding model behind a base URL. The dimension is what the endpoint sends, asked for once."""

    def __init__(self, base_url: str, model: str, api_key: str, timeout: float = 60.0) -> None:
        self.model_id = f"{model}@{base_url.rstrip('/')}"
        self._base_url, self._model, self._api_key, self._timeout = base_url, model, api_key, timeout
        self._lock = threading.Lock()
        self._client: OpenAI | None = None
        self._dimension: int | None = None

    @classmethod
    def from_settings(cls, settings: Settings) -> EndpointEmbedder:
        """The embedder that the settings name; its key falls back to that of the chat model."""
        if not settings.embedding_base_url or not settings.embedding_model:
            raise ConfigurationError("ASSISTANT_EMBEDDING_BASE_URL and ASSISTANT_EMBEDDING_MODEL must be set together")
        key = settings.embedding_api_key or settings.api_key
        # Local servers take any key, but the client insists on one.
        secret = key.get_secret_value() if key else "none"
        return cls(settings.embedding_base_url, settings.embedding_model, secret, settings.request_timeout)

    @property
    def dimension(self) -> int:
        """Numbers in a vector; asks the endpoint the first time."""
        if self._dimension is None:
            self._dimension = int(self.query(_PROBE).shape[-1])
        return self._dimension

    def passages(self, texts: Sequence[str]) -> Vector:
        """One row a text."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return np.concatenate([self._embed(texts[i : i + _BATCH]) for i in range(0, len(texts), _BATCH)])

    def query(self, text: str) -> Vector:
        """The vector of a question."""
        row: Vector = self._embed([text])[0]
        return row

    def _embed(self, texts: Sequence[str]) -> Vector:
        import openai  # here: half a second to import, and only needed with an endpoint

        with self._lock:
            if self._client is None:
                self._client = openai.OpenAI(
                    base_url=self._base_url, api_key=self._api_key, timeout=self._timeout, max_retries=2
                )
        try:
            # Compatible servers often ignore the base64 form that the client asks for by itself.
            answer = self._client.embeddings.create(model=self._model, input=list(texts), encoding_format="float")
        except openai.OpenAIError as e:
            raise ModelError(f"the embedding endpoint {self._base_url!r} failed for {self._model!r}: {e}") from e
        rows = [item.embedding for item in sorted(answer.data, key=lambda item: item.index)]
        if len(rows) != len(texts) or len({len(row) for row in rows}) != 1:
            raise ModelError(
                f"the embedding endpoint {self._base_url!r} answered {len(texts)} texts with other vectors"
            )
        return unit(np.asarray(rows, np.float32))
