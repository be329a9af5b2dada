"""What a model is asked to say about one finding. It names clauses by number; it never writes a quote."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.schema import Status, Topic

# Every list and string is bounded: small models otherwise repeat themselves to the token limit.
Due = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", max_length=10)]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class OpenMatter(_Said):
    """Something that the named clause leaves open (未完事项)."""

    clause: int
    due: Due | None = None


class Sanction(_Said):
    """A measure of accountability (问责) in the named clause."""

    clause: int
    action: Annotated[str, Field(max_length=16)]
    persons: int | None = None


class FindingReading(_Said):
    """A model's reading of one finding."""

    topics: Annotated[list[Topic], Field(max_length=3)]
    status: Status
    open: Annotated[list[OpenMatter], Field(max_length=10)]
    sanctions: Annotated[list[Sanction], Field(max_length=10)]
    summary: Annotated[str, Field(max_length=90)] = ""
