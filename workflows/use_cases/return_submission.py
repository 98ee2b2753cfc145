"""Returns a submission to its author with a reason (반려): a second person found something to correct."""

from __future__ import annotations

from datetime import datetime

from workflows.drafts.history import record_deed
from workflows.drafts.refusals import NeedsSecondPerson, SubmissionRefused
from workflows.drafts.submissions import LONGEST_NOTE, decide, lock_submission
from workflows.runtime import UnitOfWork
from workflows.use_cases.notify import notify
from workflows.use_cases.tell_process_owners import submission_news


def return_submission(uow: UnitOfWork, submission_id: int, reason: str, *, actor: int, now: datetime) -> None:
    """Close the submission without a version and tell its author why; the draft is still there.

    Raises NotFound, AlreadyDecided, NeedsSecondPerson (authors withdraw it), SubmissionRefused without a reason.
    """
    found = lock_submission(uow, submission_id)
    if actor in found.authors:
        raise NeedsSecondPerson(id=submission_id)
    if not reason.strip():
        raise SubmissionRefused("no_reason")
    if len(reason) > LONGEST_NOTE:
        raise SubmissionRefused("long_note", limit=LONGEST_NOTE)
    decide(uow, submission_id, "returned", actor=actor, now=now, reason=reason.strip())
    about = {"reason": reason.strip(), "submission": submission_id}
    record_deed(uow, found.bundle.process_id, "returned", actor=actor, now=now, **about)
    notify(uow, [found.author_id], submission_news(submission_id, "returned", found.bundle), now=now)
