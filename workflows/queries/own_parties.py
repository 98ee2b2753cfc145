"""The parties (신청인) that a person may act for."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.registers import parties


def own_parties(connection: Connection, person_id: int) -> tuple[tuple[int, str], ...]:
    """Give them as id and name, the longest known first."""
    return tuple((each.id, each.name) for each in parties.parties_of(connection, person_id))
