"""`jorye load FILE`: fills the registers with a city's people, posts, committees, budget and plans."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any

import typer

from workflows.cli.errors import FileUnreadable, RegistersRefused
from workflows.cli.options import AsJson, InLanguage, words
from workflows.cli.output import say, show


def load(
    path: Annotated[Path, typer.Argument(help=words("load_path"))],
    as_json: AsJson = False,
    language: InLanguage = "ko",
) -> None:
    """Enter what the registers do not hold yet: all of the file, or nothing of it."""
    from tasks.registers.guard import GuardError
    from workflows.bootstrap import build
    from workflows.runtime import begin
    from workflows.settings import read_settings
    from workflows.use_cases.load_registers import load_registers

    data = _read(path)
    services = build(read_settings())
    try:
        with begin(services) as uow:
            new = load_registers(uow, data, now=services.clock.now())
    except GuardError as refused:
        raise RegistersRefused(path=path, reason=refused.text(language)) from refused
    show({"people": list(new)}, as_json, lambda: say("load.done", language, count=len(new)))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise FileUnreadable(path=path, reason=getattr(fault, "strerror", None) or fault) from fault
