"""A process that is to run says so."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import is_true
from bpmn.model import Fix
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find the bundle's process when it is not marked."""
    process = subject.processes.get(subject.bundle.process_id)
    if process is not None and not is_true(process, "isExecutable"):
        element = str(process.get("id"))
        yield Found(element, fix=Fix("set_attribute", element, {"name": "isExecutable", "value": "true"}))
