"""Work outside the transaction: at least once with one key, taken up once, in the end a person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tasks.contract import ServiceContext
from tasks.registers.serials import serial
from tests.kit.city import City
from tests.kit.operations import RefusedError, install
from workflows.records.event_log import event_log
from workflows.records.outbox import outbox
from workflows.runtime import begin, read
from workflows.use_cases import run_jobs as jobs
from workflows.use_cases.cancel_instance import cancel_instance
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.resume_instance import resume_instance
from workflows.use_cases.retry_incident import retry_incident
from workflows.use_cases.run_jobs import run_jobs
from workflows.use_cases.suspend_instance import suspend_instance


def ask(city: City) -> int:
    """Bring a case to its mail, without running it."""
    case = city.start("kit_jobs", by="officer1")
    with begin(city.services) as uow:
        complete_user_task(uow, city.task(case, "ask").id, {}, actor=city.person("officer1"), now=city.clock.now())
    return case


def test_a_local_job_and_the_step_that_caused_it_are_one(city: City) -> None:
    install(city)
    case = ask(city)

    assert city.values(case)["posting"] == {"number": 1, "amount": 1000}
    with city.connection() as connection:
        assert connection.execute(select(serial.c.last).where(serial.c.series == "kit")).scalar_one() == 1
        assert [kind for (kind,) in connection.execute(select(event_log.c.kind))] == ["started", "task_completed"]


def test_a_local_job_that_fails_undoes_the_whole_step(city: City) -> None:
    def broken(context: ServiceContext, *, amount: int) -> None:
        raise OSError("disk full")

    install(city, posting=broken)
    case = city.start("kit_jobs", by="officer1")

    with pytest.raises(OSError, match="disk full"):
        city.finish(case, "ask", by="officer1")

    assert city.open_tasks(case) == ["ask"]
    assert city.incidents(case) == []


def test_an_external_job_runs_after_the_commit_and_moves_the_case_on(city: City) -> None:
    mailbox = install(city)
    case = ask(city)
    assert mailbox.tries == []

    city.run_due()

    assert city.state(case) == "completed"
    assert city.values(case)["mailing"] == {"sent": True}
    assert len(mailbox.received) == 1


def test_three_more_tries_after_10_seconds_1_minute_10_minutes_then_an_operator(city: City) -> None:
    mailbox = install(city)
    mailbox.fails = [OSError("mail server away")] * 4
    case = ask(city)

    tries = []
    for pause in (0, 9, 4, 55, 18, 580, 141, 3600):
        city.advance(seconds=pause)
        tries.append(len(mailbox.tries))

    assert tries == [1, 1, 2, 2, 3, 3, 4, 4]
    (incident,) = city.incidents(case)
    assert (incident.source, incident.element, incident.code) == ("job", "mail", "OSError")
    assert "mail server away" in incident.message

    with begin(city.services) as uow:
        retry_incident(uow, incident.id, actor=city.person("operator1"), now=city.clock.now())
    city.run_due()

    assert city.state(case) == "completed"
    assert city.incidents(case) == []
    assert len(set(mailbox.tries)) == 1


def test_a_business_error_goes_to_the_diagram_and_not_to_an_operator(city: City) -> None:
    mailbox = install(city)
    mailbox.fails = [RefusedError()]
    case = ask(city)

    city.run_due()

    assert city.open_tasks(case) == ["repair"]
    assert city.incidents(case) == []


def test_a_worker_that_died_is_replaced_after_its_lease(city: City) -> None:
    mailbox = install(city)
    case = ask(city)
    leased = jobs._lease(city.services, city.clock.now())
    assert leased is not None

    city.advance(seconds=60)
    assert mailbox.tries == []
    city.advance(seconds=250)

    assert len(mailbox.received) == 1
    assert city.state(case) == "completed"


def test_a_worker_that_reports_after_its_lease_is_not_heard(city: City) -> None:
    mailbox = install(city)
    case = ask(city)
    late = jobs._lease(city.services, city.clock.now())
    assert late is not None
    city.advance(minutes=6)
    seen = city.state(case)

    jobs._run_job(city.services, late, city.clock.now())

    assert seen == "completed"
    assert mailbox.received == [late.idempotency_key] * 2  # at least once, with one key
    with read(city.services) as connection:
        entries = connection.scalars(select(event_log.c.kind)).all()
    assert entries.count("job_completed") == 1


def test_a_job_of_a_cancelled_case_is_not_run(city: City) -> None:
    mailbox = install(city)
    case = ask(city)
    with begin(city.services) as uow:
        cancel_instance(uow, case, reason="철회", actor=city.person("officer1"), now=city.clock.now())

    city.advance(hours=1)

    assert mailbox.tries == []


def test_a_job_of_a_suspended_case_waits_until_it_is_resumed(city: City) -> None:
    mailbox = install(city)
    case = ask(city)
    operator = city.person("operator1")
    with begin(city.services) as uow:
        suspend_instance(uow, case, reason="감사", actor=operator, now=city.clock.now())
    city.advance(hours=1)
    assert mailbox.tries == []

    with begin(city.services) as uow:
        resume_instance(uow, case, actor=operator, now=city.clock.now())
    city.run_due()

    assert city.state(case) == "completed"


def test_an_operation_that_is_not_installed_becomes_an_incident(city: City) -> None:
    install(city)
    case = ask(city)
    with city.unit_of_work() as uow:
        uow.connection.execute(update(outbox).values(operation="gone"))

    city.advance(hours=1)

    (incident,) = city.incidents(case)
    assert incident.code == "unknown_operation"


def test_a_job_is_leased_once_however_many_workers_look(city: City) -> None:
    install(city)
    ask(city)
    now = city.clock.now() + timedelta(seconds=1)

    leases = [jobs._lease(city.services, now) for _ in range(3)]

    assert [lease is not None for lease in leases] == [True, False, False]
    assert run_jobs(city.services, now=now) == 0
