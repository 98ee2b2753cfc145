"""Who holds which role is the same, asked person by person or role by role."""

from __future__ import annotations

from tasks.registers.roles import everybodys_roles, people_with_role
from tests.kit.city import City
from workflows.clock import city_date
from workflows.rights import EVERY_ROLE


def test_everybodys_roles_are_what_each_role_says_of_its_people(city: City) -> None:
    today = city_date(city.clock.now())

    with city.unit_of_work() as uow:
        held = everybodys_roles(uow.connection, today)
        asked = {role: people_with_role(uow.connection, role, today) for role in EVERY_ROLE}

    found = {role: {person for person, roles in held.items() if role in roles} for role in EVERY_ROLE}
    assert found == {role: set(people) for role, people in asked.items()}
    assert sum(map(len, found.values())) > 10
