"""Keeps both searches in step with the records: what is stored here is a function of the reports, and checkable.

Words are indexed as soon as a report is stored, which takes milliseconds; its vectors follow, which takes seconds,
and the catalogue notes when they are there. Whatever interrupts it, `versions` and `check` show what is missing, and
storing the report again puts it right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.schema import Report
from vectorstore.chunking import chunk_report
from vectorstore.dense import DenseStore
from vectorstore.embedding_cache import CachedEmbedder
from vectorstore.lexical import LexicalStore
from vectorstore.retrieval import Hit, HybridRetriever


class VectorIndex:
    """The chunks of all reports, by meaning and by words: ingestion writes it and answering searches it."""

    def __init__(self, embedder: CachedEmbedder, dense: DenseStore, lexical: LexicalStore) -> None:
        self._embedder, self._dense, self._lexical = embedder, dense, lexical
        self.retriever = HybridRetriever(dense, lexical)

    def note(self, report: Report, text: str, version: str) -> None:
        """Hold the words of `report` in the place of whatever is held under its source; its vectors are to follow."""
        self._lexical.replace(report.source, version, chunk_report(report, text), text)

    def upsert(self, report: Report, text: str, version: str) -> None:
        """Hold `report` in the place of whatever is held under its source; its offsets count in `text`.

        Doing it twice changes nothing. `version` is what `versions` will say.
        """
        chunks = chunk_report(report, text)
        if self._lexical.version_of(report.source) != version:
            self._lexical.replace(report.source, version, chunks, text)
        self._dense.upsert(chunks)
        self._dense.keep_only(report.source, {chunk.id for chunk in chunks})
        self._lexical.mark_embedded(report.source, version)

    def forget_words(self, source: str) -> None:
        """Find a source no more, by words or by meaning; vectors without words are removed by `upsert` or `delete`."""
        self._lexical.delete(source)

    def delete(self, source: str) -> None:
        """Forget a source, if it is there."""
        self._dense.keep_only(source, set())
        self._lexical.delete(source)

    def search(
        self,
        query: str,
        k: int = 20,
        sources: Collection[str] | None = None,
        findings: Collection[tuple[str, int]] | None = None,
    ) -> list[Hit]:
        """The best `k` chunks for a question; see `HybridRetriever.search`."""
        return self.retriever.search(query, k, sources, findings)

    def holding(self, groups: Sequence[Sequence[str]]) -> Collection[str]:
        """The sources that speak, in one place, of something in every group of words; complete over all text."""
        return self._lexical.holding(groups)

    def held(self) -> Collection[str]:
        """The sources whose words are indexed."""
        return {source for source, version in self._lexical.versions(embedded=False).items() if version}

    def lagging(self) -> int:
        """How many sources are found by words and not yet by meaning."""
        return self._lexical.lagging()

    def ids(self, source: str) -> set[str]:
        """Ids of the chunks of `source` as the vector store holds them."""
        return self._dense.ids(source)

    def versions(self) -> Mapping[str, str]:
        """By source, the version it is held in; empty where vectors are missing or the cut is an older one.

        Compares the two by their numbers first, and chunk by chunk only where those differ: an embedder changed, a
        folder lost, a run interrupted.
        """
        held = self._lexical.versions()
        if self._dense.count() == self._lexical.count():
            return held
        vectors = self._dense.places()
        broken = {s for s in held.keys() | vectors.keys() if self._lexical.ids(s) != vectors.get(s, set())}
        return held | dict.fromkeys(broken, "")

    def marked(self) -> Mapping[str, str]:
        """The same without a look at the vectors, which are not opened for it."""
        return self._lexical.versions()

    def check(self, expected: Mapping[str, str]) -> list[str]:
        """What does not agree with the records, chunk by chunk, in English; nothing if all is well.

        `expected` is the records' view: the version of every stored source.
        """
        held, vectors = self._lexical.versions(embedded=False), self._dense.places()
        complaints = [f"{source!r} is not in the search index" for source in sorted(expected.keys() - held.keys())]
        complaints += [
            f"{source!r} is in the search index but not in the records"
            for source in sorted((held.keys() | vectors.keys()) - expected.keys())
        ]
        for source in sorted(expected.keys() & held.keys()):
            if held[source] != expected[source]:
                complaints.append(f"{source!r} is in the search index in another version")
            differ = len(self._lexical.ids(source) ^ vectors.get(source, set()))
            if differ:
                complaints.append(f"{source!r}: {differ} chunks are in only one of catalogue and vector store")
        return complaints

    def rebuild(self, reports: Iterable[tuple[Report, str, str]]) -> None:
        """Throw everything away and store `reports` anew, each with its text and version.

        Cures what `upsert` cannot: a collection made with other settings. Vectors known by their text cost nothing.
        """
        for source in self._lexical.versions(embedded=False):
            self._lexical.delete(source)
        self._dense.clear()
        for report, text, version in reports:
            self.upsert(report, text, version)

    def close(self) -> None:
        """Close the files; they open again at the next use."""
        self._dense.close()
        self._lexical.close()
        self._embedder.close()
