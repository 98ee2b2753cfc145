"""The letters of a draft: who sends each, with which fields, and how one would read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

import messages
from bpmn.diagram.names import Name
from bpmn.letters import Letter as Model
from bpmn.letters.editing import LetterSheet, letter_sheet
from bpmn.letters.samples import samples
from bpmn.rules import Subject
from bpmn.rules.letters import issued
from tasks.documents.letter import Letter, lay_out
from workflows.queries.diagram_facts import draft_subject
from workflows.queries.known_names import known_names
from workflows.services import Services


@dataclass(frozen=True, slots=True)
class Sender:
    """An element that sends a letter."""

    element: str
    name: Name


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter; without `sheet` its file is no TOML."""

    letter_id: str
    sheet: LetterSheet | None
    sent_by: tuple[Sender, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """What gaps may use: with `are_all` exactly these, else what the process knows and perhaps more."""

    names: tuple[str, ...]
    are_all: bool


def draft_letters(services: Services, connection: Connection, process_id: str) -> tuple[LetterRow, ...]:
    """List the letters of a draft by their file names; raises NoDraft."""
    subject = draft_subject(services, connection, process_id)
    senders = _senders(subject)
    return tuple(
        LetterRow(letter_id, _sheet(content), senders.get(letter_id, ()))
        for _, letter_id, content in subject.files("letters")
    )


def letter_fields(services: Services, connection: Connection, process_id: str, letter_id: str) -> Fields:
    """Give the fields that every sender of a letter fills; of one that nobody sends, the names of the process."""
    subject = draft_subject(services, connection, process_id)
    given = [fields for _, letters, fields in issued(subject) if letter_id in letters]
    if given:
        return Fields(tuple(sorted(frozenset.intersection(*given))), are_all=True)
    return Fields(tuple(known_names(subject)), are_all=False)


def letter_preview(
    services: Services, sheet: LetterSheet, typed: Mapping[str, Any]
) -> tuple[Letter, Mapping[str, Any]]:
    """Lay the letter out as a real one, with the values typed and samples for the rest, which are given too.

    Raises ExpressionRefused for a gap that is no expression, ExpressionError for one that the values do not fit.
    """
    model = Model.read(sheet.model, services.functions)
    values = samples(model, typed)
    filled = model.fill(values)
    letter = lay_out(
        agency=messages.text("service.agency"),
        recipient=filled.recipient,
        title=filled.title,
        paragraphs=filled.paragraphs,
        attachments=filled.attachments,
    )
    return letter, values


def _senders(subject: Subject) -> Mapping[str, tuple[Sender, ...]]:
    found: dict[str, tuple[Sender, ...]] = {}
    for element, letters, _ in issued(subject):
        sender = Sender(element, subject.name_of(element))
        for letter_id in letters:
            if sender not in found.get(letter_id, ()):
                found[letter_id] = (*found.get(letter_id, ()), sender)
    return found


def _sheet(content: bytes) -> LetterSheet | None:
    try:
        return letter_sheet(content)
    except (ValueError, RecursionError):
        return None
