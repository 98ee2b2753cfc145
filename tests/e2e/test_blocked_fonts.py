"""Offices whose browsers load no fonts from the web see the drawings all the same."""

from __future__ import annotations

import pytest

from tests.e2e.diagram_editor import DiagramEditor
from tests.e2e.person import Person
from tests.kit.stores import ON_ONE_STORE

pytestmark = pytest.mark.browser


@ON_ONE_STORE
def test_a_process_is_drawn_and_edited_where_web_fonts_are_blocked(person: Person) -> None:
    person.page.route("**/*.woff2", lambda request: request.abort())

    person.enter_as("owner1")
    person.open("/processes/hall_permit")
    assert person.page.locator("[data-diagram] [data-element-id=examine]").is_visible()

    editor = DiagramEditor.opened(person, "hall_permit")
    assert editor.element("examine") is not None
    assert all("Failed to load resource" in each for each in person.complaints)  # the browser says what was blocked
    person.complaints.clear()
