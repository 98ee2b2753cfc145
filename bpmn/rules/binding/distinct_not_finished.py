"""The elements whose finishers are kept from a task are finished by people, and are not the task itself."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import kind
from bpmn.rules.binding._claims import claims
from bpmn.rules.binding.same_person_unknown import FINISHED
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find separations of duties that separate nobody."""
    for element, others in claims(subject, "distinctFrom"):
        for other in others.split():
            node = subject.elements.get(other)
            if node is not None and (kind(node) not in FINISHED or other == element):
                yield Found(element, {"other": subject.name_of(other)})
