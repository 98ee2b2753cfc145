"""Every form of the catalogue as people see it, the signed document, and the pages that stop a case and resume it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest

from tasks.registers import documents
from tests.e2e.person import AXE, WCAG, Person
from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE
from tests.kit.studio import Studio
from tests.kit.subsidy import SubsidyStory, programme_without_call
from workflows.use_cases.load_demo import catalogue
from workflows.use_cases.suspend_instance import suspend_instance

pytestmark = pytest.mark.browser
FORMS = [
    (bundle.process_id, Path(name).stem)
    for bundle in catalogue()
    for name in sorted(bundle.files)
    if name.startswith("forms/")
]
OPINION = '[{"number": 1, "opinion_id": 1, "given_by": "x", "opinion": "y", "treatment": "accepted", "reason": "z"}]'
SAMPLES = {
    ("annual_plan", "treatment"): {"sample.opinions": OPINION},
    ("basic_plan", "treatment"): {"sample.opinions": OPINION},
    ("subsidy_case", "settlement_review"): {"sample.notified_on": "today()"},
}
"""What an owner types beside the preview of a form whose samples nothing in the process tells."""
_LOOK = """async ([addresses, rules]) => {
  const found = {};
  const place = document.querySelector("main");
  const drawn = async (asked) => {
    const page = new DOMParser().parseFromString(await (await asked).text(), "text/html");
    const form = page.querySelector("form#answer");
    place.replaceChildren(...(form ? [form] : []));
    return form;
  };
  for (const address of addresses) {
    let form = await drawn(fetch(address));
    if (!form) { found[address] = ["there is no form"]; continue; }
    for (const { value } of form.querySelectorAll("button[name=do][value^='add:']")) {
      const typed = new FormData(form);
      typed.set("do", value);
      form = await drawn(fetch(form.getAttribute("action"), { method: "POST", body: typed }));
    }
    const { violations } = await axe.run(form, { runOnly: rules, resultTypes: ["violations"] });
    const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
    const faults = serious.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    if (faults.length) found[address] = faults;
  }
  return found;
}"""
"""Draws one form after the other into the page, each of its tables with a row, and asks axe about the form alone."""


def address(process_id: str, name: str) -> str:
    """Give where the studio draws a form."""
    return f"/studio/{process_id}/forms/{name}/preview?{urlencode(SAMPLES.get((process_id, name), {}))}"


@ON_ONE_STORE
def test_every_form_of_the_catalogue_can_be_used_by_everybody(person: Person, city: City) -> None:
    for process_id in {process_id for process_id, _ in FORMS}:
        city.publish(process_id)
        Studio(city, process_id).open()
    addresses = [address(process_id, name) for process_id, name in FORMS]
    person.enter_as("owner1")
    person.look(360)
    person.open(addresses[0])
    person.page.evaluate(AXE.read_text("utf-8"))
    assert person.page.evaluate(_LOOK, [addresses, WCAG]) == {}


@ON_ONE_STORE
def test_the_signed_document_and_the_pages_that_stop_a_case_can_be_used_by_everybody(
    person: Person, city: City
) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_ready_to_decide().is_proposed().is_signed()
    stopped = SubsidyStory.filed(city, "ai_adoption_2027")
    with city.unit_of_work() as uow:
        suspend_instance(uow, stopped.case, reason="감사", actor=city.person("operator1"), now=city.clock.now())
        [document] = documents.of_case(uow.connection, story.case)

    person.enter_as("officer1")
    found = person.faults_of([f"/documents/{document.id}"], widths=(360,))
    person.enter_as("operator1")
    found |= person.faults_of([f"/cases/{story.case}/suspend", f"/cases/{stopped.case}/resume"], widths=(360,))
    assert found == {}
