"""Finds a case by what people call it: its number, or its business key (관리번호)."""

from __future__ import annotations

from sqlalchemy import Connection, select

from workflows.records.instance import instance

_LARGEST = 2**63 - 1


def find_case(connection: Connection, name: str) -> int | None:
    """Give the case's number; None when neither number nor business key is known, or several processes use the key."""
    if name.isascii() and name.isdecimal() and int(name) <= _LARGEST:
        known = connection.execute(select(instance.c.id).where(instance.c.id == int(name))).scalar_one_or_none()
        if known is not None:
            return int(known)
    found = connection.scalars(select(instance.c.id).where(instance.c.business_key == name)).all()
    return int(found[0]) if len(found) == 1 else None
