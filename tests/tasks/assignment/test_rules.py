"""Who may do a task: each rule, its deputies, and how a stand-in signs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection

from tasks.assignment.seats import Seat, seat_of
from tasks.contract import AssignmentRequest
from tasks.registers import calls, deputies, grants, members, offices, parties, people, posts
from tasks.registers.guard import GuardError
from tasks.registry import rules
from tests.kit.town import someone

DAY = date(2027, 1, 4)


def asked(town: Connection, rule: str, **more: object) -> set[str]:
    """The logins a rule finds."""
    request = AssignmentRequest(**{"role": "", "on": DAY, **more})  # type: ignore[arg-type]
    return {people.get(town, person).login for person in rules()[rule].candidates(town, request)}


def seats(town: Connection, rule: str, **more: object) -> tuple[Seat, ...]:
    request = AssignmentRequest(**{"role": "", "on": DAY, **more})  # type: ignore[arg-type]
    found: tuple[Seat, ...] = rules()[rule].seats(town, request)
    return found


def away(town: Connection, *logins: str) -> None:
    for login in logins:
        deputies.record_absence(town, someone(town, login), DAY, DAY, "출장")


def test_every_rule_of_the_diagrams_exists() -> None:
    expected = {
        "lane", "starter", "same_person", "person", "post", "approver", "applicant", "committee_member",
        "committee_chair", "committee_secretary", "division_head",
    }  # fmt: skip

    assert expected <= set(rules())


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("officer", {"officer1", "officer2"}),
        ("team_lead", {"team_lead1"}),
        ("division_head", {"division_head1"}),
        ("bureau_chief", {"bureau_chief1"}),
        ("mayor", {"mayor"}),
        ("budget_officer accounting_officer", {"budget1", "accounting1"}),
        ("plan_writer", {"planner1", "planner2", "planner3"}),
        ("committee_secretary", {"division_head1", "budget_head1"}),
        ("nobody", set()),
    ],
)
def test_a_lane_finds_those_who_hold_its_roles(town: Connection, role: str, found: set[str]) -> None:
    assert found == asked(town, "lane", role=role)


def test_a_head_of_another_division_is_not_asked_about_this_case(town: Connection) -> None:
    posts.hand_over(town, "enterprise_head", someone(town, "planner1"), DAY)

    assert {"division_head1"} == asked(town, "lane", role="division_head")


def test_the_division_of_the_grants_budget_line_answers_for_the_case(town: Connection) -> None:
    applicant, call = parties.find(town, "123-45-67891"), calls.open_on(town, "ai_rnd_2027", DAY)
    assert applicant is not None
    assert call is not None
    town.execute(grants.grant.metadata.tables["budget_line"].update().values(division="enterprise"))
    grants.apply(
        town, instance_id=77, case_key="77", programme="ai_rnd_2027", party_id=applicant.id, title="x", requested=1,
        own_planned=0, starts_on=DAY, ends_on=DAY, at=datetime(2027, 1, 5, tzinfo=UTC), call_id=call.id,
    )  # fmt: skip

    assert {"enterprise_head1"} == asked(town, "lane", role="division_head", instance_id=77)
    assert {"smember10"} == asked(town, "approver", argument=50_000_001, instance_id=77)


@pytest.mark.parametrize(
    ("amount", "approver"),
    [
        (50_000_000, "division_head1"),
        (50_000_001, "bureau_chief1"),
        (100_000_000, "bureau_chief1"),
        (100_000_001, "vice_mayor"),
        (300_000_000, "vice_mayor"),
        (300_000_001, "mayor"),
    ],
)
def test_the_amount_names_the_approver_imp_31(town: Connection, amount: int, approver: str) -> None:
    assert {approver} == asked(town, "approver", argument=amount)


def test_an_approver_may_be_named_by_role(town: Connection) -> None:
    assert {"mayor"} == asked(town, "approver", argument="mayor")


def test_the_deputy_of_an_absent_approver_signs_by_proxy(town: Connection) -> None:
    away(town, "mayor")

    found = seats(town, "approver", argument=300_000_001)

    assert (Seat(someone(town, "vice_mayor"), "mayor", "absence", someone(town, "mayor")),) == found
    assert found[0].is_proxy


def test_the_deputy_in_a_vacancy_signs_by_proxy_for_nobody(town: Connection) -> None:
    posts.vacate(town, "mayor", DAY)

    assert (Seat(someone(town, "vice_mayor"), "mayor", "vacancy"),) == seats(town, "post", argument="mayor")


def test_who_may_act_in_their_own_right_does_not_stand_in() -> None:
    own, proxy = Seat(1, "a"), Seat(1, "b", "absence", 2)

    assert own == seat_of((proxy, own), 1)
    assert seat_of((proxy, own), 9) is None


def test_the_starter_and_their_deputy(town: Connection) -> None:
    officer = someone(town, "officer1")
    assert {"officer1"} == asked(town, "starter", starter_id=officer)
    assert set() == asked(town, "starter")
    away(town, "officer1")

    assert {"officer2"} == asked(town, "starter", starter_id=officer)


def test_the_same_person_as_at_another_element(town: Connection) -> None:
    finishers = {"examine": someone(town, "officer2")}

    assert {"officer2"} == asked(town, "same_person", argument="examine", finishers=finishers)
    assert set() == asked(town, "same_person", argument="decide", finishers=finishers)


def test_a_person_is_named_by_login_or_id(town: Connection) -> None:
    assert {"planner1"} == asked(town, "person", argument="planner1")
    assert {"planner1"} == asked(town, "person", argument=someone(town, "planner1"))
    with pytest.raises(GuardError, match="person_unknown"):
        asked(town, "person", argument="nobody")


def test_a_post_that_does_not_exist_is_named_in_the_refusal(town: Connection) -> None:
    with pytest.raises(GuardError, match="post_unknown"):
        asked(town, "post", argument="emperor")


def test_applicants_do_what_their_party_is_asked(town: Connection) -> None:
    party = parties.find(town, "123-45-67891")
    assert party is not None

    assert {"applicant1"} == asked(town, "applicant", party_id=party.id)
    assert {"applicant1"} == asked(town, "applicant", argument=party.id)
    assert set() == asked(town, "applicant")


def test_members_of_a_committee_in_office_and_no_others(town: Connection) -> None:
    away(town, "member1")

    found = asked(town, "committee_member", argument="ai_committee")

    assert {"vice_mayor", *(f"member{number}" for number in range(1, 9))} == found


def test_a_member_whose_term_has_ended_is_not_asked_at_a9p4_3(town: Connection) -> None:
    found = asked(town, "committee_member", argument="ai_committee", on=date(2028, 3, 1))

    assert {"vice_mayor", "member5", "member6"} == found


def test_the_chair_presides(town: Connection) -> None:
    assert {"vice_mayor"} == asked(town, "committee_chair", argument="ai_committee")
    assert {"smember1"} == asked(town, "committee_chair", argument="subsidy_committee")


def test_while_the_chair_is_away_the_vice_chair_or_the_acting_vice_mayor_presides(town: Connection) -> None:
    away(town, "vice_mayor")

    assert {"smember10", "member1"} == asked(town, "committee_chair", argument="ai_committee")
    assert all(seat.is_proxy for seat in seats(town, "committee_chair", argument="ai_committee"))


def test_while_an_elected_chair_is_away_the_vice_chair_presides(town: Connection) -> None:
    away(town, "smember1")

    assert {"smember10"} == asked(town, "committee_chair", argument="subsidy_committee")


def test_with_no_vice_chair_the_seat_waits_for_whoever_acts(town: Connection) -> None:
    vice = offices.vice_chair_seat(town, "ai_committee", DAY)
    assert vice is not None
    members.end(town, vice, date(2027, 1, 3), "사임")
    away(town, "vice_mayor")

    assert {"smember10"} == asked(town, "committee_chair", argument="ai_committee")


def test_the_secretary_is_the_head_of_the_division_in_charge(town: Connection) -> None:
    assert {"division_head1"} == asked(town, "committee_secretary", argument="ai_committee")


def test_the_secretarys_task_moves_with_the_post_at_a9p5_2(town: Connection) -> None:
    posts.hand_over(town, "ai_policy_head", someone(town, "planner1"), DAY)

    assert {"planner1"} == asked(town, "committee_secretary", argument="ai_committee")


def test_the_head_of_a_named_division(town: Connection) -> None:
    assert {"enterprise_head1"} == asked(town, "division_head", argument="enterprise")
