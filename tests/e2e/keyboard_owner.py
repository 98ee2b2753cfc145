"""A process owner without a mouse: comes to everything with Tab and the keys of the studio, and sees where that is."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect

from tests.e2e.process_owner import ProcessOwner

KEYS = {"흐름에 끼우기": "i", "다음에 잇기": "a", "목적지 바꾸기": "d"}
"""What is done with an element, and the key that the list of keys names for it."""
PANES = ("outline", "canvas", "properties", "findings")
_MOST = 100
"""Nobody presses Tab more often than this to come to anything."""
_IS_AT_START = "document.activeElement === document.body"
_IS_HERE = "wanted => wanted === document.activeElement"
_IS_AHEAD = """wanted => Boolean(
  document.activeElement.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_FOLLOWING)"""
_IS_PROPERTY = "wanted => Boolean(wanted.closest('[data-part=properties]'))"
_IS_SEEN = """() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
}"""
_CHOSEN = "list => list.selectedOptions[0]?.label"


class KeyboardOwner(ProcessOwner):
    """Works on one process in the studio by the keyboard alone."""

    # --- by hand

    def comes_to(self, wanted: Locator) -> None:
        """Press Tab, or Shift and Tab, until the keyboard is there; that has to be seen."""
        wanted.wait_for()
        self._takes_the_short_way(wanted)
        key = "Tab" if wanted.evaluate(_IS_AHEAD) else "Shift+Tab"
        for _ in range(_MOST):
            if self._is_at(wanted):
                assert self.page.evaluate(_IS_SEEN), f"nobody sees that the keyboard is at {wanted}"
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard never comes to {wanted}")

    def _is_at(self, wanted: Locator) -> bool:
        """Tell it in one look: a button may be drawn anew between finding it and asking where the keyboard is."""
        return wanted.and_(self.page.locator(":focus")).count() > 0

    def _takes_the_short_way(self, wanted: Locator) -> None:
        if self.page.evaluate(_IS_AT_START) and wanted.evaluate("wanted => Boolean(wanted.closest('main'))"):
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Enter")  # past what stands above every page
            self.page.locator("main:focus").wait_for()
        elif self._is_in("outline") and wanted.evaluate(_IS_PROPERTY):
            self.page.keyboard.press("Enter")

    def hits(self, what: Locator) -> None:
        """Press a button or a link."""
        self.comes_to(what)
        self.page.keyboard.press("Enter")

    def fills(self, field: Locator, value: str) -> None:
        """Write into a field, in the place of what it says."""
        self.comes_to(field)
        self.page.keyboard.press("Control+A")
        if value:
            self.page.keyboard.type(value)
        else:
            self.page.keyboard.press("Delete")

    def picks(self, field: Locator, choice: str) -> None:
        """Choose from a list by the words of the choice."""
        self.comes_to(field)
        field.locator("option", has_text=choice).first.wait_for(state="attached")
        self.page.keyboard.press("Home")
        for _ in range(field.locator("option").count()):
            if field.evaluate(_CHOSEN) == choice:
                return
            self.page.keyboard.press("ArrowDown")
        assert field.evaluate(_CHOSEN) == choice

    def ticks(self, box: Locator) -> None:
        """Put a mark into a box."""
        self.comes_to(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def follows(self, words: str) -> None:
        """Follow a link by its words."""
        super().follows(words)
        self._arrives()

    def presses(self, words: str) -> None:
        """Press a button by its words and wait for the page it leads to."""
        super().presses(words)
        self._arrives()

    def _arrives(self) -> None:
        """An address that names a place of its page puts the keyboard there."""
        place = self.page.locator(f"[id='{urlsplit(self.page.url).fragment}']")
        if place.count():
            expect(place).to_be_focused()

    # --- the diagram

    def finds(self, name: str) -> None:
        """Search the diagram for an element and go to it."""
        self._goes_to_outline()
        self.page.keyboard.press("Control+f")
        self._answers_dialog(name)
        self.page.locator(".outline-table tr:focus", has_text=name).wait_for()

    def selects(self, element_id: str) -> None:
        """Go to an element's or a flow's row of the outline."""
        self._goes_to_outline()
        self.page.keyboard.press("Control+f")
        self._answers_dialog(element_id)
        self.page.locator(f".outline-table tr[data-id='{element_id}']:focus").wait_for()

    def does(self, action: str, choice: str) -> None:
        """Press the key of an action in the outline and take what is searched for in its dialog."""
        self._goes_to_outline()
        self.page.keyboard.press(KEYS[action])
        self._answers_dialog(choice)

    def _answers_dialog(self, words: str) -> None:
        dialog = self.page.locator("dialog.chooser")
        expect(dialog.get_by_role("combobox")).to_be_focused()
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        dialog.wait_for(state="detached")

    def deletes(self, element_id: str) -> None:
        """Take an element away with the button beside the outline: Tab to the bar, arrows along it."""
        self.selects(element_id)
        self.page.keyboard.press("Shift+Tab")
        button = self.page.get_by_role("toolbar").get_by_role("button", name="지우기", exact=True)
        for _ in range(self.page.get_by_role("toolbar").get_by_role("button").count()):
            if self._is_at(button):
                break
            self.page.keyboard.press("ArrowRight")
        self.hits(button)
        self.page.locator(".outline-table tr:focus").wait_for()

    def cites(self, label: str, *clauses: str) -> None:
        """Pick clauses for a property."""
        for clause in clauses:
            self.fills(self.property(label), clause)
            self.page.locator("[data-part=properties] [role=option]:visible").first.wait_for()
            self.page.keyboard.press("Enter")

    def goes_where(self, finding: Locator, name: str) -> None:
        """Follow a finding to its element."""
        self._walks_to("findings")
        super().goes_where(finding, name)

    def saves(self) -> None:
        """Save the diagram with its key, which leaves the keyboard where it was."""
        before = self.page.locator(":focus").element_handle()
        self.page.keyboard.press("Control+s")
        self.is_saved()
        assert before.evaluate(_IS_HERE)

    def _goes_to_outline(self) -> None:
        if self._is_in("properties"):
            self.page.keyboard.press("Escape")
        self._walks_to("outline")
        self.page.locator(".outline-table tr:focus").wait_for()

    def _walks_to(self, part: str) -> None:
        for _ in PANES:
            if not self._is_in(part):
                self.page.keyboard.press("F6")
        assert self._is_in(part), part

    def _is_in(self, part: str) -> bool:
        return self.page.locator(f"[data-part={part}] :focus").count() > 0
