"""What the meeting's operations share: members as the people of the room, and the outcome of an item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from tasks.registers import people
from tasks.registers.attendance import roll
from tasks.registers.tallies import Tally


def persons(connection: Connection, meeting_id: int, members: Iterable[int]) -> list[int]:
    """Give the people who fill these seats in a meeting, by id."""
    wanted = set(members)
    rows = connection.execute(select(roll).where(roll.c.meeting_id == meeting_id))
    return sorted(row.person_id for row in rows if row.member_id in wanted)


def names(connection: Connection, person_ids: Iterable[int]) -> list[str]:
    """Give people's Korean names, in the order of their ids."""
    return [people.get(connection, each).name_ko for each in sorted(person_ids)]


def outcome_of(item: Row[Any], tally: Tally | None, comments: list[dict[str, Any]]) -> dict[str, Any]:
    """Give how an item ended: its words, the count (zeros when nobody voted) and what members remarked."""
    counted = None if tally is None else tally.ballot
    return {
        "item_id": item.id,
        "title": item.title,
        "kind": item.kind,
        "outcome": item.outcome,
        "advice": item.advice,
        "for": counted.votes_for if counted else 0,
        "against": counted.against if counted else 0,
        "abstain": counted.abstain if counted else 0,
        "present": counted.present if counted else 0,
        "recused": counted.recused if counted else 0,
        "needed": tally.outcome.needed if tally else 0,
        "comments": comments,
    }
