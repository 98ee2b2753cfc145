"""Whatever tool wrote a diagram: opened in the editor, changed in one place and saved, it keeps everything else."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from lxml import etree

from tests.e2e.diagram_editor import DiagramEditor
from tests.kit.vendor_diagrams import vendor_diagrams

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
        assert _canonical(written) == _canonical(expected), diagram.name
        assert _declared(expected) - _declared(written) == set(), diagram.name


def _canonical(node: etree._Element) -> Any:
    """Give an element with its attributes, its words and its children.

    Free is only the order of unlike children, and of what has an id: nothing depends on where that stands.
    """
    if not isinstance(node.tag, str):
        return ("", (node.text or "").strip())
    groups: dict[str, list[Any]] = defaultdict(list)
    for child in node:
        groups[child.tag if isinstance(child.tag, str) else ""].append(_canonical(child))
    for like in groups.values():
        if all(_has_id(child) for child in like):
            like.sort(key=repr)
    words = [node.text or "", *((child.tail or "") for child in node)]
    text = node.text or "" if len(node) == 0 else "".join(word.strip() for word in words)
    return (node.tag, tuple(sorted(node.attrib.items())), text if text.strip() else "", tuple(sorted(groups.items())))


def _has_id(canonical: Any) -> bool:
    return len(canonical) > 2 and any(name == "id" for name, _ in canonical[1])


def _declared(root: etree._Element) -> set[tuple[str | None, str]]:
    return set(root.nsmap.items())
