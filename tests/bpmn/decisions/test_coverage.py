"""A table is told where its rows leave something open and where two of them meet, with an example."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.decisions.coverage import Coverage, coverage
from bpmn.decisions.sheet import Column, Line, Sheet
from bpmn.decisions.unary_tests import compile_test, with_input


def table(*rows: str, policy: str = "UNIQUE", kinds: str = "integer", allowed: str = "") -> Sheet:
    """Write a table: each row its tests with `|` between them and `=> output` at the end."""
    cut = [row.partition("=>") for row in rows]
    lines = [Line(tuple(each.strip() for each in tests.split("|")), (result.strip(),)) for tests, _, result in cut]
    inputs = [Column(expression=f"x{number}", type=kind) for number, kind in enumerate(kinds.split())]
    inputs[0] = Column(expression="x0", type=inputs[0].type, allowed=allowed)
    return Sheet("t", policy=policy, inputs=tuple(inputs), outputs=(Column(expression="y"),), lines=tuple(lines))


def gaps(sheet: Sheet) -> list[str]:
    return [" | ".join(gap.cells) for gap in coverage(sheet, {}).gaps]


def overlaps(sheet: Sheet) -> list[tuple[tuple[int, int], str]]:
    return [(each.rows, " | ".join(each.at.cells)) for each in coverage(sheet, {}).overlaps]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (table("< 10", ">= 10"), []),
        (table("< 10", "> 10"), ["10"]),
        (table("< 10", "[20..30]"), ["[10..20)", "> 30"]),
        (table("<= 10", ">= 11"), []),
        (table("<= 10", ">= 11", kinds="number"), ["(10..11)"]),
        (table('"a"', '"b"', kinds="string"), ['not("a", "b")']),
        (table('"a"', '"b"', kinds="string", allowed='"a","b"'), []),
        (table('"a"', 'not("a")', kinds="string"), []),
        (table('${"a"}', 'not(${"a"})', kinds="string"), []),
        (table('"a"', kinds="string", allowed='"a","b","c"'), ['"b", "c"']),
        (table("true", kinds="boolean"), ["false"]),
        (table('< date("2027-01-01")', '> date("2027-01-01")', kinds="date"), ['date("2027-01-01")']),
        (table("null", "> 0"), ["<= 0"]),
        (table("-"), []),
        (table("< 10 | true", ">= 10 | -", kinds="integer boolean"), ["< 10 | false"]),
    ],
)
def test_what_no_row_fits_is_told_as_the_cells_of_a_missing_row(sheet: Sheet, expected: list[str]) -> None:
    assert expected == gaps(sheet)


def test_rows_that_meet_are_told_with_an_example() -> None:
    found = coverage(table("[1..10] | true", "[10..20] | -", kinds="integer boolean"), {}).overlaps
    assert [((1, 2), ("10", "true"), ("10", "true"))] == [(each.rows, each.at.cells, each.at.example) for each in found]


def test_any_allows_rows_that_say_the_same() -> None:
    assert [] == overlaps(table('< 10 => "a"', '< 20 => "a"', policy="ANY"))
    assert [((1, 2), "< 10")] == overlaps(table('< 10 => "a"', '< 20 => "b"', policy="ANY"))


def test_rows_may_meet_where_the_first_decides() -> None:
    assert [] == overlaps(table("< 10", "-", policy="FIRST"))


def test_what_hangs_on_other_values_is_not_told() -> None:
    sheet = table("< limit", "> 5")
    assert Coverage((), (), ((1, 1),), is_told=False) == coverage(sheet, {})
    assert not coverage(table("? % 2 == 0", "> 5"), {}).is_told


def test_numbers_beside_days_are_not_told() -> None:
    assert Coverage(is_told=False) == coverage(table("< 10", '> date("2027-01-01")'), {})


def test_choices_of_a_form_close_the_gap_of_all_other_texts() -> None:
    sheet = table('"a"', '"b"', kinds="string")
    assert () == coverage(sheet, {}, {"x0": ("a", "b")}).gaps


def test_a_table_of_many_columns_is_told_quickly() -> None:
    rows = [" | ".join("true" if row >> bit & 1 else "-" for bit in range(12)) for row in range(1, 60)]
    found = coverage(table(*rows, policy="RULE ORDER", kinds=" ".join(["boolean"] * 12)), {})
    assert found.gaps


CELLS = st.sampled_from(
    ["-", "1", "< 2", ">= 2", "[1..3]", "(1..3)", "not(2)", "1,3", "> 3", "<= 1", "not([2..3])", "null", "< 2, > 3"]
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_every_gap_and_overlap_is_real_and_none_is_missed(rows: list[tuple[str, str]]) -> None:
    sheet = table(*(" | ".join(row) for row in rows), kinds="integer number")
    found = coverage(sheet, {})
    points = list(product([0, 1, 2, 3, 4], [0, 1, Decimal("1.5"), 2, Decimal("2.5"), 3, 4]))
    fitting = {point: [number for number, row in enumerate(rows, 1) if fits(row, point)] for point in points}
    met = {(one, other) for rows_ in fitting.values() for one in rows_ for other in rows_ if one < other}

    assert met <= {each.rows for each in found.overlaps}
    for overlap in found.overlaps:
        assert any(
            set(overlap.rows) <= set(here) for point, here in fitting.items() if fits(overlap.at.cells, point)
        ) or ("null" in " ".join(overlap.at.cells))
    for gap in found.gaps:
        assert not any(here for point, here in fitting.items() if fits(gap.cells, point))
    assert bool(found.gaps) >= any(not here for here in fitting.values())


def fits(row: tuple[str, ...], point: tuple[object, ...]) -> bool:
    tests = [compile_test(cell, {}) for cell in row]
    return all(
        test is None or test(with_input({}, value), None) is True for test, value in zip(tests, point, strict=True)
    )
