"""The vice chair is elected from among the members."""

from __future__ import annotations

import pytest

from tasks.law.election import elect
from tasks.law.errors import LawError

MEMBERS = [f"member{number}" for number in range(1, 15)] + ["vice_mayor"]


def test_at_a9p2_3_five_of_nine_elect() -> None:
    outcome = elect({"member1": 5, "member2": 3, "member3": 1}, 9, MEMBERS, "vice_mayor")
    assert (outcome.elected, outcome.run_off, outcome.needed) == ("member1", (), 5)


def test_at_a9p2_3_without_a_majority_the_first_two_go_on() -> None:
    outcome = elect({"member1": 4, "member2": 3, "member3": 2}, 9, MEMBERS, "vice_mayor")
    assert (outcome.elected, outcome.run_off) == ("", ("member1", "member2"))


def test_all_who_are_tied_for_second_go_on() -> None:
    outcome = elect({"member1": 4, "member2": 2, "member3": 2, "member4": 1}, 9, MEMBERS, "vice_mayor")
    assert outcome.run_off == ("member1", "member2", "member3")


def test_without_a_quorum_nobody_is_elected() -> None:
    outcome = elect({"member1": 7}, 7, MEMBERS, "vice_mayor")
    assert (outcome.elected, outcome.run_off, outcome.because[0].key) == ("", (), "no_quorum")


@pytest.mark.parametrize("candidate", ["vice_mayor", "stranger"])
def test_at_a9p2_4_the_chair_and_strangers_cannot_stand(candidate: str) -> None:
    with pytest.raises(LawError, match=candidate):
        elect({candidate: 9}, 9, MEMBERS, "vice_mayor")


def test_more_ballots_than_members_present_are_refused() -> None:
    with pytest.raises(LawError, match="10"):
        elect({"member1": 10}, 9, MEMBERS, "vice_mayor")
