"""The history cannot be changed unnoticed."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, delete, insert, select, update

from tests.kit.city import City
from workflows.errors import ChainBroken, NotFound
from workflows.queries.history import history
from workflows.records.event_log import event_log
from workflows.records.event_reason import event_reason
from workflows.records.user_task import user_task
from workflows.runtime import read
from workflows.use_cases.resume_instance import resume_instance
from workflows.use_cases.suspend_instance import suspend_instance
from workflows.use_cases.verify_chain import verify_chain


@pytest.fixture
def case(city: City) -> int:
    """A case with five entries."""
    case = city.start("kit_approval", by="officer1")
    city.claim(case, "write", by="officer1")
    city.finish(case, "write", by="officer1", values={"subject": "도입"})
    city.finish(case, "review", by="officer2", values={"decision": "return", "reason": "보완"})
    city.finish(case, "write", by="officer1", values={"subject": "도입(보완)"})
    return case


def verify(city: City, case: int) -> int:
    with read(city.services) as connection:
        return verify_chain(connection, case)


def tamper(city: City, *statements: sa.Executable) -> None:
    """Change the history as somebody with the owner's rights over the database could."""
    with city.services.database.connect().execution_options(writes=True) as connection, connection.begin():
        _disarm(connection)
        for statement in statements:
            connection.execute(statement)


def _disarm(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ALTER TABLE event_log DISABLE TRIGGER ALL")
    else:
        connection.exec_driver_sql("DROP TRIGGER event_log_refuses_update")
        connection.exec_driver_sql("DROP TRIGGER event_log_refuses_delete")


def test_an_untouched_history_holds(city: City, case: int) -> None:
    assert verify(city, case) == 5


def test_the_database_refuses_to_change_an_entry(city: City, case: int) -> None:
    with (
        pytest.raises(sa.exc.IntegrityError, match="event_log is never changed"),
        city.unit_of_work() as uow,
    ):
        uow.connection.execute(update(event_log).values(actor_id=1))

    assert verify(city, case) == 5


@pytest.mark.parametrize(
    "change",
    [
        update(event_log).where(event_log.c.seq == 3).values(actor_id=99),
        update(event_log).where(event_log.c.seq == 3).values(body="{}"),
        update(event_log).where(event_log.c.seq == 3).values(kind="task_claimed"),
        update(event_log).where(event_log.c.seq == 3).values(hash="0" * 64),
        delete(event_log).where(event_log.c.seq == 3),
    ],
    ids=["another actor", "another content", "another kind", "another hash", "removed"],
)
def test_a_changed_entry_is_found_where_it_is(city: City, case: int, change: sa.Executable) -> None:
    tamper(city, change)

    with pytest.raises(ChainBroken) as broken:
        verify(city, case)
    assert broken.value.params["seq"] == 3


def test_a_history_that_was_cut_short_is_found(city: City, case: int) -> None:
    tamper(city, delete(event_log).where(event_log.c.seq == 5))

    with pytest.raises(ChainBroken) as broken:
        verify(city, case)
    assert broken.value.params["seq"] == 5


def test_a_swapped_pair_is_found(city: City, case: int) -> None:
    tamper(
        city,
        update(event_log).where(event_log.c.seq == 3).values(seq=103),
        update(event_log).where(event_log.c.seq == 4).values(seq=3),
        update(event_log).where(event_log.c.seq == 103).values(seq=4),
    )

    with pytest.raises(ChainBroken):
        verify(city, case)


def test_an_inserted_entry_is_found(city: City, case: int) -> None:
    with city.connection() as connection:
        last = connection.execute(select(event_log).where(event_log.c.seq == 5)).one()
    tamper(city, insert(event_log).values({**last._mapping, "seq": 6}))

    with pytest.raises(ChainBroken):
        verify(city, case)


def test_a_changed_answer_is_found_and_a_destroyed_one_is_no_break(city: City, case: int) -> None:
    written = user_task.c.element == "write"
    with city.unit_of_work() as uow:
        uow.connection.execute(update(user_task).where(written).values(answer=None, answer_salt=None))
    assert verify(city, case) == 5

    with city.unit_of_work() as uow:
        reviewed = update(user_task).where(user_task.c.element == "review")
        uow.connection.execute(reviewed.values(answer={"decision": "approve", "reason": None}))
    with pytest.raises(ChainBroken):
        verify(city, case)


def test_the_history_holds_no_answer_in_the_clear(city: City, case: int) -> None:
    with city.connection() as connection:
        bodies = connection.scalars(select(event_log.c.body)).all()

    assert not any("도입" in body or "보완" in body for body in bodies)
    assert [json.loads(body)["element"] for body in bodies[1:]] == ["write", "write", "review", "write"]


def test_a_reason_stands_beside_the_history_and_can_be_destroyed_but_not_changed(city: City, case: int) -> None:
    held = city.start("kit_approval", by="officer1")
    with city.unit_of_work() as uow:
        suspend_instance(uow, held, reason="담당자 입원", actor=city.person("operator1"), now=city.clock.now())
    with city.connection() as connection:
        assert not any("입원" in body for body in connection.scalars(select(event_log.c.body)))
        assert history(connection, held, "kit_approval")[-1].reason == "담당자 입원"
    with city.unit_of_work() as uow:
        uow.connection.execute(update(event_reason).values(reason=None, salt=None))
    assert verify(city, held) == 2
    with city.connection() as connection:
        assert history(connection, held, "kit_approval")[-1].reason == ""
    with city.unit_of_work() as uow:
        resume_instance(uow, held, reason="복귀", actor=city.person("operator1"), now=city.clock.now())
        uow.connection.execute(update(event_reason).where(event_reason.c.seq == 3).values(reason="다른 말"))
    with pytest.raises(ChainBroken):
        verify(city, held)


def test_there_is_no_history_of_a_case_that_never_was(city: City) -> None:
    with pytest.raises(NotFound):
        verify(city, 404)
