"""The drawing tool speaks Korean throughout, and the page is open to everybody."""

from __future__ import annotations

from tests.e2e.diagram_editor import DiagramEditor
from tests.e2e.person import Person
from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE
from tests.kit.vendor_diagrams import vendor_diagrams

_EVERY_STRING = """
  const missing = new Set();
  editor.on('editor.untranslated', ({ template }) => missing.add(template));
  const menus = editor.get('popupMenu');
  for (const xml of given) {
    await page.show(xml);
    const shapes = editor.get('elementRegistry').filter((each) => each.parent && !each.labelTarget);
    for (const shape of shapes) {
      editor.get('contextPad').getEntries(shape);
      const replace = editor.get('replaceMenuProvider');
      replace.getPopupMenuEntries(shape);
      replace.getPopupMenuHeaderEntries(shape);
      editor.get('elementNames').kind(shape);
    }
    for (const menu of ['align-elements', 'distribute-elements']) menus.isEmpty(shapes, menu);
    editor.get('contextPad').getEntries(shapes);
  }
  editor.get('palette').getEntries();
  editor.get('minimap').open();
  editor.get('minimap').close();
  editor.get('searchPad').open();
  editor.get('searchPad').close();
  await page.show(given[0]);
  const first = editor.get('elementRegistry').find((each) => /(Task|Event)$/.test(each.type));
  menus.open(first, 'bpmn-replace', { x: 9, y: 9 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (const node of document.querySelectorAll('.djs-popup *, .djs-palette *, .djs-minimap *')) {
    const texts = ['title', 'aria-label', 'placeholder'].map((name) => node.getAttribute(name));
    if (!node.children.length) texts.push(node.textContent);
    texts.filter((text) => /^[A-Z][a-z]/.test(text?.trim() ?? '')).forEach((text) => missing.add(text));
  }
  menus.close();
  return [...missing];
"""


@ON_ONE_STORE
def test_the_page_speaks_korean_throughout_and_is_open_to_everybody(editor: DiagramEditor) -> None:
    assert editor.run(_EVERY_STRING, [each.xml for each in vendor_diagrams() if "bpmn.io" in each.name]) == []

    editor.go_to("task")
    assert editor.person.findings() == []
    for key in ("a", "b", "s", "r"):
        editor.page.keyboard.press(key)
        offers = editor.page.locator("dialog.chooser [role=option] span").all_inner_texts()
        assert len(offers) > 5
        assert [offer for offer in offers if offer.isascii()] == []
        editor.page.keyboard.press("Escape")
        editor.page.wait_for_selector("dialog.chooser", state="detached")
    editor.page.keyboard.press("a")
    assert editor.person.findings() == []
    editor.page.keyboard.press("Escape")


@ON_ONE_STORE
def test_steps_and_flows_are_called_by_their_english_names_on_an_english_page(person: Person, city: City) -> None:
    city.publish("document_approval")
    editor = DiagramEditor.opened(person, "document_approval")
    person.reads("en")
    editor.open()
    assert "→ Fix the approval line (Yes)" in editor.row("ready_made_to_open_document").inner_text()


@ON_ONE_STORE
def test_borders_around_the_work_of_a_role_are_called_by_it_in_english(person: Person, city: City) -> None:
    city.publish("subsidy_case")
    person.enter_as("officer1")
    person.open("/processes/subsidy_case")
    person.reads("en")
    person.page.locator(".bjs-drilldown").first.click()
    for border, name in (("approver", "Approver"), ("secretary", "Committee secretary")):
        label = person.page.locator(f"[data-element-id=until_decision_{border}_band_label] tspan")
        label.first.wait_for()
        assert " ".join(label.all_text_contents()).split() == name.split()
