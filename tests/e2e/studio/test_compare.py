"""A second person sees what a submission changes: in sentences, and marked in two diagrams beside each other."""

from __future__ import annotations

import pytest

from tests.e2e.person import Person
from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE
from tests.kit.studio import Studio

pytestmark = pytest.mark.browser


@ON_ONE_STORE
def test_a_change_is_said_and_marked_in_both_diagrams(person: Person, city: City) -> None:
    city.publish("hall_permit")
    studio = Studio(city, "hall_permit")
    studio.open()
    studio.rename('name="허가 결정"', 'name="허가 심사"')
    submission = studio.submit("낱말을 바꿈")
    person.enter_as("owner2")
    person.open(f"/studio/hall_permit/submissions/{submission}")
    assert "이름: ‘허가 결정" in person.page.inner_text("main")
    person.page.wait_for_selector("[data-compare][data-ready]")
    for side in ("before", "after"):
        assert person.page.locator(f"[data-side={side}] .djs-element.is-changed").count() == 1
    assert person.findings() == []

    # on an English page it is marked too, and the English names are drawn
    person.reads("en")
    person.page.wait_for_selector("html[lang=en] [data-compare][data-ready]")
    for side in ("before", "after"):
        changed = person.page.locator(f"[data-side={side}] .djs-element.is-changed")
        assert changed.all_text_contents() == ["Decide"]
