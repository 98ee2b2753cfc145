"""An installation without the demonstration gets its city from a data file and its people their passwords."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from workflows.bootstrap import build
from workflows.cli.main import app
from workflows.cli.migrate import bring_up_to_date
from workflows.errors import SignInFailed
from workflows.settings import read_settings
from workflows.use_cases.sign_in import sign_in

CITY = """
[[division]]
code = "ai_policy"
name_ko = "AI정책과"
name_en = "AI Policy Division"

[[post]]
code = "ai_policy_officer"
name_ko = "주무관"
name_en = "Officer"
division = "ai_policy"
roles = ["officer"]

[[person]]
login = "kim"
name_ko = "김담당"
name_en = "Kim Damdang"
posts = ["ai_policy_officer"]
since = 2026-01-01
"""
LEE = "login = 'lee'\nname_ko = '이담당'\nname_en = 'Lee'\n"


@pytest.fixture(scope="session")
def empty_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "data"
    bring_up_to_date(read_settings({"JORYE_DATA": str(folder)}))
    return folder


@pytest.fixture
def city_file(installation: Path, empty_city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file beside an installation that knows nobody."""
    monkeypatch.setenv("JORYE_DEMO", "off")
    shutil.copytree(empty_city, installation)
    path = installation.parent / "city.toml"
    path.write_text(CITY, "utf-8")
    return path


def run(*arguments: str, typed: str = "") -> tuple[int, Any]:
    result = CliRunner().invoke(app, [*arguments, "--json"], input=typed)
    return result.exit_code, json.loads(result.stdout)


def test_the_registers_are_filled_once(city_file: Path) -> None:
    assert (0, {"people": ["kim"]}) == run("load", str(city_file))
    assert (0, {"people": []}) == run("load", str(city_file))


def test_a_person_signs_in_with_the_password_that_was_set_and_no_other(city_file: Path) -> None:
    run("load", str(city_file))
    assert (0, {"login": "kim"}) == run("password", "kim", typed="correct horse battery\n")
    services = build(read_settings())
    now = services.clock.now()
    assert sign_in(services, "kim", "correct horse battery", now=now).person_id
    with pytest.raises(SignInFailed):
        sign_in(services, "kim", "another horse battery", now=now)
    services.database.dispose()


def test_a_short_password_and_an_unknown_login_are_refused(city_file: Path) -> None:
    run("load", str(city_file))
    short, unknown = run("password", "kim", typed="short\n"), run("password", "lee", typed="correct horse battery\n")
    assert (1, "password_too_short") == (short[0], short[1]["error"]["code"])
    assert (1, "not_found") == (unknown[0], unknown[1]["error"]["code"])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("[[peple]]\nlogin = 'x'\n", "peple"),
        ("[[division]]\ncode = 'x'\n", "name_ko"),
        ("[[division", "city.toml"),
        (
            f"[[person]]\n{LEE}roles = ['oficer']\nsince = 2026-01-01\n",
            "oficer. 다음 가운데에서 쓰십시오: accounting_officer",
        ),
    ],
)
def test_a_file_that_is_wrong_names_the_place_and_enters_nothing(city_file: Path, wrong: str, told: str) -> None:
    city_file.write_text(CITY + wrong, "utf-8")
    code, document = run("load", str(city_file))
    assert 1 == code
    assert told in document["error"]["message"]
    city_file.write_text(CITY, "utf-8")
    assert (0, {"people": ["kim"]}) == run("load", str(city_file))
