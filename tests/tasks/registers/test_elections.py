"""The vice chair is elected by a majority of those present (제9조제2항)."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text

from tasks.registers import (
    agenda_items,
    offices,
    tallies,
    votes,
)
from tasks.registers.guard import GuardError
from tests.tasks.registers.sitting import ALL_NINE, AT, DAY, item_of, opened, seat


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


def test_a_vice_chair_is_not_elected_in_writing(town: Connection) -> None:
    with pytest.raises(GuardError, match="not_in_writing"):
        item_of(town, opened(town, [], mode="written_review"), kind="election")
