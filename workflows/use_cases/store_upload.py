"""Takes in a file that somebody attaches (첨부파일), by what it is and not by what it is called."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath

import puremagic
from sqlalchemy import LargeBinary, bindparam, func, insert, select, text

from workflows.errors import UploadRefused, megabytes
from workflows.records.upload import upload
from workflows.runtime import UnitOfWork

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".hwp": "application/x-hwp",
    ".hwpx": "application/hwp+zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".txt": "text/plain",
    ".csv": "text/csv",
}

_QUOTA_FOR = timedelta(days=1)

_ZIPPED = frozenset({".hwpx", ".docx", ".xlsx", ".pptx"})
_OLE = frozenset({".hwp"})
_PLAIN = frozenset({".txt", ".csv"})

_STORE = text(
    "INSERT INTO upload_content (sha256, content) VALUES (:sha256, :content) ON CONFLICT (sha256) DO NOTHING"
).bindparams(bindparam("content", type_=LargeBinary))


@dataclass(frozen=True, slots=True)
class Stored:
    """A file taken in; `upload_id` is what the form's answer holds."""

    upload_id: str
    name: str
    size: int


def store_upload(
    uow: UnitOfWork, name: str, content: bytes, *, actor: int, now: datetime, instance_id: int | None = None
) -> Stored:
    """Store a file under a random id; raises UploadRefused (empty, too big, of another kind, disguised, too much
    within a day).

    The same file sent again by the same person for the same case (a page sends it with every draft) keeps its id.
    """
    name = _plain_name(name)
    media_type = _media_type(name, content, uow.services.settings.upload_limit)
    sha256 = hashlib.sha256(content).hexdigest()
    before = _sent_before(uow, name, sha256, actor, instance_id)
    if before is not None:
        return Stored(before, name, len(content))
    _require_room(uow, actor, len(content), now)
    uow.connection.execute(_STORE, {"sha256": sha256, "content": content})
    upload_id = secrets.token_hex(16)
    uow.connection.execute(
        insert(upload).values(
            id=upload_id,
            name=name,
            size=len(content),
            media_type=media_type,
            sha256=sha256,
            instance_id=instance_id,
            uploaded_by=actor,
            uploaded_at=now,
        )
    )
    return Stored(upload_id, name, len(content))


def _sent_before(uow: UnitOfWork, name: str, sha256: str, actor: int, instance_id: int | None) -> str | None:
    same = (upload.c.name == name) & (upload.c.sha256 == sha256) & (upload.c.uploaded_by == actor)
    here = upload.c.instance_id.is_(None) if instance_id is None else upload.c.instance_id == instance_id
    found: str | None = uow.connection.scalar(select(upload.c.id).where(same, here).limit(1))
    return found


def _require_room(uow: UnitOfWork, actor: int, size: int, now: datetime) -> None:
    today = (upload.c.uploaded_by == actor) & (upload.c.uploaded_at > now - _QUOTA_FOR)
    taken = uow.connection.scalar(select(func.coalesce(func.sum(upload.c.size), 0)).where(today)) or 0
    if taken + size > uow.services.settings.upload_quota:
        raise UploadRefused("quota", limit=megabytes(uow.services.settings.upload_quota))


def _plain_name(name: str) -> str:
    """Keep only the last part of the name, composed: macOS sends Korean names decomposed, browsers may send paths."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[:200] or "file"


def _media_type(name: str, content: bytes, limit: int) -> str:
    extension = PurePosixPath(name).suffix.lower()
    if extension not in MEDIA_TYPES:
        raise UploadRefused("kind", name=name, accepted=", ".join(MEDIA_TYPES))
    if not content:
        raise UploadRefused("empty")
    if len(content) > limit:
        raise UploadRefused("too_big", limit=megabytes(limit))
    if not _is_what_it_says(extension, content):
        raise UploadRefused("disguised", name=name, extension=extension)
    return MEDIA_TYPES[extension]


def _is_what_it_says(extension: str, content: bytes) -> bool:
    if extension in _ZIPPED:
        return content.startswith(b"PK\x03\x04")
    if extension in _OLE:
        return content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    if extension in _PLAIN:
        return b"\0" not in content
    return MEDIA_TYPES[extension] in {match.mime_type for match in _matches(content)}


def _matches(content: bytes) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return puremagic.magic_string(content)
    except puremagic.PureError:
        return []
