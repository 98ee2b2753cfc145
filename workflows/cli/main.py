"""The `jorye` command: puts the commands together; each imports what it needs only when it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from workflows.cli.command import Command
from workflows.cli.options import words
from workflows.cli.serve import serve
from workflows.cli.up import up

app = typer.Typer(
    name="jorye",
    help=words("app"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

COMMANDS: dict[str, Callable[..., Any]] = {
    "up": up,
    "serve": serve,
}
for name, function in COMMANDS.items():
    app.command(name, cls=Command, help=words(name))(function)
