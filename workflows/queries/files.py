"""Uploaded files: which ones a form may keep, and the content for whoever may read the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from tasks.registers import parties
from workflows.records.upload import upload, upload_content
from workflows.rights import Case


@dataclass(frozen=True, slots=True)
class FileFacts:
    """An upload without its content; `instance_id` is empty until the case it belongs to has started."""

    upload_id: str
    name: str
    size: int
    media_type: str
    instance_id: int | None
    uploaded_by: int


def usable_files(
    connection: Connection, ids: Iterable[str], person_id: int, instance_id: int | None
) -> dict[str, FileFacts]:
    """Give those of the uploads that this person may attach here: the own ones and those of the same case."""
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    own = upload.c.uploaded_by == person_id
    ours = own if instance_id is None else or_(own, upload.c.instance_id == instance_id)
    rows = connection.execute(_FACTS.where(upload.c.id.in_(wanted), ours))
    return {row.id: FileFacts(*row) for row in rows}


def file_facts(connection: Connection, upload_id: str) -> FileFacts | None:
    """Give one upload; None when there is none of this id."""
    row = connection.execute(_FACTS.where(upload.c.id == upload_id)).first()
    return None if row is None else FileFacts(*row)


def came_from_outside(connection: Connection, uploaded_by: int, case: Case) -> bool:
    """Tell whether a file of a case was sent in by who started it or speaks for its party."""
    of_party = parties.people_of(connection, case.party_id) if case.party_id is not None else frozenset()
    return uploaded_by in {case.starter_id, *of_party}


def file_content(connection: Connection, upload_id: str) -> bytes:
    """Give an upload's content; the upload must exist."""
    joined = select(upload_content.c.content).join(upload, upload.c.sha256 == upload_content.c.sha256)
    return bytes(connection.execute(joined.where(upload.c.id == upload_id)).scalar_one())


_FACTS = select(
    upload.c.id, upload.c.name, upload.c.size, upload.c.media_type, upload.c.instance_id, upload.c.uploaded_by
)
