"""Files of a story: only names are told (`pretend:plan.pdf`); in the throw-away city a tiny one stands for each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Connection, select, update

from workflows.records.upload import upload
from workflows.runtime import UnitOfWork
from workflows.use_cases.store_upload import store_upload

PRETEND = "pretend:"
"""Before the name of a file, where a real answer has an id."""
_ZIP = b"PK\x03\x04" + bytes(26)
_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
_TINY = {
    ".pdf": b"%PDF-1.4\n%%EOF\n",
    ".png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00",
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".hwp": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ".hwpx": _ZIP,
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".pptx": _ZIP,
}
"""The shortest content of each kind that is taken for what its name says; any other kind is plain text."""


def provide(uow: UnitOfWork, values: Mapping[str, Any], *, actor: int, now: datetime) -> dict[str, Any]:
    """Store what stands for the files an answer names, as sent by this person, and give the answer with their ids.

    Raises UploadRefused for a kind that nobody may attach.
    """

    def stored(text: str) -> str:
        if not text.startswith(PRETEND):
            return text
        name = text.removeprefix(PRETEND)
        if not _is_there(uow.connection, _id_of(name)):
            content = _TINY.get(PurePosixPath(name).suffix.lower(), b"-")
            pretend(uow, store_upload(uow, name, content, actor=actor, now=now).upload_id)
        return _id_of(name)

    return {name: _changed(value, stored) for name, value in values.items()}


def pretend(uow: UnitOfWork, upload_id: str) -> None:
    """Let a stored file be known by its name: a story told again names the same file."""
    name = uow.connection.execute(select(upload.c.name).where(upload.c.id == upload_id)).scalar_one()
    if not _is_there(uow.connection, _id_of(name)):
        uow.connection.execute(update(upload).where(upload.c.id == upload_id).values(id=_id_of(name)))


def told(connection: Connection, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give values with the names of files (`pretend:plan.pdf`) in place of their ids."""
    known = {row.id: f"{PRETEND}{row.name}" for row in connection.execute(select(upload.c.id, upload.c.name))}
    return {name: _changed(value, lambda text: known.get(text, text)) for name, value in values.items()}


def _id_of(name: str) -> str:
    """Derive an id from a file's name: equal in every rehearsal."""
    return f"pretend-{hashlib.sha256(name.encode()).hexdigest()[:24]}"


def _is_there(connection: Connection, upload_id: str) -> bool:
    return connection.scalar(select(upload.c.id).where(upload.c.id == upload_id)) is not None


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: _changed(each, change) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_changed(each, change) for each in value]
    return value
