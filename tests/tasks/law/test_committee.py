"""Quorum, demand, votes: the arithmetic of article 10."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.law.committee import Ballot, closed_session_needed, demand_needed, quorum, vote, votes_needed
from tasks.law.errors import LawError


@pytest.mark.parametrize(
    ("members", "to_open", "to_demand"),
    [
        (15, 8, 5),
        (14, 8, 5),
        (13, 7, 5),
        (12, 7, 4),
        (11, 6, 4),
        (10, 6, 4),
        (9, 5, 3),
        (8, 5, 3),
        (7, 4, 3),
        (6, 4, 2),
        (5, 3, 2),
        (4, 3, 2),
        (3, 2, 1),
    ],
)
def test_at_a10p1_and_a10p2_numbers_for_each_size(members: int, to_open: int, to_demand: int) -> None:
    assert (to_open, to_demand, to_open) == (quorum(members), demand_needed(members), closed_session_needed(members))


@pytest.mark.parametrize(("present", "needed"), [(8, 5), (9, 5), (10, 6), (11, 6), (12, 7), (13, 7), (14, 8), (15, 8)])
def test_a_motion_needs_a_majority_of_those_present(present: int, needed: int) -> None:
    assert needed == votes_needed(present)


@given(st.integers(1, 200))
def test_quorum_and_votes_never_fall_when_there_are_more_members(number: int) -> None:
    assert quorum(number) <= quorum(number + 1)
    assert votes_needed(number) <= votes_needed(number + 1)
    assert demand_needed(number) <= demand_needed(number + 1) <= number + 1
    assert 2 * quorum(number) > number >= 2 * (quorum(number) - 1)


@st.composite
def ballots(draw: st.DrawFn) -> Ballot:
    members = draw(st.integers(1, 30))
    present = draw(st.integers(0, members))
    recused = draw(st.integers(0, present))
    votes_for = draw(st.integers(0, present - recused))
    against = draw(st.integers(0, present - recused - votes_for))
    abstain = draw(st.integers(0, present - recused - votes_for - against))
    return Ballot(members, present, votes_for, against, abstain, recused)


@given(ballots())
def test_what_carries_has_more_than_half_of_those_who_may_vote_and_they_are_a_quorum(ballot: Ballot) -> None:
    outcome = vote(ballot)
    half = 2 * ballot.votes_for > ballot.eligible_present
    assert (outcome.opened and half) == outcome.carried
    assert (2 * ballot.eligible_present > ballot.members) == outcome.opened
    assert outcome.because


@given(ballots())
def test_one_more_vote_for_instead_of_against_never_loses_a_motion(ballot: Ballot) -> None:
    if ballot.against:
        swayed = Ballot(
            ballot.members,
            ballot.present,
            ballot.votes_for + 1,
            ballot.against - 1,
            ballot.abstain,
            ballot.recused,
        )
        assert vote(swayed).carried >= vote(ballot).carried


@pytest.mark.parametrize(
    ("members", "present", "opened"),
    [(15, 7, False), (15, 8, True), (14, 7, False), (14, 8, True), (13, 7, True), (12, 6, False), (12, 7, True)],
)
def test_at_a10p2_1_a_meeting_opens_with_a_majority_of_members_in_office(
    members: int, present: int, opened: bool
) -> None:
    assert opened == vote(Ballot(members, present, present, 0)).opened


@pytest.mark.parametrize(
    ("votes_for", "against", "abstain", "present", "carried"),
    [(5, 3, 0, 8, True), (4, 4, 0, 8, False), (5, 4, 0, 9, True), (4, 5, 0, 9, False), (4, 2, 2, 8, False)],
    ids=["AT-A10P2-4 carried", "AT-A10P2-4 tie", "AT-A10P2-5 carried", "AT-A10P2-5 rejected", "abstentions count"],
)
def test_at_a10p2_a_majority_of_those_present_decides(
    votes_for: int, against: int, abstain: int, present: int, carried: bool
) -> None:
    assert carried == vote(Ballot(15, present, votes_for, against, abstain)).carried


def test_a_tie_is_not_carried_and_the_chair_has_no_casting_vote() -> None:
    because = [step.key for step in vote(Ballot(15, 8, 4, 4)).because]
    assert because == ["quorum", "votes_needed", "tie", "not_carried"]


def test_no_vote_is_held_when_only_recused_members_make_the_quorum() -> None:
    outcome = vote(Ballot(15, 8, 7, 0, recused=1))
    assert (outcome.opened, outcome.carried, outcome.eligible_present) == (False, False, 7)
    assert outcome.because[-1].key == "quorum_only_with_recused"


def test_recused_members_leave_the_base_of_the_vote() -> None:
    outcome = vote(Ballot(15, 9, 5, 3, recused=1))
    assert (outcome.opened, outcome.needed, outcome.carried) == (True, 5, True)


def test_the_reasons_read_like_minutes() -> None:
    recusal = "안양시 각종 위원회 설치 및 운영 조례 제6조의2"
    assert [step.text("ko") for step in vote(Ballot(15, 9, 5, 3, recused=1)).because[:3]] == [
        "재적 15명의 과반수는 8명입니다 (안양시 인공지능산업 육성 및 지원 조례 제10조제2항)",
        f"출석 9명 중 제척·기피·회피 1명을 뺀 8명이 이 안건의 출석위원입니다 ({recusal})",
        "출석위원 8명의 과반수인 5명이 찬성해야 합니다 (안양시 인공지능산업 육성 및 지원 조례 제10조제2항)",
    ]


@pytest.mark.parametrize(
    ("ballot", "code"),
    [
        (Ballot(9, 10, 0, 0), "more_present_than_members"),
        (Ballot(9, 5, 0, 0, recused=6), "more_recused_than_present"),
        (Ballot(9, 5, 3, 3), "more_votes_than_voters"),
        (Ballot(9, 6, 4, 2, recused=1), "more_votes_than_voters"),
        (Ballot(0, 0, 0, 0), "not_whole"),
        (Ballot(9, 5, -1, 0), "not_whole"),
    ],
)
def test_numbers_that_cannot_be_true_are_refused(ballot: Ballot, code: str) -> None:
    with pytest.raises(LawError) as caught:
        vote(ballot)
    assert code == caught.value.code
