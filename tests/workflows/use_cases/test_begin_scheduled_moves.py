"""A move asked for at publishing is kept with the version and begun exactly once, when its day has come."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from tests.kit.city import City
from tests.kit.studio import PROCESS, Studio
from workflows.clock import city_date
from workflows.queries.moves import runs
from workflows.queries.scheduled_moves import scheduled_moves
from workflows.queries.versions import versions
from workflows.use_cases.advance_moves import advance_moves
from workflows.use_cases.begin_scheduled_moves import begin_scheduled_moves
from workflows.use_cases.plan_move import plan_move
from workflows.use_cases.schedule_move import schedule_move

LATER = date(2027, 2, 1)


@pytest.fixture
def studio(city: City) -> Studio:
    city.publish(PROCESS)
    city.start(PROCESS, by="officer1")
    return Studio(city)


def published(studio: Studio, old: str, new: str, day: date | None = None) -> None:
    """Publish a changed name whose publisher wants running cases to go along."""
    studio.open()
    studio.rename(old, new)
    found = studio.publish(studio.submit("고침"), effective_from=day)
    owner, now = studio.city.person("owner2"), studio.city.clock.now()
    with studio.city.unit_of_work() as uow:
        schedule_move(uow, PROCESS, found.definition_id, day, actor=owner, now=now)


def begin(studio: Studio) -> int:
    return begin_scheduled_moves(studio.city.services, now=studio.city.clock.now())


def statuses(studio: Studio) -> list[tuple[int, str]]:
    with studio.city.connection() as connection:
        listed = scheduled_moves(connection, PROCESS, city_date(studio.city.clock.now()))
    return [(each.number, each.status) for each in listed]


def targets(studio: Studio) -> list[int]:
    with studio.city.connection() as connection:
        return [each.target_number for each in runs(connection, PROCESS)]


def test_two_dispatchers_begin_it_once(studio: Studio) -> None:
    published(studio, "검토", "심사")

    with ThreadPoolExecutor(4) as pool:
        begun = list(pool.map(lambda _: begin(studio), range(4)))

    assert sum(begun) == 1
    assert (targets(studio), statuses(studio)) == ([2], [(2, "begun")])


def test_it_waits_for_a_move_that_is_under_way(studio: Studio) -> None:
    published(studio, "검토", "심사")
    now = studio.city.clock.now()
    with studio.city.connection() as connection:
        target = versions(connection, PROCESS, city_date(now))[0].definition_id
    with studio.city.unit_of_work() as uow:
        plan_move(uow, PROCESS, target, {}, actor=studio.city.person("owner1"), now=now)

    assert begin(studio) == 0
    assert statuses(studio) == [(2, "due")]
    while advance_moves(studio.city.services, now=now):
        pass
    assert begin(studio) == 1


def test_a_version_overtaken_before_its_day_moves_nothing(studio: Studio) -> None:
    published(studio, "검토", "심사", LATER)
    studio.open()
    studio.rename("심사", "확인")
    studio.publish(studio.submit("지금"))
    assert statuses(studio) == [(2, "overtaken")]

    studio.city.set_time("2027-02-01T00:00+09:00")
    assert begin(studio) == 0
    assert (targets(studio), statuses(studio)) == ([], [(2, "overtaken")])


def test_of_two_whose_day_has_come_while_the_program_stood_still_the_version_in_effect_counts(studio: Studio) -> None:
    published(studio, "검토", "심사", LATER)
    published(studio, "심사", "확인", date(2027, 3, 1))
    assert statuses(studio) == [(3, "waiting"), (2, "waiting")]

    studio.city.set_time("2027-03-02T09:00+09:00")
    assert begin(studio) == 1
    assert (targets(studio), statuses(studio)) == ([3], [(3, "begun"), (2, "overtaken")])
