"""A database that would forget what it acknowledged is not opened."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

from workflows.errors import DatabaseTooOld, NotDurable, SettingWrong
from workflows.records.database import check_durable, check_version, open_database


def test_sqlite_runs_with_a_write_ahead_log_full_sync_and_foreign_keys(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path}/city.sqlite3").connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
        foreign_keys = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()

    assert found == ["wal", 2]
    assert foreign_keys == 1


def test_programs_that_open_a_new_sqlite_file_in_the_same_moment_wait_for_each_other(tmp_path: Path) -> None:
    programs, start = 8, Barrier(8)

    def open_at_once(address: str) -> None:
        start.wait()
        open_database(address).dispose()

    with ThreadPoolExecutor(programs) as pool:
        for number in range(40):
            list(pool.map(open_at_once, [f"sqlite:///{tmp_path}/city{number}.sqlite3"] * programs))


def test_a_database_in_memory_is_refused_because_it_cannot_be_durable() -> None:
    with pytest.raises(NotDurable) as refusal:
        open_database("sqlite://")

    assert refusal.value.params["name"] == "journal_mode"


def test_a_postgresql_older_than_fifteen_is_refused() -> None:
    check_version((15, 0))
    with pytest.raises(DatabaseTooOld, match=r"14\.17.*15"):
        check_version((14, 17))


@pytest.mark.parametrize("pragma", ["synchronous=NORMAL", "synchronous=OFF", "foreign_keys=OFF", "journal_mode=DELETE"])
def test_a_weaker_sqlite_is_refused(tmp_path: Path, pragma: str) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/city.sqlite3")
    driver = engine.raw_connection()
    driver.cursor().execute(f"PRAGMA {pragma}")
    driver.close()
    with engine.connect() as connection, pytest.raises(NotDurable) as refusal:
        check_durable(connection)

    assert pragma.partition("=")[0] == refusal.value.params["name"]


def test_a_connection_that_would_not_wait_for_the_disk_is_refused(database: sa.Engine) -> None:
    weaker = {"sqlite": "PRAGMA synchronous = NORMAL", "postgresql": "SET synchronous_commit = off"}
    with database.connect() as connection, pytest.raises(NotDurable, match="synchronous"):
        connection.connection.cursor().execute(weaker[database.dialect.name])
        check_durable(connection)


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(SettingWrong, match="JORYE_DATABASE_URL"):
        open_database("mysql://city")
