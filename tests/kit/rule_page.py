"""Reads a rule's page of documentation: its incorrect and its correct example become bundles that can be checked.

Under `## Incorrect` and `## Correct` stand fenced blocks: `xml` for the diagram (what stands in a process, or in
`definitions` when it names a process itself) and others named after their file (`json forms/opinion.json`). The line
`Reported at …` names the elements in backticks, or the files where the finding has no element; `Takes effect on …` the
day on which the example is to be law.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bpmn.bundle import Bundle

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "rules"
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jorye="urn:jorye:bpmn:1"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="page" id="page">\n'
)
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class RulePage:
    """One page: what it says and the two examples on it."""

    text: str
    reported_at: frozenset[str]
    incorrect: Bundle
    correct: Bundle
    days: Mapping[str, date]
    """Example → the day it takes effect, where the page says one."""


def read_page(rule: str) -> RulePage:
    """Read the page of a rule; raises FileNotFoundError without one, ValueError for one that lacks an example."""
    text = (PAGES / f"{rule}.md").read_text("utf-8")
    incorrect, correct = text.split("\n## Incorrect\n")[1].split("\n## Correct\n")
    said = re.search(r"^Reported at (.+)\.$", incorrect, re.MULTILINE)
    if said is None:
        raise ValueError(f"{rule}.md: write where it is reported: Reported at `element`.")
    days = {name: _day(section) for name, section in (("incorrect", incorrect), ("correct", correct))}
    told = {name: day for name, day in days.items() if day is not None}
    return RulePage(text, frozenset(re.findall(r"`([^`]+)`", said[1])), _bundle(incorrect), _bundle(correct), told)


def _day(section: str) -> date | None:
    said = re.search(r"^Takes effect on (\S+)\.$", section, re.MULTILINE)
    return date.fromisoformat(said[1]) if said else None


def _bundle(section: str) -> Bundle:
    files = {file or "process.bpmn": content for _, file, content in _BLOCK.findall(section)}
    return Bundle.from_files({name: _whole(name, content).encode() for name, content in _with_diagram(files).items()})


def _with_diagram(files: Mapping[str, str]) -> Mapping[str, str]:
    return {"process.bpmn": '<startEvent id="begin"/>\n', **files}


def _whole(name: str, content: str) -> str:
    if not name.endswith(".bpmn"):
        return content
    inside = content if "<process" in content else f'<process id="p" isExecutable="true">\n{content}</process>\n'
    return f"{HEAD}{inside}</definitions>\n"
