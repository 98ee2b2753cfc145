"""What an expression means: values, comparisons, calculation with decimals and won, dates, lists, errors."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bpmn.expressions import (
    ExpressionError,
    ExpressionRefused,
    compile_expression,
    condition,
    reserved_names,
)

FUNCTIONS: dict[str, Any] = {"double": lambda n: n * 2, "pair": lambda a, b=1.5: (a, b), "broken": lambda: int("x")}
NOW = datetime(2027, 1, 4, 0, 30, tzinfo=UTC)


def value(text: str, now: datetime | None = NOW, **values: Any) -> Any:
    return compile_expression(text, FUNCTIONS)(values, now)


def code(text: str, **values: Any) -> str:
    with pytest.raises(ExpressionError) as error:
        value(text, **values)
    return error.value.code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true and not false", True),
        ("null == None and none is null", True),
        ("1 < 2 <= 2 < 3", True),
        ("'가' < '나'", True),
        ("3 if 1 > 2 else 4", 4),
        ("[1, 2, 3][1:]", [2, 3]),
        ("'안양시'[0]", "안"),
        ("{'a': [1, 2]}.a[-1]", 2),
        ("(1, 2) == [1, 2]", True),
        ("'양' in '안양'", True),
        ("2 in [1, 2] and 'k' in {'k': 1} and 3 not in [1]", True),
        ("{'a': [1, {'b': 2}]} == {'a': [1, {'b': 2}]}", True),
        ("1 == 1.0 and '1' != 1", True),
        ("'' or 'default'", "default"),
    ],
)
def test_values_and_comparisons_mean_what_they_mean_in_python(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 + 0.2", Decimal("0.3")),
        ("10 / 4", Decimal("2.5")),
        ("1_000_000 * 3", 3_000_000),
        ("7 // 2", 3),
        ("-7 // 2", -4),
        ("-7.0 // 2", -4),
        ("-7 % 3", 2),
        ("-7.0 % 3", 2),
        ("7.5 % -2", Decimal("-0.5")),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(2.345, 2)", Decimal("2.35")),
        ("round(12_350, -2)", 12_400),
        ("floor_to(123_459, 10)", 123_450),
        ("floor_to(-1, 10)", -10),
        ("won('1,234,000원')", 1_234_000),
        ("won(1000.0)", 1000),
        ("int(2.9) + int('1,000')", 1002),
        ("decimal('3.10')", Decimal("3.10")),
        ("abs(-3) + abs(2.5)", Decimal("5.5")),
        ("sum([1, 2.5])", Decimal("3.5")),
        ("sum([r.ok for r in [{'ok': true}, {'ok': true}]])", 2),
    ],
)
def test_money_and_decimals_are_exact_and_round_half_up(text: str, expected: object) -> None:
    result = value(text)
    assert result == expected
    assert type(result) in (int, Decimal)


def test_rounding_to_won_leaves_a_whole_number() -> None:
    assert type(value("round(333.5)")) is int
    assert type(value("floor_to(333.5, 1)")) is int


def test_a_third_of_a_grant_is_rounded_only_where_the_expression_says_so() -> None:
    assert value("floor_to(amount / 3, 10)", amount=100_000_000) == 33_333_330


def test_a_fraction_of_a_won_is_not_silently_dropped() -> None:
    assert code("won(10 / 3)") == "won_fraction"


def test_floats_from_json_become_decimals() -> None:
    assert Decimal("0.3") == value("a + b", a=0.1, b=0.2)
    assert Decimal("0.3") == value("sum(xs)", xs=[0.1, 0.2])
    assert {"a": [Decimal("0.5")]} == value("record", record={"a": [0.5]})


def test_what_came_in_is_never_changed() -> None:
    record = {"a": [0.5, {"b": (1, 2)}]}
    assert {"a": [Decimal("0.5"), {"b": [1, 2]}]} == value("record", record=record)
    assert record == {"a": [0.5, {"b": (1, 2)}]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date('2027-03-02') + days(20)", date(2027, 3, 22)),
        ("date(2027, 3, 2) - date('2027-02-01')", timedelta(days=29)),
        ("date('2027-03-22') - date('2027-03-02') == days(20)", True),
        ("today()", date(2027, 1, 4)),
        ("now()", NOW),
        ("date(datetime('2027-01-04T23:30:00Z'))", date(2027, 1, 5)),
        ("datetime('2027-01-04T09:30')", NOW),
        ("datetime(date('2027-01-04'))", datetime(2027, 1, 3, 15, tzinfo=UTC)),
        ("now() + duration('PT1H30M')", datetime(2027, 1, 4, 2, 0, tzinfo=UTC)),
        ("duration('P1W') == days(7) and -duration('-P1D') == days(1)", True),
        ("text(today()) + ' ' + text(1.50) + text(null) + text(true)", "2027-01-04 1.5true"),
    ],
)
def test_dates_are_days_of_the_city_and_times_are_utc(text: str, expected: object) -> None:
    assert value(text) == expected


def test_without_a_clock_there_is_no_now() -> None:
    with pytest.raises(ExpressionError) as error:
        value("today()", now=None)
    assert error.value.code == "no_clock"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[r.n * 2 for r in rows if r.n > 1]", [4, 6]),
        ("[a + b for a in [1, 2] for b in [10, 20]]", [11, 21, 12, 22]),
        ("any(r.n == 3 for r in rows) and not all(r.n == 3 for r in rows)", True),
        ("len(rows) + len('가나') + len({'a': 1})", 6),
        ("min(3, 1, 2) + max([3, 1, 2])", 4),
        ("sorted([3, 1, 2])", [1, 2, 3]),
        ("[r.n for r in sorted(rows, 'n')]", [1, 2, 3]),
        ("unique([2, 1, 2, 1])", [2, 1]),
        ("keys({'b': 1, 'a': 2})", ["b", "a"]),
        ("get(rows[0], 'x', 5) + get(null, 'x', 5)", 10),
        ("exists('rows') and not exists('nothing')", True),
        ("exists('person.name') and not exists('person.age') and not exists('person.fax')", True),
        ("range(3) + range(1, 3) + range(4, 0, -2)", [0, 1, 2, 1, 2, 4, 2]),
    ],
)
def test_lists_and_records_are_read_by_named_functions(text: str, expected: object) -> None:
    rows = [{"n": 2}, {"n": 1}, {"n": 3}]
    assert expected == (value(text, rows=rows, person={"name": "김", "age": None}))


def test_a_loop_name_means_afterwards_what_it_meant_before() -> None:
    assert value("[[x for x in [1, 2]], x]", x=9) == [[1, 2], 9]
    assert code("[[x for x in [1, 2]], x]") == "name_unknown"


def test_functions_handed_in_receive_and_give_plain_data() -> None:
    assert value("double(4)") == 8
    assert [1, Decimal("1.5")] == value("pair(1)")
    assert code("broken()") == "function_failed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("missing", "name_unknown"),
        ("person.fax", "key_unknown"),
        ("rows[5]", "index_range"),
        ("rows.a", "key_needs"),
        ("1 + '1'", "operands"),
        ("1 < '1'", "order"),
        ("null > 1", "order"),
        ("today() < now()", "order"),
        ("1 / 0", "division_by_zero"),
        ("1.5 % 0", "division_by_zero"),
        ("1000000000000000000 * 10", "number_size"),
        ("1 in 5", "in_needs"),
        ("[x for x in person]", "loop_list"),
        ("min([])", "empty_list"),
        ("max([1, 'a'])", "order"),
        ("sum(['a'])", "needs_number"),
        ("date('2027-02-30')", "needs_date"),
        ("duration('P1M')", "duration"),
        ("text([1])", "needs_simple"),
        ("{1: 2}", "key_not_text"),
        ("naive < now()", "time_zone"),
    ],
)
def test_what_does_not_fit_is_an_error_never_a_guess(text: str, expected: str) -> None:
    naive = datetime(2027, 1, 1)  # noqa: DTZ001  # the wrong kind on purpose
    assert expected == code(text, rows=[1], person={"name": "김"}, naive=naive)


@pytest.mark.parametrize("outcome", [1, 0, "", "true", None, [], [1], {}, Decimal(1)])
def test_a_condition_that_is_not_exactly_true_or_false_is_an_error(outcome: object) -> None:
    with pytest.raises(ExpressionError) as error:
        condition(compile_expression("outcome", {}), {"outcome": outcome})
    assert error.value.code == "not_boolean"


def test_a_condition_gives_true_or_false() -> None:
    level = compile_expression('amount > 1000 and level == "mid"', {})
    assert True is condition(level, {"amount": 2000, "level": "mid"})
    assert False is condition(level, {"amount": 2000, "level": "low"})


def test_an_error_names_the_place_and_what_to_do_in_both_languages() -> None:
    with pytest.raises(ExpressionError) as error:
        value("total == \n sum(r.amount for r in rows)", total=1, rows=[{"amount": 1}, {}])
    assert (error.value.line, error.value.column) == (2, 6)
    assert (
        error.value.text("ko") == "식 ‘total == sum(r.amount for r in rows)’ 2행 6열: 항목 ‘amount’가 없습니다. "
        'get(묶음, "항목", 기본값) 또는 exists("이름.항목")을 쓰십시오.'
    )
    assert "line 2, column 6: There is no key 'amount'." in error.value.text("en")


def test_a_refusal_names_the_place_and_suggests_the_nearest_function() -> None:
    with pytest.raises(ExpressionRefused) as refused:
        compile_expression("1 + lenn(x)", {})
    assert (refused.value.line, refused.value.column, refused.value.code) == (1, 5, "function_unknown")
    assert "len" in refused.value.text("en")


def test_the_number_of_values_is_checked_when_the_expression_is_compiled() -> None:
    for text in ("len()", "len(1, 2)", "pair()", "pair(1, 2, 3)", "date()"):
        with pytest.raises(ExpressionRefused) as refused:
            compile_expression(text, FUNCTIONS)
        assert refused.value.code == "arity"


def test_the_variables_an_expression_reads_are_known() -> None:
    expression = compile_expression("a.b > len(xs) and any(x.y == c for x in xs) and true and exists('d')", {})
    assert frozenset({"a", "xs", "c"}) == expression.names


def test_the_same_text_with_the_same_functions_is_compiled_once() -> None:
    assert compile_expression("1 + 1", FUNCTIONS) is compile_expression("1 + 1", FUNCTIONS)
    assert compile_expression("1 + 1", FUNCTIONS) is not compile_expression("1 + 1", dict(FUNCTIONS))


def test_names_of_functions_and_constants_are_reserved() -> None:
    assert {"len", "double", "true", "None", "today"} <= reserved_names(FUNCTIONS)


def test_korean_names_are_names() -> None:
    assert value("금액 >= 3 and 신청인.이름 == '김'", 금액=3, 신청인={"이름": "김"}) is True
