"""`jorye check PATH`: what is wrong with diagrams, forms, decisions, with what connects them and with examples."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import messages
from messages import Language
from workflows.cli.options import AsJson, InLanguage, words
from workflows.cli.output import say, show

if TYPE_CHECKING:
    from bpmn.model import Finding


def check(
    path: Annotated[Path, typer.Argument(help=words("check_path"))],
    as_json: AsJson = False,
    language: InLanguage = "ko",
) -> None:
    """Print the findings; exit code 1 when one of them is an error."""
    findings = tuple(found_in(path, language))
    report(path, findings, as_json, language)
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(1)


def report(path: Path, findings: Sequence[Finding], as_json: bool, language: Language) -> None:
    """Print findings as the command does."""

    def tell() -> None:
        for finding in findings:
            severity = messages.text(f"cli.check.{finding.severity}", language)
            say("check.line", language, **{**finding.document(), "severity": severity})
        errors, warnings = (sum(finding.severity == grave for finding in findings) for grave in ("error", "warning"))
        if findings:
            say("check.summary", language, errors=errors, warnings=warnings)
        else:
            say("check.clean", language, path=path)

    show({"findings": [finding.document() for finding in findings]}, as_json, tell)


def found_in(path: Path, language: Language) -> Iterator[Finding]:
    """Check a file of a diagram or of decisions, a process folder, or a folder of processes; never raises for a file.

    The file may be named as other tools name theirs: `.bpmn20.xml`, `.dmn11.xml`.
    """
    from bpmn.bundle import is_decision

    if is_decision(path):
        yield from _decision(path, language)
        return
    places = list(_places(path))
    if not places:
        yield _finding("nothing_found" if path.is_dir() else "file_missing", path, language)
    for place in places:
        yield from _process(place, language, alone=len(places) == 1)


def _places(path: Path) -> Iterator[Path]:
    """Give the process folders and files that a path stands for."""
    from bpmn.bundle import DIAGRAMS

    if path.is_file() or (path / "process.bpmn").is_file():
        yield path
    elif path.is_dir():
        yield from sorted(diagram.parent for diagram in path.glob("*/process.bpmn"))
        yield from sorted(file for kind in DIAGRAMS for file in path.glob(kind))


def _process(place: Path, language: Language, *, alone: bool) -> Iterator[Finding]:
    from bpmn.bundle import Bundle, places
    from workflows.cli.memory_engine import memory_engine
    from workflows.instances.surroundings import installed
    from workflows.rehearsal.examples import example_findings
    from workflows.use_cases.check_bundle import check_bundle

    try:
        bundle, lie = Bundle.read(place), places(place)
    except OSError as error:
        yield _finding("file_unreadable", place, language, reason=error.strerror or error)
        return
    findings = check_bundle(memory_engine(language), bundle, installed(), language)
    if not any(finding.severity == "error" for finding in findings):
        findings += example_findings(bundle, language)
    for finding in findings:
        if alone or not finding.file.startswith("called/"):  # a called process of the same folder is checked itself
            yield replace(finding, file=_shown(lie[finding.file], place))


def _shown(file: Path, asked: Path) -> str:
    """Write a place as the path that was asked for is written: a neighbour of a relative one is relative too."""
    return str(file) if asked.is_absolute() else os.path.relpath(file)


def _decision(path: Path, language: Language) -> Iterator[Finding]:
    from bpmn.decisions import DecisionRefused, compile_decision
    from tasks.law.functions import FUNCTIONS

    try:
        compile_decision(path.read_bytes(), FUNCTIONS)
    except FileNotFoundError:
        yield _finding("file_missing", path, language)
    except OSError as error:
        yield _finding("file_unreadable", path, language, reason=error.strerror or error)
    except DecisionRefused as refused:
        yield from refused.findings(str(path), language)


def _finding(rule: str, path: Path, language: Language, **params: object) -> Finding:
    from bpmn.model import Finding

    return Finding(rule, "error", "", str(path), 0, messages.text(f"check.{rule}", language, **params))
