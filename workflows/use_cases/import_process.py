"""Brings a new process in from outside, as a `.zip` or a `.bpmn` of any tool.

Opening and executing are two verdicts: what opens is taken, byte for byte; whether it executes the check says.
"""

from __future__ import annotations

import codecs
import re
from datetime import datetime
from pathlib import PurePosixPath

from bpmn.bundle import MAIN, Bundle
from workflows.drafts.brought import Imported, open_brought, record_brought
from workflows.drafts.refusals import FileRefused
from workflows.drafts.rows import lock_draft, mark_changed, write_files
from workflows.instances.versions import newest_version
from workflows.runtime import UnitOfWork
from workflows.use_cases.open_process_draft import begin_draft

_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
"""Encodings of two bytes a letter, by how their files begin; in all others the letters of ASCII are themselves."""
_PROCESS_ID = re.compile(r"[A-Za-z_][\w.-]{0,99}")


def import_process(
    uow: UnitOfWork, name: str, content: bytes, *, actor: int, now: datetime, as_id: str = ""
) -> Imported:
    """Begin the draft of a new process with what a file holds, byte for byte.

    Its id is that of the process in the diagram; with `as_id` the diagram is given that one instead. A diagram without
    a process (a collaboration, a choreography, data alone) opens too, under `as_id` or the file's own name. Raises
    NotOpened, and FileRefused: an id that cannot be one, or a process that is here already.
    """
    brought = open_brought(name, content)
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
    return record_brought(uow, process_id, name, brought, actor=actor, now=now)


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
