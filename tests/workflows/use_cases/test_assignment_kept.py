"""Who may do a task is remembered between cases, and never longer than it is true."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import select

from tasks.registers import deputies, people, posts, roles
from tasks.registers.staff_stamp import staff_stamp
from tests.kit.city import City
from tests.kit.statements import counting
from workflows.records.candidate import candidate

TODAY = date(2027, 1, 4)


def asked(city: City, case: int) -> set[int]:
    with city.connection() as connection:
        return set(
            connection.scalars(select(candidate.c.person_id).where(candidate.c.task_id == city.task(case, "write").id))
        )


def test_a_second_case_asks_the_registers_only_whether_anything_changed(city: City) -> None:
    first = city.start("kit_approval", by="officer1")
    with counting(city.services) as counter:
        second = city.start("kit_approval", by="officer1")

    assert asked(city, first) == asked(city, second) == {city.person("officer1"), city.person("officer2")}
    assert not [sql for sql in counter.seen if "role_holder" in sql]


def test_a_new_officer_is_asked_from_the_next_task_on(city: City) -> None:
    city.start("kit_approval", by="officer1")
    with city.unit_of_work() as uow:
        new = people.add(uow.connection, "officer3", "새 주무관", "New Officer")
        roles.give(uow.connection, new, "officer", from_day=TODAY, division="ai_policy")

    assert new in asked(city, city.start("kit_approval", by="officer1"))


def test_who_goes_away_today_is_not_asked_today(city: City) -> None:
    city.start("kit_approval", by="officer1")
    with city.unit_of_work() as uow:
        deputies.record_absence(uow.connection, city.person("officer2"), TODAY, TODAY, "출장")

    assert asked(city, city.start("kit_approval", by="officer1")) == {city.person("officer1")}


def test_what_was_undone_is_not_remembered(city: City) -> None:
    city.start("kit_approval", by="officer1")
    with pytest.raises(ZeroDivisionError), city.unit_of_work() as uow:
        deputies.record_absence(uow.connection, city.person("officer2"), TODAY, TODAY, "출장")
        raise ZeroDivisionError

    assert city.person("officer2") in asked(city, city.start("kit_approval", by="officer1"))


@pytest.mark.parametrize(
    "change",
    [
        sa.insert(roles.role_holder).values(person_id=1, role="officer", from_day=TODAY),
        sa.update(posts.post_holder).values(from_day=date(2026, 1, 1)),
        sa.delete(deputies.post_deputy),
    ],
    ids=["entered", "changed", "removed"],
)
def test_every_change_of_the_staff_sets_a_new_mark(city: City, change: sa.Executable) -> None:
    with city.unit_of_work() as uow:
        before = uow.connection.scalar(select(staff_stamp.c.stamp))
        uow.connection.execute(change)

        assert uow.connection.scalar(select(staff_stamp.c.stamp)) != before
