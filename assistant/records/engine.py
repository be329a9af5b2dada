"""Connections to the records, and the migrations that bring an older file up to date."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, SQLAlchemyError

from assistant.errors import ConfigurationError, StoreError
from assistant.records.tables import HEAD

logger = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30
_WRITING = "assistant_writing"


def connect(url: str) -> Engine:
    """An engine for `url`; no connection is made yet. The folder of a SQLite file is created."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ConfigurationError(f"the database URL {url!r} cannot be read") from error
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    return _connect_sqlite(parsed)


def _connect_sqlite(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise ConfigurationError("records in memory would be lost between two threads: give a file")
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Readers beside a writer, foreign keys that hold, transactions that SQLAlchemy begins and not the driver."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that starts by reading cannot become a writing one while another writes: it would fail at once
    # instead of waiting. Writers therefore take the lock when they begin.
    immediate = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the records."""
    with translated(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction: committed at the end, rolled back by any error."""
    with translated(engine), engine.execution_options(**{_WRITING: True}).begin() as connection:
        yield connection


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Errors of the database as `StoreError`, without the data of the statement."""
    try:
        yield
    except SQLAlchemyError as error:
        reason = str(error.orig) if isinstance(error, DatabaseError) else str(error)
        where = engine.url.render_as_string(hide_password=True)
        raise StoreError(
            f"the records at {where!r} cannot be read or written: {reason}; check free space and permissions, "
            "what was stored before is unchanged",
            message_zh=f"记录库（{where}）无法读写：{reason}；请检查磁盘空间和权限，此前已入库的内容不受影响",
        ) from error


def upgrade(engine: Engine) -> None:
    """Bring the tables to `HEAD`; nothing but one look where they already stand there."""
    if _revision(engine) == HEAD:
        return
    # Imported here: most starts find the records up to date, and alembic takes longer than the rest together.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    logger.info("records brought to revision %s", HEAD)


def _revision(engine: Engine) -> str | None:
    with translated(engine), engine.connect() as connection:
        if not engine.dialect.has_table(connection, "alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
