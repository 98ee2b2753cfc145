"""In the editor the keyboard is neither caught nor lost, and finds its way."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.diagram_editor import DiagramEditor
from tests.kit.stores import ON_ONE_STORE

pytestmark = pytest.mark.browser

SECOND_WAY = """
  const find = (id) => editor.get('elementRegistry').get(id);
  const end = editor.get('building').append(find('examine'), { type: 'bpmn:EndEvent' });
  editor.get('modeling').connect(find('examine'), end);
"""
"""Two flows to one end: something is found about it, and something may be put right by one press."""
HERE = "document.activeElement.closest('[data-field]')?.dataset.field"
PART = "document.activeElement.closest('[data-part]')?.dataset.part"


@ON_ONE_STORE
def test_tab_passes_every_property_and_goes_on_to_the_findings(editor: DiagramEditor) -> None:
    page, keyboard = editor.page, editor.page.keyboard
    editor.run(SECOND_WAY)
    fix = page.get_by_role("button", name="바로 고치기").first
    fix.wait_for()
    editor.go_to("examine")
    keyboard.press("Enter")
    fields = page.locator("[data-part=properties] [data-field]").evaluate_all("all => all.map(e => e.dataset.field)")
    passed = []
    while page.evaluate(PART) == "properties":
        passed.append(page.evaluate(HERE))
        keyboard.press("Tab")
        assert len(passed) < 3 * len(fields), f"the keyboard is caught at {passed[-1]}"
    assert page.evaluate(PART) == "findings"
    assert set(fields) == set(filter(None, passed))

    # what was found is put right, and is gone: the keyboard stays where the findings are
    while not fix.evaluate("fix => fix === document.activeElement"):
        keyboard.press("Tab")
    keyboard.press("Enter")
    expect(page.locator(".findings-summary")).to_be_focused()

    # from pane to pane, and back
    parts = []
    for key in ("F6", "F6", "F6", "F6", "Shift+F6", "Shift+F6"):
        keyboard.press(key)
        parts.append(page.evaluate(PART))
    assert parts == ["outline", "canvas", "properties", "findings", "properties", "canvas"]


def test_saving_and_searching_keep_the_keyboard(editor: DiagramEditor) -> None:
    page, keyboard = editor.page, editor.page.keyboard
    row = page.locator(".outline-table tr:focus")
    state = page.locator("[data-part=state]")
    flow = editor.row("examine").locator("xpath=following-sibling::tr[1]").get_attribute("data-id")

    # while a name is being written, it is saved with it
    editor.go_to("examine")
    keyboard.press("F2")
    keyboard.type("현장 확인")
    keyboard.press("Control+s")
    expect(row).to_contain_text("현장 확인")
    expect(state).to_have_attribute("data-state", "saved")
    expect(state).to_contain_text("저장했습니다")

    # while a property is being written
    keyboard.press("Enter")
    keyboard.press("End")
    keyboard.type(" 다시")
    keyboard.press("Control+s")
    expect(editor.property("name")).to_be_focused()
    expect(state).to_have_attribute("data-state", "saved")
    expect(row.or_(editor.row("examine"))).to_contain_text("현장 확인 다시")
    keyboard.press("Escape")
    expect(row).to_have_attribute("data-id", "examine")

    # with the button
    editor.rename("검토")
    save = page.get_by_role("button", name="저장", exact=True)
    expect(save).to_be_enabled()
    while not save.evaluate("save => save === document.activeElement"):
        keyboard.press("Shift+Tab")
    keyboard.press("Enter")
    expect(save).to_be_disabled()
    expect(save).to_be_focused()
    keyboard.press("F6")

    # what is folded away is found, and unfolded
    keyboard.press("ArrowLeft")
    expect(editor.row(str(flow))).to_have_count(0)
    keyboard.press("Control+f")
    expect(page.locator("dialog.chooser input")).to_be_focused()
    keyboard.type(str(flow))
    keyboard.press("Enter")
    expect(row).to_have_attribute("data-id", str(flow))
