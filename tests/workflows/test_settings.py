"""What an operator may set, and what happens when it is wrong."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workflows.errors import SettingWrong
from workflows.records.database import open_database
from workflows.settings import read_settings


def test_without_any_setting_the_database_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    settings = read_settings({"JORYE_DATA": str(tmp_path)})

    assert f"sqlite:///{tmp_path}/jorye.sqlite3" == settings.database_url
    assert not settings.demo


def test_a_setting_that_is_no_number_is_refused_by_name() -> None:
    with pytest.raises(SettingWrong, match="JORYE_PORT=eighty"):
        read_settings({"JORYE_PORT": "eighty"})


@pytest.mark.parametrize("name", ["JORYE_PORT", "JORYE_PREFECT_PORT"])
def test_a_port_that_no_machine_has_is_refused_by_name(name: str) -> None:
    assert 65535 in (read_settings({name: "65535"}).port, read_settings({name: "65535"}).prefect_port)
    with pytest.raises(SettingWrong, match=f"{name}=65536"):
        read_settings({name: "65536"})


def test_content_is_looked_for_in_a_folder_that_is_there(tmp_path: Path) -> None:
    assert read_settings({"JORYE_CONTENT": str(tmp_path)})
    with pytest.raises(SettingWrong, match="JORYE_CONTENT"):
        read_settings({"JORYE_CONTENT": str(tmp_path / "nowhere")})


def test_a_switch_is_on_or_off() -> None:
    assert read_settings({"JORYE_DEMO": "on"}).demo
    with pytest.raises(SettingWrong, match="JORYE_DEMO=yes"):
        read_settings({"JORYE_DEMO": "yes"})


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    settings = read_settings({"JORYE_DATA": str(tmp_path / "new")})

    assert len(settings.secret) == 32
    assert settings.secret == settings.secret
    assert stat.S_IMODE((tmp_path / "new" / "secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret"]


def test_programs_that_start_together_agree_on_the_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        secrets = list(pool.map(lambda _: read_settings({"JORYE_DATA": str(tmp_path)}).secret, range(64)))

    assert len(set(secrets)) == 1


def test_the_data_folder_is_its_owners_only_whatever_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        settings = read_settings({"JORYE_DATA": str(tmp_path / "data")})
        open_database(settings.database_url).dispose()
        assert settings.secret
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
