"""Goes back to an earlier version: its files, unchanged, are handed over to be published once more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflows.drafts.gates import without_errors
from workflows.drafts.history import record_deed
from workflows.drafts.submissions import Wish, hand_over
from workflows.errors import NotFound
from workflows.instances.bundles import published_bundle
from workflows.records.definition import definition
from workflows.runtime import UnitOfWork
from workflows.use_cases.tell_process_owners import tell_process_owners


def restore_version(uow: UnitOfWork, process_id: str, number: int, wish: Wish, *, actor: int, now: datetime) -> int:
    """Submit a version's files again and give the submission's id; a draft is left as it is.

    What was right under an older rule may be an error today. Raises NotFound, HasErrors, SubmissionRefused.
    """
    wanted = select(definition.c.id).where(definition.c.process_id == process_id, definition.c.number == number)
    version_id = uow.connection.scalar(wanted)
    if version_id is None:
        raise NotFound(what="definition", id=number)
    bundle = published_bundle(uow, version_id)
    without_errors(uow.services, bundle)
    submission_id = hand_over(uow, bundle, wish, actor=actor, authors=[actor], now=now, restored_from=version_id)
    about = {"note": wish.note.strip(), "number": number, "submission": submission_id}
    record_deed(uow, process_id, "restored", actor=actor, now=now, **about)
    tell_process_owners(uow, submission_id, bundle, without=frozenset({actor}), now=now)
    return submission_id
