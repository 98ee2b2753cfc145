"""`jorye period KIND DATE LENGTH`: count a period of the law and say why it ends where it does."""

from __future__ import annotations

import re
from datetime import date as day
from datetime import datetime
from typing import Annotated

import typer

from tasks.law.periods import KINDS, count
from workflows.cli.argument import help_for, refusing, tell, tell_reasons
from workflows.cli.options import AsJson, InLanguage
from workflows.cli.output import show

_SECONDS = re.compile(r"\d\d:\d\d:\d\d")


def period(
    kind: Annotated[str, typer.Argument(help=f"{help_for('kind')}: {', '.join(KINDS)}")],
    date: Annotated[str, typer.Argument(help=help_for("date"))],
    length: Annotated[str, typer.Argument(help=help_for("length"))],
    as_json: AsJson = False,
    language: InLanguage = "ko",
) -> None:
    """Print the last day as counted (`raw`), the day that holds (`due`) and why; exit code 2 if not countable."""
    with refusing(language, as_json):
        counted = count(kind, date, length)
    because = counted.explain(language)
    raw, due = _as_written(counted.raw, date), _as_written(counted.due, date)

    def in_words() -> None:
        tell("raw", language, raw)
        tell("due", language, due)
        tell_reasons(because, language)

    show({"raw": raw, "due": due, "because": because}, as_json, in_words)


def _as_written(value: day, date: str) -> str:
    """Write a moment the way the date was given: seconds and offset only if it had them."""
    if not isinstance(value, datetime):
        return value.isoformat()
    shown = value if datetime.fromisoformat(date.strip()).tzinfo else value.replace(tzinfo=None)
    return shown.isoformat(timespec="seconds" if _SECONDS.search(date) else "minutes")
