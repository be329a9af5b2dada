"""Every knob in one place: one frozen object, read once by the composition root and passed down."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

LlmChoice = Literal["auto", "none", "local", "openai"]
RunnerChoice = Literal["processes", "ray"]
ExtractorChoice = Literal["auto", "grammar", "llm"]
StructuredStrategy = Literal["json_schema", "tool", "json_object"]


class Settings(BaseSettings):
    """Settings from the environment and `.env`: prefix `ASSISTANT_`, unless an alias says otherwise."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    data_dir: Path = Path("data")
    """Where the databases live."""
    database_url: str | None = None
    """SQLAlchemy URL of the records; None for a SQLite file in `data_dir`."""
    chroma_url: str | None = None
    """URL of a Chroma server (the Rust one, never exposed); None for the embedded store in `data_dir`."""

    llm: LlmChoice = "auto"
    """auto takes a configured endpoint, else the embedded model if installed, else none."""
    base_url: str | None = Field(default=None, validation_alias=AliasChoices("ASSISTANT_BASE_URL", "OPENAI_BASE_URL"))
    api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("ASSISTANT_API_KEY", "OPENAI_API_KEY")
    )
    model: str | None = None
    """Chat model name at the endpoint."""
    structured_output: StructuredStrategy = "json_schema"
    request_timeout: float = 60.0
    """Seconds before a model call is given up."""
    lead_timeout: float = Field(default=20.0, gt=0)
    """Seconds a model has for the summary under an answer; the answer itself never waits for it."""
    plan_timeout: float = Field(default=8.0, gt=0)
    """Seconds a configured endpoint has to read again a question whose first reading is in doubt; others never wait."""
    readers: int = Field(default_factory=lambda: min(4, os.cpu_count() or 1), ge=1, le=64)
    """Processes that read files at once where there are many."""
    runner: RunnerChoice = "processes"
    """Where they run: on this machine, or in a Ray cluster, which needs the extra `ray`."""
    ray_address: str | None = None
    """`HOST:PORT` of a Ray cluster that this machine has joined; None to start one here, of `readers` processes."""
    agent: bool = True
    """Whether the configured endpoint's model calls tools; it is then let to look for what a plan cannot say."""
    agent_timeout: float = Field(default=30.0, gt=0)
    """Seconds it has for that, after the answer is there."""
    max_concurrency: int = Field(default=4, ge=1, le=64)
    """Model calls in flight at once during extraction."""
    price_input: float | None = None
    """Cost of a million input tokens, in any currency; None leaves cost out."""
    price_output: float | None = None
    """Cost of a million output tokens."""

    embedding_base_url: str | None = None
    embedding_model: str | None = None
    embedding_api_key: SecretStr | None = None

    cache_dir: Path = Field(default_factory=lambda: Path.home() / ".cache" / "rectification-assistant")
    """Where the embedded model is joined from its parts (1.1 GB); shared by all data folders."""
    local_model_path: Path | None = None
    """A GGUF file to use instead of the packaged parts (same hash)."""
    local_url: str | None = None
    """Where the embedded model is served already (`http://127.0.0.1:PORT/v1`); None to start it when it is needed."""
    local_key: SecretStr | None = None
    local_threads: int = Field(default=2, ge=1)

    host: str = "127.0.0.1"
    port: int = 7860
    login: bool = False
    """Ask for a login on the loopback address too: for a proxy on this machine that serves the page to others."""
    requests_per_minute: int = Field(default=240, ge=1)
    """Of one user to the JSON interface, a quarter of them at once; of one address where there is no login."""
    max_upload_mb: int = Field(default=20, ge=1)
    max_file_mb: int = Field(default=50, ge=1)
    """Files above this are refused, and so are archives."""
    max_question_chars: int = Field(default=1000, ge=10)

    @property
    def records_url(self) -> str:
        """The SQLAlchemy URL actually used."""
        return self.database_url or f"sqlite:///{self.data_dir / 'records.db'}"

    @property
    def chroma_dir(self) -> Path:
        """The folder of the embedded vector store."""
        return self.data_dir / "chroma"
