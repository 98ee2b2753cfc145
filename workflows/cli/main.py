"""The `jorye` command: the list of its commands; a command's file is imported only when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from workflows.cli.command import Command
from workflows.cli.options import words

COMMANDS = {
    "up": "workflows.cli.up:up",
    "serve": "workflows.cli.serve:serve",
    "migrate": "workflows.cli.migrate:migrate",
    "import": "workflows.cli.import_bundle:import_bundle",
    "load": "workflows.cli.load:load",
    "password": "workflows.cli.password:password",
    "check": "workflows.cli.check:check",
    "play": "workflows.cli.play:play",
    "period": "workflows.cli.period:period",
    "vote": "workflows.cli.vote:vote",
    "doctor": "workflows.cli.doctor:doctor",
    "worklist": "workflows.cli.worklist:worklist",
    "case": "workflows.cli.case:case",
}
"""Name → file and function, in the order in which `--help` lists them."""


class Commands(TyperGroup):
    """Finds a command by its name in the list above."""

    def list_commands(self, ctx: Any) -> list[str]:  # typer keeps its own copy of click, whose Context it hides
        """Name every command."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give the command of this name; None when there is none."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, function = place.partition(":")
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        alone.command(cmd_name, cls=Command, help=words(cmd_name))(getattr(import_module(module), function))
        return typer.main.get_command(alone)


app = typer.Typer(
    name="jorye",
    cls=Commands,
    help=words("app"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def jorye() -> None:
    """Have a callback, so that typer takes the commands from the group above."""
