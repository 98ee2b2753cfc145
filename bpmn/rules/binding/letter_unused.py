"""Every letter is sent somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.letters import issued
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find letters that no operation issues and no text of the diagram names."""
    used = {letter for _, letters, _ in issued(subject) for letter in letters}
    texts = b"\n".join(content for name, content in subject.bundle.files.items() if name == subject.bundle.main)
    for name, letter_id, _ in subject.files("letters"):
        if letter_id not in used and letter_id.encode() not in texts:
            yield Found("", {"unused": letter_id}, name)
