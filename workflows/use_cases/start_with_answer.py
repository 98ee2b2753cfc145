"""Starts a process with what a person filled in on its start form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from bpmn.forms import Form
from workflows.clock import city_date
from workflows.errors import AnswerRefused
from workflows.instances.attachments import attach_files, unfit_files
from workflows.instances.bundles import published_bundle
from workflows.instances.forms import form_of
from workflows.instances.idempotency import fingerprint, given_answer, remember_answer
from workflows.instances.options import Question, allowed
from workflows.instances.refusals import told_to_the_person
from workflows.instances.titles import subject_of, title_of
from workflows.instances.versions import current_version
from workflows.runtime import UnitOfWork
from workflows.use_cases.start_process import Started, start_process


def start_with_answer(
    uow: UnitOfWork,
    process_id: str,
    submitted: Mapping[str, Any],
    *,
    start_event: str,
    form_id: str,
    actor: int,
    now: datetime,
    party_id: int | None = None,
    idempotency_key: str = "",
) -> Started:
    """Check the answer against the start form and start the version now in effect; the actor's files join the case.

    The same key with the same body gives the same case again. Raises AnswerRefused, RegisterRefused, NotPublished,
    KeyUsedForAnother, and what `start_process` raises.
    """
    asked = fingerprint([process_id, start_event, submitted])
    before = given_answer(uow, idempotency_key, actor, asked)
    if before is not None:
        return Started(**before)
    bundle = published_bundle(uow, current_version(uow.connection, process_id, city_date(now)).id)
    form = form_of(uow.services, bundle, bundle.process_id, form_id) if form_id else None
    values = _checked(uow, form, submitted, actor, now) if form else {}
    with told_to_the_person():
        started = start_process(
            uow,
            process_id,
            values,
            now=now,
            actor=actor,
            title=title_of(uow.connection, bundle.title, party_id, subject_of(form, values)),
            party_id=party_id,
            start_event=start_event,
        )
    if form:
        attach_files(uow.connection, form.fields, values, actor=actor, instance_id=started.instance_id)
    remember_answer(uow, idempotency_key, actor, asked, asdict(started), now)
    return started


def _checked(uow: UnitOfWork, form: Form, submitted: Mapping[str, Any], actor: int, now: datetime) -> Mapping[str, Any]:
    question = Question(uow.connection, {}, city_date(now))
    answer = form.check(submitted, {}, partial(allowed, question), now)
    errors = answer.errors or unfit_files(uow.connection, form.fields, answer.values, actor=actor, instance_id=None)
    if errors:
        raise AnswerRefused(errors)
    return answer.values
