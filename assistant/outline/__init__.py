"""Text -> sections and findings, for every layout: `build_outline(text) -> Outline`."""

from assistant.outline.build import build_outline

__all__ = ["build_outline"]
