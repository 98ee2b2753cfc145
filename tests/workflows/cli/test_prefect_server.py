"""The supervised Prefect server: its own password, its own settings, a database that may be lost."""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from workflows.cli.supervisor.prefect_server import (
    choose_address,
    move_damaged_database_aside,
    prefect_environment,
)
from workflows.queries.prefect_address import PrefectAddress, address_file, prefect_address
from workflows.settings import Settings, read_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an installation in a folder."""
    return read_settings({"JORYE_DATA": str(tmp_path)})


def test_its_address_is_found_by_others_of_the_same_installation_only(settings: Settings) -> None:
    address = choose_address(settings, 4321)
    assert address == prefect_address(settings)
    assert ("http://127.0.0.1:4321/api", "jorye") == (address.url, address.credentials.partition(":")[0])
    assert 0o600 == stat.S_IMODE(address_file(settings).stat().st_mode)
    assert address != choose_address(settings, 4321)


def test_an_address_survives_being_written_and_read() -> None:
    written = "https://jorye:se-cret@prefect.example:8443/api"
    address = PrefectAddress.read(written)
    assert ("https://prefect.example:8443/api", "jorye:se-cret", written) == (
        address.url,
        address.credentials,
        str(address),
    )


def test_the_operators_server_comes_first(settings: Settings) -> None:
    choose_address(settings, 4321)
    elsewhere = replace(settings, prefect_api_url="http://prefect:4200/api")
    assert PrefectAddress("http://prefect:4200/api") == prefect_address(elsewhere)


def test_without_a_scheduler_there_is_no_address(settings: Settings) -> None:
    assert prefect_address(settings) is None
    choose_address(settings, 4321)
    assert prefect_address(replace(settings, prefect=False)) is None


def test_a_developers_own_settings_do_not_leak_in(settings: Settings) -> None:
    inherited = {"PREFECT_API_KEY": "cloud", "PREFECT_PROFILE": "work", "PATH": "/bin"}
    address = PrefectAddress("http://127.0.0.1:4200/api", "jorye:x")
    embedded = prefect_environment(settings, address, inherited, embedded=True)
    assert ("/bin", address.url, "jorye:x") == (
        embedded["PATH"],
        embedded["PREFECT_API_URL"],
        embedded["PREFECT_SERVER_API_AUTH_STRING"],
    )
    assert {"PREFECT_API_KEY", "PREFECT_PROFILE"}.isdisjoint(embedded)
    assert str(settings.data_folder) in embedded["PREFECT_HOME"]
    assert str(settings.data_folder) in embedded["PREFECT_SERVER_UI_STATIC_DIRECTORY"]
    assert "cloud" == prefect_environment(settings, address, inherited, embedded=False)["PREFECT_API_KEY"]


def test_a_damaged_database_is_set_aside_and_a_sound_one_stays(settings: Settings) -> None:
    path = settings.data_folder / "prefect" / "prefect.db"
    assert move_damaged_database_aside(settings) is None
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert move_damaged_database_aside(settings) is None
    path.write_bytes(b"not a database" * 1000)
    path.with_name("prefect.db-wal").write_bytes(b"x")
    aside = move_damaged_database_aside(settings)
    assert aside is not None
    assert ([aside.name], True) == ([each.name for each in path.parent.iterdir()], aside.exists())
