"""Who writes an expression is told at once what cannot fit, and where; what may be right is left alone."""

from __future__ import annotations

from datetime import date

import pytest

import messages
from bpmn.expressions.functions import BUILT_IN
from bpmn.expressions.kinds import BOOLEAN, DATE, DECIMAL, TEXT, WHOLE, Type
from bpmn.expressions.signatures import signatures
from bpmn.expressions.types import check_script_types, check_types


def votes_needed(present: int) -> int:
    return present // 2 + 1


FUNCTIONS = {"votes_needed": votes_needed}
NAMES = {
    "amount": WHOLE,
    "urgent": BOOLEAN,
    "filed_on": DATE,
    "decision": Type("str", choices=("approve", "return")),
    "rows": Type("list", item=Type("dict", keys={"kind": TEXT, "amount": WHOLE})),
    "records": Type("dict"),
    "anything": Type(),
}


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ('amount > "large"', "order", 10),
        ("filed_on + 3", "operands", 1),
        ('filed_on == "2027-01-04"', "never_equal", 13),
        ('decision == "aprove"', "choice_unknown", 13),
        ('decision in ["approved", "returned"]', "choice_unknown", 13),
        ("amuont > 3", "name_near", 1),
        ("zzzzzz > 3", "name_unknown", 1),
        ("[row.amuont for row in rows]", "key_near", 2),
        ("amount.won", "key_needs", 1),
        ("[each for each in amount]", "loop_list", 19),
        ("amount in amount", "in_needs", 11),
        ("-decision", "needs_number", 1),
        ("len(amount)", "needs_list", 5),
        ('votes_needed("three")', "argument", 14),
        ("amount >", "syntax", 1),
    ],
)
def test_what_cannot_fit_is_told_with_its_column(text: str, code: str, column: int) -> None:
    [fault] = check_types(text, NAMES, FUNCTIONS).faults
    assert (fault.code, fault.column) == (code, column)
    for language in messages.LANGUAGES:
        assert fault.text(language)


@pytest.mark.parametrize(
    "text",
    [
        "amount > 3 and not urgent",
        "filed_on + days(20) <= today()",
        'decision == "return" or decision is None',
        "anything + amount == anything.whatever",
        "records.anything > 3",
        'exists("opinion") and opinion != ""',
        "sum([row.amount for row in rows]) + 1.5 > amount / 3",
        'get(records, "committee", "none") in ["none", "carried"]',
        "filed_on == null",
    ],
)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert check_types(text, NAMES, FUNCTIONS).faults == ()


def test_a_condition_has_to_be_true_or_false() -> None:
    [fault] = check_types("amount", NAMES, FUNCTIONS, wanted=BOOLEAN).faults
    assert fault.code == "not_boolean"
    assert check_types("anything", NAMES, FUNCTIONS, wanted=BOOLEAN).faults == ()


def test_a_place_that_takes_a_date_takes_no_text() -> None:
    [fault] = check_types("decision", NAMES, FUNCTIONS, wanted=DATE).faults
    assert fault.code == "wanted"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amount + 1", WHOLE),
        ("amount / 2", DECIMAL),
        ("filed_on - days(3)", DATE),
        ("[row.kind for row in rows]", Type("list", item=TEXT)),
        ("rows[0].amount", WHOLE),
        ("amount if urgent else 1.5", DECIMAL),
        ('"a" if urgent else "b"', Type("str", choices=("a", "b"))),
        ("votes_needed(3)", WHOLE),
        ("max(amount, 3)", WHOLE),
    ],
)
def test_the_type_of_a_value_is_known_where_it_is_certain(text: str, expected: Type) -> None:
    assert check_types(text, NAMES, FUNCTIONS).type == expected


def test_a_script_tells_the_types_of_what_it_sets() -> None:
    script = """
total = 0
for row in rows:
    total = total + row.amount
if urgent:
    way = "fast"
else:
    way = "slow"
"""
    typed = check_script_types(script, NAMES, FUNCTIONS)
    assert typed.faults == ()
    assert typed.assigned == {"total": WHOLE, "way": Type("str", choices=("fast", "slow"))}


def test_a_script_that_mixes_kinds_is_told_its_line() -> None:
    [fault] = check_script_types("total = 0\ntotal = total + decision", NAMES, FUNCTIONS).faults
    assert (fault.code, fault.line) == ("operands", 2)


def test_every_function_has_a_signature_to_show() -> None:
    shown = signatures(FUNCTIONS)
    assert set(shown) == {*BUILT_IN, "votes_needed"}
    assert str(shown["get"]) == "get(record, key, default?)"
    assert shown["votes_needed"].gives == WHOLE
    assert shown["date"].gives == DATE == Type(date.__name__)
