"""Who may do the open tasks is asked again when people move, a few cases at a time."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from tasks.registers import deputies, people, roles
from tests.kit.city import City
from tests.kit.copies import copy_case
from tests.kit.statements import counting
from workflows.records.candidate import candidate
from workflows.records.user_task import user_task
from workflows.use_cases.reask_candidates import CHANGED, reask_candidates
from workflows.use_cases.resume_instance import resume_instance
from workflows.use_cases.suspend_instance import suspend_instance

TODAY = date(2027, 1, 4)


def new_officer(city: City) -> int:
    """Have somebody begin as an officer today."""
    with city.unit_of_work() as uow:
        person = people.add(uow.connection, "officer3", "새 주무관", "New Officer")
        roles.give(uow.connection, person, "officer", from_day=TODAY, division="ai_policy")
    return person


def asked(city: City, person: int) -> int:
    """Count the tasks in a person's worklist."""
    with city.connection() as connection:
        mine = select(func.count()).select_from(candidate).where(candidate.c.person_id == person)
        return int(connection.execute(mine).scalar_one())


@pytest.fixture
def waiting(city: City) -> int:
    """Three hundred cases that wait for any officer."""
    case = city.start("kit_approval", by="officer1")
    with city.unit_of_work() as uow:
        copy_case(uow.connection, case, 299)
    return 300


def test_a_new_officer_finds_every_open_task_a_few_cases_at_a_time(city: City, waiting: int) -> None:
    person, after, rounds = new_officer(city), 0, 0
    while after is not None:
        before = asked(city, person)
        looked = reask_candidates(city.services, now=city.clock.now(), after=after)
        after, rounds = looked.after, rounds + 1
        assert asked(city, person) - before == looked.changed <= CHANGED
    assert asked(city, person) == waiting
    assert rounds >= waiting // CHANGED


def test_when_nobody_moved_nothing_is_written(city: City, waiting: int) -> None:
    with counting(city.services) as counter:
        assert reask_candidates(city.services, now=city.clock.now()).changed == 0
    assert [sql for sql in counter.seen if not sql.startswith("SELECT")] == []


def test_a_suspended_case_is_asked_about_too_so_that_it_goes_on_with_the_right_people(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    now, operator = city.clock.now(), city.person("operator1")
    with city.unit_of_work() as uow:
        suspend_instance(uow, case, reason="감사", actor=operator, now=now)
        deputies.record_absence(uow.connection, city.person("officer2"), TODAY, TODAY, "출장")
    reask_candidates(city.services, now=now)
    with city.unit_of_work() as uow:
        resume_instance(uow, case, actor=operator, now=now)
    assert city.worklist("officer2") == []


def test_a_case_whose_rule_is_gone_is_left_and_the_others_are_asked_about(city: City, waiting: int) -> None:
    with city.unit_of_work() as uow:
        broken = uow.connection.execute(select(user_task.c.id).order_by(user_task.c.id).limit(1)).scalar_one()
        uow.connection.execute(user_task.update().where(user_task.c.id == broken).values(assign="gone"))
    person, after = new_officer(city), 0
    while after is not None:
        after = reask_candidates(city.services, now=city.clock.now(), after=after).after
    assert asked(city, person) == waiting - 1
