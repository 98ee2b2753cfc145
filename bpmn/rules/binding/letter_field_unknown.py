"""Whoever sends a letter fills every gap of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bpmn.expressions import ExpressionRefused
from bpmn.letters import Letter
from bpmn.rules.contract import Found
from bpmn.rules.letters import issued
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find gaps whose field the sender does not give."""
    for element, letters, fields in issued(subject):
        for letter_id in letters:
            for name in sorted(_gaps(subject, letter_id) - fields):
                params = {"letter": letter_id, "field": name, "sender": element, "known": ", ".join(sorted(fields))}
                yield Found("", params, f"letters/{letter_id}.toml")


def _gaps(subject: Subject, letter_id: str) -> frozenset[str]:
    model = subject.letters.get(letter_id)
    if not isinstance(model, Mapping):
        return frozenset()
    try:
        letter = Letter.read(model, subject.surroundings.functions)
    except (ExpressionRefused, KeyError, TypeError, AttributeError):
        return frozenset()
    return letter.names
