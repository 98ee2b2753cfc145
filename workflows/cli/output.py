"""Writes what a command found: JSON for programs, words and tables for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import typer

import messages
from messages import Language


def show(document: Any, as_json: bool, tell: Callable[[], None]) -> None:
    """Print `document` as JSON, or `tell` it in words."""
    if as_json:
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        tell()


def say(name: str, language: Language, /, **parameters: object) -> None:
    """Print one sentence of the command line's room."""
    typer.echo(messages.text(f"cli.{name}", language, **parameters))


def write_line(event: str, /, **parameters: object) -> None:
    """Print what has just happened as one line of JSON; what JSON does not know becomes its text."""
    typer.echo(json.dumps({"event": event, **parameters}, ensure_ascii=False, default=str))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their columns' names."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(column)
    for row in rows:
        grid.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    Console().print(grid)


def city_time(moment: str) -> str:
    """Write an ISO moment as people in the city read it."""
    from workflows.clock import CITY

    return datetime.fromisoformat(moment).astimezone(CITY).strftime("%Y-%m-%d %H:%M:%S")
