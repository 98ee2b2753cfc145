"""Decision tables and letters in a real browser: usable by everybody at every width, and comfortable with scripts."""

from __future__ import annotations

import pytest

from bpmn.decisions.editing import new_file, sheets
from bpmn.letters.editing import new_letter
from tests.e2e.person import Person
from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE
from tests.kit.studio import PROCESS, Studio
from workflows.queries.process_draft import draft_file
from workflows.use_cases.save_process_file import save_process_file

pytestmark = pytest.mark.browser

TABLE = f"/studio/{PROCESS}/decisions/band"
LETTER = f"/studio/{PROCESS}/letters/notice"

_EVERY_STRING = """async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const { editor, untranslated } = document.querySelector('[data-decision]').table;
  const [sheet, modeling, menu, registry] = ['sheet', 'modeling', 'contextMenu', 'elementRegistry']
    .map((name) => editor.getActiveViewer().get(name));
  const { input: [input], output: [output], rule: [rule] } = sheet.getRoot().businessObject;
  const english = (text) => /^[A-Z][a-z]+( [a-z]+)*:?$/.test(text?.trim() ?? '');
  const seen = new Set();
  let menus = 0;
  const look = async () => {
    await frame();
    await frame();
    for (const node of document.querySelectorAll('[data-part=table] *')) {
      const texts = ['title', 'aria-label', 'placeholder'].map((name) => node.getAttribute(name));
      if (!node.children.length) texts.push(node.textContent);
      texts.filter(english).forEach((text) => seen.add(text));
    }
  };
  const open = async (given) => {
    menu.open({ x: 100, y: 100 }, given);
    await look();
    if (document.querySelector('.context-menu')?.textContent) menus += 1;
    menu.close();
  };
  for (const policy of ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER']) {
    modeling.editHitPolicy(policy, undefined);
    await look();
  }
  for (const aggregation of ['SUM', 'MIN', 'MAX', 'COUNT']) {
    modeling.editHitPolicy('COLLECT', aggregation);
    await look();
  }
  modeling.editHitPolicy('UNIQUE', undefined);
  await open({ contextMenuType: 'input-edit', input });
  await open({ contextMenuType: 'output-edit', output });
  for (const typeRef of ['string', 'boolean', 'number', 'integer', 'long', 'double', 'date', 'time', 'dateTime',
    'dayTimeDuration', 'yearMonthDuration']) {
    for (const column of [input.inputExpression, output]) modeling.updateProperties(column, { typeRef });
    for (const { id } of [rule.inputEntry[0], rule.outputEntry[0]]) {
      await open({ contextMenuType: 'simple-mode-edit', element: registry.get(id) });
    }
  }
  for (const { id } of [rule.inputEntry[0], input, output]) await open({ contextMenuType: 'context-menu', id });
  return { missing: [...untranslated, ...seen], menus };
}"""


@pytest.fixture
def owner(person: Person, city: City) -> Person:
    city.publish(PROCESS)
    Studio(city).open()
    files = {"decisions/band.dmn": new_file("band", "결재선"), "letters/notice.toml": new_letter("통지")}
    with city.unit_of_work() as uow:
        for name, content in files.items():
            who = city.person("owner1")
            save_process_file(uow, PROCESS, name, content, if_match="", actor=who, now=city.clock.now())
    person.enter_as("owner1")
    return person


@ON_ONE_STORE
def test_tables_and_letters_can_be_used_by_everybody_at_every_width(owner: Person) -> None:
    addresses = [f"/studio/{PROCESS}/decisions", TABLE, f"/studio/{PROCESS}/letters", LETTER]
    assert owner.faults_of(addresses, (320, 1280)) == {}


def test_the_table_editor_speaks_korean_and_saves_the_same_file(owner: Person, city: City) -> None:
    owner.open(f"{TABLE}/comfortable")
    page = owner.page
    page.wait_for_selector("[data-decision][data-ready]")
    assert "적중 정책" in page.inner_text("[data-part=table]")
    assert page.evaluate(_EVERY_STRING) == {"missing": [], "menus": 27}
    page.click(".hit-policy .dms-input")
    cut_off = page.locator(".dms-select-options").evaluate("list => list.scrollHeight - list.clientHeight")
    assert cut_off == 0
    page.keyboard.press("Escape")
    assert page.locator(".powered-by-logo, .bjs-powered-by, .powered-by").count()
    page.evaluate(
        """() => {
          const viewer = document.querySelector('[data-decision]').table.editor.getActiveViewer();
          const table = viewer.get('sheet').getRoot().businessObject;
          viewer.get('modeling').editCell(table.rule[0].inputEntry[0], '< 10');
        }"""
    )
    page.wait_for_selector("[data-state=changed]")
    page.click("[data-part=save]")
    page.wait_for_selector("[data-state=saved]")
    with city.connection() as connection:
        (sheet,) = sheets(draft_file(connection, PROCESS, "decisions/band.dmn")[0])
    assert ("< 10",) == sheet.lines[0].tests


@ON_ONE_STORE
def test_the_preview_follows_the_typing(owner: Person) -> None:
    owner.open(LETTER)
    owner.page.locator("[id='block.0.text']").press_sequentially("1. {{ name }}님께 알립니다.")
    owner.page.wait_for_selector("#preview >> text=‹name›님께 알립니다.")
