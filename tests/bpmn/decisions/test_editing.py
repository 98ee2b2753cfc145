"""A decision table is edited as rows and columns, and nothing else of its file changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bpmn.decisions import compile_decision
from bpmn.decisions.editing import copied_file, new_file, sheets, written
from bpmn.decisions.sheet import (
    Column,
    Line,
    Sheet,
    with_input,
    with_input_moved,
    with_line,
    with_line_moved,
    with_output,
    with_output_moved,
    without_input,
    without_line,
    without_output,
)

CATALOGUE = Path(__file__).parents[3] / "bpmn" / "catalogue" / "subsidy_case" / "decisions"
FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<!-- drawn elsewhere -->
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:v="urn:vendor"
 xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" id="d" name="d" namespace="n">
  <decision id="band" name="구간" v:owner="kim">
    <informationRequirement id="r"><requiredDecision href="#other"/></informationRequirement>
    <decisionTable id="t" preferredOrientation="Rule-as-Row">
      <input id="i1" label="금액" v:width="200"><extensionElements><v:hint>won</v:hint></extensionElements>
        <inputExpression id="e1" typeRef="integer"><text><![CDATA[amount]]></text></inputExpression></input>
      <input id="i2" label="급한가"><inputExpression id="e2" typeRef="boolean"><text>urgent</text></inputExpression>
      </input>
      <output id="o1" name="approver" typeRef="string"/>
      <!-- the great ones -->
      <rule id="r1" v:color="red"><inputEntry id="c1"><text>&lt; 10</text></inputEntry>
        <inputEntry id="c2"><text></text></inputEntry><outputEntry id="c3"><text>"과장"</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="c4"><text>&gt;= 10</text></inputEntry>
        <inputEntry id="c5"><text>-</text></inputEntry><outputEntry id="c6"><text>"국장"</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="other" name="다른"><literalExpression id="l"><text>1</text></literalExpression></decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="g"><dmndi:DMNShape id="s" dmnElementRef="band"/></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>
""".encode()


def only(content: bytes) -> Sheet:
    (found,) = sheets(content)
    return found


def canonical(content: bytes) -> str:
    return str(etree.canonicalize(content.decode().partition("?>")[2]))


@pytest.mark.parametrize("path", sorted(CATALOGUE.glob("*.dmn")), ids=lambda path: path.stem)
def test_a_table_that_nobody_changed_is_saved_letter_for_letter(path: Path) -> None:
    content = path.read_bytes()
    assert content == written(content, only(content))


def test_one_changed_cell_changes_nothing_else_of_the_file() -> None:
    sheet = only(FOREIGN)
    lines = (replace(sheet.lines[0], tests=("< 20", "-")), sheet.lines[1])
    changed = written(FOREIGN, replace(sheet, lines=lines))
    assert canonical(FOREIGN.replace(b"&lt; 10", b"&lt; 20")) == canonical(changed)
    assert b"<![CDATA[amount]]>" in changed


def test_moved_rows_and_columns_keep_their_ids_and_what_other_tools_wrote() -> None:
    sheet = with_input_moved(with_line_moved(only(FOREIGN), 0, 1), 0, 1)
    table = etree.fromstring(written(FOREIGN, sheet))
    cells = [node.get("id") for node in table.iter("{*}inputEntry")]
    assert ["c5", "c4", "c2", "c1"] == cells
    assert ["r2", "r1"] == [node.get("id") for node in table.iter("{*}rule")]
    assert {"won", "kim", "red"} <= {*table.itertext(), *(value for node in table.iter() for value in node.values())}
    assert b"<!-- drawn elsewhere -->" in written(FOREIGN, sheet)
    assert b"<!-- the great ones -->" in written(FOREIGN, sheet)


def test_an_added_row_and_column_stand_where_dmn_wants_them_and_have_ids_of_their_own() -> None:
    sheet = with_output(with_line(with_input(only(FOREIGN))))
    inputs = (*sheet.inputs[:2], Column("과", "division", "string", '"A","B"'))
    outputs = (sheet.outputs[0], Column("까닭", "reason", "string", "", '"없음"'))
    lines = (*sheet.lines[:2], Line(("-", "true", '"A"'), ('"시장"', '"급함"'), "급하면"))
    content = written(FOREIGN, replace(sheet, inputs=inputs, outputs=outputs, lines=lines))

    table = etree.fromstring(content).find(".//{*}decisionTable")
    assert table is not None
    parts = [etree.QName(node).localname for node in table.iterchildren(etree.Element)]
    assert [*["input"] * 3, *["output"] * 2, *["rule"] * 3] == parts
    assert b"ns0" not in content
    ids = [node.get("id") for node in table.iter(etree.Element) if node.get("id")]
    assert len(ids) == len(set(ids))
    decision = compile_decision(content, {}, "band")
    assert {"approver": "국장", "reason": None} == decision.decide({"amount": 11, "urgent": False, "division": "A"})
    assert ("급하면", '"없음"') == (only(content).lines[2].note, only(content).outputs[1].default)


def test_removed_columns_take_their_cells_along() -> None:
    content = written(FOREIGN, without_input(only(FOREIGN), 0))
    assert ["c2", "c5"] == [node.get("id") for node in etree.fromstring(content).iter("{*}inputEntry")]


def test_the_last_row_and_the_last_output_stay() -> None:
    sheet = only(new_file("size", "크기"))
    assert sheet == without_line(sheet, 0) == without_output(sheet, 0)


def test_a_new_table_is_read_and_copied_under_another_name() -> None:
    assert ("size", "크기 <1>") == (only(new_file("size", "크기 <1>")).decision_id, "크기 <1>")
    copy = copied_file(FOREIGN, "band", "band_2", "구간 사본")
    assert ("band_2", "구간 사본") == (only(copy).decision_id, only(copy).name)
    assert b'dmnElementRef="band_2"' in copy
    compile_decision(copy, {}, "band_2")


def test_a_table_is_called_by_its_english_name_which_is_not_that_of_its_copy() -> None:
    content = (CATALOGUE / "change_kind.dmn").read_bytes()
    assert ("변경의 크기", "Minor or major change") == (only(content).title("ko"), only(content).title("en"))
    copy = only(copied_file(content, "change_kind", "other_kind", "다른 크기"))
    assert ("다른 크기", "other_kind") == (copy.title("en"), replace(copy, name="").title("en"))


def test_characters_that_no_file_may_hold_are_left_out() -> None:
    sheet = only(FOREIGN)
    changed = written(FOREIGN, replace(sheet, name="구\x0b간2"))
    assert "구간2" == only(changed).name


OPERATIONS = (
    with_line,
    with_input,
    with_output,
    lambda sheet: without_line(sheet, 0),
    lambda sheet: without_input(sheet, 0) if sheet.inputs else sheet,
    lambda sheet: without_output(sheet, 0),
    lambda sheet: with_line_moved(sheet, 0, 1),
    lambda sheet: with_input_moved(sheet, 1, -1),
    lambda sheet: with_output_moved(sheet, 0, 1),
)


@given(st.lists(st.sampled_from(OPERATIONS), max_size=8))
def test_whatever_is_done_the_file_says_what_the_sheet_says(operations: list) -> None:  # type: ignore[type-arg]
    sheet = only(FOREIGN)
    for operation in operations:
        sheet = operation(sheet)
    read = only(written(FOREIGN, sheet))
    assert _texts(sheet) == _texts(read)


def _texts(sheet: Sheet) -> object:
    columns = [replace(column, place=None) for column in (*sheet.inputs, *sheet.outputs)]
    return columns, [(line.tests, line.results, line.note) for line in sheet.lines]
