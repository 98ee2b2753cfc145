"""The operation that takes a form's answer gets every parameter it needs, from the form or from the process."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import own
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject
from bpmn.rules.variables import Scope


def look(subject: Subject) -> Iterator[Found]:
    """Find tasks whose answer could not be taken."""
    for scope in subject.scopes:
        for element, node in scope.graph.nodes.items() if not scope.is_open else ():
            yield from _missing(subject, scope, element, own(node, "form"))


def _missing(subject: Subject, scope: Scope, element: str, form_id: str) -> Iterator[Found]:
    form = subject.forms.get(form_id)
    operation = None if form is None else subject.surroundings.operations.get(form.operation)
    if form is None or operation is None:
        return
    for parameter in sorted(operation.required - form.fields.names - scope.written.keys() - scope.given.keys()):
        yield Found(element, {"form": form_id, "operation": form.operation, "parameter": parameter})
