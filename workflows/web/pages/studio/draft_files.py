"""Saving and removing a file of the draft from a page, in the visitor's name and only by who has seen what stands."""

from __future__ import annotations

from workflows.runtime import begin
from workflows.use_cases.remove_process_file import remove_process_file
from workflows.use_cases.save_process_file import save_process_file
from workflows.web.pages.studio.frame import process_of
from workflows.web.visit import Visit


def save_draft_file(visit: Visit, name: str, content: bytes, *, seen: str) -> str:
    """Save a file and give its new mark; `seen` is the mark of what was edited, empty for a new file.

    Raises StudioRefused.
    """
    with begin(visit.services) as uow:
        return save_process_file(
            uow, process_of(visit), name, content, if_match=seen, actor=visit.person.person_id, now=visit.now
        )


def remove_draft_file(visit: Visit, name: str, *, seen: str) -> None:
    """Remove a file; raises StudioRefused."""
    with begin(visit.services) as uow:
        remove_process_file(uow, process_of(visit), name, if_match=seen, actor=visit.person.person_id, now=visit.now)
