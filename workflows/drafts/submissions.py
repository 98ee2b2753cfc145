"""A submission under lock: handed over once, decided once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from bpmn.bundle import Bundle
from workflows.clock import city_date
from workflows.drafts.refusals import AlreadyDecided, SubmissionRefused
from workflows.errors import NotFound
from workflows.instances.bundles import pack_files, unpack_files
from workflows.instances.versions import newest_version
from workflows.records.submission import submission
from workflows.runtime import UnitOfWork

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class LockedSubmission:
    """A waiting submission that nobody else decides until the transaction ends."""

    id: int
    bundle: Bundle
    based_on: int | None
    restored_from: int | None
    author_id: int
    authors: frozenset[int]
    note: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What the author says to the second person: why, and from which day it should count (None: at once)."""

    note: str
    effective_from: date | None = None


def hand_over(
    uow: UnitOfWork,
    bundle: Bundle,
    wish: Wish,
    *,
    actor: int,
    authors: Iterable[int],
    now: datetime,
    restored_from: int | None = None,
) -> int:
    """Store a bundle for a second person and give the submission's id.

    Raises SubmissionRefused without a note, for a day gone by, when nothing changed, and while another one waits.
    """
    _require_wish(wish, now)
    newest = newest_version(uow.connection, bundle.process_id)
    if newest is not None and newest.digest == bundle.digest:
        raise SubmissionRefused("unchanged", number=newest.number)
    row = {
        "process_id": bundle.process_id,
        "files": pack_files(bundle.files),
        "digest": bundle.digest,
        "based_on": newest.id if newest else None,
        "restored_from": restored_from,
        "author_id": actor,
        "authors": sorted({*authors, actor}),
        "note": wish.note.strip(),
        "effective_from": wish.effective_from,
        "submitted_at": now,
        "status": "waiting",
        "reason": "",
    }
    try:
        return int(uow.connection.execute(insert(submission).values(row).returning(submission.c.id)).scalar_one())
    except IntegrityError as error:  # the index that lets one submission of a process wait
        raise SubmissionRefused("one_waits") from error


def process_of(uow: UnitOfWork, submission_id: int) -> str:
    """Give the process a submission is about; raises NotFound."""
    found = uow.connection.scalar(select(submission.c.process_id).where(submission.c.id == submission_id))
    if found is None:
        raise NotFound(what="submission", id=submission_id)
    return str(found)


def lock_submission(uow: UnitOfWork, submission_id: int) -> LockedSubmission:
    """Lock a waiting submission; raises NotFound, and AlreadyDecided when it waits no longer."""
    wanted = select(submission).where(submission.c.id == submission_id)
    row = uow.connection.execute(wanted.with_for_update()).first()
    if row is None:
        raise NotFound(what="submission", id=submission_id)
    if row.status != "waiting":
        raise AlreadyDecided(id=submission_id)
    return LockedSubmission(
        id=row.id,
        bundle=Bundle.from_files(unpack_files(bytes(row.files)), row.process_id),
        based_on=row.based_on,
        restored_from=row.restored_from,
        author_id=row.author_id,
        authors=frozenset(row.authors),
        note=row.note,
    )


def decide(uow: UnitOfWork, submission_id: int, status: str, *, actor: int, now: datetime, **more: Any) -> None:
    """Write how a locked submission was decided."""
    uow.connection.execute(
        update(submission)
        .where(submission.c.id == submission_id)
        .values(status=status, decided_by=actor, decided_at=now, **more)
    )


def require_day(effective_from: date | None, now: datetime) -> None:
    """Raise SubmissionRefused for a day gone by in the city: no version counts before it is published."""
    if effective_from is not None and effective_from < city_date(now):
        raise SubmissionRefused("past_day", day=effective_from)


def _require_wish(wish: Wish, now: datetime) -> None:
    if not wish.note.strip():
        raise SubmissionRefused("no_note")
    if len(wish.note) > LONGEST_NOTE:
        raise SubmissionRefused("long_note", limit=LONGEST_NOTE)
    require_day(wish.effective_from, now)
