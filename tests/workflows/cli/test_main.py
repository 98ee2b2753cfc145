"""The command line starts fast, knows its commands, and speaks the language that is asked for."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from workflows.cli.main import COMMANDS, app


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(app, [name, "--help"])
    assert (0, True) == (result.exit_code, name in result.stdout)


def test_an_unknown_command_is_a_usage_error() -> None:
    assert 2 == CliRunner().invoke(app, ["no_such_command"]).exit_code


@pytest.mark.parametrize(
    "arguments", [["period", "civil_period", "2026-12-31", "P2M", "--json"], ["doctor", "--help"], ["up", "--help"]]
)
def test_prefect_and_the_engine_are_not_loaded_for_what_does_not_need_them(arguments: list[str]) -> None:
    program = (
        "import json, sys\n"
        "from workflows.cli.main import app\n"
        "try:\n    app(json.loads(sys.argv[1]))\nexcept SystemExit:\n    pass\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'prefect', 'SpiffWorkflow', 'sqlalchemy'}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps(arguments)], capture_output=True, text=True, check=True
    )
    assert "[]" == done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize(("language", "word"), [("ko", "절차"), ("en", "process")])
def test_help_speaks_the_language_of_the_environment(language: str, word: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workflows.cli", "--help"],
        env={"JORYE_LANGUAGE": language, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert word in done.stdout
