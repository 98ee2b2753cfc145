"""Whatever tool wrote a diagram: opened in the editor, changed in one place and saved, it keeps everything else."""

from __future__ import annotations

from lxml import etree

from tests.e2e.diagram_editor import DiagramEditor
from tests.kit.stores import ON_ONE_STORE
from tests.kit.vendor_diagrams import vendor_diagrams
from tests.kit.xml_trees import canonical, declared

MILESTONE = "심사함"
_OURS = "{urn:jorye:bpmn:1}milestone"
_EDIT = """
  const seen = [];
  for (const { xml, task } of given.diagrams) {
    await page.show(xml);
    const untouched = await editor.get('saver').text();
    const element = editor.get('elementRegistry').get(task);
    if (element) editor.get('modeling').updateProperties(element, { 'jorye:milestone': given.milestone });
    seen.push({ untouched, drawn: Boolean(element), changed: await editor.get('saver').text() });
  }
  return seen;
"""


@ON_ONE_STORE
def test_a_diagram_of_any_tool_keeps_what_we_do_not_know(editor: DiagramEditor) -> None:
    diagrams = list(vendor_diagrams())
    assert len(diagrams) >= 60

    sent = [{"xml": each.xml, "task": each.task} for each in diagrams]
    seen = editor.run(_EDIT, {"diagrams": sent, "milestone": MILESTONE})

    for diagram, found in zip(diagrams, seen, strict=True):
        expected = etree.fromstring(diagram.xml.encode())
        task = expected.find(f".//*[@id='{diagram.task}']")
        assert task is not None
        task.set(_OURS, MILESTONE)
        assert found["untouched"] == diagram.xml, diagram.name
        assert found["drawn"], diagram.name
        written = etree.fromstring(found["changed"].encode())
        assert canonical(written) == canonical(expected), diagram.name
        assert declared(expected) - declared(written) == set(), diagram.name
