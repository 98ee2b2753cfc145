"""One commit per step, few statements, and drafts that outlive a refusal."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.kit.city import City
from tests.kit.statements import counting
from workflows.errors import NotYours
from workflows.records.draft import draft
from workflows.runtime import begin
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.save_draft import save_draft

HOT = ("instance", "user_task", "candidate", "event_log", "timer", "idempotency", "draft", "outbox", "subscription")


def test_finishing_a_task_takes_at_most_eight_statements_and_one_commit(city: City) -> None:
    """Beside what the assignment rules read in the registers."""
    city.start("kit_relay", by="officer1")
    case = city.start("kit_relay", by="officer1")
    task_id, actor = city.task(case, "first").id, city.person("officer2")

    with counting(city.services) as counter, begin(city.services) as uow:
        complete_user_task(uow, task_id, {}, actor=actor, now=city.clock.now(), idempotency_key="click")

    ours = [sql for sql in counter.seen if any(f" {table} " in f"{sql} ".replace("\n", " ") for table in HOT)]
    assert city.open_tasks(case) == ["second"]
    assert len(ours) <= 8, "\n\n".join(ours)
    assert counter.seen.count("COMMIT") == 1


def test_what_was_to_survive_a_refusal_is_written_although_the_step_is_undone(city: City) -> None:
    task_id = city.task(city.start("kit_approval", by="officer1"), "write").id
    typed = {"actor": city.person("officer1"), "now": city.clock.now()}

    with pytest.raises(NotYours), begin(city.services) as uow:
        save_draft(uow, task_id, {"subject": "버려진다"}, **typed)
        uow.even_if_refused(lambda unit: save_draft(unit, task_id, {"subject": "남는다"}, **typed))
        raise NotYours(name="기안")

    with city.connection() as connection:
        assert connection.scalars(select(draft.c.submitted)).all() == [{"subject": "남는다"}]


def test_a_programming_error_is_no_refusal_and_keeps_nothing(city: City) -> None:
    task_id = city.task(city.start("kit_approval", by="officer1"), "write").id
    typed = {"actor": city.person("officer1"), "now": city.clock.now()}

    with pytest.raises(ZeroDivisionError), begin(city.services) as uow:
        uow.even_if_refused(lambda unit: save_draft(unit, task_id, {}, **typed))
        raise ZeroDivisionError

    with city.connection() as connection:
        assert connection.scalar(select(func.count()).select_from(draft)) == 0
