"""How every command ends when something goes wrong: one sentence (or one JSON object) and exit code 1."""

from __future__ import annotations

import json
from typing import Any

import typer
from typer.core import TyperCommand

from workflows.errors import JoryeError


class Command(TyperCommand):
    """A command that reports the errors a person may read, and lets every other one through."""

    def invoke(self, ctx: Any) -> Any:  # typer keeps its own copy of click, whose Context it does not export
        """Run the command."""
        try:
            return super().invoke(ctx)
        except JoryeError as error:
            _report(error, ctx.params)
            raise typer.Exit(1) from error


def _report(error: JoryeError, options: dict[str, Any]) -> None:
    sentence = error.text(options.get("language", "ko"))
    if options.get("as_json"):
        typer.echo(json.dumps({"error": {"code": error.code, "message": sentence}}, ensure_ascii=False))
    else:
        typer.echo(sentence, err=True)
