"""What the diagram editor may offer: forms, decisions, operations, rules of assignment, clauses, names, functions."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin

from sqlalchemy import Connection

import messages
from bpmn.expressions.signatures import signatures
from bpmn.rules import Subject
from messages import Language
from tasks.registry import Operation
from workflows.clock import city_date
from workflows.instances.surroundings import surroundings
from workflows.queries.clauses import all_clauses
from workflows.queries.known_names import known_names
from workflows.queries.process_draft import draft_bundle
from workflows.queries.processes import processes
from workflows.services import Services

Offer = Mapping[str, Any]


def draft_subject(services: Services, connection: Connection, process_id: str) -> Subject:
    """Give the stored draft as the rules look at it; raises NoDraft."""
    around = surroundings(services.operations, services.rules, services.functions)
    today = city_date(services.clock.now())
    return Subject(draft_bundle(services, connection, process_id, today), around, None)


def diagram_facts(services: Services, connection: Connection, process_id: str, language: Language) -> Offer:
    """Give everything by kind, ready for a script; raises NoDraft."""
    subject = draft_subject(services, connection, process_id)
    published = processes(connection, city_date(services.clock.now()))
    return {
        "forms": [_titled(form_id, document, language) for form_id, document in subject.documents.items()],
        "decisions": [{"id": decision_id, "title": decision_id} for _, decision_id, _ in subject.files("decisions")],
        "letters": [_letter(letter_id, model) for letter_id, model in subject.letters.items()],
        "processes": [
            {"id": each.process_id, "title": each.name(language)} for each in published if each.process_id != process_id
        ],
        "operations": [_operation(each, language) for each in services.operations.values()],
        "assignments": [_assignment(rule_id, language) for rule_id in services.rules],
        "roles": [{"id": role, "label": messages.text(f"web.role.{role}", language)} for role in _roles(subject)],
        "clauses": [
            {"id": each.id, "citation": each.title(language), "text": each.text(language)} for each in all_clauses()
        ],
        "names": [
            {"name": name, "type": known.text(language) if known.is_known else ""}
            for name, known in known_names(subject).items()
        ],
        "functions": [
            {"name": each.name, "signature": str(each), "about": each.about}
            for each in signatures(services.functions).values()
        ],
    }


def _titled(form_id: str, document: Any, language: Language) -> Offer:
    readable: Mapping[str, Any] = document if isinstance(document, Mapping) else {}
    english = readable.get("x-title-en") if language == "en" else None
    return {"id": form_id, "title": english or readable.get("title") or form_id}


def _letter(letter_id: str, model: Any) -> Offer:
    readable: Mapping[str, Any] = model if isinstance(model, Mapping) else {}
    return {"id": letter_id, "title": readable.get("title") or letter_id}


def _operation(operation: Operation, language: Language) -> Offer:
    named = operation.id in messages.catalogue("operation", "ko")
    return {
        "id": operation.id,
        "execution": operation.execution,
        "letters": sorted(operation.letters),
        "title": messages.text(f"operation.{operation.id}", language) if named else operation.id,
        "parameters": [
            {"name": name, "type": _type_name(annotation), "required": name in operation.required}
            for name, annotation in operation.types.items()
        ],
    }


def _type_name(annotation: Any) -> str:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return " | ".join(_type_name(each) for each in get_args(annotation))
    if annotation is type(None):
        return "null"
    kind = origin or annotation
    return getattr(kind, "__name__", None) or str(kind)


def _assignment(rule_id: str, language: Language) -> Offer:
    known = f"assign.{rule_id}" in messages.catalogue("diagram", "ko")
    label = messages.text(f"diagram.assign.{rule_id}", language) if known else rule_id
    return {"id": rule_id, "label": label, "detail": rule_id}


def _roles(subject: Subject) -> list[str]:
    known = messages.catalogue("web", "ko")
    return sorted(role for role in subject.surroundings.roles if f"role.{role}" in known)
