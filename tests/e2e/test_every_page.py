"""Every page at three widths: nothing serious for assistive technology, nothing wider than the window."""

from __future__ import annotations

import pytest

from tests.e2e.person import Person
from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE
from workflows.queries.case import receptions
from workflows.use_cases.watch_deadlines import watch_deadlines

pytestmark = pytest.mark.browser

APPLIED = {
    "purpose": "인공지능 체험 행사",
    "kind": "free",
    "held_on": "2027-03-01",
    "costs": [{"item": "무대", "amount": 1_200_000}],
    "pledge": True,
}


@ON_ONE_STORE
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_can_be_used_by_everybody_at_every_width(person: Person, city: City, language: str) -> None:
    case = city.start("hall_permit", by="applicant1", values=APPLIED)
    for _ in range(2):
        city.advance(days=7)
        with city.unit_of_work() as uow:
            watch_deadlines(uow, now=city.clock.now())
    city.start("hall_permit", by="applicant2", values=APPLIED)
    city.advance(days=6)
    found: dict[str, list[str]] = {}
    for login, addresses in _pages(city, case).items():
        _come_in(person, login, language)
        found |= person.faults_of(addresses)
    assert found == {}


def test_a_refused_form_can_be_used_by_everybody(person: Person) -> None:
    person.enter_as("applicant1")
    person.open("/start/hall_permit/apply")
    person.sends()
    person.page.wait_for_selector("[data-error-summary][data-seen]")
    assert person.findings() == []


def test_the_skip_link_is_the_first_stop_of_the_keyboard(person: Person) -> None:
    person.enter_as("officer1")
    person.page.keyboard.press("Tab")
    assert person.page.evaluate("document.activeElement.className") == "skip"
    person.page.keyboard.press("Enter")
    person.page.wait_for_selector("#main:focus")


def test_a_request_is_found_and_sent_with_the_keyboard_alone(person: Person, city: City) -> None:
    case = city.start("hall_permit", by="applicant1", values=APPLIED)
    person.enter_as("applicant1")
    person.open(f"/cases/{case}")
    person.tab_to("신청 취하")
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**/messages/*")
    person.tab_to("", "TEXTAREA")
    person.page.keyboard.type("행사 취소")
    person.tab_to("신청 취하 보내기")
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**done=sent")
    assert city.state(case) == "completed"


def test_a_diagram_fills_the_screen_and_comes_back(person: Person, city: City) -> None:
    person.enter_as("officer1")
    person.open("/processes/hall_permit")
    person.page.click("[data-zoom=full]")
    person.page.wait_for_selector(":fullscreen")
    person.page.click("[data-zoom=full]")
    person.page.wait_for_selector(":fullscreen", state="detached")


def _request(city: City, case: int) -> str:
    with city.connection() as connection:
        [waiting] = receptions(connection, case)
    return f"/cases/{case}/messages/{waiting.subscription_id}"


def _come_in(person: Person, login: str, language: str) -> None:
    person.look(1280)
    if login:
        person.enter_as(login)
    else:
        person.page.context.clear_cookies()
        person.open("/sign-in")
    person.reads(language)


def _pages(city: City, case: int) -> dict[str, list[str]]:
    task = city.task(case, "examine").id
    return {
        "": ["/sign-in"],
        "officer1": ["/", f"/tasks/{task}", "/cases", f"/cases/{case}", "/start", "/no/such/page"],
        "applicant1": [f"/cases/{case}", _request(city, case), "/start/hall_permit/apply"],
        "operator1": ["/operations", "/processes", "/processes/hall_permit", "/committees", "/ordinance"],
        "payment1": ["/"],
    }
