"""A real site on a port, a real Chromium before it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import uvicorn
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.browser_city import CityAtABrowser
from tests.e2e.person import PATIENCE, Person
from tests.kit.city import City
from workflows.site import create_site

_YEARS = {"session_hours": 3 * 365 * 24, "session_idle_minutes": 3 * 365 * 24 * 60}
"""A walk lets months pass between two clicks; that a session ends over night is tested without a browser."""

BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
"""The first one draws no window around the page, which saves a third of the time."""


expect.set_options(timeout=PATIENCE)


def _chromium() -> str | None:
    return os.environ.get("JORYE_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give Chromium; without one the test is skipped, or fails where nothing may be skipped."""
    path = _chromium()
    if path is None:
        if os.environ.get("JORYE_REQUIRE_ALL") == "1":
            pytest.fail("Chromium is missing: install it or name it in JORYE_CHROMIUM")
        pytest.skip("needs Chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--font-render-hinting=none"])
        yield chromium
        chromium.close()


@pytest.fixture
def site(city: City) -> Iterator[str]:
    """Serve the city's site; gives its address.

    The city moves time and does what comes due by itself: a dispatcher of the site would have some of it still in hand
    when a story looks at the outcome.
    """
    city.publish("hall_permit")
    door = socket.create_server(("127.0.0.1", 0))  # kept open: a port that was only looked up may be taken meanwhile
    port = door.getsockname()[1]
    lasting = replace(city.services, settings=replace(city.services.settings, **_YEARS))
    without_dispatcher = uvicorn.Config(create_site(lasting), lifespan="off", log_level="warning")
    server = uvicorn.Server(without_dispatcher)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def person(browser: Browser, site: str) -> Iterator[Person]:
    """Give somebody at a browser, signed in as nobody yet, who asked for nothing to move gently."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="ko-KR", timezone_id="Asia/Seoul", reduced_motion="reduce"
    )
    someone = Person(context.new_page(), site)
    yield someone
    assert someone.complaints == []
    context.close()


@pytest.fixture
def at_browser(person: Person, city: City) -> CityAtABrowser:
    """Give the city with its people at the browser."""
    return CityAtABrowser(city, person)
