"""A small permit from application to decision at a real browser, with scripts and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.person import Person, Step
from tests.e2e.walk import walk
from tests.kit.city import City

pytestmark = pytest.mark.browser

APPLIED = {
    "purpose": "인공지능 체험 행사",
    "kind": "free",
    "held_on": "2027-03-01",
    "costs": [{"item": "무대", "amount": 1_200_000}],
    "pledge": True,
}
EXAMINED = {"complete": "no", "missing": "배치도", "opinion": "보완 뒤 허가"}


def _application(folder: Path) -> dict[str, object]:
    plan = folder / "plan.pdf"
    plan.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    return {
        "purpose": "인공지능 체험 행사",
        "kind": "paid",
        "ticket": "5,000",
        "held_on": "2027-03-01",
        "costs": [{"item": "무대", "amount": 1_200_000}, {"item": "음향", "amount": 800_000}],
        "plan": plan,
        "pledge": True,
    }


def test_a_permit_is_applied_for_examined_and_decided(person: Person, city: City, tmp_path: Path) -> None:
    person.enter_as("applicant1")
    case = person.start("hall_permit", "apply", _application(tmp_path))
    assert person.page.locator("text=plan.pdf").count() == 1
    assert city.values(case)["total"] == 2_000_000
    walk(
        person,
        city,
        case,
        [Step("officer1", "examine", EXAMINED), Step("officer2", "decide", {"permitted": "yes"})],
    )
    assert city.state(case) == "completed"


def test_the_total_follows_the_rows_while_they_are_typed(person: Person) -> None:
    person.enter_as("applicant1")
    person.open("/start/hall_permit/apply")
    person.fill({"costs": [{"item": "무대", "amount": 1000}, {"item": "음향", "amount": 2000}]})
    expect(person.page.locator("#f-total")).to_have_text("3,000 원")


def test_a_draft_is_saved_while_typing(person: Person, city: City) -> None:
    case = city.start("hall_permit", by="applicant1", values=APPLIED)
    person.enter_as("officer1")
    person.open(f"/tasks/{city.task(case, 'examine').id}")
    person.page.fill("[name=opinion]", "쓰는 중")
    person.page.press("[name=opinion]", "Tab")
    person.page.wait_for_selector("#draft-status:not(:empty)")
    person.page.reload()
    assert person.page.input_value("[name=opinion]") == "쓰는 중"


def test_the_keyboard_lands_on_the_list_of_errors(person: Person) -> None:
    person.enter_as("applicant1")
    person.open("/start/hall_permit/apply")
    person.sends()
    person.page.wait_for_selector("[data-error-summary][data-seen]")
    assert person.page.evaluate("document.activeElement.id") == "errors"
    person.page.click("#errors a >> nth=0")
    person.page.wait_for_selector("#f-purpose:focus")


def test_the_whole_way_works_without_scripts(browser: Browser, site: str, city: City, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    person = Person(context.new_page(), site)
    person.enter_as("applicant1")
    person.page.goto(f"{site}/start/hall_permit/apply")
    values = _application(tmp_path)
    person.page.check("input[value=paid]")
    with person.page.expect_navigation():
        person.page.locator("button[value='add:costs']").click()
    for name in ("purpose", "ticket", "held_on"):
        person.page.fill(f"[name={name}]", str(values[name]))
    for number, (item, amount) in enumerate((("무대", "1200000"), ("음향", "800000"))):
        person.page.fill(f"[name='costs.{number}.item']", item)
        person.page.fill(f"[name='costs.{number}.amount']", amount)
    person.page.set_input_files("[name=plan]", str(values["plan"]))
    with person.page.expect_navigation():
        person.page.locator("button[value=finish]").click()
    assert person.page.locator(".error-summary li").count() == 1
    assert person.page.locator(".file-kept").count() == 1
    person.page.check("[name=pledge]")
    person.page.locator("button[value=finish]").click()
    person.page.wait_for_url("**/cases/*")
    assert person.page.locator("#steps tbody tr").count() == 2
    context.close()
