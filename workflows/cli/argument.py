"""How a command answers an argument the law's arithmetic cannot take: what to write instead, and exit code 2."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import typer

import messages
from messages import Language
from tasks.law.errors import LawError
from workflows.cli.options import help_language


@contextmanager
def refusing(language: Language, as_json: bool) -> Iterator[None]:
    """Turn a LawError inside the block into its sentence (or JSON object) and exit code 2."""
    try:
        yield
    except LawError as error:
        sentence = error.text(language)
        if as_json:
            typer.echo(json.dumps({"error": {"code": error.code, "message": sentence}}, ensure_ascii=False))
        else:
            typer.echo(sentence, err=True)
        raise typer.Exit(2) from error


def help_for(name: str) -> str:
    """Give the help text of an argument of a law command."""
    return messages.text(f"law.help.{name}", help_language())


def tell(name: str, language: Language, value: object) -> None:
    """Print one result under its label."""
    typer.echo(f"{messages.text(f'law.label.{name}', language)}: {value}")


def tell_reasons(reasons: list[str], language: Language) -> None:
    """Print the reasons, numbered."""
    typer.echo(messages.text("law.label.because", language))
    for number, sentence in enumerate(reasons, 1):
        typer.echo(f"  {number}. {sentence}")
