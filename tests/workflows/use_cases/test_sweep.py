"""The sweep wakes what was missed, and its age can be watched."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from tests.kit.city import City
from workflows.records import sweep as record
from workflows.use_cases.sweep import sweep


def test_a_sweep_wakes_what_the_dispatcher_missed_and_notes_its_time(city: City) -> None:
    city.start("kit_waits", by="officer1")
    city.clock.advance(timedelta(days=1))

    woken = [sweep(city.services, now=city.clock.now()) for _ in range(2)]

    assert woken == [1, 0]
    with city.connection() as connection:
        assert tuple(connection.execute(select(record.sweep)).one()) == ("sweep", city.clock.now(), 0)
