"""Chunks, embeddings and the Chroma collection; lexical ranking beside it; fusion of the two."""
