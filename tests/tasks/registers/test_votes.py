"""Meetings and votes: quorum, majority, recusal, and a count nobody can change (조례 제10조; promises V1, V2, V3)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tasks.registers import (
    agenda_items,
    attendance,
    demands,
    deputies,
    meetings,
    members,
    minutes,
    offices,
    parties,
    people,
    recusals,
    tallies,
    votes,
)
from tasks.registers.guard import GuardError

DAY = date(2027, 1, 20)
AT = datetime(2027, 1, 20, 5, 0, tzinfo=UTC)
ALL_NINE = ["vice_mayor", *(f"member{number}" for number in range(1, 9))]


def someone(connection: Connection, login: str) -> int:
    return people.by_login(connection, login).id


def seat(connection: Connection, login: str, committee: str = "ai_committee") -> int:
    who = someone(connection, login)
    return next(each.id for each in members.in_office(connection, committee, DAY) if each.person_id == who)


def called(town: Connection, mode: meetings.Mode = "in_person", committee: str = "ai_committee") -> int:
    return meetings.call(town, committee, held_on=DAY, called_on=date(2027, 1, 5), place="3층 회의실", mode=mode)


def opened(town: Connection, present: list[str], mode: meetings.Mode = "in_person") -> int:
    meeting_id = called(town, mode)
    attendance.open_meeting(town, meeting_id, [someone(town, login) for login in present], AT)
    return meeting_id


def item_of(town: Connection, meeting_id: int, **more: object) -> int:
    given = {"kind": "advice", **more}
    return agenda_items.put(town, meeting_id, "기본계획 자문", **given)  # type: ignore[arg-type]


def voted(town: Connection, item_id: int, *, ayes: list[str], noes: list[str], abstained: tuple[str, ...] = ()) -> None:
    votes.open_round(town, item_id, AT)
    for choice, logins in (("for", ayes), ("against", noes), ("abstain", abstained)):
        for login in logins:
            votes.cast(town, item_id, seat(town, login), choice, AT)  # type: ignore[arg-type]


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


def election(town: Connection) -> int:
    town.execute(text("DELETE FROM committee_office WHERE committee = 'ai_committee'"))
    return item_of(town, opened(town, ALL_NINE), kind="election")


def named(town: Connection, item: int, ballots: dict[str, str]) -> tallies.Tally:
    votes.open_round(town, item, AT)
    for voter, candidate in ballots.items():
        votes.cast(town, item, seat(town, voter), "candidate", AT, candidate=seat(town, candidate))
    return votes.close_round(town, item, AT)


def test_five_of_nine_elect_the_vice_chair_at_a9p2_3(town: Connection) -> None:
    item = election(town)
    choices = ["member1"] * 5 + ["member2"] * 3 + ["member3"]

    tally = named(town, item, dict(zip(ALL_NINE, choices, strict=True)))
    offices.elect(town, "ai_committee", "vice_chair", tally.elected or 0, DAY, item_id=item)

    assert seat(town, "member1") == tally.elected == offices.vice_chair_seat(town, "ai_committee", DAY)


def test_without_a_majority_the_first_two_stand_again_at_a9p2_3(town: Connection) -> None:
    item = election(town)
    choices = ["member1"] * 4 + ["member2"] * 3 + ["member3"] * 2

    tally = named(town, item, dict(zip(ALL_NINE, choices, strict=True)))
    agenda_items.settle(town, item, "run_off")
    votes.open_round(town, item, AT)

    assert tally.elected is None
    assert frozenset({seat(town, "member1"), seat(town, "member2")}) == votes.candidates(town, item)
    with pytest.raises(GuardError, match="candidate_refused"):
        votes.cast(town, item, seat(town, "member4"), "candidate", AT, candidate=seat(town, "member3"))


def test_the_chair_cannot_be_elected_vice_chair_at_a9p2_4(town: Connection) -> None:
    item = election(town)
    votes.open_round(town, item, AT)

    with pytest.raises(GuardError, match="candidate_refused"):
        votes.cast(town, item, seat(town, "member4"), "candidate", AT, candidate=seat(town, "vice_mayor"))


def test_a_motion_takes_no_names_and_an_election_no_ayes(town: Connection) -> None:
    motion, chosen = item_of(town, opened(town, ALL_NINE)), seat(town, "member1")
    votes.open_round(town, motion, AT)

    with pytest.raises(GuardError, match="wrong_ballot"):
        votes.cast(town, motion, chosen, "candidate", AT, candidate=chosen)


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


def test_a_vice_chair_is_not_elected_in_writing(town: Connection) -> None:
    with pytest.raises(GuardError, match="not_in_writing"):
        item_of(town, opened(town, [], mode="written_review"), kind="election")


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


def test_an_acting_vice_mayor_votes_from_the_seat_once(town: Connection) -> None:
    deputies.record_absence(town, someone(town, "vice_mayor"), DAY, DAY, "병가")
    meeting_id = opened(town, ["smember10", *ALL_NINE[1:6]])

    assert attendance.member_on_roll(town, meeting_id, someone(town, "smember10"))
    with pytest.raises(GuardError, match="not_on_roll"):
        attendance.member_on_roll(town, meeting_id, someone(town, "vice_mayor"))


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


def test_an_advisory_vote_settles_advice_and_nothing_else_at_a8_2(town: Connection) -> None:
    item = item_of(town, opened(town, ALL_NINE), subject="basic_plan/2027")
    agenda_items.settle(town, item, "rejected", advice="disagree", comments="재원 대책 보완")

    found = agenda_items.last_outcome(town, "ai_committee", "basic_plan/2027")

    assert found is not None
    assert ("disagree", DAY) == (found.advice, found.held_on)
    with pytest.raises(GuardError, match="item_settled"):
        agenda_items.settle(town, item, "carried")
