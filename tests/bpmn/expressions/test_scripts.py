"""What a script does: it assigns names, branches and loops, and never changes a value in place."""

from __future__ import annotations

from typing import Any

import pytest

from bpmn.expressions import ExpressionError, compile_script


def run(text: str, **values: Any) -> dict[str, Any]:
    return dict(compile_script(text, {})(values))


def test_a_script_gives_the_names_it_assigned_and_nothing_else() -> None:
    assert run("a = x + 1\nb = a + 1", x=2, y=9) == {"a": 3, "b": 4}


def test_assigning_to_a_key_copies_the_record() -> None:
    plan = {"title": "계획", "items": [{"n": 1}, {"n": 2}]}
    assert run("plan.items[1].n = 5\nplan['year'] = 2027", plan=plan) == {
        "plan": {"title": "계획", "items": [{"n": 1}, {"n": 5}], "year": 2027}
    }
    assert plan == {"title": "계획", "items": [{"n": 1}, {"n": 2}]}


def test_two_names_for_one_record_do_not_change_together() -> None:
    assert run("b = a\nb.n = 2", a={"n": 1}) == {"b": {"n": 2}}


def test_a_name_can_be_counted_up() -> None:
    assert run("rounds += 1\nr.n -= 1", rounds=2, r={"n": 6}) == {"rounds": 3, "r": {"n": 5}}


def test_a_script_branches_and_loops() -> None:
    text = """
total = 0
# only what was recognised counts
for row in rows:
    if row.recognised:
        total += row.amount
    elif row.amount > 100:
        refused = row.amount
    else:
        pass
"""
    rows = [{"recognised": True, "amount": 7}, {"recognised": False, "amount": 500}, {"recognised": True, "amount": 3}]
    assert run(text, rows=rows) == {"total": 10, "refused": 500}


def test_a_branch_that_was_not_taken_assigns_nothing() -> None:
    assert run("if x > 5:\n    y = 1", x=1) == {}


def test_the_loop_name_does_not_become_process_data() -> None:
    assert run("for n in [1, 2, 3]:\n    last = n") == {"last": 3}


def test_a_script_that_fails_names_the_line() -> None:
    with pytest.raises(ExpressionError) as error:
        run("a = 1\nb = a + missing\n")
    assert (error.value.code, error.value.line, error.value.column) == ("name_unknown", 2, 9)


def test_a_key_of_something_that_is_not_there_cannot_be_assigned() -> None:
    for text in ("r.a.b = 1", "r.l[3] = 1", "r.n.x = 1", "nothing.x = 1"):
        with pytest.raises(ExpressionError):
            run(text, r={"l": [1], "n": 5})


def test_what_a_script_reads_and_may_assign_is_known() -> None:
    script = compile_script("for x in xs:\n    if x > y:\n        a.b = x\n        n += 1", {})
    assert frozenset({"xs", "y", "a", "n"}) >= script.names >= frozenset({"xs", "y"})
    assert frozenset({"a", "n"}) == script.assigned


def test_an_empty_script_of_comments_assigns_nothing() -> None:
    assert run("# nothing to do here") == {}
