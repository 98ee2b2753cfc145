"""Reads and writes decision tables of a DMN file without touching anything it does not understand.

Other decisions, other vendors' extensions, drawings and comments stay; a row or column that is kept keeps its ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from lxml import etree

from bpmn.decisions import dmn
from bpmn.decisions.dmn import child, children
from bpmn.decisions.sheet import Sheet
from bpmn.decisions.sheet_reader import sheet_of
from bpmn.decisions.sheet_writer import legal, set_attribute, write
from bpmn.diagram.vocabulary import JORYE, tag

BLANK = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id={file_id} name={name}
 namespace="urn:jorye:decisions">
  <decision id={id} name={name}>
    <decisionTable id={table_id} hitPolicy="UNIQUE">
      <input id={input_id} label="">
        <inputExpression id={expression_id} typeRef="string"><text></text></inputExpression>
      </input>
      <output id={output_id} name="result" label="" typeRef="string"/>
      <rule id={rule_id}>
        <inputEntry id={test_id}><text>-</text></inputEntry>
        <outputEntry id={result_id}><text></text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
"""


def new_file(decision_id: str, name: str) -> bytes:
    """Write a file with one empty table."""
    names = ("file_id", "table_id", "input_id", "expression_id", "output_id", "rule_id", "test_id", "result_id")
    ids = {each: quoteattr(f"{decision_id}_{each.removesuffix('_id')}") for each in names}
    return BLANK.format(id=quoteattr(decision_id), name=quoteattr(legal(name)), **ids).encode()


def copied_file(content: bytes, old_id: str, new_id: str, name: str) -> bytes:
    """Copy a file under another decision id and name; what refers to the old id refers to the new one."""
    definitions = _parsed(content)
    for node in definitions.iter(etree.Element):
        for key, value in node.items():
            local = etree.QName(key).localname
            if (local == "href" and value == f"#{old_id}") or (local == "dmnElementRef" and value == old_id):
                node.set(key, value.replace(old_id, new_id))
    decision = _decision(definitions, old_id)
    decision.set("id", new_id)
    decision.set("name", legal(name))
    decision.attrib.pop(tag("nameEn", JORYE), "")  # it names the other one
    return _written(definitions, content)


def sheets(content: bytes) -> tuple[Sheet, ...]:
    """Give every decision table of the file, in order; raises DecisionRefused for what is no DMN file."""
    dmn.root(content)  # refuses entities, DTDs and what is no DMN before it is parsed with its comments
    definitions = _parsed(content)
    return tuple(_sheets(definitions))


def written(content: bytes, sheet: Sheet) -> bytes:
    """Write a sheet into its file; raises KeyError when the file has no such table."""
    definitions = _parsed(content)
    decision = _decision(definitions, sheet.decision_id)
    table = child(decision, "decisionTable")
    if table is None:
        raise KeyError(sheet.decision_id)
    before = sheet_of(decision, table)
    if before == sheet:
        return content
    set_attribute(decision, "name", sheet.name)
    write(table, before, sheet)
    return _written(definitions, content)


def _sheets(definitions: etree._Element) -> Iterator[Sheet]:
    for decision in children(definitions, "decision"):
        table = child(decision, "decisionTable")
        if table is not None and decision.get("id"):
            yield sheet_of(decision, table)


def _decision(definitions: etree._Element, decision_id: str) -> etree._Element:
    for decision in children(definitions, "decision"):
        if decision.get("id") == decision_id:
            return decision
    raise KeyError(decision_id)


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False
    )
    return etree.fromstring(content, parser)


def _written(definitions: etree._Element, content: bytes) -> bytes:
    tree = definitions.getroottree()
    encoding = tree.docinfo.encoding or "UTF-8"
    body: bytes = etree.tostring(tree, encoding=encoding, xml_declaration=False)  # type: ignore[assignment]  # bytes
    if not content.lstrip().startswith(b"<?xml"):
        return body
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n'
    return head.encode(encoding) + body + b"\n" * content.endswith(b"\n")
