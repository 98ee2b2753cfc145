"""All that the canvas does with a mouse, done in the outline by keyboard alone."""

from __future__ import annotations

from tests.e2e.diagram_editor import BPMN, JORYE, DiagramEditor
from tests.kit.stores import ON_ONE_STORE


def test_a_step_with_its_deadline_is_added_and_saved_without_a_mouse(editor: DiagramEditor) -> None:
    editor.go_to("examine")
    added = editor.choose("a", "사람이")
    editor.rename("현장 확인")
    editor.page.keyboard.press("Enter")
    editor.write("nameEn", "Site visit")
    editor.property("form").select_option("examination")
    editor.write("due", 'civil_period(held_on, "P10D")')
    editor.page.keyboard.press("Control+s")
    editor.page.wait_for_selector("[data-part=state][data-state=saved]", state="attached")

    editor.open()
    visit = editor.named("현장 확인")
    assert visit.get("id") == added
    assert visit.tag == f"{BPMN}userTask"
    assert {name: visit.get(JORYE + name) for name in ("nameEn", "form", "due")} == {
        "nameEn": "Site visit",
        "form": "examination",
        "due": 'civil_period(held_on, "P10D")',
    }
    assert editor.drawn().find(f".//{BPMN}sequenceFlow[@sourceRef='examine'][@targetRef='{added}']") is not None


@ON_ONE_STORE
def test_everything_the_mouse_can_do_is_done_by_keys_and_undone(editor: DiagramEditor) -> None:
    before = editor.text()
    flow = editor.drawn().find(f".//{BPMN}sequenceFlow[@sourceRef='examine']")
    assert flow is not None
    after = flow.get("targetRef")

    editor.go_to(str(flow.get("id")))
    between = editor.choose("i", "갈림길(하나만)")
    ends = [(each.get("sourceRef"), each.get("targetRef")) for each in editor.drawn().iter(f"{BPMN}sequenceFlow")]
    assert {("examine", between), (between, after)} <= set(ends)
    assert ("examine", after) not in ends

    editor.go_to("examine")
    late = editor.choose("b", "시간")
    boundary = editor.element(late)
    assert boundary is not None
    assert boundary.get("attachedToRef") == "examine"

    editor.page.keyboard.press("Control+z")
    editor.page.keyboard.press("Control+z")
    assert editor.text() == before

    # then connected, redirected, changed into something else, deleted
    editor.go_to("examine")
    gateway = editor.choose("a", "갈림길(하나만)")
    task = editor.choose("a", "시스템이")
    editor.go_to(gateway)
    editor.choose("c", "decide")
    flow = editor.drawn().find(f".//{BPMN}sequenceFlow[@sourceRef='{gateway}'][@targetRef='decide']")
    assert flow is not None

    editor.go_to(str(flow.get("id")))
    editor.choose("d", task)
    redirected = editor.element(str(flow.get("id")))
    assert redirected is not None
    assert redirected.get("targetRef") == task

    editor.go_to(str(flow.get("id")))
    editor.choose("o", "examine")
    assert [each.get("id") for each in editor.drawn().iter(f"{BPMN}sequenceFlow")].count(flow.get("id")) == 1
    reattached = editor.element(str(flow.get("id")))
    assert reattached is not None
    assert (reattached.get("sourceRef"), reattached.get("targetRef")) == ("examine", task)
    editor.page.keyboard.press("Control+z")

    editor.go_to(gateway)
    changed = editor.choose("r", "함께")
    assert editor.element(changed).tag == f"{BPMN}parallelGateway"  # type: ignore[union-attr]  # it is there
    editor.go_to(task)
    editor.page.keyboard.press("Delete")
    assert editor.element(task) is None
    assert editor.focused() != ""

    # a process without pools gets lanes, and a task moves between them
    editor.run("await page.show(given);", _BARE)
    editor.go_to("task")
    editor.page.keyboard.press("l")
    editor.page.wait_for_selector(".outline-table tr:has-text('레인')")
    lanes = [str(each.get("id")) for each in editor.drawn().iter(f"{BPMN}lane")]
    assert len(lanes) == 2

    editor.go_to(lanes[1])
    editor.rename("법무 담당")
    editor.go_to("task")
    editor.choose("m", "법무")
    lane = next(each for each in editor.drawn().iter(f"{BPMN}lane") if each.get("name") == "법무 담당")
    assert "task" in [each.text for each in lane.iter(f"{BPMN}flowNodeRef")]

    # the outline and the drawing follow each other
    editor.go_to("start")
    assert editor.run("return editor.get('selection').get().map(({ id }) => id);") == ["start"]

    editor.run("editor.get('selection').select(editor.get('elementRegistry').get('task'));")
    assert editor.row("task").get_attribute("aria-selected") == "true"
    editor.run("editor.get('modeling').updateLabel(editor.get('elementRegistry').get('task'), '다시 정함');")
    assert "다시 정함" in editor.row("task").inner_text()


_BARE = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
  id="definitions" targetNamespace="urn:t">
  <bpmn:process id="bare" isExecutable="true">
    <bpmn:startEvent id="start"/><bpmn:userTask id="task" name="일"/></bpmn:process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="bare">
    <bpmndi:BPMNShape id="start_di" bpmnElement="start">
      <dc:Bounds x="160" y="122" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="task_di" bpmnElement="task">
      <dc:Bounds x="260" y="100" width="100" height="80"/></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>"""
