"""Draws small diagrams for plays and plays them."""

# ruff: noqa: E501 -- an element of a diagram is read more easily on one line

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.play import Outcome, Script, play

NOW = datetime.fromisoformat("2027-01-04T09:00+09:00")
FLOW = re.compile(r"(\w+) > (\w+)(?: if (.+))?")
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jorye="urn:jorye:bpmn:1"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="t" id="d">'
)


def flows(text: str) -> str:
    """Write `a > b` or `a > b if x == 1`, one per line, as sequence flows."""
    found = []
    for number, line in enumerate(text.strip().splitlines()):
        match = FLOW.fullmatch(line.strip())
        assert match, line
        source, target, condition = match.groups()
        inner = f"<conditionExpression>{escape(condition)}</conditionExpression>" if condition else ""
        found.append(
            f'<sequenceFlow id="{source}_{target}_{number}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>'
        )
    return "".join(found)


@pytest.fixture
def draw(tmp_path: Path) -> Callable[..., Path]:
    """Write a file with one process `p` of these nodes and flows; `beside` stands outside the process."""

    def file(nodes: str, arrows: str, *, beside: str = "", name: str = "p") -> Path:
        process = f'<process id="{name}" isExecutable="true">{nodes}{flows(arrows)}</process>'
        path = tmp_path / f"{name}.bpmn"
        path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{HEAD}{beside}{process}</definitions>', "utf-8")
        return path

    return file


@pytest.fixture
def perform() -> Callable[..., Outcome]:
    """Play a file by a script given as its JSON document."""

    def run(path: Path, process_id: str = "", **script: Any) -> Outcome:
        engine = Engine(b"0" * 32, {})
        return play(engine, Bundle.read(path, process_id), Script.read(script), NOW, {}, "en")

    return run
