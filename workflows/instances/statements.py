"""The hot statements: at most eight of them make one finished task durable."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select, text, update

from tasks.assignment import standing
from workflows.records.candidate import candidate
from workflows.records.definition import definition
from workflows.records.draft import draft
from workflows.records.event_log import event_log
from workflows.records.event_reason import event_reason
from workflows.records.instance import instance
from workflows.records.outbox import outbox
from workflows.records.prepared import Expecting, Prepared
from workflows.records.subscription import subscription
from workflows.records.timer import timer
from workflows.records.types import Document, Moment
from workflows.records.user_task import WRITTEN_LATER, user_task

INSTANCE_COLUMNS = (
    instance.c.id,
    instance.c.definition_id,
    instance.c.process_id,
    instance.c.business_key,
    instance.c.starter_id,
    instance.c.party_id,
    instance.c.status,
    instance.c.version,
    instance.c.state,
    instance.c.chain,
    instance.c.open_incidents,
)
"""What a ProcessInstance is made of, in the order of its fields."""

_locked = select(*INSTANCE_COLUMNS).where(instance.c.id == bindparam("i"))

LOCK_INSTANCE = Prepared(_locked.with_for_update())
LOCK_INSTANCE_IF_FREE = Prepared(_locked.with_for_update(skip_locked=True))

_moved = (
    update(instance)
    .where(instance.c.id == bindparam("i"), instance.c.version == bindparam("v"))
    .values(
        state=bindparam("state"),
        version=bindparam("v") + 1,
        chain=bindparam("chain"),
        open_incidents=bindparam("open_incidents"),
    )
)

MOVE_INSTANCE = Expecting(_moved)
"""Leaves the status alone: setting it to what it is would write its index anew."""

TURN_INSTANCE = Expecting(_moved.values(status=bindparam("status"), ended_at=bindparam("ended_at")))

INSERT_TASK = Prepared(
    insert(user_task).inline(), columns=[column.name for column in user_task.c if column.name not in WRITTEN_LATER]
)

COMPLETE_TASK = Expecting(
    update(user_task)
    .where(
        user_task.c.id == bindparam("t"),
        user_task.c.status == "open",
        user_task.c.assignee_id.is_(None) | (user_task.c.assignee_id == bindparam("completed_by")),
    )
    .values(
        status="completed",
        closed_at=bindparam("closed_at"),
        completed_by=bindparam("completed_by"),
        assignee_id=bindparam("completed_by"),
        acting_for=bindparam("acting_for"),
        answer=bindparam("answer"),
        answer_salt=bindparam("answer_salt"),
    )
)

CLOSE_TASK = Prepared(
    update(user_task)
    .where(user_task.c.id == bindparam("t"), user_task.c.status == "open")
    .values(status=bindparam("outcome"), closed_at=bindparam("closed_at"))
)

DELETE_CANDIDATES = Prepared(delete(candidate).where(candidate.c.task_id == bindparam("t")))

INSERT_CANDIDATE = Prepared(insert(candidate).inline(), columns=[column.name for column in candidate.c])

CANCEL_JOB = Prepared(
    update(outbox)
    .where(
        outbox.c.instance_id == bindparam("i"),
        outbox.c.work_id == bindparam("w"),
        outbox.c.kind == "job",
        outbox.c.closed_at.is_(None),
    )
    .values(status="cancelled", closed_at=bindparam("closed_at"))
)

INSERT_TIMER = Prepared(insert(timer).inline(), columns=[column.name for column in timer.c])

DELETE_TIMER = Prepared(delete(timer).where(timer.c.instance_id == bindparam("i"), timer.c.timer_id == bindparam("t")))

INSERT_SUBSCRIPTION = Prepared(insert(subscription).inline(), columns=[column.name for column in subscription.c])

DELETE_SUBSCRIPTION = Prepared(
    delete(subscription).where(
        subscription.c.instance_id == bindparam("i"), subscription.c.subscription_id == bindparam("s")
    )
)

INSERT_OUTBOX = Prepared(
    insert(outbox).inline(),
    columns=[column.name for column in outbox.c if column.name not in ("id", "lease", "error", "closed_at")],
)

INSERT_EVENT = Prepared(insert(event_log).inline(), columns=[column.name for column in event_log.c])

INSERT_REASON = Prepared(insert(event_reason).inline(), columns=[column.name for column in event_reason.c])

INSERT_IDEMPOTENCY = Prepared(
    text(
        "INSERT INTO idempotency (key, actor_id, body_hash, answer, at) VALUES (:key, :actor_id, :body_hash, :answer,"
        " :at) ON CONFLICT (key) DO NOTHING"
    ).bindparams(bindparam("answer", type_=Document), bindparam("at", type_=Moment))
)

DELETE_DRAFT = Prepared(
    delete(draft).where(draft.c.task_id == bindparam("t"), draft.c.person_id == bindparam("person_id"))
)

OPEN_TASK = Prepared(
    select(
        *INSTANCE_COLUMNS,
        user_task.c.distinct_from,
        user_task.c.local_values,
        candidate.c.person_id,
        draft.c.person_id,
        user_task.c.id,
        user_task.c.work_id,
        user_task.c.process_id,
        user_task.c.element,
        user_task.c.name,
        user_task.c.form,
        user_task.c.status,
        user_task.c.assignee_id,
        candidate.c.acting_for,
    )
    .select_from(
        user_task.join(instance, instance.c.id == user_task.c.instance_id)
        .outerjoin(candidate, (candidate.c.task_id == user_task.c.id) & (candidate.c.person_id == bindparam("actor")))
        .outerjoin(draft, (draft.c.task_id == user_task.c.id) & (draft.c.person_id == bindparam("actor")))
    )
    .where(user_task.c.id == bindparam("t"))
    .with_for_update(of=instance)
)
"""A task with its instance locked, in the order in which `OpenTask` takes it.

Only the instance is sure to be fresh when the lock had to be waited for; so a closed task is recognised by the engine's
state, and the writes below say what they expect to find.
"""

STANDING = Prepared(standing.STANDING)

PUBLISHED_FILES = Prepared(select(definition.c.files, definition.c.process_id).where(definition.c.id == bindparam("d")))
