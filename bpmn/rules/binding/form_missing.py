"""The form that a task or a start names is among the files."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.binding._claims import claims
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find forms that are nowhere."""
    for element, form in claims(subject, "form"):
        if form not in subject.documents:
            yield Found(element, {"form": form})
