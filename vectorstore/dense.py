"""The vectors in Chroma: the only module that imports it, and only when a vector is needed.

Embedded by default; with a URL, a Chroma server (the Rust one, never exposed: it has no authentication). Vectors are
computed by us, so that Chroma never fetches a model. The embedded store serves one process at a time.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit
from urllib.request import urlopen

from assistant.errors import ConfigurationError, StoreError
from vectorstore.embeddings import Embedder
from vectorstore.lexical import Scope

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api.client import Client

    from vectorstore.chunking import Chunk

_SPACE: Literal["cosine"] = "cosine"
_SEARCH = 1000
"""Candidates the graph search keeps: more than a folder of notices has chunks, so that there the ranking is exact and
does not depend on the order of insertion."""
_LARGEST_FILTER = 200
"""Sources or findings in a filter of Chroma's; beyond, hits are filtered here from a longer list."""
_PAGE = 5_000
_PATIENCE = 10
"""Seconds a server has to say that it is there."""


class DenseStore:
    """A collection of chunk vectors for one embedder. Opened at first use; safe across threads."""

    def __init__(self, embedder: Embedder, folder: Path, url: str | None = None) -> None:
        self._embedder, self._folder, self._url = embedder, folder, url
        self._lock = threading.RLock()
        self._client: Client | None = None
        self._collection: Collection | None = None

    @property
    def name(self) -> str:
        """The collection: one for each embedder, so that changing it never mixes spaces."""
        slug = re.sub(r"[^a-z0-9._-]+", "-", self._embedder.model_id.lower()).strip("._-")
        return f"chunks-{slug}"[:120].strip("._-")

    def upsert(self, chunks: Sequence[Chunk]) -> None:
        """Add the chunks that are not there yet; ids name contents, so what is there is right."""
        if not chunks:
            return
        with self._lock, self._errors():
            collection, client = self._open()
            size = client.get_max_batch_size()
            held = set(collection.get(ids=[chunk.id for chunk in chunks], include=[])["ids"])
        new = [chunk for chunk in chunks if chunk.id not in held]
        for i in range(0, len(new), size):
            batch = new[i : i + size]
            # Embedding takes most of the time; searches go on meanwhile.
            vectors = self._embedder.passages([chunk.embedded for chunk in batch])
            with self._lock, self._errors():
                collection.upsert(
                    ids=[chunk.id for chunk in batch],
                    embeddings=vectors,
                    metadatas=[_metadata(chunk) for chunk in batch],
                )

    def keep_only(self, source: str, ids: set[str]) -> None:
        """Remove the vectors of `source` that are not among `ids`."""
        with self._lock, self._errors():
            collection, client = self._open()
            stale = sorted(self.ids(source) - ids)
            size = client.get_max_batch_size()
            for i in range(0, len(stale), size):
                collection.delete(ids=stale[i : i + size])

    def count(self) -> int:
        """How many vectors there are."""
        with self._lock, self._errors():
            return self._open()[0].count()

    def ids(self, source: str) -> set[str]:
        """Ids of the vectors of `source`."""
        with self._lock, self._errors():
            return set(self._open()[0].get(where={"source": source}, include=[])["ids"])

    def places(self) -> dict[str, set[str]]:
        """Ids by source, of everything."""
        found: dict[str, set[str]] = {}
        with self._lock, self._errors():
            collection = self._open()[0]
            for offset in range(0, collection.count(), _PAGE):
                page = collection.get(limit=_PAGE, offset=offset, include=["metadatas"])
                for key, metadata in zip(page["ids"], page["metadatas"] or [], strict=True):
                    found.setdefault(str(metadata["source"]), set()).add(key)
        return found

    def search(self, question: str, limit: int, scope: Scope) -> list[tuple[str, float]]:
        """Ids of the nearest chunks and their cosine distance, nearest first, ties by id."""
        if scope.is_empty:
            return []
        vector = self._embedder.query(question)
        where = _where(scope)
        narrow = where is not None or (scope.sources is None and scope.findings is None)
        with self._lock, self._errors():
            collection = self._open()[0]
            wanted = min(limit if narrow else max(20 * limit, _SEARCH), collection.count())
            if wanted == 0:
                return []
            answer = collection.query(
                query_embeddings=[vector.tolist()], n_results=wanted, where=where, include=["distances", "metadatas"]
            )
        rows = zip(answer["ids"][0], (answer["distances"] or [[]])[0], (answer["metadatas"] or [[]])[0], strict=True)
        inside = [(key, round(distance, 6)) for key, distance, at in rows if scope.holds(*_place(at))]
        return sorted(inside, key=lambda hit: (hit[1], hit[0]))[:limit]

    def clear(self) -> None:
        """Drop the collection, whatever its settings are, and begin an empty one."""
        with self._lock, self._errors():
            client = self._connect()
            if self.name in {collection.name for collection in client.list_collections()}:
                client.delete_collection(self.name)
            self._collection = None
            self._open()

    def close(self) -> None:
        """Let go of the store; it opens again at the next use."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                _hang_up(self._client)
            self._client = self._collection = None

    def _connect(self) -> Client:
        if self._client is None:
            self._client = _embedded(self._folder) if self._url is None else _server(self._url)
        return self._client

    def _open(self) -> tuple[Collection, Client]:
        client = self._connect()
        if self._collection is None:
            from chromadb.api.collection_configuration import (
                CreateCollectionConfiguration,
                CreateHNSWConfiguration,
            )

            hnsw = CreateHNSWConfiguration(space=_SPACE, ef_search=_SEARCH)
            collection = client.get_or_create_collection(
                self.name,
                embedding_function=None,
                configuration=CreateCollectionConfiguration(hnsw=hnsw),
                metadata={"model": self._embedder.model_id, "dimension": self._embedder.dimension},
            )
            self._check_settings(collection)
            self._collection = collection
        return self._collection, client

    def _check_settings(self, collection: Collection) -> None:
        """Refuse a collection made otherwise: its distances would silently mean something else."""
        held = {
            # The parsed `configuration` warns about every collection that has no embedding function.
            "space": (collection.configuration_json.get("hnsw") or {}).get("space"),
            "model": (collection.metadata or {}).get("model"),
            "dimension": (collection.metadata or {}).get("dimension"),
        }
        wanted = {"space": _SPACE, "model": self._embedder.model_id, "dimension": self._embedder.dimension}
        if held != wanted:
            raise StoreError(f"collection {self.name!r} was made with {held}, needed is {wanted}: rebuild the index")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        import chromadb.errors

        try:
            yield
        # A server that is not there is a ValueError.
        except (chromadb.errors.ChromaError, ValueError) as e:
            at = self._url or str(self._folder)
            raise StoreError(f"the vector store at {at!r} cannot be used: {e}") from e


def _embedded(folder: Path) -> Client:
    import chromadb  # here: a second to import, and only needed for retrieval
    from chromadb.config import Settings as ChromaSettings

    folder.mkdir(parents=True, exist_ok=True)
    client = chromadb.PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    return cast("Client", client)


def _server(url: str) -> Client:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    at = urlsplit(url)
    if not at.hostname:
        raise ConfigurationError(f"ASSISTANT_CHROMA_URL must look like http://host:8000, not {url!r}")
    secure = at.scheme == "https"
    port = at.port or (443 if secure else 8000)
    _reach(f"{at.scheme}://{at.hostname}:{port}")
    quiet = ChromaSettings(anonymized_telemetry=False)
    return cast("Client", chromadb.HttpClient(host=at.hostname, port=port, ssl=secure, settings=quiet))


def _reach(url: str) -> None:
    """Raise ValueError where no server answers: a client that finds none leaves its connections open."""
    try:
        with urlopen(f"{url}/api/v2/heartbeat", timeout=_PATIENCE):
            return
    except OSError as error:
        raise ValueError(f"no Chroma server answers: {error}") from error


def _hang_up(client: Client) -> None:
    """Close the connections to a server: `close` of chromadb 1.5.9 leaves them open, its administrator's as well."""
    for part in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(part, "_server", None), "_session", None)
        if session is not None:
            session.close()


def _metadata(chunk: Chunk) -> dict[str, Any]:
    """What can be filtered by; a chunk outside findings has no finding."""
    place: dict[str, Any] = {"source": chunk.source}
    if chunk.finding is not None:
        place |= {"finding": chunk.finding, "key": f"{chunk.source}#{chunk.finding}"}
    return place


def _place(metadata: Any) -> tuple[str, int | None]:
    finding = metadata.get("finding")
    return str(metadata["source"]), None if finding is None else int(finding)


def _where(scope: Scope) -> dict[str, Any] | None:
    """The filter in Chroma's words; None where there is none, or where it would be too long."""
    if scope.findings is not None and len(scope.findings) <= _LARGEST_FILTER:
        return {"key": {"$in": sorted(f"{source}#{ordinal}" for source, ordinal in scope.findings)}}
    if scope.sources is not None and len(scope.sources) <= _LARGEST_FILTER:
        return {"source": {"$in": sorted(scope.sources)}}
    return None
