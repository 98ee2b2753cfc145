"""The demonstration city is complete, in order, and may be loaded again."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from tasks.registers import deputies, ledger, members, people, posts, roles
from tasks.registers.composition import breaches
from tasks.registers.guard import GuardError
from tasks.registers.load import load
from tasks.registers.schema import metadata

DEMO = Path(__file__).parents[3] / "workflows" / "demo" / "anyang.toml"
DAY = date(2027, 1, 4)
ROLES = {
    "applicant1": "applicant", "officer1": "officer", "team_lead1": "team_lead", "division_head1": "division_head",
    "bureau_chief1": "bureau_chief", "vice_mayor": "committee_chair", "mayor": "mayor", "budget1": "budget_officer",
    "budget_head1": "committee_secretary", "accounting1": "accounting_officer", "payment1": "payment_officer",
    "planner3": "plan_writer", "member8": "committee_member", "smember12": "committee_member",
    "smember1": "committee_chair", "auditor1": "auditor", "owner2": "process_owner", "operator1": "operator",
}  # fmt: skip


def rows(connection: Connection) -> dict[str, int]:
    tables = metadata.sorted_tables
    return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}


def test_loading_again_changes_nothing(town: Connection) -> None:
    before = rows(town)

    load(town, tomllib.loads(DEMO.read_text("utf-8")), date(2027, 6, 1))

    assert before == rows(town)


def test_everyone_has_the_role_they_are_there_for(town: Connection) -> None:
    missing = {
        login: role
        for login, role in ROLES.items()
        if role not in roles.roles_of(town, people.by_login(town, login).id, DAY)
    }

    assert {} == missing


def test_both_committees_keep_every_rule_that_blocks(town: Connection) -> None:
    for code in ("ai_committee", "subsidy_committee"):
        assert [] == [each.code for each in breaches(town, code, DAY) if each.severity == "error"]


def test_nine_sit_on_the_ai_committee_and_twelve_on_the_other(town: Connection) -> None:
    assert (9, 12) == tuple(len(members.in_office(town, code, DAY)) for code in ("ai_committee", "subsidy_committee"))


def test_a_post_passes_on_and_a_deputy_acts_as_a_later_file_says(town: Connection) -> None:
    later = {
        "handover": [{"post": "ai_policy_head", "person": "officer1", "since": date(2027, 2, 1)}],
        "absence": [
            {"person": "mayor", "from_day": date(2027, 2, 1), "to_day": date(2027, 2, 5), "reason": "출장"},
        ],
    }
    load(town, later, DAY)
    load(town, later, DAY)
    successor, deputy = people.by_login(town, "officer1").id, people.by_login(town, "vice_mayor").id
    before, after = (posts.holder_of(town, "ai_policy_head", date(*day)) for day in ((2027, 1, 31), (2027, 2, 1)))
    assert (people.by_login(town, "division_head1").id, successor) == (before, after)
    acting = deputies.acting(town, "mayor", date(2027, 2, 5))
    assert acting is not None
    assert (deputy, "absence") == (acting.person_id, acting.capacity)


def test_a_value_that_a_register_does_not_take_is_told_with_its_entry(town: Connection) -> None:
    clinic = {"kind": "clinic", "name": "과천동물병원", "business_no": "220-81-62517", "representative": "최반려"}
    with pytest.raises(GuardError) as refused:
        load(town, {"party": [clinic]}, DAY)
    assert ("entry_wrong", "party", "clinic") == (refused.value.code, *list(refused.value.params.values())[:2])


def test_the_budget_is_in_the_ledger_once(town: Connection) -> None:
    assert () == ledger.recompute(town)
    assert 1_600_000_000 == sum(ledger.balances_of_line(town, line)["appropriated"] for line in lines(town))


def lines(town: Connection) -> list[int]:
    return list(town.scalars(select(metadata.tables["budget_line"].c.id)))
