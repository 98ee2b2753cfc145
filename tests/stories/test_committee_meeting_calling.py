"""Who may have a committee called, and how long before (조례 제10조제1항; 안양시 각종 위원회 조례 제9조)."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bpmn.ordinance import clause
from tasks.registers import members
from tests.kit.city import City
from tests.kit.meeting import MeetingStory, committee_of
from workflows.errors import AnswerRefused, RegisterRefused


def leave_office(city: City, *logins: str) -> None:
    """End the membership of these people yesterday."""
    with city.unit_of_work() as uow:
        for login in logins:
            seat = members.memberships(uow.connection, city.person(login), date(2027, 1, 3))[0]
            members.end(uow.connection, seat.id, date(2027, 1, 3), "사임")


def is_called_by(city: City, signatures: int) -> bool:
    """Have so many members demand a meeting and tell whether it is called."""
    meeting = MeetingStory.requested(city)
    signers = [f"member{number}" for number in range(1, signatures + 1)]
    try:
        meeting.is_arranged(demanded_by=signers, demanded_on="2027-01-04", held_on="2027-01-15")
    except RegisterRefused as refusal:
        assert "A demand needs" in str(refusal)
    return meeting.open() == ["send_notice"]


def test_AT_A10P1_1_of_fourteen_members_five_have_a_meeting_called_and_four_do_not(city: City) -> None:
    committee_of(city, 14)
    assert is_called_by(city, 5)
    assert not is_called_by(city, 4)


@pytest.mark.parametrize(("size", "needed"), [(15, 5), (13, 5), (12, 4), (10, 4), (9, 3)])
def test_AT_A10P1_2_a_third_is_rounded_up(city: City, size: int, needed: int) -> None:
    committee_of(city, size)
    assert is_called_by(city, needed)
    assert not is_called_by(city, needed - 1)


def test_members_who_left_do_not_count_towards_the_third(city: City) -> None:
    leave_office(city, "member6", "member7", "member8")  # of nine six are left
    assert is_called_by(city, 2)
    assert not is_called_by(city, 1)


def test_the_subsidy_committee_of_twelve_needs_four_and_says_so(city: City) -> None:
    meeting = MeetingStory.requested(city, kind="deliberation", committee="subsidy_committee")
    three = ("smember1", "smember2", "smember3")

    with pytest.raises(RegisterRefused) as refusal:
        meeting.is_arranged(demanded_by=three, demanded_on="2027-01-04", held_on="2027-01-15")
    assert refusal.value.text("ko") == "소집 요구에 4명의 서명이 필요한데 3명입니다. 재적위원의 서명을 더 받으십시오."

    meeting.is_arranged(demanded_by=(*three, "smember4"), demanded_on="2027-01-04", held_on="2027-01-15")
    assert meeting.open() == ["send_notice"]


def test_AT_A10P1_3_the_chair_alone_may_call_a_meeting(city: City) -> None:
    meeting = MeetingStory.requested(city).is_arranged("2027-01-20").is_convened()

    assert meeting.open() == ["send_notice"]


def test_AT_A10P1_4_who_is_no_longer_a_member_cannot_demand_one(city: City) -> None:
    leave_office(city, "member3")
    meeting = MeetingStory.requested(city)

    with pytest.raises(AnswerRefused):
        meeting.is_arranged(
            demanded_by=("member1", "member2", "member3"), demanded_on="2027-01-04", held_on="2027-01-15"
        )

    assert meeting.open() == ["arrange_meeting"]


def test_AT_A10P1_5_the_chair_cannot_refuse_what_members_demand(city: City) -> None:
    meeting = MeetingStory.requested(city)

    signers = ("member1", "member2", "member3")
    meeting.is_arranged(demanded_by=signers, demanded_on="2027-01-04", held_on="2027-01-15")

    assert "approve_convening" not in meeting.open()


def test_AT_A10P1_5_a_demanded_meeting_is_due_within_fifteen_days(city: City) -> None:
    meeting = MeetingStory.requested(city)
    signers = ("member1", "member2", "member3")
    meeting.is_arranged(demanded_by=signers, demanded_on="2027-01-04", held_on="2027-01-15").is_announced()

    task = city.task(meeting.case, "take_attendance")
    assert (task.due_on, task.due_clause) == (date(2027, 1, 19), "T21")


def test_AT_A10P1_5_a_later_day_needs_its_reason(city: City) -> None:
    meeting = MeetingStory.requested(city)
    demand: dict[str, Any] = {
        "demanded_by": ("member1", "member2", "member3"),
        "demanded_on": "2027-01-04",
        "held_on": "2027-01-20",
    }

    with pytest.raises(AnswerRefused) as refusal:
        meeting.is_arranged(**demand)
    assert [error.field_path for error in refusal.value.errors] == ["late_reason"]

    meeting.is_arranged(**demand, late_reason="회의장 공사")
    assert meeting.open() == ["send_notice"]


@pytest.fixture
def autumn(city: City) -> City:
    """The same city seven weeks earlier, on 16 November 2026."""
    city.begin_on("2026-11-16T09:00+09:00")
    return city


def test_AT_A4_1_another_ordinance_fills_what_this_one_leaves_open_notice_seven_days_before(autumn: City) -> None:
    """The day itself: 조례 names none, so 안양시 각종 위원회 조례 제9조 does."""
    meeting = MeetingStory.requested(autumn).is_arranged("2026-12-11").is_convened()

    task = autumn.task(meeting.case, "send_notice")
    assert (task.due_on, task.due_clause) == (date(2026, 12, 3), "T18")
    assert clause("T18").cited == "안양시 각종 위원회 설치 및 운영 조례 제9조"


def test_IMP_34_V21_notice_is_counted_strictly(autumn: City) -> None:
    """Seven full days lie between; where that day is a Sunday, the notice is due on the Friday before."""
    meeting = MeetingStory.requested(autumn).is_arranged("2026-11-30").is_convened()

    assert autumn.values(meeting.case)["notice_last"] == date(2026, 11, 22)
    task = autumn.task(meeting.case, "send_notice")
    assert (task.due_on, task.due_clause) == (date(2026, 11, 20), "T18")


def test_IMP_34_a_date_that_leaves_too_few_days_is_refused(city: City) -> None:
    city.set_time("2027-11-23T09:00+09:00")
    meeting = MeetingStory.requested(city)

    with pytest.raises(AnswerRefused) as refusal:
        meeting.is_arranged("2027-11-30")

    assert [error.field_path for error in refusal.value.errors] == ["held_on"]


def test_IMP_34_an_urgent_meeting_with_its_reason_lifts_both_days(city: City) -> None:
    city.set_time("2027-11-29T09:00+09:00")
    meeting = MeetingStory.requested(city)

    meeting.is_arranged("2027-11-30", urgent=True, urgent_reason="국비 공모 마감").is_convened().is_announced()

    assert meeting.open() == ["take_attendance"]
    assert meeting.row().urgent_reason == "국비 공모 마감"


def test_IMP_34_V22_papers_are_due_three_full_days_before(autumn: City) -> None:
    """For a meeting on 30 November the papers are out by the 26th."""
    meeting = MeetingStory.requested(autumn).is_arranged("2026-11-30").is_convened()
    meeting.finish("send_notice", "division_head1", {"notice_sent_on": "2026-11-16", "notice_channel": "email"})

    task = autumn.task(meeting.case, "send_papers")
    assert (task.due_on, task.due_clause) == (date(2026, 11, 26), "T19")


@pytest.mark.parametrize("sent", [False, True])
def test_IMP_34_a_missed_day_sends_the_meeting_back_to_be_arranged(city: City, sent: bool) -> None:
    meeting = MeetingStory.requested(city).is_arranged("2027-01-20").is_convened()
    if sent:
        meeting.finish("send_notice", "division_head1", {"notice_sent_on": "2027-01-04", "notice_channel": "email"})

    city.set_time("2027-01-17T09:00+09:00")

    assert meeting.open() == ["arrange_meeting"]
