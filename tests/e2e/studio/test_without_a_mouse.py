"""The tour's edit, done by who has no mouse: from the form to the submission, with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e import site_visit as tour
from tests.e2e.diagram_editor import BPMN, JORYE, DiagramEditor
from tests.e2e.keyboard_owner import KeyboardOwner
from tests.e2e.person import Person
from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE

pytestmark = pytest.mark.browser

PARTS = {
    "studio-form": "main",
    "studio-step": "[data-part=properties]",
    "studio-finding": ".studio-findings",
}
"""Where the tour has come to, and what is worked with there: what axe looks at on its way."""


@ON_ONE_STORE
def test_a_site_visit_is_drawn_mended_and_handed_over_with_the_keyboard_alone(person: Person, city: City) -> None:
    city.publish(tour.PROCESS)
    owner = KeyboardOwner(person, tour.PROCESS)
    faults: list[str] = []

    def look(place: str) -> None:
        faults.extend(person.findings(PARTS[place]))

    owner.enters("owner1")
    owner.opens_draft()
    tour.makes_the_form(owner, look)
    tour.draws_the_step(owner, look)
    tour.is_told_and_mends_it(owner, look)
    expect(owner.page.locator(".finding-row-error")).to_have_count(0)
    _is_drawn(DiagramEditor(person, tour.PROCESS))
    assert "/submissions/" in tour.hands_it_over(owner)
    assert faults == []


def _is_drawn(editor: DiagramEditor) -> None:
    step = editor.named("현장 확인")
    said = {name: step.get(JORYE + name) for name in ("nameEn", "form", "due", "dueClause", "clauses")}
    assert said == {
        "nameEn": "Site visit",
        "form": "site_visit",
        "due": "today() + days(10)",
        "dueClause": "T41",
        "clauses": "IMP-12",
    }
    fits = editor.named("현장이 맞나요?")
    ways = [each for each in editor.drawn().iter(f"{BPMN}sequenceFlow") if each.get("sourceRef") == "site_fits"]
    assert {
        (each.get("name"), each.findtext(f"{BPMN}conditionExpression"), each.get("targetRef")) for each in ways
    } == {
        ("예", None, "eligibility_review"),
        ("아니요", 'visit_result == "differs"', "propose"),
    }
    assert fits.get("default") == "site_fits_yes"
    [lane] = editor.drawn().findall(f".//{BPMN}lane[@id='until_decision_officer']")
    assert {"site_visit", "site_fits"} <= {each.text for each in lane.iter(f"{BPMN}flowNodeRef")}
