"""Who is present, how many it takes to open and to vote, and who may not vote (제10조제2항)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tasks.registers import (
    attendance,
    members,
    parties,
    recusals,
    votes,
)
from tasks.registers.guard import GuardError
from tests.kit.town import someone
from tests.tasks.registers.sitting import ALL_NINE, AT, called, item_of, opened, seat, voted


def test_a_meeting_opens_with_a_majority_of_the_members_in_office_at_a10p2_1(town: Connection) -> None:
    meeting_id = called(town)
    four = attendance.open_meeting(town, meeting_id, [someone(town, login) for login in ALL_NINE[:4]], AT)
    five = attendance.open_meeting(town, meeting_id, [someone(town, login) for login in ALL_NINE[:5]], AT)

    assert (False, 9, 5) == (four.opened, four.in_office, four.quorum)
    assert five.opened


def test_a_vacant_seat_lowers_the_number_in_office_at_a10p2_2(town: Connection) -> None:
    for login in ("member7", "member8"):
        members.end(town, seat(town, login), date(2027, 1, 10), "사임")

    opening = attendance.open_meeting(town, called(town), [someone(town, login) for login in ALL_NINE[:4]], AT)

    assert (7, 4, True) == (opening.in_office, opening.quorum, opening.opened)


def test_only_members_of_the_roll_are_present(town: Connection) -> None:
    with pytest.raises(GuardError, match="not_a_member"):
        attendance.open_meeting(town, called(town), [someone(town, "officer1")], AT)


def test_the_roll_is_frozen_at_opening_v2(town: Connection) -> None:
    meeting_id = opened(town, ALL_NINE[:5])
    members.end(town, seat(town, "member8"), date(2027, 1, 10), "사임")

    assert 9 == len(attendance.on_roll(town, meeting_id))
    with pytest.raises(IntegrityError, match="jorye:roll_frozen"):
        town.execute(text("DELETE FROM meeting_roll"))


def test_when_one_leaves_and_no_quorum_remains_the_next_vote_waits_at_a10p2_3(town: Connection) -> None:
    meeting_id = opened(town, ALL_NINE[:5])
    item = item_of(town, meeting_id)
    attendance.leave(town, meeting_id, seat(town, "member4"), AT)

    with pytest.raises(GuardError, match="no_quorum"):
        votes.open_round(town, item, AT)

    attendance.arrive(town, meeting_id, seat(town, "member4"), AT.replace(hour=6))
    assert 1 == votes.open_round(town, item, AT)


def test_a_round_in_which_the_quorum_was_lost_carries_nothing_and_may_be_held_again(town: Connection) -> None:
    meeting_id = opened(town, ALL_NINE[:5])
    item = item_of(town, meeting_id)
    voted(town, item, ayes=ALL_NINE[:4], noes=[])
    attendance.leave(town, meeting_id, seat(town, "member4"), AT)

    lost = votes.close_round(town, item, AT)

    assert (False, False) == (lost.outcome.opened, lost.carried)
    attendance.arrive(town, meeting_id, seat(town, "member4"), AT.replace(hour=6))
    assert 2 == votes.open_round(town, item, AT)


def test_a_recused_member_is_not_offered_the_ballot_imp_38(town: Connection) -> None:
    item = item_of(town, opened(town, ALL_NINE))
    recusals.recuse(town, item, seat(town, "member1"), "self_recusal", "신청 기업의 자문역", AT)
    votes.open_round(town, item, AT)

    assert seat(town, "member1") not in votes.eligible(town, item)
    with pytest.raises(GuardError, match="recused"):
        votes.cast(town, item, seat(town, "member1"), "for", AT)


def test_the_applicants_own_people_are_disqualified_by_law_imp_38(town: Connection) -> None:
    applicant = parties.find(town, "123-45-67891")
    assert applicant is not None
    parties.link_person(town, applicant.id, someone(town, "member3"))
    item = item_of(town, opened(town, ALL_NINE), party_id=applicant.id)

    assert frozenset({seat(town, "member3")}) == recusals.disqualified_by_law(town, item)


def test_recused_members_do_not_make_the_quorum(town: Connection) -> None:
    item = item_of(town, opened(town, ALL_NINE[:5]))
    recusals.recuse(town, item, seat(town, "member1"), "disqualification", "이해관계", AT)

    with pytest.raises(GuardError, match="no_quorum"):
        votes.open_round(town, item, AT)
