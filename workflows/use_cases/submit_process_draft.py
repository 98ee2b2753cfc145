"""Hands a draft over to a second person (상신): its files as they are now, with a note."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from workflows.clock import city_date
from workflows.drafts.bundles import draft_bundle
from workflows.drafts.gates import without_errors
from workflows.drafts.history import record_deed
from workflows.drafts.rows import lock_draft
from workflows.drafts.submissions import Wish, hand_over
from workflows.instances.bundles import published_bundle
from workflows.runtime import UnitOfWork
from workflows.use_cases.tell_process_owners import tell_process_owners


def submit_process_draft(uow: UnitOfWork, process_id: str, wish: Wish, *, actor: int, now: datetime) -> int:
    """Store what would be published and give the submission's id; the draft can go on being changed meanwhile.

    Raises NoDraft, HasErrors, SubmissionRefused.
    """
    draft = lock_draft(uow, process_id)
    bundle = draft_bundle(partial(published_bundle, uow), uow.connection, process_id, city_date(now))
    without_errors(uow.services, bundle)
    submission_id = hand_over(uow, bundle, wish, actor=actor, authors=draft.authors, now=now)
    record_deed(uow, process_id, "submitted", actor=actor, now=now, note=wish.note.strip(), submission=submission_id)
    tell_process_owners(uow, submission_id, bundle, without=draft.authors | {actor}, now=now)
    return submission_id
