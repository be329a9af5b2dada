"""Builds the page from the settings and serves it: what `assistant serve` does."""

from assistant.cli import serve_app

if __name__ == "__main__":
    serve_app()
