"""Bytes of a file -> text with stable offsets: `read_file(path) -> Document`."""

from assistant.reading.document import Document, Location
from assistant.reading.files import read_file

__all__ = ["Document", "Location", "read_file"]
