"""A place in an approval line is looked for in the division, above it, and then anywhere."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection

from tasks.assignment import approval_line
from tasks.contract import AssignmentRequest
from tasks.registers import deputies, people

DAY = date(2027, 1, 4)


def holders(town: Connection, role: str, division: str) -> list[str]:
    """Give the logins of whoever acts in the place."""
    request = AssignmentRequest(role=role, argument={"role": role, "division": division}, on=DAY)
    return [people.get(town, seat.person_id).login for seat in approval_line.seats(town, request)]


@pytest.mark.parametrize(
    ("role", "login"),
    [
        ("team_lead", "team_lead1"), ("division_head", "division_head1"), ("bureau_chief", "bureau_chief1"),
        ("vice_mayor", "vice_mayor"), ("mayor", "mayor"), ("budget_officer", "budget1"),
        ("accounting_officer", "accounting1"),
    ],
)  # fmt: skip
def test_each_place_of_the_ai_policy_divisions_line_has_its_one_holder(town: Connection, role: str, login: str) -> None:
    assert [login] == holders(town, role, "ai_policy")


def test_another_divisions_head_is_not_asked(town: Connection) -> None:
    assert ["budget_head1"] == holders(town, "division_head", "budget_legal")


def test_a_deputy_takes_the_place_of_who_is_away(town: Connection) -> None:
    mayor = people.by_login(town, "mayor").id
    deputies.record_absence(town, mayor, DAY, DAY, "출장")
    request = AssignmentRequest(role="mayor", argument={"role": "mayor", "division": "ai_policy"}, on=DAY)
    [seat] = approval_line.seats(town, request)
    assert (True, mayor) == (seat.is_proxy, seat.stands_in_for)
