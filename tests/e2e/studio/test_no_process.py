"""A file of another tool that holds no process opens in the editor: what can be drawn is drawn, the rest stays."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.e2e.diagram_editor import BPMN, DiagramEditor
from tests.kit.stores import ON_ONE_STORE
from tests.workflows.web.studio.test_import_foreign import BODIES, diagram

_SHOW = "return (await page.show(given)).length;"
_ADD = """
  const root = editor.get('canvas').getRootElement();
  const shape = editor.get('elementFactory').createShape({ type: given });
  editor.get('modeling').createShape(shape, { x: 300, y: 400 }, root);
"""


@ON_ONE_STORE
@pytest.mark.parametrize(("kind", "undrawn"), [("collaboration", 0), ("choreography", 2), ("data", 2), ("nothing", 0)])
def test_it_opens_is_edited_and_keeps_what_was_in_it(editor: DiagramEditor, kind: str, undrawn: int) -> None:
    before = diagram(BODIES[kind]).decode()

    assert editor.run(_SHOW, before) == undrawn
    assert editor.text() == before

    drawn = "participant" if kind == "collaboration" else "task"
    editor.run(_ADD, f"bpmn:{drawn.capitalize()}")
    given, kept = etree.fromstring(before.encode()), editor.drawn()
    assert len(kept.findall(f".//{BPMN}{drawn}")) == len(given.findall(f".//{BPMN}{drawn}")) + 1
    assert _named(given) <= _named(kept)


def _named(root: etree._Element) -> set[tuple[str, str | None]]:
    return {(str(node.tag), node.get("id")) for node in root.iter(etree.Element)}
