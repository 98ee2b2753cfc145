"""Who sits in the committee, for how long, and in which office, as a meeting counts them (조례 제9조)."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tasks.registers import appointments, deputies, members, offices, people, posts
from tasks.registers.appointments import Appointment
from tasks.registers.guard import GuardError
from tests.kit.city import City
from tests.kit.meeting import AI_MEMBERS, MeetingStory, committee_of
from workflows.clock import CITY
from workflows.errors import AnswerRefused, NotYours
from workflows.use_cases.reask_candidates import reask_candidates

DAY = date(2027, 1, 4)
NEW = tuple(f"new{number}" for number in range(6))
LAST_DAY, DAY_AFTER = date(2028, 2, 29), date(2028, 3, 1)
"""The end of the two years of those who were commissioned on 1 March 2026."""


def appoint(city: City, *new: Appointment, by: str = "mayor") -> None:
    """Have members appointed; only the mayor may."""
    with city.unit_of_work() as uow:
        appointments.appoint(uow.connection, "ai_committee", new, approved_by=city.person(by))


def newcomer(city: City, login: str) -> Appointment:
    with city.unit_of_work() as uow:
        who = people.add(uow.connection, login, login, login, gender="female")
    return Appointment("expert", DAY, person_id=who, note="박사")


def seat(city: City, login: str, on: date = DAY) -> int:
    with city.connection() as connection:
        return members.memberships(connection, city.person(login), on)[0].id


def renewed(city: City, login: str, on: date) -> None:
    """Have the mayor renew a member on the last day of the term."""
    with city.unit_of_work() as uow:
        appointments.renew(uow.connection, seat(city, login, on), on, approved_by=city.person("mayor"))


def announced(city: City, held_on: str) -> MeetingStory:
    """Have the meeting of a day called two weeks before it, and let its day come."""
    day = datetime.combine(date.fromisoformat(held_on) - timedelta(days=16), time(9), CITY)
    city.set_time(max(day, city.clock.now()))
    return MeetingStory.requested(city).is_arranged(held_on).is_convened().is_announced()


def ballots(city: City, held_on: str) -> list[str]:
    """Give who is offered a ballot when everybody in office is there."""
    meeting = announced(city, held_on)
    present = meeting.in_office(date.fromisoformat(held_on))
    return meeting.opens(present).tables(present).voters()


@pytest.mark.parametrize(("present", "opened"), [(7, False), (8, True)])
def test_AT_A9P1_1_of_fifteen_in_office_eight_open_a_meeting_and_there_is_no_sixteenth(
    city: City, present: int, opened: bool
) -> None:
    committee_of(city, 15)
    sixteenth = newcomer(city, "sixteenth")
    with pytest.raises(GuardError, match="committee_full"):
        appoint(city, sixteenth)

    meeting, came = announced(city, "2027-01-20"), (*AI_MEMBERS, *NEW)[:present]
    _ = meeting.opens(came) if opened else meeting.is_given_up(came)
    assert meeting.open() == (["declare_recusals"] if opened else ["arrange_meeting"])


def test_AT_A9P1_2_to_fourteen_in_office_one_more_is_added_and_votes_as_the_fifteenth(city: City) -> None:
    committee_of(city, 14)
    appoint(city, newcomer(city, "fifteenth"))

    assert ballots(city, "2027-01-20") == sorted((*AI_MEMBERS, *NEW[:5], "fifteenth"))


def test_AT_A9P1_3_the_chair_is_one_of_the_fifteen(city: City) -> None:
    committee_of(city, 15)

    offered = ballots(city, "2027-01-20")

    assert (len(offered), offered.count("vice_mayor")) == (15, 1)
    with pytest.raises(GuardError, match="committee_full"):
        appoint(city, Appointment("ex_officio", DAY, post="ai_bureau_chief"))


def test_AT_A9P2_2_nobody_is_made_chair_by_hand(city: City) -> None:
    with pytest.raises(GuardError, match="chair_by_post"), city.unit_of_work() as uow:
        offices.elect(uow.connection, "ai_committee", "chair", seat(city, "member1"), DAY)

    meeting = MeetingStory.requested(city).is_arranged("2027-01-20")
    with pytest.raises(NotYours):
        meeting.finish("approve_convening", "member1", {"convening": "convene"})
    assert meeting.is_convened().open() == ["send_notice"]


def test_AT_A9P2_5_the_office_of_vice_chair_ends_with_the_term_even_of_a_member_who_is_renewed(city: City) -> None:
    renewed(city, "member1", LAST_DAY)
    with city.unit_of_work() as uow:
        away = city.person("vice_mayor")
        deputies.record_absence(uow.connection, away, date(2028, 2, 1), date(2028, 3, 31), "국외 출장")

    city.set_time("2028-02-28T09:00+09:00")
    before = MeetingStory.requested(city, "임기 안의 회의").is_arranged("2028-03-20")
    before.finish("approve_convening", "member1", {"convening": "convene"})
    city.set_time("2028-03-01T09:00+09:00")
    after = MeetingStory.requested(city, "임기 뒤의 회의").is_arranged("2028-03-21")
    with pytest.raises(NotYours):
        after.finish("approve_convening", "member1", {"convening": "convene"})

    assert (before.open(), after.open()) == (["send_notice"], ["approve_convening"])
    assert "member1" in after.in_office(DAY_AFTER)


def test_AT_A9P3I3_the_successor_in_a_post_takes_the_seat_that_came_with_it(city: City) -> None:
    appoint(city, Appointment("official", DAY, post="enterprise_head"))
    with city.unit_of_work() as uow:
        posts.hand_over(uow.connection, "enterprise_head", city.person("officer2"), date(2027, 1, 5))

    assert ballots(city, "2027-01-20") == sorted((*AI_MEMBERS, "officer2"))


@pytest.mark.parametrize(
    ("login", "held_on", "votes"),
    [
        pytest.param("member1", "2028-02-29", True, id="AT-A4-2: two years, as this ordinance says"),
        pytest.param("member1", "2028-03-20", False, id="AT-A9P4-3: not renewed"),
        pytest.param("member5", "2030-06-30", True, id="AT-A9P4P-1: a councillor, to the end of the mandate"),
        pytest.param("member5", "2030-07-20", False, id="AT-A9P3I2: a councillor whose mandate has ended"),
        pytest.param("member7", "2028-03-20", False, id="AT-A9P3I4: of the industry agency, two years"),
    ],
)
def test_who_is_in_office_that_day_has_a_ballot_and_nobody_else(
    city: City, login: str, held_on: str, votes: bool
) -> None:
    assert votes == (login in ballots(city, held_on))


def test_AT_A9P4_1_a_renewed_member_votes_two_years_more_and_not_a_third_time(city: City) -> None:
    renewed(city, "member1", LAST_DAY)
    renewed_until = date(2030, 2, 28)

    with pytest.raises(GuardError, match="terms_used_up"):
        renewed(city, "member1", renewed_until)

    assert "member1" in ballots(city, "2030-02-28")
    assert "member1" not in ballots(city, "2030-03-20")


def test_AT_A9P4_3_a_member_whose_term_has_ended_counts_no_more_and_finds_nothing_to_do(city: City) -> None:
    meeting = announced(city, "2028-03-20")

    assert meeting.in_office(LAST_DAY) == sorted(AI_MEMBERS)
    assert meeting.in_office(DAY_AFTER) == ["member5", "member6", "vice_mayor"]
    with pytest.raises(AnswerRefused):
        meeting.opens(("vice_mayor", "member1"))
    meeting.opens(("vice_mayor", "member5")).tables(("vice_mayor", "member5"))
    assert meeting.voters() == ["member5", "vice_mayor"]
    assert city.worklist("member1") == []


def test_AT_A9P4_4_a_renewal_begins_the_day_after_the_term_so_that_no_meeting_misses_the_member(city: City) -> None:
    renewed(city, "member1", LAST_DAY)

    assert "member1" in ballots(city, "2028-02-29")
    assert "member1" in ballots(city, "2028-03-20")
    with city.connection() as connection:
        assert members.memberships(connection, city.person("member1"), DAY_AFTER)[0].from_day == DAY_AFTER


def test_AT_A9P5_1_the_secretary_counts_in_no_number_and_has_no_vote(city: City) -> None:
    meeting = announced(city, "2027-01-20")
    assert "division_head1" not in meeting.in_office(date(2027, 1, 20))
    with pytest.raises(AnswerRefused):
        meeting.opens((*AI_MEMBERS, "division_head1"))

    meeting.opens().tables()

    assert meeting.voters() == sorted(AI_MEMBERS)
    with pytest.raises(NotYours):
        meeting.finish("cast_ballot", "division_head1", {"choice": "for"})


def test_AT_A9P5_2_the_secretary_s_work_goes_to_the_new_head_of_the_division_the_same_day(city: City) -> None:
    meeting = MeetingStory.requested(city)
    city.set_time("2027-01-05T09:00+09:00")
    with city.unit_of_work() as uow:
        posts.hand_over(uow.connection, "ai_policy_head", city.person("officer2"), date(2027, 1, 5))
    reask_candidates(city.services, now=city.clock.now())

    with pytest.raises(NotYours):
        meeting.is_arranged("2027-01-20")
    meeting.secretary = "officer2"
    assert meeting.is_arranged("2027-01-20").open() == ["approve_convening"]


def test_AT_A9P5_3_there_is_no_second_secretary(city: City) -> None:
    meeting = MeetingStory.requested(city)
    second = {"post": "ai_policy_head", "person_id": city.person("officer2"), "from_day": DAY}
    with pytest.raises(IntegrityError, match="post_taken"), city.unit_of_work() as uow:
        uow.connection.execute(posts.post_holder.insert().values(second))

    assert (meeting.case, "arrange_meeting") in city.worklist("division_head1")
    assert (meeting.case, "arrange_meeting") not in city.worklist("officer2")
