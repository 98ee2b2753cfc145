"""A migrated database has exactly the tables that the program believes in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from tests.kit.stores import Store
from workflows.errors import NotMigrated
from workflows.records.database import open_database
from workflows.records.migrations import all_tables, check_migrated, migrate


def test_the_migrated_tables_are_those_of_the_program(database: sa.Engine) -> None:
    with database.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), all_tables())

    assert [each for each in differences if "alembic_version" not in str(each)] == []


def test_the_migrated_triggers_are_those_of_the_program(database: sa.Engine, store: Store) -> None:
    with store.empty() as address:
        fresh = open_database(address)
        with fresh.begin() as connection:
            for tables in all_tables():
                tables.create_all(connection)
        made = _triggers(fresh)
        fresh.dispose()

    assert made == _triggers(database)
    assert made


def test_migrating_again_changes_nothing(database: sa.Engine) -> None:
    before = _triggers(database)
    migrate(database)

    assert before == _triggers(database)
    with database.connect() as connection:
        check_migrated(connection)


def test_programs_that_start_together_migrate_once(store: Store) -> None:
    with store.empty() as address:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: migrate(open_database(address)), range(4)))
        with open_database(address).connect() as connection:
            check_migrated(connection)


def test_an_empty_database_is_not_worked_with(store: Store) -> None:
    with (
        store.empty() as address,
        open_database(address).connect() as connection,
        pytest.raises(NotMigrated, match="jorye migrate"),
    ):
        check_migrated(connection)


def _triggers(database: sa.Engine) -> list[tuple[str, str]]:
    question = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "postgresql": "SELECT tgname || tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE NOT tgisinternal ORDER BY 1",
    }[database.dialect.name]
    with database.connect() as connection:
        return [(name, text) for name, text in connection.exec_driver_sql(question)]
