"""A site on a fresh city, with the hall permit published: one start form, two tasks, a message, a deadline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kit.city import City
from tests.kit.visitor import Visitor
from workflows.site import create_site


@pytest.fixture
def visitor(city: City) -> Callable[[str], Visitor]:
    """Give a way to sit somebody at a browser: `visitor("officer1")`, `visitor("")` for nobody signed in."""
    city.publish("hall_permit")
    site = create_site(city.services)

    def sit(login: str) -> Visitor:
        someone = Visitor(site)
        if login:
            someone.come_in(city, login)
        return someone

    return sit


APPLICATION = {
    "purpose": "인공지능 체험 행사",
    "kind": "free",
    "held_on": "2027-03-01",
    "costs.0.item": "무대",
    "costs.0.amount": "1,200,000",
    "pledge": "true",
}


@pytest.fixture
def permit(visitor: Callable[[str], Visitor]) -> int:
    """Give a hall permit that applicant1 has applied for through the pages."""
    page = visitor("applicant1").open("/start/hall_permit/apply").press("finish", APPLICATION)
    assert page.status == 200, page.words
    return int(page.address.rsplit("/", 1)[1])
