"""Attackers at the doors of a fresh city: a client that shows what the server really answers, faults included."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.kit.city import City
from tests.kit.portal import sharing_the_loop
from tests.kit.visitor import ORIGIN
from tests.workflows.web.conftest import permit, visitor  # noqa: F401  # fixtures, by their names
from workflows.runtime import begin
from workflows.site import create_site
from workflows.use_cases.enter_demo import enter_demo

Attacker = Callable[[str], TestClient]


def csrf(client: TestClient, address: str = "/") -> str:
    """Give the token that the page at an address carries."""
    words: str = client.get(address).text
    return words.partition('name="csrf" value="')[2].partition('"')[0]


@pytest.fixture
def attacker(city: City) -> Attacker:
    """Give a way to send raw requests as somebody: `attacker("officer1")`, `attacker("")` for a stranger."""
    city.publish("hall_permit")
    site = create_site(city.services)

    def sit(login: str) -> TestClient:
        client = sharing_the_loop(
            TestClient(site, base_url=ORIGIN, raise_server_exceptions=False, follow_redirects=False)
        )
        client.headers["origin"] = ORIGIN
        if login:
            with begin(city.services) as uow:
                client.cookies.set("jorye_session", enter_demo(uow, login, now=city.clock.now()).token)
        return client

    return sit
