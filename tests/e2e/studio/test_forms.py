"""The form builder in a real browser: for everybody at every width, with the keyboard, redrawn without losing place."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.e2e.person import Person
from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE
from tests.kit.studio import Studio

pytestmark = pytest.mark.browser
FORMS = "/studio/hall_permit/forms"
PAGES = (
    "",
    "/application",
    "/application?field=kind",
    "/application?field=costs.amount",
    "/application?section=0",
    "/application?part=checks",
    "/application?part=add",
    "/application?part=json",
    "/application/preview?preview=en",
)


@pytest.fixture
def owner(person: Person, city: City) -> Person:
    Studio(city, "hall_permit").open()
    person.enter_as("owner1")
    return person


@ON_ONE_STORE
@pytest.mark.parametrize(("language", "widths"), [("ko", (320, 1280)), ("en", (320,))])
def test_the_builder_can_be_used_by_everybody_at_every_width(
    owner: Person, language: str, widths: Sequence[int]
) -> None:
    owner.reads(language)
    addresses = [*(FORMS + page for page in PAGES), "/studio/hall_permit/import-form"]
    assert owner.faults_of(addresses, widths) == {}


def test_a_field_is_added_moved_and_made_conditional_with_the_keyboard_alone(owner: Person) -> None:
    owner.open(f"{FORMS}/application?part=add")
    owner.page.focus("#b-title")
    owner.page.keyboard.type("보증금")
    owner.tab_to("항목 넣기", "")
    owner.page.keyboard.press("Enter")
    owner.page.wait_for_url("**field=text*")
    owner.page.focus("[id='up-text']")
    owner.page.keyboard.press("Enter")
    owner.page.wait_for_selector(".entries > li:nth-last-child(2) > .entry-line > a:has-text('보증금')")
    owner.page.wait_for_selector("#up-text:focus")


@ON_ONE_STORE
def test_a_wrong_expression_is_told_while_it_is_typed(owner: Person) -> None:
    owner.open(f"{FORMS}/application?field=purpose")
    owner.page.fill("#b-x-show-if", "kind = ")
    owner.page.wait_for_selector("#b-x-show-if-faults .field-error")
    owner.page.fill("#b-x-show-if", 'kind == "free"')
    owner.page.wait_for_selector("#b-x-show-if-faults .hint")


@ON_ONE_STORE
def test_the_preview_beside_the_builder_is_live(owner: Person) -> None:
    owner.open(f"{FORMS}/application")
    assert owner.page.locator("#f-ticket").count() == 0
    owner.page.click("label[for=f-kind-2]")
    owner.page.wait_for_selector("#f-ticket")
