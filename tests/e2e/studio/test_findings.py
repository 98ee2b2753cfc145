"""What is wrong is said while it is drawn, where it is, and put right with one press where there is one answer."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.diagram_editor import BPMN, DiagramEditor
from tests.kit.stores import ON_ONE_STORE


@ON_ONE_STORE
def test_what_is_wrong_is_told_at_its_place_and_put_right(editor: DiagramEditor) -> None:
    editor.run(
        "const find = (id) => editor.get('elementRegistry').get(id);"
        "editor.get('modeling').connect(find('examine'), editor.get('building').append(find('examine'), given));",
        {"type": "bpmn:EndEvent"},
    )
    finding = editor.page.locator(".finding", has=editor.page.locator(".finding-jump")).filter(has_text="갈")
    fix = finding.get_by_role("button", name="바로 고치기").first
    fix.wait_for()
    assert "found" in (editor.row("examine").locator(".found").first.get_attribute("class") or "")

    finding.locator(".finding-jump").first.click()
    assert editor.run("return editor.get('selection').get().map(({ id }) => id);") == ["examine"]
    fix.click()
    leaving = [
        each.get("targetRef")
        for each in editor.drawn().iter(f"{BPMN}sequenceFlow")
        if each.get("sourceRef") == "examine"
    ]
    assert len(leaving) == 1

    # a wrong expression is told while it is typed, and names are offered
    editor.go_to("examine")
    editor.page.keyboard.press("Enter")
    field = editor.property("due")
    field.focus()
    editor.page.keyboard.press("Control+A")
    editor.page.keyboard.type("civil_per")
    offered = editor.page.locator("[data-field=due] [role=option]")
    offered.first.wait_for()
    assert "civil_period" in offered.all_inner_texts()[0]
    editor.page.keyboard.press("ArrowDown")
    editor.page.keyboard.press("Enter")
    assert field.input_value() == "civil_period()"

    editor.page.keyboard.type("held_on +")
    message = editor.page.locator("[data-field=due] .expression-message.is-wrong")
    expect(message).to_contain_text("칸")


STUCK = """
const after = (element, type) =>
  editor.get('autoPlace').append(element, editor.get('elementFactory').createShape({ type }));
const join = after(editor.get('elementRegistry').get('examine'), 'bpmn:ParallelGateway');
editor.get('modeling').connect(after(join, 'bpmn:UserTask'), join);
"""
"""A join that waits for what can only come through itself."""


@ON_ONE_STORE
def test_the_way_into_a_fault_is_walked_on_the_drawing(editor: DiagramEditor) -> None:
    page = editor.page
    editor.run(STUCK)
    page.get_by_role("button", name="이 경로 따라가기").first.click()
    player = page.locator(".player")
    said, now, passed = player.get_by_role("status"), page.locator(".djs-element.path-now"), ".djs-element.path-passed"
    expect(said).to_have_text("2단계 중 1단계: 사용 신청")
    assert (now.get_attribute("data-element-id"), page.locator(passed).count()) == ("apply", 0)

    player.get_by_role("button", name="다음", exact=True).click()
    expect(said).to_have_text("2단계 중 2단계: 신청 내용 검토")
    assert now.get_attribute("data-element-id") == "examine"
    assert page.locator(passed).get_attribute("data-element-id") == "apply"

    player.get_by_role("button", name="그만 보기").click()
    assert page.locator(".path-now, .path-passed, .player").count() == 0
