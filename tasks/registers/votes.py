"""Voting on an item (표결): a round is opened, ballots are cast, and closing it is the end of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, select

from tasks.law.committee import quorum
from tasks.registers import agenda_items, meetings, offices
from tasks.registers.attendance import arrive, on_roll, present_members
from tasks.registers.ballots import ballot, ballot_change, last_round, vote_round
from tasks.registers.guard import GuardError, require
from tasks.registers.recusals import recused
from tasks.registers.tallies import Tally, tally

Choice = Literal["for", "against", "abstain", "candidate"]

CHOICES: dict[str, tuple[Choice, ...]] = {
    "advice": ("for", "against", "abstain"),
    "deliberation": ("for", "against", "abstain"),
    "election": ("candidate", "abstain"),
}
"""What a ballot may say, by kind of item."""


def open_round(connection: Connection, item_id: int, at: datetime) -> int:
    """Open the item's next round and give its number.

    Raises GuardError `not_open` outside an open meeting, `round_open` while one is open, `item_settled` after the
    end, and `no_quorum` while too few members who may vote are in the room (AT-A10P2-3).
    """
    item = agenda_items.get(connection, item_id)
    held = meetings.get(connection, item.meeting_id)
    require(held.opened_at is not None and held.closed_at is None, "not_open", meeting=item.meeting_id)
    require(item.outcome in (None, "run_off"), "item_settled", item=item_id)
    last = last_round(connection, item_id)
    require(last is None or last.closed_at is not None, "round_open", item=item_id)
    if held.mode != "written_review":
        present, needed = len(eligible(connection, item_id)), quorum(len(on_roll(connection, item.meeting_id)))
        require(present >= needed, "no_quorum", present=present, quorum=needed)
    number = 1 if last is None else int(last.round) + 1
    connection.execute(vote_round.insert().values(item_id=item_id, round=number, opened_at=at))
    return number


def eligible(connection: Connection, item_id: int) -> frozenset[int]:
    """Give the members who are present for an item: in the room and not recused."""
    meeting_id = agenda_items.get(connection, item_id).meeting_id
    return present_members(connection, meeting_id) - recused(connection, item_id)


def cast(
    connection: Connection, item_id: int, member_id: int, choice: Choice, at: datetime, *, candidate: int | None = None
) -> None:
    """Cast a member's ballot; until the round is closed it may be changed, and every change is recorded.

    In a written review the returned ballot is the member's presence. Raises GuardError `round_closed`, `recused`,
    `not_present`, `wrong_ballot`, and in an election `candidate_refused` for anyone who is not a member in office or
    holds the chair (AT-A9P2-4).
    """
    number = _held_open(connection, item_id)
    item = agenda_items.get(connection, item_id)
    require(member_id not in recused(connection, item_id), "recused", member=member_id)
    if meetings.get(connection, item.meeting_id).mode == "written_review":
        arrive(connection, item.meeting_id, member_id, at)
    require(member_id in present_members(connection, item.meeting_id), "not_present", member=member_id)
    require(choice in CHOICES[item.kind] and (choice == "candidate") == (candidate is not None), "wrong_ballot")
    if candidate is not None:
        require(candidate in candidates(connection, item_id), "candidate_refused", member=candidate)
    before = _ballot(connection, item_id, number, member_id)
    values = {"choice": choice, "candidate": candidate, "cast_at": at}
    if before is None:
        key = {"item_id": item_id, "round": number, "member_id": member_id}
        connection.execute(ballot.insert().values(**key, **values))
        return
    _record_change(connection, before, at)
    connection.execute(ballot.update().where(_mine(item_id, number, member_id)).values(values))


def withdraw(connection: Connection, item_id: int, member_id: int, at: datetime) -> None:
    """Take a ballot back before the round is closed, so that the member can be recused; it is recorded."""
    number = _held_open(connection, item_id)
    before = _ballot(connection, item_id, number, member_id)
    if before is not None:
        _record_change(connection, before, at)
        connection.execute(ballot.delete().where(_mine(item_id, number, member_id)))


def close_round(connection: Connection, item_id: int, at: datetime) -> Tally:
    """Close the open round: from this transaction on no ballot is taken and the count stands.

    When members have left and too few remain, the round closes without a valid vote (`outcome.opened` is false):
    nothing is carried, and another round may be opened once enough are back. Raises GuardError `round_closed` when
    none is open.
    """
    number = _open_round(connection, item_id)
    here = (vote_round.c.item_id == item_id) & (vote_round.c.round == number)
    connection.execute(select(vote_round.c.item_id).where(here).with_for_update())
    counted = tally(connection, item_id, number)
    closed = connection.execute(
        vote_round.update()
        .where(here, vote_round.c.closed_at.is_(None))
        .values(
            closed_at=at, in_office=counted.ballot.members, present=counted.ballot.present,
            recused=counted.ballot.recused, carried=counted.carried, elected=counted.elected,
        )
    )  # fmt: skip
    require(closed.rowcount == 1, "round_closed", item=item_id)
    return tally(connection, item_id, number)


def candidates(connection: Connection, item_id: int) -> frozenset[int]:
    """Give who may be elected: every member but the chair; in a run-off only who stands again (조례 제9조제2항)."""
    item = agenda_items.get(connection, item_id)
    held = meetings.get(connection, item.meeting_id)
    chair = offices.chair_seat(connection, held.committee, held.held_on)
    everyone = on_roll(connection, item.meeting_id) - {chair}
    last = last_round(connection, item_id)
    if last is None or (last.round == 1 and last.closed_at is None):
        return everyone
    before = last.round - 1 if last.closed_at is None else last.round
    return frozenset(tally(connection, item_id, before).run_off) or everyone


def _open_round(connection: Connection, item_id: int) -> int:
    last = last_round(connection, item_id)
    if last is None or last.closed_at is not None:
        raise GuardError("round_closed", item=item_id)
    return int(last.round)


def _held_open(connection: Connection, item_id: int) -> int:
    """Keep the round from being closed until this ballot is in: the count waits for it, or it comes too late."""
    number = _open_round(connection, item_id)
    here = (vote_round.c.item_id == item_id) & (vote_round.c.round == number) & vote_round.c.closed_at.is_(None)
    held = connection.execute(select(vote_round.c.round).where(here).with_for_update(read=True)).first()
    require(held, "round_closed", item=item_id)
    return number


def _mine(item_id: int, number: int, member_id: int) -> Any:
    return (ballot.c.item_id == item_id) & (ballot.c.round == number) & (ballot.c.member_id == member_id)


def _ballot(connection: Connection, item_id: int, number: int, member_id: int) -> Row[Any] | None:
    return connection.execute(select(ballot).where(_mine(item_id, number, member_id))).one_or_none()


def _record_change(connection: Connection, before: Row[Any], at: datetime) -> None:
    connection.execute(
        ballot_change.insert().values(
            item_id=before.item_id, round=before.round, member_id=before.member_id,
            choice_before=before.choice, candidate_before=before.candidate, changed_at=at,
        )
    )  # fmt: skip
