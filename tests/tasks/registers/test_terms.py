"""How long a member sits, and for how many terms (제9조제4항)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection

from tasks.registers import appointments, members
from tasks.registers.appointments import Appointment
from tasks.registers.guard import GuardError
from tests.kit.town import someone
from tests.tasks.registers.appointing import DAY, appoint, expert, refusal, seat


def test_a_commissioned_member_sits_for_two_years_at_a9p4_1(town: Connection) -> None:
    assert seat(town, "member1").to_day == date(2028, 2, 29)


def test_a_renewal_begins_the_day_after_the_term_at_a9p4_4(town: Connection) -> None:
    appointments.renew(town, seat(town, "member1").id, DAY, approved_by=someone(town, "mayor"))

    renewed = seat(town, "member1", on=date(2028, 3, 1))

    assert (renewed.from_day, renewed.to_day, renewed.term_number) == (date(2028, 3, 1), date(2030, 2, 28), 2)


def test_a_third_term_in_a_row_is_refused_at_a9p4_1(town: Connection) -> None:
    mayor = someone(town, "mayor")
    appointments.renew(town, seat(town, "member1").id, DAY, approved_by=mayor)

    with pytest.raises(GuardError) as raised:
        appointments.renew(town, seat(town, "member1", on=date(2028, 3, 1)).id, date(2028, 3, 1), approved_by=mayor)

    assert refusal(raised) == "terms_used_up"


def test_coming_back_after_a_gap_needs_a_reason(town: Connection) -> None:
    mayor, who = someone(town, "mayor"), someone(town, "member1")
    appointments.renew(town, seat(town, "member1").id, DAY, approved_by=mayor)

    with pytest.raises(GuardError) as raised:
        appoint(town, expert(who, date(2030, 3, 2)))
    assert refusal(raised) == "reappointment_reason_needed"

    appoint(town, expert(who, date(2030, 3, 2), reappointment_reason="대체할 전문가 없음", exception_document="x"))


def test_a_member_whose_term_has_ended_is_not_counted_at_a9p4_3(town: Connection) -> None:
    still = {each.person_id for each in members.in_office(town, "ai_committee", date(2028, 2, 29))}
    after = {each.person_id for each in members.in_office(town, "ai_committee", date(2028, 3, 1))}

    assert someone(town, "member1") in still
    assert someone(town, "member1") not in after


def test_members_of_the_subsidy_committee_go_on_until_succeeded(town: Connection) -> None:
    after_term = date(2028, 1, 15)

    assert someone(town, "smember2") in {
        each.person_id for each in members.in_office(town, "subsidy_committee", after_term)
    }


def test_a_councillor_sits_as_long_as_the_mandate_at_a9p4p_1(town: Connection) -> None:
    member = seat(town, "member5")

    assert (member.mode, member.to_day) == ("commissioned", date(2030, 6, 30))


def test_a_councillor_of_two_mandates_needs_no_renewal(town: Connection) -> None:
    who = someone(town, "member5")
    again = Appointment("councillor", date(2030, 7, 1), person_id=who, mandate_end=date(2034, 6, 30))

    appoint(town, again)

    assert date(2034, 6, 30) == seat(town, "member5", on=date(2031, 1, 1)).to_day


def test_a_member_who_resigns_sits_to_the_last_day_given(town: Connection) -> None:
    members.end(town, seat(town, "member2").id, DAY, "사임")

    assert someone(town, "member2") in {each.person_id for each in members.in_office(town, "ai_committee", DAY)}
    assert someone(town, "member2") not in {
        each.person_id for each in members.in_office(town, "ai_committee", date(2027, 1, 5))
    }


def test_terms_that_end_soon_are_found_for_the_watch(town: Connection) -> None:
    ending = members.terms_ending(town, date(2028, 2, 1), date(2028, 2, 29))

    assert {someone(town, login) for login in ("member1", "member2", "member3", "member4", "member7", "member8")} == {
        each.person_id for each in ending
    }
