"""A process owner who has read nothing adds a step, is told what is wrong with it, tries it, and moves cases."""

from __future__ import annotations

import pytest

from tests.e2e import site_visit as tour
from tests.e2e.person import Person
from tests.e2e.process_owner import ProcessOwner
from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE

pytestmark = pytest.mark.browser


@ON_ONE_STORE
def test_a_first_time_owner_adds_a_step_and_moves_two_hundred_cases(person: Person, city: City) -> None:
    tour.two_hundred_cases(city)
    owner = ProcessOwner(person, tour.PROCESS)
    tour.walk(owner, city, keep=lambda name: None)
