"""The service units are understood by systemd and start programs that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workflows.cli.main import COMMANDS

UNITS = sorted((Path(__file__).parents[2] / "deployments" / "systemd").glob("*.service"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_finds_nothing_wrong(unit: Path, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed")
    text = unit.read_text("utf-8").replace("/opt/jorye/bin/", f"{Path(sys.executable).parent}/")
    here = tmp_path / unit.name.replace("@", "@1")
    here.write_text(re.sub(r"^(User|Group)=.*$", r"\1=root", text, flags=re.MULTILINE))
    checked = subprocess.run([program, "verify", str(here)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_it_starts_a_program_of_the_installation(unit: Path) -> None:
    [started] = re.findall(r"^ExecStart=/opt/jorye/bin/(\w+) (\w+)", unit.read_text("utf-8"), re.MULTILINE)
    program, command = started
    assert (program == "jorye" and command in COMMANDS) or (program == "prefect" and command in ("server", "worker"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_it_may_write_only_its_own_folder(unit: Path) -> None:
    text = unit.read_text("utf-8")
    assert "ProtectSystem=strict" in text
    assert "StateDirectory=jorye" in text
    assert "NoNewPrivileges=yes" in text


def test_prefect_puts_its_pages_where_it_may_write() -> None:
    [unit] = [each for each in UNITS if each.stem == "jorye-prefect"]
    assert "PREFECT_SERVER_UI_STATIC_DIRECTORY=/var/lib/jorye/" in unit.read_text("utf-8")
