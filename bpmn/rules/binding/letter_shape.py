"""A letter has its parts, and every gap in it is an expression."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.expressions import ExpressionRefused
from bpmn.letters import Letter
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject
from bpmn.rules.words import Words


def look(subject: Subject) -> Iterator[Found]:
    """Find letters that cannot be filled."""
    for letter_id, model in subject.letters.items():
        file = f"letters/{letter_id}.toml"
        if isinstance(model, ValueError):
            continue
        try:
            Letter.read(model, subject.surroundings.functions)
        except ExpressionRefused as refused:
            yield Found("", {"fault": refused}, file)
        except (KeyError, TypeError, AttributeError):
            yield Found("", {"fault": Words("rules.letter_shape.parts")}, file)
