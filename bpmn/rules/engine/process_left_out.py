"""Of several processes in a file only one begins; the others have to be called."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import tag
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find processes that neither begin nor are called."""
    called = {call.get("calledElement") for call in subject.root.iter(tag("callActivity"))}
    for process_id in subject.processes:
        if process_id != subject.bundle.process_id and process_id not in called:
            yield Found(process_id, {"main": subject.name_of(subject.bundle.process_id)})
