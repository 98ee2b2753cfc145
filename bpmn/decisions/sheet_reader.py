"""Reads the rows and columns of one `decisionTable`."""

from __future__ import annotations

from lxml import etree

from bpmn.decisions.dmn import child, children, text_of
from bpmn.decisions.sheet import ANYTHING, Column, Line, Sheet
from bpmn.diagram.vocabulary import own


def sheet_of(decision: etree._Element, table: etree._Element) -> Sheet:
    """Give the table of a decision; a row with too few or too many cells is filled up or cut."""
    inputs = tuple(_input(place, node) for place, node in enumerate(children(table, "input")))
    outputs = tuple(_output(place, node) for place, node in enumerate(children(table, "output")))
    lines = [_line(place, node, len(inputs), len(outputs)) for place, node in enumerate(children(table, "rule"))]
    return Sheet(
        str(decision.get("id")),
        decision.get("name") or "",
        table.get("hitPolicy") or "UNIQUE",
        table.get("aggregation") or "",
        inputs,
        outputs,
        tuple(lines),
        own(decision, "nameEn"),
    )


def _input(place: int, node: etree._Element) -> Column:
    expression = child(node, "inputExpression")
    kind = expression.get("typeRef") or "" if expression is not None else ""
    allowed = text_of(child(node, "inputValues"))
    return Column(node.get("label") or "", text_of(expression), kind, allowed, "", place)


def _output(place: int, node: etree._Element) -> Column:
    allowed, default = text_of(child(node, "outputValues")), text_of(child(node, "defaultOutputEntry"))
    return Column(node.get("label") or "", node.get("name") or "", node.get("typeRef") or "", allowed, default, place)


def _line(place: int, rule: etree._Element, inputs: int, outputs: int) -> Line:
    tests = [text_of(each) or ANYTHING for each in children(rule, "inputEntry")]
    results = [text_of(each) for each in children(rule, "outputEntry")]
    note = child(rule, "description")
    return Line(
        _filled(tests, inputs, ANYTHING),
        _filled(results, outputs, ""),
        "".join(map(str, note.itertext())).strip() if note is not None else "",
        place,
        rule.get("id") or "",
    )


def _filled(texts: list[str], wanted: int, missing: str) -> tuple[str, ...]:
    return tuple((texts + [missing] * wanted)[:wanted])
