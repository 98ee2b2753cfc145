"""Deciding in writing."""

from __future__ import annotations

import pytest

from tasks.law.committee import Ballot
from tasks.law.written_review import written_review, written_review_allowed


@pytest.mark.parametrize("item", ["vice_chair_election", "basic_plan", "recusal"])
def test_weighty_items_always_need_a_meeting(item: str) -> None:
    assert not written_review_allowed(item, "mayor_decided")


def test_a_minor_item_or_the_mayors_decision_opens_the_written_way() -> None:
    assert written_review_allowed("venue", "minor")
    assert written_review_allowed("venue", "mayor_decided")
    assert not written_review_allowed("venue", "haste")


def test_a_third_of_the_members_can_force_a_meeting() -> None:
    ballot = Ballot(14, 9, 9, 0)
    assert written_review(ballot, objections=5).convene
    assert not written_review(ballot, objections=4).convene


def test_papers_returned_count_as_members_present() -> None:
    held = written_review(Ballot(15, 8, 5, 3)).outcome
    missed = written_review(Ballot(15, 7, 7, 0)).outcome
    assert held is not None and missed is not None
    assert (held.carried, missed.opened) == (True, False)
