"""The pictures of the documentation: taken only when asked for (`make pictures`), of a city hall at work."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from tests.e2e import site_visit as tour
from tests.e2e.browser_city import CityAtABrowser
from tests.e2e.person import Person
from tests.e2e.process_owner import ProcessOwner
from tests.e2e.scene import busy
from tests.kit.city import City
from tests.kit.programs import clean_environment, free_port, until

pytestmark = [pytest.mark.browser, pytest.mark.pictures]


def test_the_pictures_of_the_documentation(city: City, at_browser: CityAtABrowser) -> None:
    scene = busy(city)
    take = at_browser.picture
    examination = city.task(scene.examined.case, "examination").id
    take("sign-in", "", "/sign-in")
    take("my-tasks", "officer1", "/")
    take("my-tasks-phone", "officer1", "/", width=390, height=844)
    take("task-form", "officer1", f"/tasks/{examination}", height=1180)
    take("case", "officer1", f"/cases/{scene.granted.case}", height=1240)
    take("process", "officer1", "/processes/subsidy_case", height=1000)
    take("application", "applicant1", f"/tasks/{city.task(scene.applying.case, 'application').id}", height=1240)
    take("requests", "applicant1", f"/cases/{scene.granted.case}", height=700)
    take("letter", "applicant1", f"/documents/{scene.notice}", height=1500)


def test_the_pictures_of_the_studio(city: City, person: Person) -> None:
    tour.two_hundred_cases(city)
    tour.walk(ProcessOwner(person, tour.PROCESS), city, keep=person.picture)


def test_the_picture_of_the_operations_page(browser: Browser, tmp_path: Path) -> None:
    """Only a real scheduler has real runs: they are looked at in an installation of their own."""
    with installation(tmp_path / "data") as site:
        context = browser.new_context(viewport={"width": 1280, "height": 1240}, locale="ko-KR")
        person = Person(context.new_page(), site)
        person.enter_as("operator1")

        def has_swept() -> bool:
            person.open("/operations")
            return person.page.locator(".chip-success").count() > 0

        until(has_swept, lambda: person.page.inner_text("main"))
        person.picture("operations")
        context.close()


@contextmanager
def installation(folder: Path) -> Iterator[str]:
    """Start `jorye up` with the demo; gives its address."""
    port = free_port()
    environment = clean_environment(
        JORYE_DATA=str(folder), JORYE_PORT=str(port), JORYE_PREFECT_PORT=str(free_port()), JORYE_LANGUAGE="ko"
    )
    command = [sys.executable, "-m", "workflows.cli", "up", "--demo"]
    started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    site = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return httpx.get(f"{site}/healthz", trust_env=False).is_success
        except httpx.HTTPError:
            return False

    try:
        until(answers, lambda: "the web did not start")
        yield site
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(60)
