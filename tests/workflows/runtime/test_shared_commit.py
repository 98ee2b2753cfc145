"""On SQLite those who waited for each other share a commit; what fails is undone alone, what counts is durable."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from tests.kit.city import City
from tests.kit.statements import counting
from workflows.errors import Conflict, NotYours
from workflows.records import one_writer
from workflows.records.draft import draft
from workflows.runtime import UnitOfWork, begin
from workflows.use_cases.save_draft import save_draft

PEOPLE = ("officer1", "officer2", "team_lead1", "division_head1")


pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
"""PostgreSQL lets transactions run side by side: there is no commit to share."""


@pytest.fixture
def task_id(city: City, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(one_writer, "LONGEST", 60)  # a busy machine must not part those who belong together
    return city.task(city.start("kit_approval", by="officer1"), "write").id


class StruckError(Exception):
    """Raised in the middle of a step, by nobody's fault."""


Step = Callable[[UnitOfWork], None]


def all_at_once(city: City, steps: list[Step], done: list[Future[None]] | None = None) -> list[Future[None]]:
    """Do the steps in transactions that all wait for one that is open, in the order given."""
    done = [] if done is None else done

    def one(step: Step) -> None:
        with begin(city.services) as uow:
            step(uow)

    writer = city.services.writer
    with ThreadPoolExecutor(len(steps)) as pool, begin(city.services):
        for step in steps:
            done.append(pool.submit(one, step))
            while len(writer) < len(done):
                time.sleep(0.001)
    return done


def typing(city: City, task_id: int, login: str) -> Step:
    person = city.person(login)
    return lambda uow: save_draft(uow, task_id, {"subject": login}, actor=person, now=city.clock.now())


def kept(city: City) -> set[str]:
    with city.connection() as connection:
        return {row["subject"] for row in connection.scalars(sa.select(draft.c.submitted))}


def strike(uow: UnitOfWork) -> None:
    raise StruckError


def test_those_who_waited_share_one_commit(city: City, task_id: int) -> None:
    steps = [typing(city, task_id, login) for login in PEOPLE]

    with counting(city.services) as counter:
        done = all_at_once(city, steps)

    assert [None] * len(PEOPLE) == [each.result() for each in done]
    assert set(PEOPLE) == kept(city)
    assert counter.seen.count("COMMIT") == 1


def test_more_than_fit_into_one_commit_go_into_the_next(
    city: City, task_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_writer, "MOST_STEPS", 3)

    with counting(city.services) as counter:
        all_at_once(city, [typing(city, task_id, login) for login in PEOPLE])

    assert set(PEOPLE) == kept(city)
    assert counter.seen.count("COMMIT") == 2


@pytest.mark.parametrize("place", range(len(PEOPLE)))
def test_a_step_that_fails_is_undone_alone(city: City, task_id: int, place: int) -> None:
    """The failing one writes before it fails; wherever it stands, the others' work is kept."""
    steps = [typing(city, task_id, login) for login in PEOPLE]
    write = steps[place]

    def fails(uow: UnitOfWork) -> None:
        write(uow)
        strike(uow)

    steps[place] = fails
    done = all_at_once(city, steps)

    with pytest.raises(StruckError):
        done[place].result()
    assert set(PEOPLE) - {PEOPLE[place]} == kept(city)


def test_what_was_typed_survives_a_refusal_among_others(city: City, task_id: int) -> None:
    survivor = typing(city, task_id, "officer2")

    def refused(uow: UnitOfWork) -> None:
        uow.even_if_refused(survivor)
        raise NotYours(name="기안")

    done = all_at_once(city, [typing(city, task_id, "officer1"), refused, typing(city, task_id, "team_lead1")])

    with pytest.raises(NotYours):
        done[1].result()
    assert {"officer1", "officer2", "team_lead1"} == kept(city)


def test_nobody_is_told_that_it_is_done_when_the_shared_commit_fails(city: City, task_id: int) -> None:
    class Full(Exception):  # noqa: N818  # named for the disk
        pass

    def full(_connection: sa.Connection) -> None:
        raise Full

    steps = [typing(city, task_id, login) for login in PEOPLE]
    city.services.let_go()
    sa.event.listen(city.services.database, "commit", full)
    try:
        with pytest.raises(Full):
            all_at_once(city, steps)
    finally:
        sa.event.remove(city.services.database, "commit", full)

    assert set() == kept(city)
    with begin(city.services) as uow:
        steps[0](uow)
    assert {PEOPLE[0]} == kept(city)


def test_a_transaction_that_the_database_gave_up_is_told_to_all_who_were_in_it(city: City, task_id: int) -> None:
    """SQLite undoes a whole transaction by itself when the disk is full, whatever was marked in it."""

    def gave_up(uow: UnitOfWork) -> None:
        uow.connection.connection.driver_connection.execute("ROLLBACK")  # type: ignore[union-attr]  # it is open

    done: list[Future[None]] = []
    with pytest.raises(Conflict):
        all_at_once(city, [typing(city, task_id, "officer1"), gave_up, typing(city, task_id, "team_lead1")], done)

    assert [each.exception() is None for each in done] == [False, False, True]
    assert {"team_lead1"} == kept(city)
