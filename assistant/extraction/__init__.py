"""Outline -> the record of a notice: `extract(document, outline) -> Report`, each value checked by the quote gate."""

from assistant.extraction.pipeline import extract

__all__ = ["extract"]
