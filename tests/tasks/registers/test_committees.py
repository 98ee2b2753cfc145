"""Who sits on a committee, and what the ordinance refuses (조례 제8조, 제9조)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from tasks.registers import appointments, committees, deputies, members, offices, people, posts
from tasks.registers.appointments import Appointment
from tasks.registers.guard import GuardError
from tests.kit.town import someone
from tests.tasks.registers.appointing import DAY, appoint, expert, refusal, seat


def newcomer(connection: Connection, name: str, gender: people.Gender = "male") -> int:
    return people.add(connection, name, name, name, gender=gender)


def balanced(connection: Connection, number: int) -> list[Appointment]:
    """So many new experts, men and women in turn."""
    genders: tuple[people.Gender, ...] = ("male", "female")
    return [expert(newcomer(connection, f"new{n}", genders[n % 2])) for n in range(number)]


def test_fifteen_members_may_sit_and_a_sixteenth_is_refused_at_a9p1_1(town: Connection) -> None:
    appoint(town, *balanced(town, 6))
    assert 15 == len(members.in_office(town, "ai_committee", DAY))

    with pytest.raises(GuardError) as raised:
        appoint(town, expert(newcomer(town, "sixteenth")))

    assert refusal(raised) == "committee_full"


def test_the_database_itself_refuses_the_sixteenth_at_a9p1_3(town: Connection) -> None:
    appoint(town, *balanced(town, 6))
    row = members.member.insert().values(
        committee="ai_committee", person_id=newcomer(town, "raw"), category="expert", mode="commissioned", note="x",
        approved_by=someone(town, "mayor"), term_number=1, from_day=DAY, to_day=date(2029, 1, 3),
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="jorye:committee_full"):
        town.execute(row)


def test_only_the_mayor_appoints_at_a9p3_1(town: Connection) -> None:
    with pytest.raises(GuardError) as raised:
        appointments.appoint(
            town, "ai_committee", [expert(newcomer(town, "new"))], approved_by=someone(town, "division_head1")
        )

    assert refusal(raised) == "mayor_approves"


def test_whoever_acts_as_mayor_may_appoint(town: Connection) -> None:
    deputies.record_absence(town, someone(town, "mayor"), DAY, DAY, "휴가")

    seated = appointments.appoint(
        town, "ai_committee", [expert(newcomer(town, "new"))], approved_by=someone(town, "vice_mayor")
    )

    assert len(seated) == 1


def test_a_city_official_is_appointed_and_never_commissioned_at_a9p3_2(town: Connection) -> None:
    assert seat(town, "member6").mode == "appointed"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"category": ""}, "category_unknown"),
        ({"category": "expert"}, "note_needed"),
        ({"category": "other"}, "note_needed"),
        ({"category": "councillor", "mandate_end": date(2030, 6, 30)}, "not_a_councillor"),
        ({"category": "official"}, "not_an_official"),
        ({"category": "ex_officio"}, "post_needed"),
    ],
)
def test_each_group_of_members_has_its_requirement(town: Connection, wrong: dict[str, object], code: str) -> None:
    with pytest.raises(GuardError) as raised:
        appoint(town, Appointment(from_day=DAY, person_id=newcomer(town, "new"), **wrong))  # type: ignore[arg-type]

    assert refusal(raised) == code


def test_the_vice_mayor_chairs_by_post_at_a9p2_1(town: Connection) -> None:
    before = members.in_office(town, "ai_committee", DAY)
    posts.hand_over(town, "vice_mayor", someone(town, "officer2"), DAY)

    after = members.in_office(town, "ai_committee", DAY)

    assert len(before) == len(after)
    assert someone(town, "vice_mayor") not in {each.person_id for each in after}
    assert offices.chair_seat(town, "ai_committee", DAY) == seat(town, "officer2").id


def test_setting_another_chair_by_hand_is_refused_at_a9p2_2(town: Connection) -> None:
    with pytest.raises(GuardError) as raised:
        offices.elect(town, "ai_committee", "chair", seat(town, "member1").id, DAY)

    assert refusal(raised) == "chair_by_post"


def test_a_second_vice_chair_is_refused_at_a9p1_4(town: Connection) -> None:
    with pytest.raises(GuardError) as raised:
        offices.elect(town, "ai_committee", "vice_chair", seat(town, "member2").id, DAY)

    assert refusal(raised) == "office_taken"


def test_the_database_itself_refuses_a_second_vice_chair(town: Connection) -> None:
    row = offices.committee_office.insert().values(
        committee="ai_committee", office="vice_chair", member_id=seat(town, "member2").id, from_day=DAY
    )

    with pytest.raises(IntegrityError, match="jorye:office_taken"):
        town.execute(row)


def test_neither_the_chair_nor_an_outsider_becomes_vice_chair_at_a9p2_4(town: Connection) -> None:
    outsider = seat(town, "smember1", "subsidy_committee").id
    for member_id in (seat(town, "vice_mayor").id, outsider):
        with pytest.raises(GuardError) as raised:
            offices.elect(town, "ai_committee", "vice_chair", member_id, date(2028, 2, 1))
        assert refusal(raised) == "candidate_refused"


def test_the_office_of_vice_chair_ends_with_the_members_own_term_at_a9p2_5(town: Connection) -> None:
    vice = seat(town, "member1").id
    appointments.renew(town, vice, DAY, approved_by=someone(town, "mayor"))

    assert vice == offices.vice_chair_seat(town, "ai_committee", date(2028, 2, 29))
    assert offices.vice_chair_seat(town, "ai_committee", date(2028, 3, 1)) is None


def test_a_member_sits_once_on_a_committee(town: Connection) -> None:
    with pytest.raises(GuardError) as raised:
        appoint(town, expert(someone(town, "member1")))

    assert refusal(raised) == "already_member"


def test_more_than_sixty_percent_of_one_sex_is_blocked_imp_36(town: Connection) -> None:
    four_men = [expert(newcomer(town, f"man{n}", "male")) for n in range(4)]

    with pytest.raises(GuardError) as raised:
        appoint(town, *four_men)

    assert (refusal(raised), raised.value.params["codes"]) == ("composition", ("one_sex",))
    assert "양성평등기본법 제21조제2항" in raised.value.text("ko")


def test_an_exception_document_lifts_the_cap_on_one_sex_imp_36(town: Connection) -> None:
    document = "경기도 양성평등위원회-7"
    four_men = [expert(newcomer(town, f"man{n}", "male"), exception_document=document) for n in range(4)]

    assert 4 == len(appoint(town, *four_men))


def test_a_fourth_committee_is_blocked_imp_37(town: Connection) -> None:
    busy = newcomer(town, "busy")
    for number in range(3):
        town.execute(
            committees.committee.insert().values(
                code=f"c{number}", name_ko="x", name_en="x", advisory=True, max_members=15, holdover=False,
                secretary_post="ai_policy_head", established_on=DAY,
            )
        )  # fmt: skip
        town.execute(
            members.member.insert().values(
                committee=f"c{number}", person_id=busy, category="aipa", mode="commissioned", approved_by=busy,
                term_number=1, from_day=DAY, to_day=date(2029, 1, 3),
            )
        )  # fmt: skip

    with pytest.raises(GuardError) as raised:
        appoint(town, expert(busy))

    assert raised.value.params["codes"] == ("committees",)


def test_a_fourth_official_on_the_subsidy_committee_is_blocked_imp_07(town: Connection) -> None:
    official = Appointment("ex_officio", DAY, post="ai_bureau_chief")

    with pytest.raises(GuardError) as raised:
        appoint(town, official, committee="subsidy_committee")

    assert raised.value.params["codes"] == ("officials",)


def test_twelve_members_with_three_officials_are_in_order_imp_07(town: Connection) -> None:
    sitting = members.in_office(town, "subsidy_committee", DAY)

    assert (12, 3) == (len(sitting), sum(each.mode == "ex_officio" for each in sitting))


def test_the_secretary_is_no_member_at_a9p5_1(town: Connection) -> None:
    acting = committees.secretary(town, "ai_committee", DAY)

    assert acting is not None
    assert acting.person_id == someone(town, "division_head1")
    assert acting.person_id not in {each.person_id for each in members.in_office(town, "ai_committee", DAY)}


def test_an_acting_vice_mayor_takes_the_seat_and_the_number_stays(town: Connection) -> None:
    deputies.record_absence(town, someone(town, "vice_mayor"), DAY, DAY, "병가")

    sitting = {each.person_id for each in members.in_office(town, "ai_committee", DAY)}

    assert 9 == len(sitting)
    assert someone(town, "smember10") in sitting


def test_a_committee_that_was_never_set_up_is_not_there_at_a8_1(town: Connection) -> None:
    assert not committees.is_established(town, "ai_committee", date(2025, 8, 31))
    assert committees.is_established(town, "ai_committee", date(2025, 9, 1))
