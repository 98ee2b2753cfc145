"""The exploration of the states comes to an end."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find processes of which not every state was looked at."""
    for process_id, verdict in subject.soundness.items():
        if verdict.gave_up:
            yield Found(process_id, {"states": verdict.states})
