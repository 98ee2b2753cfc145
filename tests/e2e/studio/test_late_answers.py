"""Whatever answers late finds somebody at work: nothing that was typed is lost, and nothing old is said of it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Route, expect

from tests.e2e.diagram_editor import DiagramEditor
from tests.e2e.person import Person


class Held:
    """Requests that are held back until they are let go."""

    def __init__(self, person: Person, address: str, concerns: Callable[[Route], bool]) -> None:
        self._routes: list[Route] = []
        self._concerns = concerns
        person.page.route(address, self._meet)

    def _meet(self, route: Route) -> None:
        if self._concerns(route):
            self._routes.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        """Let all go on, those that come yet as well."""
        self._concerns = lambda route: False
        for each in self._routes:
            each.continue_()


def test_what_is_being_written_stays_when_the_offers_of_other_fields_arrive(person: Person) -> None:
    DiagramEditor.opened(person, "hall_permit")
    facts = Held(person, "**/diagram/facts", lambda route: True)
    person.open("/studio/hall_permit/diagram")
    editor = DiagramEditor(person, "hall_permit")
    editor.go_to("examine")
    editor.property("due").focus()
    editor.page.keyboard.press("Control+A")
    editor.page.keyboard.type("today() +")
    facts.let_go()
    editor.is_ready()
    editor.page.keyboard.type(" days(10)")
    editor.page.keyboard.press("Tab")

    assert editor.property("due").input_value() == "today() + days(10)"
    editor.property("form").select_option("application")


def test_an_answer_about_what_was_typed_before_is_not_said_of_what_is_typed_now(person: Person) -> None:
    editor = DiagramEditor.opened(person, "hall_permit")
    written = "today() + days(10)"
    earlier = Held(person, "**/expression", lambda route: route.request.post_data_json["text"] != written)
    editor.go_to("examine")
    editor.property("due").focus()
    editor.page.keyboard.press("Control+A")
    with editor.page.expect_request("**/expression"):
        editor.page.keyboard.type("today() +")
    editor.page.keyboard.type(" days(10)")
    message = editor.page.locator("[data-field=due] .expression-message")
    expect(message).to_have_text("값의 종류: 날짜")
    with editor.page.expect_response("**/expression"):
        earlier.let_go()

    editor.page.keyboard.press("End")  # whatever came is taken up by now
    expect(message).to_have_text("값의 종류: 날짜")
    assert editor.property("due").get_attribute("aria-invalid") is None
