"""Posts change hands, holders go away, and somebody always lawfully acts."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from tasks.registers import deputies, divisions, people, posts, roles
from tasks.registers.deputies import Acting
from tasks.registers.guard import GuardError
from tests.kit.town import someone

DAY = date(2027, 1, 4)


def away(connection: Connection, login: str) -> None:
    deputies.record_absence(connection, someone(connection, login), DAY, DAY, "출장")


def test_a_post_has_one_holder_on_a_day(town: Connection) -> None:
    row = posts.post_holder.insert().values(post="mayor", person_id=someone(town, "officer1"), from_day=DAY)

    with pytest.raises(IntegrityError, match="jorye:post_taken"):
        town.execute(row)


def test_the_old_holder_leaves_the_day_before_the_new_one_comes(town: Connection) -> None:
    posts.hand_over(town, "vice_mayor", someone(town, "officer2"), date(2027, 7, 6))

    assert someone(town, "vice_mayor") == posts.holder_of(town, "vice_mayor", date(2027, 7, 5))
    assert someone(town, "officer2") == posts.holder_of(town, "vice_mayor", date(2027, 7, 6))


def test_a_post_cannot_be_handed_over_before_its_present_holder_came(town: Connection) -> None:
    with pytest.raises(GuardError) as refused:
        posts.hand_over(town, "mayor", someone(town, "officer1"), date(2020, 1, 1))

    assert refused.value.code == "post_taken"


def test_nobody_holds_a_post_that_does_not_exist(town: Connection) -> None:
    with pytest.raises(GuardError, match="post_unknown"):
        posts.holder_of(town, "emperor", DAY)


def test_the_mayor_acts_for_herself_when_present(town: Connection) -> None:
    assert Acting(someone(town, "mayor"), "holder") == deputies.acting(town, "mayor", DAY)


def test_the_vice_mayor_acts_for_an_absent_mayor(town: Connection) -> None:
    away(town, "mayor")

    expected = Acting(someone(town, "vice_mayor"), "absence", someone(town, "mayor"))
    assert expected == deputies.acting(town, "mayor", DAY)


def test_the_bureau_chiefs_follow_in_their_order_when_the_vice_mayor_is_absent_too(town: Connection) -> None:
    away(town, "mayor")
    away(town, "vice_mayor")
    away(town, "smember10")

    acting = deputies.acting(town, "mayor", DAY)

    assert acting == Acting(someone(town, "smember11"), "absence", someone(town, "mayor"))


def test_a_vacant_post_is_exercised_not_deputised(town: Connection) -> None:
    posts.vacate(town, "mayor", DAY)

    assert Acting(someone(town, "vice_mayor"), "vacancy") == deputies.acting(town, "mayor", DAY)


def test_nobody_acts_where_no_deputy_is_named(town: Connection) -> None:
    posts.vacate(town, "enterprise_head", DAY)

    assert deputies.acting(town, "enterprise_head", DAY) is None


def test_deputies_who_name_each_other_do_not_go_round_for_ever(town: Connection) -> None:
    deputies.name_deputy_post(town, "enterprise_head", "smart_city_head", 1)
    deputies.name_deputy_post(town, "smart_city_head", "enterprise_head", 1)
    away(town, "enterprise_head1")
    away(town, "smart_city_head1")

    assert deputies.acting(town, "enterprise_head", DAY) is None


def test_an_absence_ends_with_its_last_day(town: Connection) -> None:
    away(town, "mayor")

    assert deputies.is_absent(town, someone(town, "mayor"), DAY)
    assert not deputies.is_absent(town, someone(town, "mayor"), date(2027, 1, 5))


def test_an_absent_officer_is_stood_in_for_by_the_named_colleague(town: Connection) -> None:
    away(town, "officer1")

    expected = Acting(someone(town, "officer2"), "absence", someone(town, "officer1"))
    assert expected == deputies.acting_for(town, someone(town, "officer1"), DAY)


def test_two_officers_away_leave_nobody(town: Connection) -> None:
    away(town, "officer1")
    away(town, "officer2")

    assert deputies.acting_for(town, someone(town, "officer1"), DAY) is None


@pytest.mark.parametrize(
    "login", ["mayor", "vice_mayor", "division_head1", "officer1", "member5", "smember1", "smember10", "payment1"]
)
def test_a_person_has_a_role_exactly_when_they_are_found_by_it(town: Connection, login: str) -> None:
    person_id = someone(town, login)
    known = {*roles.roles_of(town, person_id, DAY), "mayor", "officer", "committee_member", "committee_chair"}

    found = {role for role in known if person_id in roles.people_with_role(town, role, DAY)}

    assert roles.roles_of(town, person_id, DAY) == found


def test_whoever_acts_in_a_post_has_its_roles_that_day(town: Connection) -> None:
    away(town, "mayor")

    assert "mayor" in roles.roles_of(town, someone(town, "vice_mayor"), DAY)
    assert "mayor" not in roles.roles_of(town, someone(town, "mayor"), DAY)


def test_a_member_has_the_role_only_while_in_office(town: Connection) -> None:
    member = someone(town, "member1")

    assert "committee_member" in roles.roles_of(town, member, date(2028, 2, 29))
    assert "committee_member" not in roles.roles_of(town, member, date(2028, 3, 1))


def test_the_secretary_moves_with_the_post(town: Connection) -> None:
    posts.hand_over(town, "ai_policy_head", someone(town, "planner1"), DAY)

    assert "committee_secretary" in roles.roles_of(town, someone(town, "planner1"), DAY)
    assert "committee_secretary" not in roles.roles_of(town, someone(town, "division_head1"), DAY)


def test_officials_work_in_the_division_of_their_post_or_role(town: Connection) -> None:
    assert frozenset({"ai_policy"}) == roles.divisions_of(town, someone(town, "division_head1"), DAY)
    assert frozenset({"enterprise"}) == roles.divisions_of(town, someone(town, "planner2"), DAY)


def test_a_bureau_includes_its_divisions(town: Connection) -> None:
    assert frozenset({"ai_bureau", "ai_policy", "smart_city"}) == divisions.within(town, "ai_bureau")


def test_an_unknown_person_is_named_in_the_refusal(town: Connection) -> None:
    with pytest.raises(GuardError) as refused:
        people.by_login(town, "nobody")

    assert refused.value.text("en") == (
        "The person was not found (nobody). Enter them in the register of people first."
    )
