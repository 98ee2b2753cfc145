"""What must hold for a committee as a whole: its size, the sexes, the officials, the members' other seats."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import Connection

from tasks.law.composition import Breach, Seat, check_composition
from tasks.registers import members, offices
from tasks.registers.guard import GuardError
from tasks.registers.members import Member


def breaches(connection: Connection, committee: str, on: date, exceptions: object = False) -> tuple[Breach, ...]:
    """List what the committee as it sits on a day breaks, errors and warnings; exceptions turn some into warnings."""
    seats = _seats(connection, committee, on)
    granted = {"one_sex": "by document", "committees": "by document"} if exceptions else {}
    if _unavoidable(seats):
        granted["one_sex"] = "by arithmetic"
    return check_composition(committee, seats, granted, on)


def check(connection: Connection, committee: str, on: date, exceptions: object = False) -> None:
    """Refuse a committee that breaks a rule that blocks: raises GuardError `composition` with the law's reasons.

    조례 제9조제1항 (15), 양성평등기본법 제21조제2항 (60 %, IMP-36), 지방보조금법 제26조제4항 (officials, IMP-07),
    안양시 각종 위원회 설치 및 운영 조례 제6조 (3 committees, IMP-37).
    """
    blocking = [each for each in breaches(connection, committee, on, exceptions) if each.severity == "error"]
    if blocking:
        codes = tuple(each.code for each in blocking)
        raise GuardError("composition", codes=codes, because=tuple(each.because for each in blocking))


def _seats(connection: Connection, committee: str, on: date) -> list[Seat]:
    sitting = members.in_office(connection, committee, on)
    seats_of: Counter[int] = Counter(each.person_id for each in members.all_in_office(connection, on) if not each.post)
    chair = offices.chair_seat(connection, committee, on)
    vice = offices.vice_chair_seat(connection, committee, on)
    return [_seat(each, chair, vice, seats_of[each.person_id]) for each in sitting]


def _seat(member: Member, chair: int | None, vice: int | None, seats: int) -> Seat:
    """A post sits where the ordinances put it: only seats of the person count towards the three committees."""
    return Seat(
        person=str(member.person_id),
        mode=member.mode,
        gender=member.gender or "",
        role="chair" if member.id == chair else "vice_chair" if member.id == vice else "member",
        official=member.mode != "commissioned",
        other_committees=0 if member.post else seats - 1,
    )


def _unavoidable(seats: list[Seat]) -> bool:
    """Of one commissioned member or three, 60 % is nobody's to keep: the most even composition is accepted."""
    sexes = Counter(seat.gender for seat in seats if seat.mode == "commissioned")
    return max(sexes.values(), default=0) <= (sexes.total() + 1) // 2
