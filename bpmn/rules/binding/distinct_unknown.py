"""The elements whose finishers are kept from a task (`jorye:distinctFrom`) are in the diagram."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.binding._claims import claims
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find names of elements that are nowhere."""
    for element, others in claims(subject, "distinctFrom"):
        for other in others.split():
            if other not in subject.elements:
                yield Found(element, {"other": other})
