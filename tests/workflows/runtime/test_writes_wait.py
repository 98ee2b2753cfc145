"""What is written waits for the commit and goes with it; whoever looks before finds it."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, delete, func, insert, select, update

from tests.kit.city import City
from workflows.errors import Conflict
from workflows.records.prepared import Expecting, Prepared
from workflows.records.sweep import sweep
from workflows.runtime import begin

ENTER = Prepared(insert(sweep).inline(), columns=[column.name for column in sweep.c])
RAISE = Expecting(update(sweep).where(sweep.c.name == bindparam("which")).values(woken=bindparam("seen")))
EMPTY = delete(sweep)


def entered(city: City) -> list[tuple[str, int]]:
    with city.connection() as connection:
        return [tuple(row) for row in connection.execute(select(sweep.c.name, sweep.c.woken).order_by(sweep.c.name))]


def row(city: City, name: str) -> dict[str, object]:
    return {"name": name, "finished_at": city.clock.now(), "woken": 0}


def test_what_waits_is_committed_although_nothing_else_was_asked(city: City) -> None:
    with begin(city.services) as uow:
        uow.write((ENTER, row(city, "first")), (RAISE, {"which": "first", "seen": 3}))

    assert [("first", 3)] == entered(city)


def test_what_waits_is_committed_after_something_was_asked(city: City) -> None:
    with begin(city.services) as uow:
        assert uow.connection.scalar(select(func.count()).select_from(sweep)) == 0
        uow.write((ENTER, [row(city, "first"), row(city, "second")]))

    assert [("first", 0), ("second", 0)] == entered(city)


def test_whoever_looks_before_the_commit_finds_what_waited(city: City) -> None:
    with begin(city.services) as uow:
        uow.write((ENTER, row(city, "first")))

        assert uow.connection.scalar(select(func.count()).select_from(sweep)) == 1


def test_a_row_that_is_not_found_as_expected_undoes_everything_at_the_commit(city: City) -> None:
    with pytest.raises(Conflict), begin(city.services) as uow:
        uow.connection.execute(EMPTY)
        uow.write((ENTER, row(city, "first")), (RAISE, {"which": "nobody", "seen": 1}), (ENTER, row(city, "second")))

    assert [] == entered(city)


def test_a_row_that_is_not_found_is_told_to_whoever_looks_before_the_commit(city: City) -> None:
    with pytest.raises(Conflict), begin(city.services) as uow:
        uow.write((RAISE, {"which": "nobody", "seen": 1}))
        uow.connection.execute(EMPTY)

    with begin(city.services) as uow:
        uow.write((ENTER, row(city, "next")))
    assert [("next", 0)] == entered(city)
