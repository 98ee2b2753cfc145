"""What the exploration of the state space found in one diagram, as findings that can be played."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.names import Name
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject
from bpmn.rules.words import Way
from bpmn.soundness import FaultKind

SHOWN = 12
"""Elements of a path that are written out, from its end."""


def of_kind(subject: Subject, kind: FaultKind) -> Iterator[Found]:
    """Give the faults of one kind that lie in this diagram; those of called processes are told there."""
    for verdict in subject.soundness.values():
        for fault in verdict.faults:
            if fault.kind == kind and fault.process_id in subject.processes:
                yield Found(fault.element, {"way": _way(subject, fault.path)}, path=fault.path)


def _way(subject: Subject, path: tuple[str, ...]) -> Way:
    names = tuple(subject.name_of(element) for element in path[-SHOWN:])
    return Way((Name("…"), *names) if len(path) > SHOWN else names)
