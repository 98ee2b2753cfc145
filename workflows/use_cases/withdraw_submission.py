"""Takes a submission back (회수): one of its authors found something to correct themselves."""

from __future__ import annotations

from datetime import datetime

from workflows.drafts.history import record_deed
from workflows.drafts.refusals import SubmissionRefused
from workflows.drafts.submissions import decide, lock_submission
from workflows.runtime import UnitOfWork


def withdraw_submission(uow: UnitOfWork, submission_id: int, *, actor: int, now: datetime) -> None:
    """Close the submission without a version. Raises NotFound, AlreadyDecided, SubmissionRefused for anybody else."""
    found = lock_submission(uow, submission_id)
    if actor not in found.authors:
        raise SubmissionRefused("not_author")
    decide(uow, submission_id, "withdrawn", actor=actor, now=now)
    record_deed(uow, found.bundle.process_id, "withdrawn", actor=actor, now=now, submission=submission_id)
