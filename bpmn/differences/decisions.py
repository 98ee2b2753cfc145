"""What changes in a decision table: columns, rows, the hit policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bpmn.decisions.dmn import child, children, root, text_of
from bpmn.diagram.names import Name, name_of
from bpmn.differences.change import Change, Said


@dataclass(frozen=True, slots=True)
class Table:
    """A table as written: its columns by id, its rows by id."""

    name: Name
    policy: str
    columns: Mapping[str, str]
    rows: Mapping[str, tuple[int, tuple[str, ...]]]
    """Id of the row → its number on the sheet and its cells."""


def decision_changes(file: str, old: bytes, new: bytes) -> Iterator[Change]:
    """Compare two DMN files table by table; raises DecisionRefused for a file that is none."""
    before, after = _tables(old), _tables(new)
    for table_id in before.keys() & after.keys():
        yield from _table(file, before[table_id], after[table_id])
    for table_id in after.keys() - before.keys():
        yield _change("table_added", file, after[table_id])
    for table_id in before.keys() - after.keys():
        yield _change("table_removed", file, before[table_id])


def _table(file: str, old: Table, new: Table) -> Iterator[Change]:
    if old.policy != new.policy:
        yield _change("policy_changed", file, new, old=old.policy, new=new.policy)
    for kind, here, there in (("column_added", new, old), ("column_removed", old, new)):
        for column in here.columns.keys() - there.columns.keys():
            yield _change(kind, file, new, column=here.columns[column])
    for column in old.columns.keys() & new.columns.keys():
        if old.columns[column] != new.columns[column]:
            yield _change("column_changed", file, new, old=old.columns[column], new=new.columns[column])
    yield from _rows(file, old, new)


def _rows(file: str, old: Table, new: Table) -> Iterator[Change]:
    for row_id, (number, cells) in new.rows.items():
        if row_id not in old.rows:
            yield _change("row_added", file, new, number=str(number), cells=_said(cells))
        elif old.rows[row_id][1] != cells:
            words = {"old": _said(old.rows[row_id][1]), "new": _said(cells)}
            yield _change("row_changed", file, new, number=str(number), **words)
    for row_id, (number, cells) in old.rows.items():
        if row_id not in new.rows:
            yield _change("row_removed", file, new, number=str(number), cells=_said(cells))
    kept = [[row for row in table.rows if row in old.rows and row in new.rows] for table in (old, new)]
    if kept[0] != kept[1]:
        yield _change("rows_reordered", file, new)


def _tables(content: bytes) -> dict[str, Table]:
    found = {}
    for decision in children(root(content), "decision"):
        table = child(decision, "decisionTable")
        if table is not None:
            found[decision.get("id", "")] = _read(decision, table)
    return found


def _read(decision: etree._Element, table: etree._Element) -> Table:
    columns = {}
    for column in [*children(table, "input"), *children(table, "output")]:
        text = text_of(child(column, "inputExpression")) or column.get("name", "")
        columns[column.get("id", text)] = " ".join(part for part in (column.get("label") or "", text) if part)
    rows = {}
    for number, rule in enumerate(children(table, "rule"), 1):
        cells = tuple(text_of(cell) for cell in [*children(rule, "inputEntry"), *children(rule, "outputEntry")])
        rows[rule.get("id", str(number))] = (number, cells)
    policy = " ".join(part for part in (table.get("hitPolicy") or "UNIQUE", table.get("aggregation") or "") if part)
    return Table(name_of(decision), policy, columns, rows)


def _said(cells: tuple[str, ...]) -> str:
    return " | ".join(cell or "-" for cell in cells)


def _change(kind: str, file: str, table: Table, **params: Said | str) -> Change:
    return Change(kind, "decision", file, "content", {"table": table.name, **params})
