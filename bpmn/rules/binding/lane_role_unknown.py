"""The roles a lane names exist."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.binding._claims import claims
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find roles that nobody can hold."""
    known = subject.surroundings.roles
    for lane, roles in claims(subject, "role"):
        for role in roles.split():
            if role not in known:
                yield Found(lane, {"role": role, "known": ", ".join(sorted(known))})
