"""Counting a round (개표): what the ballots say, decided by the law's arithmetic.

Present is whoever is in the room and not recused; a majority of the members in office must be so present, and more
than half of them in favour; abstentions count against, a tie is not carried, nobody has a casting vote
(조례 제10조제2항).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from tasks.law import committee as law
from tasks.law.committee import VoteOutcome
from tasks.law.election import ElectionOutcome, elect
from tasks.registers import agenda_items, meetings, offices
from tasks.registers.attendance import on_roll, present_members
from tasks.registers.ballots import ballots_of, last_round, vote_round
from tasks.registers.guard import GuardError
from tasks.registers.recusals import recused


@dataclass(frozen=True, slots=True)
class Tally:
    """The count of one round: of the moment while it is open, for good once it is closed."""

    item_id: int
    round: int
    closed: bool
    ballot: law.Ballot
    """The counted numbers; its `present` is everyone in the room, recused members included."""
    outcome: VoteOutcome
    """What the numbers mean, with the law's reasons: `opened`, `needed`, `carried`."""
    by_candidate: Mapping[int, int]
    """Election: member → votes."""
    elected: int | None
    """The member elected by a majority of those present."""
    run_off: tuple[int, ...]
    """Who stands again when nobody is elected: the first two and whoever is level with the second."""

    @property
    def carried(self) -> bool:
        """Whether the motion is carried."""
        return self.outcome.carried


def tally(connection: Connection, item_id: int, number: int | None = None) -> Tally:
    """Count a round of an item, the latest without a number; raises GuardError `no_round` before the first."""
    last = last_round(connection, item_id)
    if last is None:
        raise GuardError("no_round", item=item_id)
    number = last.round if number is None else number
    row = connection.execute(
        vote_round.select().where(vote_round.c.item_id == item_id, vote_round.c.round == number)
    ).one()
    cast = ballots_of(connection, item_id, number)
    choices = Counter(each.choice for each in cast)
    votes = Counter(each.candidate for each in cast if each.candidate is not None)
    if row.closed_at is None:
        in_office, present, out = _in_the_room(connection, item_id, {each.member_id for each in cast})
    else:
        in_office, present, out = row.in_office, row.present, row.recused
    counted = law.Ballot(
        in_office, present, choices["for"], choices["against"], choices["abstain"] + choices["candidate"], out
    )
    elected = _elected(connection, item_id, votes, present - out)
    return Tally(
        item_id, number, row.closed_at is not None, counted, law.vote(counted), dict(votes),
        int(elected.elected) if elected.elected else None, tuple(int(each) for each in elected.run_off),
    )  # fmt: skip


def _in_the_room(connection: Connection, item_id: int, voted: set[int]) -> tuple[int, int, int]:
    """Count members in office, in the room, and recused in the room; who voted and then left was present for it."""
    meeting_id = agenda_items.get(connection, item_id).meeting_id
    here, out = present_members(connection, meeting_id) | voted, recused(connection, item_id)
    return len(on_roll(connection, meeting_id)), len(here), len(here & out)


def _elected(connection: Connection, item_id: int, votes: Mapping[int, int], present: int) -> ElectionOutcome:
    item = agenda_items.get(connection, item_id)
    if item.kind != "election":
        return ElectionOutcome("", (), 0, ())
    held = meetings.get(connection, item.meeting_id)
    chair = offices.chair_seat(connection, held.committee, held.held_on)
    members = [str(seat) for seat in on_roll(connection, item.meeting_id)]
    return elect({str(member): count for member, count in votes.items()}, present, members, str(chair))
