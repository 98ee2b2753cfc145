"""The diagram editor as somebody uses it: rows of the outline by keyboard, properties, the text that is saved."""

from __future__ import annotations

from typing import Any, Self

from lxml import etree
from playwright.sync_api import Locator

from tests.e2e.person import Person

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
JORYE = "{urn:jorye:bpmn:1}"
_KNOWS_OFFERS = """() =>
  document.querySelector("[data-studio]").studio.editor.get("config.studio").facts.clauses.length > 0"""
"""A function: what is no function would have to be evaluated again, which a page does not allow."""


class DiagramEditor:
    """The editor of one process's draft, opened by a process owner."""

    def __init__(self, person: Person, process_id: str) -> None:
        self.person, self.page, self.process_id = person, person.page, process_id

    @classmethod
    def opened(cls, person: Person, process_id: str, login: str = "owner1") -> Self:
        """Open a process's draft, and the editor on it, as a process owner."""
        person.enter_as(login)
        person.open(f"/studio/{process_id}")
        opening = person.page.locator(f"form[action='/studio/{process_id}/draft'] button")
        if opening.count():
            with person.page.expect_navigation():
                opening.click()
        editor = cls(person, process_id)
        editor.open()
        return editor

    def open(self) -> None:
        """Open the page anew and wait until it can be worked on."""
        self.person.open(f"/studio/{self.process_id}/diagram")
        self.is_ready()

    def is_ready(self) -> None:
        """Wait until the diagram is drawn, its first findings are told, and what properties offer is there."""
        self.page.wait_for_selector("[data-studio][data-ready]")
        self.page.wait_for_selector(".findings-summary:not(.is-working)", state="attached")
        self.page.wait_for_function(_KNOWS_OFFERS)

    def run(self, script: str, given: Any = None) -> Any:
        """Run a script with `page`, `editor` and `given` in sight."""
        head = "const page = document.querySelector('[data-studio]').studio; const { editor } = page;"
        return self.page.evaluate(f"async (given) => {{ {head} {script} }}", given)

    # --- what is drawn

    def text(self) -> str:
        """Give the diagram as it would be saved now."""
        return str(self.run("return editor.get('saver').text();"))

    def drawn(self) -> etree._Element:
        """Give the root of the diagram as it would be saved now."""
        return etree.fromstring(self.text().encode())

    def element(self, element_id: str) -> etree._Element | None:
        """Give one element of the diagram; None when it is gone."""
        return self.drawn().find(f".//{BPMN}process//*[@id='{element_id}']")

    def named(self, name: str) -> etree._Element:
        """Give the element of the process that has a name."""
        found = self.drawn().findall(f".//{BPMN}process//*[@name='{name}']")
        assert len(found) == 1, (name, found)
        return found[0]

    # --- by keyboard

    def row(self, element_id: str) -> Locator:
        """Give an element's row of the outline."""
        return self.page.locator(f".outline-table tr[data-id='{element_id}']")

    def go_to(self, element_id: str) -> None:
        """Walk to a row with the arrow keys, from the first row down."""
        self.page.locator(".outline-table tr[tabindex='0']").focus()
        self.page.keyboard.press("Home")
        for _ in range(self.page.locator(".outline-table tbody tr").count()):
            if self.focused() == element_id:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no row {element_id}")

    def focused(self) -> str:
        """Give the id of the row that has the keyboard; empty elsewhere."""
        return str(self.page.evaluate("document.activeElement?.closest('tr')?.dataset.id ?? ''"))

    def choose(self, key: str, *words: str) -> str:
        """Press an action's key, search in its dialog, take the first answer; gives the row with the keyboard then."""
        self.page.keyboard.press(key)
        self.page.keyboard.type(" ".join(words))
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("dialog.chooser", state="detached")
        return self.focused()

    def rename(self, name: str) -> None:
        """Rename the element of the row that has the keyboard."""
        self.page.keyboard.press("F2")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")

    def property(self, key: str) -> Locator:
        """Give the control of a property."""
        return self.page.locator(f"[data-part=properties] [data-field='{key}'] :is(input, select, textarea)").first

    def write(self, key: str, value: str) -> None:
        """Write a property and leave the field."""
        self.property(key).focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(value)
        self.page.keyboard.press("Tab")
