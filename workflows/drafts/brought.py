"""What a person brings in from outside: opened before any of it is taken, told in the history once it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bpmn.bundle import MAIN
from bpmn.diagram import read
from workflows.drafts.archive import Brought, unpack_brought
from workflows.drafts.history import record_deed
from workflows.drafts.refusals import NotOpened
from workflows.runtime import UnitOfWork


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: the process, and the names of files that do not belong to one."""

    process_id: str
    left_out: tuple[str, ...]


def open_brought(name: str, content: bytes) -> Brought:
    """Unpack what a file holds; raises FileRefused, and NotOpened for a diagram that cannot be read."""
    brought = unpack_brought(name, content)
    diagram = read(brought.files[MAIN], name)
    if diagram.root is None:
        raise NotOpened(name, diagram.problems[0])
    return brought


def record_brought(
    uow: UnitOfWork, process_id: str, name: str, brought: Brought, *, actor: int, now: datetime
) -> Imported:
    """Enter into the history what came in, and what of it was left out."""
    if brought.left_out:
        left_out = ", ".join(brought.left_out)[:2000]
        record_deed(uow, process_id, "imported_in_part", actor=actor, now=now, file=name, left_out=left_out)
    else:
        record_deed(uow, process_id, "imported", actor=actor, now=now, file=name)
    return Imported(process_id, brought.left_out)
