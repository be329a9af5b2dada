"""Text -> sections and findings, for every layout: `build_outline(text) -> Outline`."""
