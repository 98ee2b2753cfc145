"""Each flow calls its use case on the installation that the environment names."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
import sqlalchemy as sa

from workflows.records.database import open_database
from workflows.records.migrations import migrate

FLOWS = {
    "sweep": 0,
    "annual_plan_start": [],
    "year_end_report_openers": 0,
    "term_watch": 0,
    "deadline_watch": 0,
    "daily_digest": 0,
}
"""What each gives on an installation where nothing has happened yet."""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty, migrated installation by its environment alone."""
    for name in ("JORYE_DATABASE_URL", "JORYE_SMTP_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JORYE_DATA", str(tmp_path))
    database = open_database(f"sqlite:///{tmp_path / 'jorye.sqlite3'}")
    migrate(database)
    database.dispose()
    return tmp_path


def run(name: str) -> object:
    """Call a flow as a plain function."""
    return getattr(importlib.import_module(f"workflows.schedules.{name}"), name).fn()


@pytest.mark.parametrize(("name", "given"), FLOWS.items())
def test_a_flow_finds_nothing_to_do_where_nothing_has_happened(installed: Path, name: str, given: object) -> None:
    assert given == run(name)


def test_the_sweep_leaves_its_time_for_the_watchdog(installed: Path) -> None:
    run("sweep")
    with sa.create_engine(f"sqlite:///{installed / 'jorye.sqlite3'}").connect() as connection:
        assert 1 == connection.execute(sa.text("SELECT count(*) FROM sweep")).scalar_one()


def test_the_backup_is_where_it_says(installed: Path) -> None:
    path = Path(str(run("backup")))
    assert (installed / "backups", True) == (path.parent, path.is_file())


def test_retention_tells_what_it_deleted(installed: Path) -> None:
    gone = run("retention")
    assert isinstance(gone, dict)
    assert {0} == set(gone.values())
