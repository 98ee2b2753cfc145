"""The decision tables of a draft: what each file holds, and which elements of the diagram make the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from bpmn.decisions import DecisionRefused
from bpmn.decisions.editing import sheets
from bpmn.decisions.sheet import Sheet
from bpmn.diagram.names import Name
from bpmn.rules import Subject
from workflows.queries.diagram_facts import draft_subject
from workflows.queries.known_names import known_names
from workflows.services import Services


@dataclass(frozen=True, slots=True)
class Use:
    """An element that makes the decision."""

    element: str
    name: Name


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One file; without `sheets` it holds no table, or cannot be read."""

    decision_id: str
    sheets: tuple[Sheet, ...]
    used_by: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the process knows: names for inputs, and the texts that a form offers for some of them."""

    names: tuple[str, ...]
    choices: Mapping[str, Sequence[str]]


def draft_decisions(services: Services, connection: Connection, process_id: str) -> tuple[DecisionRow, ...]:
    """List the decisions of a draft by their file names; raises NoDraft."""
    subject = draft_subject(services, connection, process_id)
    return tuple(
        DecisionRow(decision_id, _sheets(content), _uses(subject, file))
        for file, decision_id, content in subject.files("decisions")
    )


def known_to_decisions(services: Services, connection: Connection, process_id: str) -> Known:
    """Give what inputs may look at; raises NoDraft."""
    names = known_names(draft_subject(services, connection, process_id))
    return Known(tuple(names), {name: known.texts for name, known in names.items() if known.texts})


def _sheets(content: bytes) -> tuple[Sheet, ...]:
    try:
        return sheets(content)
    except DecisionRefused:
        return ()


def _uses(subject: Subject, file: str) -> tuple[Use, ...]:
    deciding = (facts for facts in subject.facts.values() if facts.decision)
    making = (facts.element for facts in deciding if _file(subject, facts.decision) == file)
    return tuple(Use(element, subject.name_of(element)) for element in making)


def _file(subject: Subject, decision: str) -> str:
    try:
        return subject.bundle.decision_file(subject.bundle.process_id, decision)
    except KeyError:
        return ""
