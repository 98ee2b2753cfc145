"""Brings a process in from outside, as a `.zip` or a `.bpmn` of any tool: as a new process, or into an open draft.

Opening and executing are two verdicts: what opens is taken, byte for byte; whether it executes the check says.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy import delete

from bpmn.bundle import MAIN, Bundle
from bpmn.diagram import read
from workflows.drafts.archive import Brought, unpack_brought
from workflows.drafts.history import record_deed
from workflows.drafts.refusals import DraftChanged, FileRefused, NotOpened
from workflows.drafts.rows import lock_draft, mark_changed, own_files, write_files
from workflows.instances.versions import newest_version
from workflows.records.process_draft import process_draft_file as file
from workflows.runtime import UnitOfWork
from workflows.use_cases.keep_recovery_copy import keep_recovery_copy
from workflows.use_cases.open_process_draft import begin_draft

_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
"""Encodings of two bytes a letter, by how their files begin; in all others the letters of ASCII are themselves."""
_PROCESS_ID = re.compile(r"[A-Za-z_][\w.-]{0,99}")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: the process, and the names of files that do not belong to one."""

    process_id: str
    left_out: tuple[str, ...]


def import_process(
    uow: UnitOfWork, name: str, content: bytes, *, actor: int, now: datetime, as_id: str = ""
) -> Imported:
    """Begin the draft of a new process with what a file holds, byte for byte.

    Its id is that of the process in the diagram; with `as_id` the diagram is given that one instead. A diagram without
    a process (a collaboration, a choreography, data alone) opens too, under `as_id` or the file's own name. Raises
    NotOpened, and FileRefused: an id that cannot be one, or a process that is here already.
    """
    brought = _opened(name, content)
    drawn_id = Bundle.from_files(brought.files).process_id
    process_id = as_id or drawn_id or _named_after(name)
    if not _PROCESS_ID.fullmatch(process_id):
        raise FileRefused("process_id", process_id=process_id[:100])
    files = {**brought.files, MAIN: _renamed(brought.files[MAIN], drawn_id, process_id)}
    known = newest_version(uow.connection, process_id) is not None
    if known or not begin_draft(uow, process_id, None, actor=actor, now=now):
        raise FileRefused("taken", process_id=process_id)
    write_files(uow, process_id, files, actor=actor, now=now)
    mark_changed(uow, lock_draft(uow, process_id), MAIN, actor=actor, now=now)
    return _recorded(uow, process_id, name, brought, actor=actor, now=now)


def import_into_draft(
    uow: UnitOfWork, process_id: str, name: str, content: bytes, *, seen: datetime | None, actor: int, now: datetime
) -> Imported:
    """Put what a file holds in place of the draft's files; a plain `.bpmn` replaces the diagram alone.

    `seen` is when the draft was last changed as its reader saw it. What is replaced stays as the reader's recovery
    copies. Raises NoDraft, DraftChanged, FileRefused.
    """
    draft = lock_draft(uow, process_id)
    if draft.changed_at != seen:
        raise DraftChanged(process_id=process_id)
    brought = _opened(name, content)
    drawn = Bundle.from_files(brought.files).drawn_ids
    if drawn and process_id not in drawn:
        raise FileRefused("other_process", process_id=process_id, drawn=", ".join(sorted(drawn)))
    before = own_files(uow.connection, process_id)
    after = dict(brought.files) if brought.is_whole else {**before, **brought.files}
    _replace(uow, process_id, before, after, actor=actor, now=now)
    mark_changed(uow, draft, MAIN, actor=actor, now=now)
    return _recorded(uow, process_id, name, brought, actor=actor, now=now)


def _recorded(uow: UnitOfWork, process_id: str, name: str, brought: Brought, *, actor: int, now: datetime) -> Imported:
    if brought.left_out:
        left_out = ", ".join(brought.left_out)[:2000]
        record_deed(uow, process_id, "imported_in_part", actor=actor, now=now, file=name, left_out=left_out)
    else:
        record_deed(uow, process_id, "imported", actor=actor, now=now, file=name)
    return Imported(process_id, brought.left_out)


def _replace(
    uow: UnitOfWork,
    process_id: str,
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
    *,
    actor: int,
    now: datetime,
) -> None:
    gone = {name: content for name, content in before.items() if after.get(name) != content}
    for name, content in gone.items():
        keep_recovery_copy(uow, process_id, name, content, base="", actor=actor, now=now)
    uow.connection.execute(delete(file).where(file.c.process_id == process_id, file.c.name.in_(list(gone))))
    new = {name: content for name, content in after.items() if before.get(name) != content}
    if new:
        write_files(uow, process_id, new, actor=actor, now=now)


def _named_after(name: str) -> str:
    stem = PurePosixPath(name.replace("\\", "/")).name.partition(".")[0]
    found = re.sub(r"[^\w-]+", "_", stem)
    if not _PROCESS_ID.fullmatch(found):
        raise FileRefused("no_process", name=name[:200])
    return found


def _renamed(diagram: bytes, old: str, new: str) -> bytes:
    """Give the process another id, wherever the diagram speaks of it; everything else stays byte for byte."""
    if old in ("", new):
        return diagram
    encoding = next((each for mark, each in _WIDE.items() if diagram.startswith(mark)), "utf-8")
    spoken_of = rf"""(?<=[\s:])((?:id|processRef|bpmnElement|calledElement)\s*=\s*)(["']){re.escape(old)}\2"""
    words = diagram.decode(encoding, "surrogateescape")
    renamed = re.sub(spoken_of, rf"\g<1>\g<2>{new}\g<2>", words).encode(encoding, "surrogateescape")
    if new not in Bundle.from_files({MAIN: renamed}).drawn_ids:  # an entity inside the id, for one
        raise FileRefused("not_renamed", process_id=old)
    return renamed


def _opened(name: str, content: bytes) -> Brought:
    brought = unpack_brought(name, content)
    diagram = read(brought.files[MAIN], name)
    if diagram.root is None:
        raise NotOpened(name, diagram.problems[0])
    return brought
