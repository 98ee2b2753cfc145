"""Each hit policy chooses among the rows that match as DMN says; without one the default holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bpmn.decisions import DecisionError
from tests.bpmn.decisions.written_tables import decide, table

OVERLAPPING = [["> 1", '"low"'], ["> 5", '"mid"'], ["> 9", '"high"']]


ORDER = '"high","mid","low"'


def test_unique_takes_the_only_row_that_matches() -> None:
    assert decide(table(OVERLAPPING), x=3) == {"out": "low"}


def test_unique_with_two_matching_rows_is_an_error_that_names_them() -> None:
    with pytest.raises(DecisionError) as error:
        decide(table(OVERLAPPING), x=6)
    assert error.value.code == "ambiguous"
    assert error.value.text("ko") == (
        "결정표 ‘band’의 1 (r1), 2 (r2)행이 함께 맞습니다. UNIQUE에서는 한 행만 맞아야 하니 행의 조건을 고치십시오."
    )


def test_unique_refuses_two_matching_rows_even_when_they_agree() -> None:
    with pytest.raises(DecisionError):
        decide(table([["1", "7"], ["1", "7"]]), x=1)


def test_any_allows_several_rows_that_agree() -> None:
    rows = [["> 1", "'a'"], ["> 5", "'a'"], ["> 9", "'b'"]]
    assert decide(table(rows, policy='hitPolicy="ANY"'), x=6) == {"out": "a"}
    with pytest.raises(DecisionError) as error:
        decide(table(rows, policy='hitPolicy="ANY"'), x=10)
    assert (error.value.code, error.value.params["rows"]) == ("disagree", "1 (r1), 2 (r2), 3 (r3)")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ('hitPolicy="FIRST"', "low"),
        ('hitPolicy="PRIORITY"', "high"),
        ('hitPolicy="RULE ORDER"', ["low", "mid", "high"]),
        ('hitPolicy="OUTPUT ORDER"', ["high", "mid", "low"]),
        ('hitPolicy="COLLECT"', ["low", "mid", "high"]),
        ('hitPolicy="COLLECT" aggregation="COUNT"', 3),
        ('hitPolicy="COLLECT" aggregation="MIN"', "high"),
        ('hitPolicy="COLLECT" aggregation="MAX"', "mid"),
    ],
)
def test_every_hit_policy_gives_its_own_result(policy: str, expected: Any) -> None:
    assert decide(table(OVERLAPPING, policy=policy, allowed=ORDER), x=10) == {"out": expected}


def test_collect_sums_whole_won_and_decimals() -> None:
    rows = [["> 1", "1000"], ["> 5", "0.5"], ["> 9", "1"]]
    assert decide(table(rows, policy='hitPolicy="COLLECT" aggregation="SUM"'), x=6) == {"out": Decimal("1000.5")}


def test_priority_looks_at_the_outputs_from_left_to_right() -> None:
    rows = [["-", "2", "1"], ["-", "1", "2"], ["-", "1", "1"]]
    source = table(rows, outputs=("a", "b"), policy='hitPolicy="PRIORITY"', allowed="1, 2")
    assert decide(source, x=0) == {"a": 1, "b": 1}
    source = table(rows, outputs=("a", "b"), policy='hitPolicy="OUTPUT ORDER"', allowed="1, 2")
    assert decide(source, x=0) == {"a": [1, 1, 2], "b": [1, 2, 1]}


def test_priority_refuses_an_output_outside_the_allowed_values() -> None:
    source = table([["-", "'unknown'"]], policy='hitPolicy="PRIORITY"', allowed=ORDER)
    with pytest.raises(DecisionError) as error:
        decide(source, x=0)
    assert error.value.code == "output_not_allowed"


@pytest.mark.parametrize(
    ("policy", "nothing", "default"),
    [
        ("", None, "none"),
        ('hitPolicy="FIRST"', None, "none"),
        ('hitPolicy="ANY"', None, "none"),
        ('hitPolicy="PRIORITY"', None, "none"),
        ('hitPolicy="RULE ORDER"', [], ["none"]),
        ('hitPolicy="COLLECT"', [], ["none"]),
        ('hitPolicy="COLLECT" aggregation="SUM"', None, "none"),
        ('hitPolicy="COLLECT" aggregation="COUNT"', 0, 0),
    ],
)
def test_without_a_matching_row_the_default_output_holds(policy: str, nothing: Any, default: Any) -> None:
    assert decide(table(OVERLAPPING, policy=policy, allowed=ORDER), x=0) == {"out": nothing}
    assert decide(table(OVERLAPPING, policy=policy, allowed=ORDER, default='"none"'), x=0) == {"out": default}
