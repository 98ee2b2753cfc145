"""The file of a letter is TOML."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find files that are no TOML."""
    for letter_id, model in subject.letters.items():
        if isinstance(model, ValueError):
            yield Found("", {"reason": model}, f"letters/{letter_id}.toml")
