"""What is drawn already is copied, moved, framed and coloured in the outline, by keyboard alone."""

from __future__ import annotations

from lxml import etree

from tests.e2e.diagram_editor import BPMN, DiagramEditor
from tests.kit.stores import ON_ONE_STORE

BORDER = "{http://www.omg.org/spec/BPMN/non-normative/color/1.0}border-color"
_CHOSEN = "return editor.get('selection').get().map(({ id }) => id);"


@ON_ONE_STORE
def test_what_is_drawn_is_copied_moved_framed_and_coloured_by_keys(editor: DiagramEditor) -> None:
    _copy_and_cut(editor)
    _move_in_and_out(editor, "펼침")
    _move_in_and_out(editor, "접음")
    _treat_several(editor)
    _frame_while_hangul_is_typed(editor)


def _copy_and_cut(editor: DiagramEditor) -> None:
    before = editor.text()
    editor.go_to("examine")
    editor.page.keyboard.press("Control+c")
    editor.go_to("decide")
    editor.page.keyboard.press("Control+v")
    editor.page.wait_for_selector(".outline-table tr:focus:not([data-id=decide])")

    copied, first = _element(editor, editor.focused()), _element(editor, "examine")
    assert (copied.tag, copied.get("name")) == (first.tag, first.get("name"))
    assert copied.getparent() is not None
    assert editor.run(_CHOSEN)[0] == copied.get("id")

    editor.page.keyboard.press("Control+x")
    assert editor.element(str(copied.get("id"))) is None
    editor.page.keyboard.press("Control+z")
    editor.page.keyboard.press("Control+z")
    assert editor.text() == before


def _move_in_and_out(editor: DiagramEditor, kind: str) -> None:
    editor.go_to("examine")
    home = editor.choose("a", f"묶음({kind})")
    visit = editor.choose("s", "사람이")
    editor.choose("m", home)
    assert _home(editor, visit) == home
    assert editor.focused() == visit

    editor.choose("m", "담당")
    assert _home(editor, visit) == "hall_permit"
    editor.page.keyboard.press("Control+z")
    assert _home(editor, visit) == home

    editor.page.keyboard.press("Control+z")
    editor.page.keyboard.press("Control+z")
    editor.page.keyboard.press("Control+z")
    assert editor.element(home) is None


def _treat_several(editor: DiagramEditor) -> None:
    editor.go_to("examine")
    editor.page.keyboard.press("Control+ArrowDown")
    while editor.focused() != "decide":
        editor.page.keyboard.press("Control+ArrowDown")
    editor.page.keyboard.press("Space")
    assert editor.run(_CHOSEN) == ["examine", "decide"]
    chosen = editor.page.locator(".outline-table tr[aria-selected=true]")
    assert chosen.evaluate_all("rows => rows.map((row) => row.dataset.id)") == ["examine", "decide"]
    assert editor.person.findings() == []

    editor.choose("f", "초록")
    assert _painted(editor) == {"examine": "#267337", "decide": "#267337"}
    assert (
        editor.property("colour").evaluate("box => box.closest('fieldset').querySelector(':checked').value") == "green"
    )
    editor.page.locator("[data-field=colour] input[value=red]").check()
    assert _painted(editor) == {"examine": "#bd2c0f", "decide": "#bd2c0f"}

    # those chosen shift in the drawing
    editor.go_to("examine")
    before = _bounds(editor, "examine")
    editor.page.keyboard.press("Alt+ArrowRight")
    after = _bounds(editor, "examine")
    assert (after["x"] > before["x"], after["y"]) == (True, before["y"])


def _frame_while_hangul_is_typed(editor: DiagramEditor) -> None:
    editor.go_to("examine")
    editor.page.locator("tr[data-id=examine]").dispatch_event("keydown", {"key": "ㅎ", "code": "KeyG", "bubbles": True})
    editor.page.wait_for_selector(".outline-table tr:focus:not([data-id=examine])")
    frame = editor.focused()
    editor.rename("함께 보는 일")
    assert editor.drawn().find(f".//{BPMN}group[@id='{frame}']") is not None
    outer, inner = _bounds(editor, frame), _bounds(editor, "examine")
    assert outer["x"] < inner["x"]
    assert outer["width"] > inner["width"]


def _element(editor: DiagramEditor, element_id: str) -> etree._Element:
    found = editor.element(element_id)
    assert found is not None, element_id
    return found


def _home(editor: DiagramEditor, element_id: str) -> str:
    home = _element(editor, element_id).getparent()
    return str(home.get("id")) if home is not None else ""


def _painted(editor: DiagramEditor) -> dict[str, str]:
    shapes = editor.drawn().iter("{http://www.omg.org/spec/BPMN/20100524/DI}BPMNShape")
    return {str(each.get("bpmnElement")): str(each.get(BORDER)) for each in shapes if each.get(BORDER)}


def _bounds(editor: DiagramEditor, element_id: str) -> dict[str, float]:
    script = "const { x, y, width, height } = editor.get('elementRegistry').get(given); return { x, y, width, height };"
    return dict(editor.run(script, element_id))
