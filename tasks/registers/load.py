"""Fills the registers from one data file: the city's people and posts, committees, parties, programmes, budget, plans.

Every entry goes through the register's own guards. What is there already is left as it is, so a file may be loaded
again. A date may be written as `"+60"`: so many days after the day of loading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DataError, IntegrityError

from tasks.law.dates import start_of_day
from tasks.registers import (
    appointments,
    budget,
    calls,
    committees,
    deputies,
    divisions,
    ledger,
    members,
    offices,
    parties,
    people,
    posts,
    programmes,
    roles,
)
from tasks.registers.guard import GuardError, require
from tasks.registers.ledger import Voucher
from tasks.registers.load_plans import load_plan

Entry = Mapping[str, Any]


def load(connection: Connection, data: Mapping[str, Any], on: date) -> None:
    """Enter what `data` (a read TOML file) holds and the registers do not yet; raises GuardError."""
    unknown = sorted(set(data) - set(SECTIONS) - {"member", "office", "plan"})
    require(not unknown, "section_unknown", sections=", ".join(unknown))
    for section, enter in SECTIONS.items():
        for entry in data.get(section, ()):
            with _naming(section, entry):
                enter(connection, _dated(entry, on), on)
    _seat_members(connection, data.get("member", ()))
    for entry in data.get("office", ()):
        with _naming("office", entry):
            _office(connection, entry, on)
    for entry in data.get("plan", ()):
        with _naming("plan", entry):
            load_plan(connection, _dated(entry, on), on)


@contextmanager
def _naming(section: str, entry: Entry) -> Iterator[None]:
    """Say which entry lacks a field, or has one that its register does not know or whose value it does not take."""
    try:
        yield
    except (KeyError, TypeError, IntegrityError, DataError) as fault:
        first, reason = next(iter(entry.values()), ""), getattr(fault, "orig", fault)
        raise GuardError("entry_wrong", section=section, entry=first, reason=str(reason)) from fault


def _division(connection: Connection, entry: Entry, on: date) -> None:
    if not _has(connection, divisions.division, code=entry["code"]):
        divisions.add(connection, entry["code"], entry["name_ko"], entry["name_en"], entry.get("parent"))


def _post(connection: Connection, entry: Entry, on: date) -> None:
    if not _has(connection, posts.post, code=entry["code"]):
        posts.add(
            connection, entry["code"], entry["name_ko"], entry["name_en"],
            division=entry["division"], roles=tuple(entry.get("roles", ())),
        )  # fmt: skip


def _person(connection: Connection, entry: Entry, on: date) -> None:
    """A person, with the roles and posts they hold since `since`."""
    if _has(connection, people.person, login=entry["login"]):
        return
    person_id = people.add(
        connection, entry["login"], entry["name_ko"], entry["name_en"], gender=entry.get("gender"),
        email=entry.get("email", ""), phone=entry.get("phone", ""),
    )  # fmt: skip
    for role in entry.get("roles", ()):
        roles.give(connection, person_id, role, from_day=entry["since"], division=entry.get("division"))
    for code in entry.get("posts", ()):
        posts.hand_over(connection, code, person_id, entry["since"])


def _handover(connection: Connection, entry: Entry, on: date) -> None:
    """A post that passes to somebody else (인사이동)."""
    post, person_id, since = entry["post"], _id(connection, entry["person"]), entry["since"]
    if not _has(connection, posts.post_holder, post=post, person_id=person_id, from_day=since):
        posts.hand_over(connection, post, person_id, since)


def _absence(connection: Connection, entry: Entry, on: date) -> None:
    """Days on which a person is away, so that the deputies act (대결)."""
    person_id, days = _id(connection, entry["person"]), {"from_day": entry["from_day"], "to_day": entry["to_day"]}
    if not _has(connection, deputies.absence, person_id=person_id, **days):
        deputies.record_absence(connection, person_id, **days, reason=entry["reason"])


def _deputy(connection: Connection, entry: Entry, on: date) -> None:
    """Who stands in for a post (other posts) or for a person (other people), in order."""
    for rank, deputy in enumerate(entry["deputies"], 1):
        if "post" in entry and not _has(connection, deputies.post_deputy, post=entry["post"], rank=rank):
            deputies.name_deputy_post(connection, entry["post"], deputy, rank)
        if "person" in entry:
            person_id, deputy_id = _id(connection, entry["person"]), _id(connection, deputy)
            if not _has(connection, deputies.person_deputy, person_id=person_id, rank=rank):
                deputies.name_deputy(connection, person_id, deputy_id, rank)


def _committee(connection: Connection, entry: Entry, on: date) -> None:
    if not _has(connection, committees.committee, code=entry["code"]):
        given = {name: value for name, value in entry.items() if name not in ("code", "name_ko", "name_en")}
        committees.establish(connection, entry["code"], entry["name_ko"], entry["name_en"], **given)


def _budget_line(connection: Connection, entry: Entry, on: date) -> None:
    """A budget line with what the council appropriated to it, in won."""
    if budget.find(connection, entry["code"], entry["fiscal_year"]) is not None:
        return
    line = budget.add(
        connection, entry["code"], entry["fiscal_year"], title_ko=entry["title_ko"], title_en=entry["title_en"],
        division=entry["division"], statistical_code=entry["statistical_code"], source=entry.get("source", "city"),
    )  # fmt: skip
    key = f"appropriation/{entry['code']}/{entry['fiscal_year']}"
    ledger.appropriate(connection, line, entry["appropriated"], Voucher(key, _opening(on), memo=entry["title_ko"]))


def _programme(connection: Connection, entry: Entry, on: date) -> None:
    if _has(connection, programmes.programme, code=entry["code"]):
        return
    line = budget.get(connection, entry["budget_line"], entry["fiscal_year"])
    given = {name: value for name, value in entry.items() if name not in ("code", "budget_line", "bases")}
    programmes.add(connection, entry["code"], bases=tuple(entry["bases"]), budget_line_id=line.id, **given)


def _call(connection: Connection, entry: Entry, on: date) -> None:
    if not _has(connection, calls.call, programme=entry["programme"]):
        calls.announce(connection, **entry)


def _party(connection: Connection, entry: Entry, on: date) -> None:
    """A party with its people and certificates."""
    if parties.find(connection, entry["business_no"]) is not None:
        return
    given = {name: value for name, value in entry.items() if name not in ("kind", "name", "people", "certificates")}
    party_id = parties.register(connection, entry["kind"], entry["name"], **given)
    for login in entry.get("people", ()):
        parties.link_person(connection, party_id, _id(connection, login))
    for paper in entry.get("certificates", ()):
        parties.record_certificate(
            connection, party_id, paper["kind"], paper["number"], paper["valid_from"], paper["valid_to"]
        )


def _seat_members(connection: Connection, entries: Sequence[Entry]) -> None:
    """All new members of a committee at once: what holds for it as a whole is checked with all of them seated."""
    for code in dict.fromkeys(entry["committee"] for entry in entries):
        mine = [entry for entry in entries if entry["committee"] == code]
        new = [_appointment(connection, entry) for entry in mine if not _is_seated(connection, entry)]
        if new:
            approved_by = next(_id(connection, entry["approved_by"]) for entry in mine)
            appointments.appoint(connection, code, new, approved_by=approved_by)


def _appointment(connection: Connection, entry: Entry) -> appointments.Appointment:
    return appointments.Appointment(
        category=entry["category"],
        from_day=entry["from_day"],
        person_id=_id(connection, entry["person"]) if "person" in entry else None,
        post=entry.get("post"),
        note=entry.get("note", ""),
        mandate_end=entry.get("mandate_end"),
    )


def _is_seated(connection: Connection, entry: Entry) -> bool:
    who = {"post": entry["post"]} if "post" in entry else {"person_id": _id(connection, entry["person"])}
    return _has(connection, members.member, committee=entry["committee"], **who)


def _office(connection: Connection, entry: Entry, on: date) -> None:
    """A chair or vice chair the members elected; `person` or `post` names the seat."""
    if _has(connection, offices.committee_office, committee=entry["committee"], office=entry["office"]):
        return
    who = members.member.c.post == entry["post"] if "post" in entry else (
        members.member.c.person_id == _id(connection, entry["person"])
    )  # fmt: skip
    seat = select(members.member.c.id).where(members.member.c.committee == entry["committee"], who)
    offices.elect(
        connection, entry["committee"], entry["office"], connection.execute(seat).scalar_one(), entry["from_day"]
    )


SECTIONS: dict[str, Callable[[Connection, Entry, date], None]] = {
    "division": _division,
    "post": _post,
    "person": _person,
    "handover": _handover,
    "deputy": _deputy,
    "absence": _absence,
    "committee": _committee,
    "budget_line": _budget_line,
    "programme": _programme,
    "call": _call,
    "party": _party,
}
"""Sections in the order in which one rests on another."""


def _has(connection: Connection, table: Table, **key: object) -> bool:
    wanted = (table.c[name] == value for name, value in key.items())
    return connection.execute(select(table).where(*wanted).limit(1)).first() is not None


def _id(connection: Connection, login: str) -> int:
    return people.by_login(connection, login).id


def _opening(on: date) -> datetime:
    return start_of_day(on)


def _dated(entry: Entry, on: date) -> dict[str, Any]:
    """Read days written as an offset from the day of loading."""
    offset = {"opens_on", "closes_on"}
    return {
        name: on + timedelta(days=int(value)) if name in offset and isinstance(value, str) else value
        for name, value in entry.items()
    }
