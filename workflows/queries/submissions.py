"""Submissions of a process: what waits for a second person, and how earlier ones were decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from bpmn.bundle import Bundle
from workflows.errors import NotFound
from workflows.instances.bundles import unpack_files
from workflows.queries.names import Name, names_of
from workflows.records.definition import definition
from workflows.records.submission import submission
from workflows.rights import Submission


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """One submission; `status` is waiting, published, returned or withdrawn."""

    id: int
    process_id: str
    digest: str
    based_on: int | None
    """Definition id of the version it changes."""
    restored_from: int | None
    """Number of the earlier version that is to come back."""
    author: Name | None
    authors: frozenset[int]
    note: str
    effective_from: date | None
    """The day that its author wished for; once it is published, the day that was decided."""
    submitted_at: datetime
    status: str
    decided_by: Name | None
    decided_at: datetime | None
    reason: str
    number: int | None
    """The version it became."""

    @property
    def resource(self) -> Submission:
        """Give the submission as the rights see it."""
        return Submission(self.process_id, self.authors)


def submissions(connection: Connection, process_id: str) -> tuple[SubmissionView, ...]:
    """List a process's submissions, the newest first."""
    of_process = _listed().where(submission.c.process_id == process_id)
    return _views(connection, list(connection.execute(of_process.order_by(submission.c.id.desc()))))


def submission_view(connection: Connection, process_id: str, submission_id: int) -> SubmissionView:
    """Give one submission of a process; raises NotFound."""
    wanted = _listed().where(submission.c.process_id == process_id, submission.c.id == submission_id)
    found = _views(connection, list(connection.execute(wanted)))
    if not found:
        raise NotFound(what="submission", id=submission_id)
    return found[0]


def submitted_bundle(connection: Connection, submission_id: int) -> Bundle:
    """Give what was handed over, exactly as it would be published; raises NotFound."""
    wanted = select(submission.c.files, submission.c.process_id).where(submission.c.id == submission_id)
    found = connection.execute(wanted).first()
    if found is None:
        raise NotFound(what="submission", id=submission_id)
    return Bundle.from_files(unpack_files(bytes(found.files)), found.process_id)


_EARLIER = definition.alias("earlier")


def _listed() -> Select[Any]:
    columns = [column for column in submission.c if column.name not in ("files", "restored_from", "definition_id")]
    return (
        select(
            *columns,
            _EARLIER.c.number.label("restored_from"),
            definition.c.number.label("number"),
            definition.c.effective_from.label("decided_day"),
        )
        .join(definition, definition.c.id == submission.c.definition_id, isouter=True)
        .join(_EARLIER, _EARLIER.c.id == submission.c.restored_from, isouter=True)
    )


def _views(connection: Connection, rows: list[Row[Any]]) -> tuple[SubmissionView, ...]:
    names = names_of(connection, [person for row in rows for person in (row.author_id, row.decided_by)])
    return tuple(_view(row, names) for row in rows)


def _view(row: Row[Any], names: dict[int, Name]) -> SubmissionView:
    return SubmissionView(
        id=row.id,
        process_id=row.process_id,
        digest=row.digest,
        based_on=row.based_on,
        restored_from=row.restored_from,
        author=names.get(row.author_id),
        authors=frozenset(row.authors),
        note=row.note,
        effective_from=row.effective_from if row.number is None else row.decided_day,
        submitted_at=row.submitted_at,
        status=row.status,
        decided_by=names.get(row.decided_by),
        decided_at=row.decided_at,
        reason=row.reason,
        number=row.number,
    )
