"""Every property of every kind of element can be written, is in the text then, and can be taken back."""

from __future__ import annotations

from bpmn.letters.editing import new_letter
from tests.e2e.diagram_editor import BPMN, DiagramEditor
from tests.e2e.person import Person
from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE
from tests.kit.studio import Studio
from tests.kit.vendor_diagrams import vendor_diagrams
from workflows.use_cases.save_process_file import save_process_file

_WRITE_ALL = """
  const panel = editor.get('propertiesPanel');
  const faults = [];
  let written = 0;
  for (const xml of given) {
    await page.show(xml);
    const saver = editor.get('saver');
    const commands = editor.get('commandStack');
    for (const { id } of editor.get('elementRegistry').filter((each) => each.parent && !each.labelTarget)) {
      const element = () => editor.get('elementRegistry').get(id);
      const fields = () => { editor.get('selection').select(element()); panel.show(); return panel.fields(); };
      for (const key of fields().filter(({ set, key }) => set && key !== 'id').map(({ key }) => key)) {
        const field = fields().find((each) => each.key === key);
        const last = (field.choices ?? []).at(-1)?.id;
        const value = { check: !field.value, picker: ['A5P2'], select: last, colours: 'blue' }[field.kind] ?? 'x1';
        try {
          field.set(value);
          fields();
          written += 1;
        } catch (fault) {
          faults.push([id, key, fault.message]);
        }
        while (commands.canUndo()) commands.undo();
        if ((await saver.text()) !== xml) faults.push([id, key, 'not undone']);
      }
    }
  }
  return { faults, written };
"""


@ON_ONE_STORE
def test_every_property_can_be_written_and_taken_back(editor: DiagramEditor) -> None:
    found = editor.run(_WRITE_ALL, [each.xml for each in vendor_diagrams() if each.name.startswith("bpmn.io")])

    assert found["faults"] == []
    assert found["written"] > 200


@ON_ONE_STORE
def test_a_task_that_sends_a_letter_leads_to_it(person: Person, city: City) -> None:
    city.publish("hall_permit")
    Studio(city, "hall_permit").open()
    with city.unit_of_work() as uow:
        owner, now = city.person("owner1"), city.clock.now()
        name, letter = "letters/permit.toml", new_letter("허가 통지")
        save_process_file(uow, "hall_permit", name, letter, if_match="", actor=owner, now=now)
    editor = DiagramEditor.opened(person, "hall_permit")
    person.open("/studio/hall_permit")
    person.open("/studio/hall_permit/diagram#decide")  # as other pages lead to an element
    editor.page.wait_for_selector("[data-studio][data-ready]")
    assert editor.run("return editor.get('selection').get().map(({ id }) => id);") == ["decide"]

    editor.go_to("decide")
    sending = editor.choose("a", "시스템이")
    editor.page.keyboard.press("Enter")
    editor.property("operation").focus()
    editor.page.keyboard.type("document_open")
    editor.page.keyboard.press("Enter")
    editor.property("letter").select_option("permit")

    drawn = editor.element(sending)
    assert drawn is not None
    given = {each.get("name"): each.get("value") for each in drawn.iter("{urn:jorye:bpmn:1}parameter")}
    assert given == {"letter": '"permit"'}
    link = editor.page.get_by_role("link", name="문서 고치기: 허가 통지")
    assert link.get_attribute("href") == "/studio/hall_permit/letters/permit"


@ON_ONE_STORE
def test_a_repeated_task_with_a_new_message_and_a_timer_reads_as_bpmn(editor: DiagramEditor) -> None:
    editor.go_to("examine")
    editor.property("repetition").select_option("sequential")
    editor.write("loopDataInputRef", "divisions")
    editor.write("inputDataItem", "division")
    many = editor.element("examine").find(f"{BPMN}multiInstanceLoopCharacteristics")  # type: ignore[union-attr]  # there
    assert many is not None
    assert (many.get("isSequential"), many.findtext(f"{BPMN}loopDataInputRef")) == ("true", "divisions")
    assert [each.get("name") for each in many.iter(f"{BPMN}inputDataItem")] == ["division"]

    editor.go_to("examine")
    event = editor.choose("b", "메시지")
    editor.property("messageRef").select_option("+")
    editor.write("root_name", "withdraw")
    drawn = editor.drawn()
    message = next(each for each in drawn.iter(f"{BPMN}message") if each.get("name") == "withdraw")
    meant = next(each for each in drawn.iter(f"{BPMN}boundaryEvent") if each.get("id") == event)
    assert meant.find(f"{BPMN}messageEventDefinition").get("messageRef") == message.get("id")  # type: ignore[union-attr]  # it is

    editor.go_to("examine")
    late = editor.choose("b", "시간")
    editor.write("timeDuration", "P10D")
    timed = editor.element(late)
    assert timed is not None
    assert timed.findtext(f"{BPMN}timerEventDefinition/{BPMN}timeDuration") == "P10D"
