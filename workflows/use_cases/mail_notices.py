"""Sends the notices that have an address: leased in one transaction, sent outside any, ticked off in a second one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update

from tasks.contract import ServiceContext, ServiceError
from tasks.registers.people import person
from workflows.instances.retries import next_try
from workflows.records.notice import notice, notice_subject, notice_text
from workflows.runtime import begin, read
from workflows.services import Services

OPERATION = "send_mail"
LEASE = timedelta(minutes=5)
BATCH = 500


def mail_notices(services: Services, *, now: datetime) -> int:
    """Send what is due by `now` and give how many went out; one that fails is tried three times more, then given up.

    At least once: a mail whose sender died is sent again with the same idempotency key.
    """
    sent = 0
    for _ in range(BATCH):
        letter = _lease(services, now)
        if letter is None:
            break
        error = _send(services, letter, now)
        with begin(services) as uow:
            mine = (notice.c.person_id == letter.person_id) & (notice.c.reason == letter.reason)
            again = next_try(letter.mail_attempts, now) if error else None
            uow.connection.execute(update(notice).where(mine).values(mail_at=again, mail_error=error))
        sent += error is None
    return sent


def _lease(services: Services, now: datetime) -> Row[Any] | None:
    with begin(services) as uow:
        due = (
            select(notice, person.c.email, person.c.name_ko)
            .join(person, person.c.id == notice.c.person_id)
            .where(notice.c.mail_at <= now)
            .order_by(notice.c.mail_at)
            .limit(1)
            .with_for_update(skip_locked=True, of=notice)
        )
        row = uow.connection.execute(due).first()
        if row is None:
            return None
        mine = (notice.c.person_id == row.person_id) & (notice.c.reason == row.reason)
        taken = update(notice).where(mine).values(mail_at=now + LEASE, mail_attempts=notice.c.mail_attempts + 1)
        uow.connection.execute(taken)
        again = select(notice, person.c.email, person.c.name_ko).join(person, person.c.id == notice.c.person_id)
        return uow.connection.execute(again.where(mine)).one()


def _send(services: Services, letter: Row[Any], now: datetime) -> str | None:
    """Send one mail; gives what went wrong, None when nothing did."""
    sentence = notice_text(letter.kind, letter.params, "ko")
    with read(services) as connection:
        context = ServiceContext(
            connection=connection,
            now=now,
            instance_id=0,
            business_key="",
            process_id="",
            element=OPERATION,
            actor_id=None,
            idempotency_key=f"notice/{letter.person_id}/{letter.reason}",
        )
        parameters = {
            "to": letter.email,
            "subject": notice_subject(letter.kind, letter.params, "ko"),
            "body": "\n\n".join([sentence, f"{services.settings.public_url}{letter.path}"]),
        }
        try:
            services.operations[OPERATION].run(context, parameters)
        except (ServiceError, OSError) as error:
            return str(error)
    return None
