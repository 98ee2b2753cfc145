"""Brings a message to a case with what a person filled in on the form of the event that receives it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workflows.instances import ProcessInstance
from workflows.instances.forms import checked, form_of
from workflows.instances.refusals import told_to_the_person
from workflows.runtime import UnitOfWork
from workflows.use_cases.deliver_message import deliver_message


def deliver_answer(
    uow: UnitOfWork,
    name: str,
    submitted: Mapping[str, Any],
    *,
    instance_id: int,
    process_id: str,
    form_id: str,
    actor: int,
    now: datetime,
    correlation: str = "",
) -> None:
    """Check the answer against the event's form and deliver it as the message's payload.

    Raises AnswerRefused, RegisterRefused, NobodyWaits, NotRunning.
    """
    target = ProcessInstance.lock(uow, instance_id)
    form = form_of(uow.services, target.bundle, process_id, form_id)
    seen = uow.services.engine.values(target.bundle, target.state)
    payload = checked(form, target, submitted, seen, actor=actor, now=now)
    with told_to_the_person():
        deliver_message(
            uow, name, now=now, correlation=correlation, payload=payload, actor=actor, instance_id=instance_id
        )
