"""Who calls a meeting, and what stays as it is after it (제10조제1항)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tasks.registers import (
    attendance,
    demands,
    meetings,
    members,
    minutes,
)
from tasks.registers.guard import GuardError
from tests.kit.town import someone
from tests.tasks.registers.sitting import ALL_NINE, AT, DAY, called, opened, seat


@pytest.mark.parametrize(("signatures", "met"), [(2, False), (3, True)])
def test_a_third_of_nine_members_may_demand_a_meeting_at_a10p1_2(town: Connection, signatures: int, met: bool) -> None:
    demand = demands.start_demand(town, "ai_committee", "윤리 기준", DAY)
    for login in ALL_NINE[1 : 1 + signatures]:
        standing = demands.sign_demand(town, demand, someone(town, login), DAY)

    assert (3, met) == (standing.needed, standing.met)


def test_a_signature_of_an_expired_member_does_not_count_at_a10p1_4(town: Connection) -> None:
    demand = demands.start_demand(town, "ai_committee", "윤리 기준", DAY)
    for login in ALL_NINE[1:4]:
        demands.sign_demand(town, demand, someone(town, login), DAY)
    members.end(town, seat(town, "member1"), date(2027, 1, 25), "사임")

    assert (2, 3) == (
        demands.demand_standing(town, demand, date(2027, 1, 26)).signed,
        demands.demand_standing(town, demand, date(2027, 1, 26)).needed,
    )
    with pytest.raises(GuardError, match="not_a_member"):
        demands.sign_demand(town, demand, someone(town, "member1"), date(2027, 1, 26))


def test_a_meeting_is_not_called_on_a_demand_that_is_not_met(town: Connection) -> None:
    demand = demands.start_demand(town, "ai_committee", "윤리 기준", DAY)

    with pytest.raises(GuardError, match="demand_not_met"):
        meetings.call(town, "ai_committee", held_on=DAY, called_on=DAY, place="x", demand_id=demand)


def test_the_chair_alone_calls_a_meeting_at_a10p1_3(town: Connection) -> None:
    assert called(town) > 0


def test_no_meeting_before_the_committee_exists(town: Connection) -> None:
    with pytest.raises(GuardError, match="committee_not_established"):
        meetings.call(town, "ai_committee", held_on=DAY, called_on=date(2025, 8, 31), place="x")


def test_signed_minutes_stay_as_they_are(town: Connection) -> None:
    meeting_id = opened(town, ALL_NINE)
    minutes.draft(town, meeting_id, {"remarks": "원안 동의"})
    with pytest.raises(GuardError, match="meeting_not_closed"):
        minutes.sign(town, meeting_id, someone(town, "division_head1"), AT)
    meetings.close_meeting(town, meeting_id, AT)
    minutes.sign(town, meeting_id, someone(town, "division_head1"), AT)
    minutes.publish(town, meeting_id, DAY)

    with pytest.raises(GuardError, match="minutes_signed"):
        minutes.draft(town, meeting_id, {"remarks": "다른 말"})
    with pytest.raises(IntegrityError, match="jorye:minutes_signed"):
        town.execute(text("""UPDATE minutes SET body = '{"remarks": "다른 말"}'"""))


def test_a_closed_meeting_takes_nobody_in(town: Connection) -> None:
    meeting_id = opened(town, ALL_NINE[:5])
    meetings.close_meeting(town, meeting_id, AT)

    with pytest.raises(IntegrityError, match="jorye:meeting_closed"):
        attendance.arrive(town, meeting_id, seat(town, "member8"), AT)
