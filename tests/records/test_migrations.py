"""The migrations build exactly the tables that the code maps."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from assistant.records import RecordStore
from assistant.records import engine as engine_module
from assistant.records.engine import MIGRATIONS
from assistant.records.tables import HEAD, Base


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_migrated_tables_are_the_mapped_ones(url: str) -> None:
    RecordStore(url).open().close()
    migrated = create_engine(url)

    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    migrated.dispose()


def _definitions(path: Path) -> dict[str, list[str]]:
    """By table or index: the parts of its definition, in any order; with the CHECKs, which alembic leaves out."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
    engine.dispose()
    return {
        name: sorted(line.strip().rstrip(",") for line in sql.splitlines())
        for name, sql in rows
        if name != "alembic_version"
    }


def test_migrated_constraints_are_the_mapped_ones(tmp_path: Path) -> None:
    RecordStore(f"sqlite:///{tmp_path / 'migrated.db'}").open().close()
    mapped = create_engine(f"sqlite:///{tmp_path / 'mapped.db'}")
    Base.metadata.create_all(mapped)
    mapped.dispose()

    assert _definitions(tmp_path / "migrated.db") == _definitions(tmp_path / "mapped.db")


def test_records_at_head_open_without_alembic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'records.db'}"
    RecordStore(url).open().close()
    monkeypatch.setitem(sys.modules, "alembic", None)

    RecordStore(url).open().close()

    assert engine_module.HEAD == HEAD
