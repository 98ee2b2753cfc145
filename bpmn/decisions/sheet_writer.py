"""Writes the rows and columns of a sheet into a `decisionTable`; a part that is kept keeps what else it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from bpmn.decisions.dmn import child, children, text_of
from bpmn.decisions.sheet import ANYTHING, Column, Line, Sheet

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Writer:
    """Finds the parts of one table, makes missing ones, puts them in order."""

    def __init__(self, table: etree._Element, sheet: Sheet) -> None:
        self.table, self.sheet = table, sheet
        self.parts = {name: children(table, name) for name in ("input", "output", "rule")}
        self._taken = {str(node.get("id")) for node in table.getroottree().iter(etree.Element) if node.get("id")}

    def node(self, name: str, stem: str) -> etree._Element:
        """Make an element with an id of its own, without a place yet."""
        made = etree.Element(f"{{{etree.QName(self.table).namespace}}}{name}")
        number = 1
        while f"{self.sheet.decision_id}_{stem}_{number}" in self._taken:
            number += 1
        made.set("id", f"{self.sheet.decision_id}_{stem}_{number}")
        self._taken.add(str(made.get("id")))
        return made

    def kept(self, name: str, place: int | None) -> etree._Element:
        """Give the part that stood at a place of the file, or a new one."""
        parts = self.parts[name]
        known = place is not None and 0 <= place < len(parts)
        return parts[place] if known and place is not None else self.node(name, name)


def write(table: etree._Element, before: Sheet, sheet: Sheet) -> None:
    """Make a `decisionTable` say what the sheet says; `before` is what it says now."""
    writer = _Writer(table, sheet)
    set_attribute(table, "hitPolicy", sheet.policy, absent="UNIQUE")
    set_attribute(table, "aggregation", sheet.aggregation)
    inputs = [_write_input(writer, column) for column in sheet.inputs]
    outputs = [_write_output(writer, column) for column in sheet.outputs]
    rules = [_write_rule(writer, line) for line in sheet.lines]
    moved = [_arrange(table, name, nodes) for name, nodes in (("input", inputs), ("output", outputs), ("rule", rules))]
    if any(moved) or _places(before) != _places(sheet):
        etree.indent(table, "  ", level=len(list(table.iterancestors())))


def _places(sheet: Sheet) -> list[list[int | None]]:
    return [[each.place for each in part] for part in (sheet.inputs, sheet.outputs, sheet.lines)]


def _write_input(writer: _Writer, column: Column) -> etree._Element:
    node = writer.kept("input", column.place)
    set_attribute(node, "label", column.label)
    expression = child(node, "inputExpression")
    if expression is None:
        expression = writer.node("inputExpression", "input_expression")
        node.append(expression)
    set_attribute(expression, "typeRef", column.type)
    _set_text(expression, column.expression)
    _set_part(writer, node, "inputValues", column.allowed)
    return node


def _write_output(writer: _Writer, column: Column) -> etree._Element:
    node = writer.kept("output", column.place)
    for key, value in (("name", column.expression), ("label", column.label), ("typeRef", column.type)):
        set_attribute(node, key, value)
    _set_part(writer, node, "outputValues", column.allowed)
    _set_part(writer, node, "defaultOutputEntry", column.default)
    return node


def _write_rule(writer: _Writer, line: Line) -> etree._Element:
    rule = writer.kept("rule", line.place)
    _set_note(rule, line.note)
    tests = [
        _cell(writer, rule, "inputEntry", column, text)
        for column, text in zip(writer.sheet.inputs, line.tests, strict=True)
    ]
    results = [
        _cell(writer, rule, "outputEntry", column, text)
        for column, text in zip(writer.sheet.outputs, line.results, strict=True)
    ]
    _arrange(rule, "inputEntry", tests)
    _arrange(rule, "outputEntry", results)
    return rule


def _cell(writer: _Writer, rule: etree._Element, name: str, column: Column, text: str) -> etree._Element:
    entries = children(rule, name)
    known = column.place is not None and column.place < len(entries)
    entry = entries[column.place] if known and column.place is not None else writer.node(name, name)
    shown = text_of(entry) or (ANYTHING if name == "inputEntry" else "")
    if child(entry, "text") is None or shown != text:
        _set_text(entry, text)
    return entry


def _arrange(parent: etree._Element, name: str, wanted: Sequence[etree._Element]) -> bool:
    """Put the children of a name in the wanted order, where the first of them stood; tell whether anything moved."""
    present = children(parent, name)
    if present == list(wanted):
        return False
    at = parent.index(present[0]) if present else _place_for(parent, name)
    for node in present:
        parent.remove(node)
    for offset, node in enumerate(wanted):
        parent.insert(at + offset, node)
    return True


_ORDER = ("description", "extensionElements", "input", "inputEntry", "output", "outputEntry", "annotation", "rule")


def _place_for(parent: etree._Element, name: str) -> int:
    """Find where the first child of a name belongs, as the order of DMN's schema wants it."""
    before = _ORDER[: _ORDER.index(name)]
    places = [
        number + 1
        for number, node in enumerate(parent)
        if isinstance(node.tag, str) and etree.QName(node).localname in before
    ]
    return max(places, default=0)


def _set_note(rule: etree._Element, note: str) -> None:
    node = child(rule, "description")
    shown = "".join(map(str, node.itertext())).strip() if node is not None else ""
    if shown == note:
        return
    if node is None:
        node = etree.Element(f"{{{etree.QName(rule).namespace}}}description")
        rule.insert(0, node)
    if note:
        _replace_text(node, note)
    else:
        rule.remove(node)


def _set_part(writer: _Writer, parent: etree._Element, name: str, text: str) -> None:
    node = child(parent, name)
    if text_of(node) == text:
        return
    if not text and node is not None:
        parent.remove(node)
        return
    if node is None:
        node = writer.node(name, name)
        parent.append(node)
    _set_text(node, text)


def _set_text(node: etree._Element, text: str) -> None:
    inner = child(node, "text")
    if inner is None:
        inner = etree.SubElement(node, f"{{{etree.QName(node).namespace}}}text")
    if "".join(map(str, inner.itertext())).strip() != text:
        _replace_text(inner, text)


def _replace_text(node: etree._Element, text: str) -> None:
    for inner in list(node):
        node.remove(inner)
    node.text = legal(text)


def set_attribute(node: etree._Element, key: str, value: str, absent: str = "") -> None:
    """Set an attribute; what is empty, or what its absence says already, is left out."""
    if value == (node.get(key) or absent):
        return
    if value == "":
        del node.attrib[key]
    else:
        node.set(key, legal(value))


def legal(text: str) -> str:
    """Leave out the control characters that no XML file may hold."""
    return _ILLEGAL.sub("", text)
