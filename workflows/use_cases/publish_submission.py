"""Publishes a submission: a second person makes it the next version, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime

from sqlalchemy import update

from bpmn.bundle import Bundle
from workflows.clock import city_date
from workflows.drafts.accepted import Taken, record_accepted
from workflows.drafts.bundles import own_part
from workflows.drafts.example_gate import ExamplesReplayed, require_accepted
from workflows.drafts.finding_gate import require_findings_accepted
from workflows.drafts.gates import without_errors
from workflows.drafts.history import record_deed
from workflows.drafts.refusals import NeedsSecondPerson, SubmissionRefused
from workflows.drafts.rows import delete_draft, locked_draft, own_files
from workflows.drafts.submissions import LockedSubmission, decide, lock_submission, process_of, require_day
from workflows.instances.versions import add_version, newest_version
from workflows.records.process_draft import process_draft
from workflows.runtime import UnitOfWork
from workflows.services import Services
from workflows.use_cases.notify import notify
from workflows.use_cases.publish_bundle import Published
from workflows.use_cases.tell_process_owners import submission_news

GATES: tuple[Callable[[Services, Bundle, date], None], ...] = (without_errors,)
"""What a submission must pass on the day it takes effect; each raises what keeps it back."""


def publish_submission(
    uow: UnitOfWork,
    submission_id: int,
    *,
    actor: int,
    now: datetime,
    examples: ExamplesReplayed | None,
    accepted: Collection[str] = (),
    effective_from: date | None = None,
) -> Published:
    """Store the submission as the next version, which new cases follow from `effective_from` on (None: at once).

    `examples` says what came of replaying them with the submission, which takes too long for a transaction; those that
    came out otherwise must be among the `accepted`, and so must the keys of the findings that the publisher takes upon
    themselves (bpmn/rules/severities.toml). The draft it came from is closed, or, if it was changed meanwhile, goes on
    from the new version. Raises NotFound, AlreadyDecided, NeedsSecondPerson, SubmissionRefused (a day gone by; another
    version came between; examples not replayed), ExamplesChanged, FindingsNotAccepted, what a gate raises, and Conflict
    when another version came at the same moment.
    """
    process_id = process_of(uow, submission_id)
    draft = locked_draft(uow, process_id)  # first the draft, then the submission: everybody locks in this order
    found = lock_submission(uow, submission_id)
    if actor in found.authors:
        raise NeedsSecondPerson(id=submission_id)
    require_day(effective_from, now)
    number = _next_number(uow, found)
    taken = _pass_gates(uow.services, found.bundle, effective_from or city_date(now), examples, accepted)
    version_id = add_version(
        uow,
        found.bundle,
        number,
        actor=actor,
        now=now,
        author_id=found.author_id,
        note=found.note,
        effective_from=effective_from,
        restored_from=found.restored_from,
    )
    decide(uow, submission_id, "published", actor=actor, now=now, definition_id=version_id)
    if draft is not None and found.restored_from is None:
        _go_on(uow, found.bundle, version_id)
    about = {"number": number, "submission": submission_id, "effective_from": effective_from}
    record_accepted(uow, process_id, number, taken, actor=actor, now=now)
    record_deed(uow, process_id, "published", actor=actor, now=now, **about)
    notify(uow, [found.author_id], submission_news(submission_id, "published", found.bundle), now=now)
    return Published(version_id, number, fresh=True)


def _pass_gates(
    services: Services, bundle: Bundle, day: date, examples: ExamplesReplayed | None, accepted: Collection[str]
) -> Taken:
    for gate in GATES:
        gate(services, bundle, day)
    findings = require_findings_accepted(services, bundle, day, accepted)
    return Taken(require_accepted(bundle, examples, accepted), findings)


def _next_number(uow: UnitOfWork, found: LockedSubmission) -> int:
    """Give the next number; a version that came after the submission was compared must not be undone unseen."""
    newest = newest_version(uow.connection, found.bundle.process_id)
    if newest is None:
        return 1
    if newest.id != found.based_on:
        raise SubmissionRefused("overtaken", number=newest.number)
    return newest.number + 1


def _go_on(uow: UnitOfWork, published: Bundle, version_id: int) -> None:
    """Close the draft that is published now; one that was changed since goes on from the new version."""
    process_id = published.process_id
    if own_files(uow.connection, process_id) == own_part(published):
        delete_draft(uow, process_id)
        return
    uow.connection.execute(
        update(process_draft).where(process_draft.c.process_id == process_id).values(based_on=version_id)
    )
