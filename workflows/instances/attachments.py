"""Files named in an answer (첨부파일): only one's own or the case's, and with the answer they join the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, and_, or_, select, update

from bpmn.forms import FieldError
from bpmn.forms.fields import Fields
from workflows.records.upload import upload


def foreign_files(
    connection: Connection, fields: Fields, values: Mapping[str, Any], *, actor: int, instance_id: int | None
) -> tuple[FieldError, ...]:
    """Give an error for each file that is neither the actor's own and free nor already in this case."""
    named = dict(_named(fields, values, ""))
    if not named:
        return ()
    own = and_(upload.c.uploaded_by == actor, upload.c.instance_id.is_(None))
    ours = own if instance_id is None else or_(own, upload.c.instance_id == instance_id)
    usable = set(connection.scalars(select(upload.c.id).where(upload.c.id.in_(named.values()), ours)))
    return tuple(FieldError.of(path, "type_file") for path, upload_id in named.items() if upload_id not in usable)


def attach_files(
    connection: Connection, fields: Fields, values: Mapping[str, Any], *, actor: int, instance_id: int
) -> None:
    """Let the actor's files that an answer names join the case, so that whoever reads the case can read them."""
    ids = [upload_id for _, upload_id in _named(fields, values, "")]
    if ids:
        free = (upload.c.id.in_(ids), upload.c.uploaded_by == actor, upload.c.instance_id.is_(None))
        connection.execute(update(upload).where(*free).values(instance_id=instance_id))


def _named(fields: Fields, values: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    """Give field path and upload id of every file, those in rows included."""
    for field in fields:
        value, path = values.get(field.name), f"{before}{field.name}"
        if field.rows is not None:
            for number, row in enumerate(value or ()):
                yield from _named(field.rows, row, f"{path}[{number}].")
        elif field.format == "file" and isinstance(value, list):
            yield from ((f"{path}[{number}]", each) for number, each in enumerate(value))
        elif field.format == "file" and value:
            yield path, value
