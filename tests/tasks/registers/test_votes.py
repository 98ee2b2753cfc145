"""Votes: majority, ballots cast once, and a count nobody can change (조례 제10조제2항; promises V1, V3)."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tasks.registers import (
    agenda_items,
    attendance,
    deputies,
    recusals,
    tallies,
    votes,
)
from tasks.registers.guard import GuardError
from tests.kit.town import someone
from tests.tasks.registers.sitting import ALL_NINE, AT, DAY, item_of, opened, seat, voted


def test_five_of_eight_present_carry_at_a10p2_4(town: Connection) -> None:
    item = item_of(town, opened(town, ALL_NINE[:8]))
    voted(town, item, ayes=ALL_NINE[:5], noes=ALL_NINE[5:8])

    assert votes.close_round(town, item, AT).carried


def test_a_tie_is_not_carried_at_a10p2_4(town: Connection) -> None:
    item = item_of(town, opened(town, ALL_NINE[:8]))
    voted(town, item, ayes=ALL_NINE[:4], noes=ALL_NINE[4:8])

    assert not votes.close_round(town, item, AT).carried


def test_abstentions_stay_in_the_base(town: Connection) -> None:
    item = item_of(town, opened(town, ALL_NINE[:8]))
    voted(town, item, ayes=ALL_NINE[:4], noes=ALL_NINE[4:6], abstained=("member6", "member7"))

    tally = votes.close_round(town, item, AT)

    assert (False, 5) == (tally.carried, tally.outcome.needed)


def test_five_of_nine_present_carry_and_four_do_not_at_a10p2_5(town: Connection) -> None:
    meeting_id = opened(town, ALL_NINE)
    first, second = item_of(town, meeting_id), item_of(town, meeting_id)
    voted(town, first, ayes=ALL_NINE[:5], noes=ALL_NINE[5:])
    voted(town, second, ayes=ALL_NINE[:4], noes=ALL_NINE[4:])

    assert (True, False) == (votes.close_round(town, first, AT).carried, votes.close_round(town, second, AT).carried)


def test_a_member_votes_once_and_may_change_it_before_the_end_v1(town: Connection) -> None:
    item = item_of(town, opened(town, ALL_NINE[:5]))
    voted(town, item, ayes=ALL_NINE[:5], noes=[])
    votes.cast(town, item, seat(town, "member1"), "against", AT)

    tally = votes.close_round(town, item, AT)

    assert (4, 1) == (tally.ballot.votes_for, tally.ballot.against)
    changes = town.execute(text("SELECT choice_before FROM ballot_change")).scalars().all()
    assert ["for"] == changes


def test_no_vote_is_taken_after_the_end_v3(town: Connection) -> None:
    item = item_of(town, opened(town, ALL_NINE[:6]))
    voted(town, item, ayes=ALL_NINE[:5], noes=[])
    votes.close_round(town, item, AT)

    with pytest.raises(GuardError, match="round_closed"):
        votes.cast(town, item, seat(town, "member5"), "against", AT)


def test_the_count_stays_when_members_leave_afterwards_v3(town: Connection) -> None:
    meeting_id = opened(town, ALL_NINE[:5])
    item = item_of(town, meeting_id)
    voted(town, item, ayes=ALL_NINE[:5], noes=[])
    closed = votes.close_round(town, item, AT)
    attendance.leave(town, meeting_id, seat(town, "member1"), AT)

    assert closed == tallies.tally(town, item)


RAW = {
    "a ballot changed after the end": ("UPDATE ballot SET choice = 'against'", "round_closed"),
    "a ballot deleted after the end": ("DELETE FROM ballot", "round_closed"),
    "a ballot added after the end": (
        (
            "INSERT INTO ballot (item_id, round, member_id, choice, cast_at)"
            " SELECT item_id, 1, {silent}, 'for', '2027-01-20' FROM vote_round"
        ),
        "round_closed",
    ),
    "a result rewritten": ("UPDATE vote_round SET carried = NOT carried", "round_closed"),
    "a round reopened": ("UPDATE vote_round SET closed_at = NULL", "round_closed"),
    "a recusal of someone who voted": (
        (
            "INSERT INTO recusal (item_id, member_id, kind, reason, recorded_at)"
            " SELECT item_id, {voter}, 'challenge', 'x', '2027-01-20' FROM vote_round"
        ),
        "voted_already",
    ),
}


@pytest.mark.parametrize("trick", RAW)
def test_the_database_itself_keeps_the_closed_vote_v3(town: Connection, trick: str) -> None:
    item = item_of(town, opened(town, ALL_NINE[:6]))
    voted(town, item, ayes=ALL_NINE[:5], noes=[])
    votes.close_round(town, item, AT)
    statement, code = RAW[trick]

    with pytest.raises(IntegrityError, match=f"jorye:{code}"):
        town.execute(text(statement.format(silent=seat(town, "member5"), voter=seat(town, "member1"))))


OPEN_RAW = {
    "an absent member's ballot": ("absent", "not_present"),
    "a recused member's ballot": ("recused", "recused"),
    "a second ballot": ("voter", "UNIQUE constraint failed|duplicate key"),
}


@pytest.mark.parametrize("trick", OPEN_RAW)
def test_the_database_itself_refuses_a_ballot_of(town: Connection, trick: str) -> None:
    item = item_of(town, opened(town, ALL_NINE[:7]))
    recusals.recuse(town, item, seat(town, "member6"), "self_recusal", "이해관계", AT)
    voted(town, item, ayes=["member1"], noes=[])
    who, code = OPEN_RAW[trick]
    member = {"absent": "member8", "recused": "member6", "voter": "member1"}[who]

    with pytest.raises(IntegrityError, match=code):
        town.execute(
            text(
                "INSERT INTO ballot (item_id, round, member_id, choice, cast_at)"
                f" VALUES ({item}, 1, {seat(town, member)}, 'for', '2027-01-20')"
            )
        )


def test_returned_papers_are_the_presence_in_a_written_review(town: Connection) -> None:
    meeting_id = opened(town, [], mode="written_review")
    item = item_of(town, meeting_id)
    voted(town, item, ayes=ALL_NINE[:4], noes=["member4"])

    tally = votes.close_round(town, item, AT)

    assert (5, True) == (tally.ballot.present, tally.carried)


def test_too_few_returned_papers_decide_nothing(town: Connection) -> None:
    item = item_of(town, opened(town, [], mode="written_review"))
    voted(town, item, ayes=ALL_NINE[:4], noes=[])

    assert not votes.close_round(town, item, AT).outcome.opened


def test_an_acting_vice_mayor_votes_from_the_seat_once(town: Connection) -> None:
    deputies.record_absence(town, someone(town, "vice_mayor"), DAY, DAY, "병가")
    meeting_id = opened(town, ["smember10", *ALL_NINE[1:6]])

    assert attendance.member_on_roll(town, meeting_id, someone(town, "smember10"))
    with pytest.raises(GuardError, match="not_on_roll"):
        attendance.member_on_roll(town, meeting_id, someone(town, "vice_mayor"))


def test_an_advisory_vote_settles_advice_and_nothing_else_at_a8_2(town: Connection) -> None:
    item = item_of(town, opened(town, ALL_NINE), subject="basic_plan/2027")
    agenda_items.settle(town, item, "rejected", advice="disagree", comments="재원 대책 보완")

    found = agenda_items.last_outcome(town, "ai_committee", "basic_plan/2027")

    assert found is not None
    assert ("disagree", DAY) == (found.advice, found.held_on)
    with pytest.raises(GuardError, match="item_settled"):
        agenda_items.settle(town, item, "carried")
