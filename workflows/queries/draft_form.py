"""One form of a draft, as its builder shows it: the document, what is wrong with it, who asks it and who reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from bpmn.bundle import MAIN
from bpmn.diagram.vocabulary import own
from bpmn.expressions.kinds import ANY, BOOLEAN, Type
from bpmn.expressions.types import check_types
from bpmn.forms import Form
from bpmn.forms.kinds import type_of
from bpmn.model import Finding
from bpmn.rules import Subject
from bpmn.rules.variables.readers import readers
from messages import Language
from workflows.queries.diagram_facts import draft_subject
from workflows.queries.draft_findings import draft_findings
from workflows.queries.expression_check import Checked, said
from workflows.queries.known_names import known_names
from workflows.queries.process_draft import draft_file
from workflows.services import Services


@dataclass(frozen=True)
class DraftForm:
    """A form of a draft; `document` is None while its file is no JSON object, then `fault` says where."""

    subject: Subject
    form_id: str
    text: str
    etag: str
    document: Mapping[str, Any] | None
    fault: str = ""

    @cached_property
    def form(self) -> Form | None:
        """The form compiled; None while it is refused."""
        return self.subject.forms.get(self.form_id)

    def asked_by(self, language: Language) -> tuple[str, ...]:
        """Name the elements that ask the form."""
        return asked_by(self.subject, self.form_id, language)

    def read_by(self, name: str, language: Language) -> tuple[str, ...]:
        """Name what else reads the field of this name: elements by their names, other forms by their titles."""
        found = readers(self.subject, name, besides=self.form_id)
        return tuple(
            self.subject.name_of(each.element).text(language)
            if each.element
            else form_title(self.subject, each.form, language)
            for each in found
        )

    @cached_property
    def names(self) -> Mapping[str, Type]:
        """The names its expressions may use, with their types: the process's and its own fields."""
        own = {field.name: type_of(field) for field in self.form.fields} if self.form else {}
        return {**known_names(self.subject), **own}

    def check(self, path: str, keyword: str, text: str, language: Language) -> Checked:
        """Check an expression as it would stand at a field (or, without one, in a rule of the form)."""
        if not text.strip():
            return Checked(())
        names, wanted = self.names, BOOLEAN if keyword in ("x-show-if", "expression") else ANY
        parent, _, name = path.rpartition(".")
        fields = self.form.fields if self.form else ()
        rows = next((each.rows for each in fields if each.name == parent), None)
        if rows is not None:
            names = {**names, **{each.name: type_of(each) for each in rows}}
        if wanted is ANY and (found := next((each for each in rows or fields if each.name == name), None)):
            wanted = type_of(found)
        functions = self.subject.surroundings.functions
        return said(check_types(text, names, functions, wanted=wanted), language)


def draft_form(services: Services, connection: Connection, process_id: str, form_id: str) -> DraftForm:
    """Give a form of a draft; raises NoDraft, NotFound."""
    subject = draft_subject(services, connection, process_id)
    content, etag = draft_file(connection, process_id, file_of(form_id))
    text = content.decode("utf-8", "replace")
    document, fault = read_document(text)
    return DraftForm(subject, form_id, text, etag, document, fault)


def file_of(form_id: str) -> str:
    """Name a form's file."""
    return f"forms/{form_id}.json"


def read_document(text: str) -> tuple[Mapping[str, Any] | None, str]:
    """Read a document; gives the place of the fault (`line:column`) where it is no JSON object."""
    try:
        document = json.loads(text, parse_constant=_no_number)
        written(document)
    except json.JSONDecodeError as fault:
        return None, f"{fault.lineno}:{fault.colno}"
    except (ValueError, RecursionError):
        return None, "1:1"
    return (document, "") if isinstance(document, dict) else (None, "1:1")


def written(document: Any) -> str:
    """Write a document as its file holds it."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def form_findings(
    services: Services, connection: Connection, process_id: str, form_id: str, language: Language
) -> tuple[Finding, ...]:
    """Give what the check of the draft finds in one form, errors first."""
    diagram, _ = draft_file(connection, process_id, MAIN)
    found = draft_findings(services, connection, process_id, diagram, language)
    order = ("error", "warning", "info")
    return tuple(
        sorted((each for each in found if each.file == file_of(form_id)), key=lambda each: order.index(each.severity))
    )


def asked_by(subject: Subject, form_id: str, language: Language) -> tuple[str, ...]:
    """Name the elements of the diagram that ask a form."""
    asking = [element for element, node in subject.elements.items() if own(node, "form") == form_id]
    return tuple(subject.name_of(element).text(language) for element in asking)


def form_title(subject: Subject, form_id: str, language: Language) -> str:
    """Give a form's title in the reader's language; its id when it has none."""
    document = subject.documents.get(form_id)
    readable: Mapping[str, Any] = document if isinstance(document, Mapping) else {}
    english = readable.get("x-title-en") if language == "en" else None
    return str(english or readable.get("title") or form_id)


def _no_number(text: str) -> Any:
    raise ValueError(text)
