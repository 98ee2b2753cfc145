"""Files named in an answer (첨부파일): only one's own or the case's, and with the answer they join the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select, update

from bpmn.forms import FieldError
from bpmn.forms.fields import Field, Fields
from workflows.errors import megabytes
from workflows.records.upload import upload


def unfit_files(
    connection: Connection, fields: Fields, values: Mapping[str, Any], *, actor: int, instance_id: int | None
) -> tuple[FieldError, ...]:
    """Give an error for each file that is not the actor's own and free or already in this case, or not what is asked.

    A field may ask for kinds of files (`x-accept`, endings without the dot) and a size (`x-max-bytes`).
    """
    named = list(_named(fields, values, ""))
    if not named:
        return ()
    own = and_(upload.c.uploaded_by == actor, upload.c.instance_id.is_(None))
    ours = own if instance_id is None else or_(own, upload.c.instance_id == instance_id)
    known = select(upload.c.id, upload.c.name, upload.c.size)
    usable = {row.id: row for row in connection.execute(known.where(upload.c.id.in_(each[1] for each in named), ours))}
    errors = (_unfit(path, field, usable.get(upload_id)) for path, upload_id, field in named)
    return tuple(error for error in errors if error is not None)


def _unfit(path: str, field: Field, found: Row[Any] | None) -> FieldError | None:
    if found is None:
        return FieldError.of(path, "type_file")
    accepted, most = field.schema.get("x-accept"), field.schema.get("x-max-bytes")
    if accepted and PurePosixPath(found.name).suffix.lower().lstrip(".") not in accepted:
        return FieldError.of(path, "file_kind", accepted=", ".join(accepted))
    if most is not None and found.size > most:
        return FieldError.of(path, "file_size", most=megabytes(most))
    return None


def attach_files(
    connection: Connection, fields: Fields, values: Mapping[str, Any], *, actor: int, instance_id: int
) -> None:
    """Let the actor's files that an answer names join the case, so that whoever reads the case can read them."""
    ids = [upload_id for _, upload_id, _ in _named(fields, values, "")]
    if ids:
        free = (upload.c.id.in_(ids), upload.c.uploaded_by == actor, upload.c.instance_id.is_(None))
        connection.execute(update(upload).where(*free).values(instance_id=instance_id))


def _named(fields: Fields, values: Mapping[str, Any], before: str) -> Iterator[tuple[str, str, Field]]:
    """Give field path, upload id and field of every file, those in rows included."""
    for field in fields:
        value, path = values.get(field.name), f"{before}{field.name}"
        if field.rows is not None:
            for number, row in enumerate(value or ()):
                yield from _named(field.rows, row, f"{path}[{number}].")
        elif field.format == "file" and isinstance(value, list):
            yield from ((f"{path}[{number}]", each, field) for number, each in enumerate(value))
        elif field.format == "file" and value:
            yield path, value, field
