"""`jorye play PATH`: runs a diagram on the real engine, in memory, with a simulated clock (docs/reference/play.md)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import messages
from bpmn.fractions import read_fraction
from messages import Language
from workflows.cli.errors import FileUnreadable, NotAMoment, NotJson
from workflows.cli.options import AsJson, InLanguage, words
from workflows.cli.output import city_time, say, show, table
from workflows.errors import JoryeError

if TYPE_CHECKING:
    from bpmn.play import Outcome, Script

EXIT_CODES = {"completed": 0, "failed": 1, "waiting": 2}


def play(
    path: Annotated[Path, typer.Argument(help=words("play_path"))],
    process: Annotated[str, typer.Option("--process", help=words("play_process"))] = "",
    script: Annotated[Path | None, typer.Option("--script", help=words("play_script"))] = None,
    at: Annotated[str, typer.Option("--at", help=words("play_at"))] = "",
    as_json: AsJson = False,
    language: InLanguage = "ko",
) -> None:
    """Play to the end: exit code 0 when the process completed, 2 when it waits, 1 when it failed."""
    outcome = _played(path, process, script, at, language)
    show(outcome.document(), as_json, lambda: _tell(outcome, language))
    if script is None and outcome.state != "completed" and not as_json:
        for told in sorted(path.glob("play/*.json")):
            say("play.with_script", language, path=path, script=told)
    raise typer.Exit(EXIT_CODES[outcome.state])


def _played(path: Path, process: str, script: Path | None, at: str, language: Language) -> Outcome:
    from bpmn.bundle import Bundle
    from bpmn.play import Outcome, PlayError, ScriptRefused
    from bpmn.play import play as play_bundle
    from tasks.law.functions import FUNCTIONS
    from workflows.cli.memory_engine import memory_engine

    try:
        told = _script(script)
        start = _start(at)
        bundle = _bundle(Bundle, path, process)
        return play_bundle(memory_engine(language), bundle, told, start, FUNCTIONS, language)
    except (JoryeError, ScriptRefused) as error:
        return Outcome("failed", errors=(PlayError("", error.code, error.text(language)),))


def _bundle(bundle: Any, path: Path, process: str) -> Any:
    try:
        return bundle.read(path, process)
    except OSError as error:
        raise FileUnreadable(path=error.filename or path, reason=error.strerror or error) from error


def _script(path: Path | None) -> Script:
    from bpmn.play import Script

    if path is None:
        return Script()
    try:
        return Script.read(json.loads(path.read_text("utf-8"), parse_float=read_fraction))
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror or error) from error
    except RecursionError as error:
        raise NotJson(path=path, reason="nested too deeply") from error
    except ValueError as error:
        if hasattr(error, "code"):
            raise
        raise NotJson(path=path, reason=error) from error


def _start(at: str) -> datetime:
    from workflows.clock import CITY, SystemClock

    if not at:
        return SystemClock().now()
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise NotAMoment(found=at) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=CITY)


def _tell(outcome: Outcome, language: Language) -> None:
    heads = [messages.text(f"cli.play.{name}", language) for name in ("at", "element", "event")]
    events = {name: messages.text(f"cli.play.event_{name}", language) for name in ("entered", "completed", "cancelled")}
    table(heads, ([city_time(line.at.isoformat()), line.element, events[line.event]] for line in outcome.trace))
    for waiting in outcome.waiting:
        say(
            "play.waits", language, kind=waiting.kind, element=waiting.element, name=waiting.name, due=waiting.due or ""
        )
    for name in outcome.undelivered:
        say("play.undelivered", language, name=name)
    for error in outcome.errors:
        say("play.error", language, element=error.element, code=error.code, message=error.message)
    say(f"play.{outcome.state}", language)
