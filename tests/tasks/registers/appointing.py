"""Appointments to the committees of the demonstration city."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection

from tasks.registers import appointments, members
from tasks.registers.appointments import Appointment
from tasks.registers.guard import GuardError
from tests.kit.town import someone

DAY = date(2027, 1, 4)


def expert(person_id: int, from_day: date = DAY, **more: object) -> Appointment:
    return Appointment("expert", from_day, person_id=person_id, note="박사", **more)  # type: ignore[arg-type]


def appoint(connection: Connection, *new: Appointment, committee: str = "ai_committee") -> tuple[int, ...]:
    return appointments.appoint(connection, committee, new, approved_by=someone(connection, "mayor"))


def seat(connection: Connection, login: str, committee: str = "ai_committee", on: date = DAY) -> members.Member:
    who = someone(connection, login)
    return next(each for each in members.in_office(connection, committee, on) if each.person_id == who)


def refusal(raised: pytest.ExceptionInfo[GuardError]) -> str:
    return raised.value.code
