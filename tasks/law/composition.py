"""Who may sit on a committee together: size, sexes, officials, seats per person, one chair and one vice chair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tasks.law.reasons import Reason, reason
from tasks.law.rules import Row, only_row, table
from tasks.law.thresholds import threshold

Mode = Literal["ex_officio", "appointed", "commissioned"]
GENERAL = "안양시 각종 위원회 설치 및 운영 조례"


@dataclass(frozen=True, slots=True)
class Seat:
    """One member in office, as the composition rules see him or her; `other_committees` are further city committees."""

    person: str
    mode: Mode
    gender: Literal["female", "male", ""] = ""
    role: Literal["chair", "vice_chair", "member"] = "member"
    official: bool = False
    young: bool = False
    other_committees: int = 0


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that the roster breaks: an `error` blocks, a `warning` is shown."""

    code: str
    severity: Literal["error", "warning"]
    because: Reason


def committee_rules(committee: str, on: date | None = None) -> Row:
    """Give what the ordinances say about a committee on a day; raises LawError `no_rule` for an unknown one."""
    rows = [row for row in table("committees")["committee"] if row["id"] == committee]
    return only_row(rows, on, committee)


def most_of_one_sex(commissioned: int, on: date | None = None) -> int:
    """Give how many of `commissioned` members may be of one sex: 60 %, rounded down (양성평등기본법 제21조제2항)."""
    return commissioned * threshold("K16", on).value // 100


def most_officials(members: int, on: date | None = None) -> int:
    """Give how many officials may sit on the subsidy committee: a quarter, rounded down (지방보조금법 제26조제4항)."""
    return members * threshold("K15", on).value // 100


def check_composition(
    committee: str, seats: Sequence[Seat], exceptions: Mapping[str, str] | None = None, on: date | None = None
) -> tuple[Breach, ...]:
    """List what the roster breaks; `exceptions` gives document numbers by breach code and turns a breach to a warning.

    Codes: too_many_members, too_few_members, one_sex, officials, committees, chairs, vice_chairs, young. Size, chairs
    and officials know no exception.
    """
    rules, granted = committee_rules(committee, on), exceptions or {}
    breaches = [*_size(seats, rules, on), *_offices(seats), *_officials(seats, rules, on)]
    for breach in (*_one_sex(seats, on), *_committees(seats, on)):
        severity: Literal["error", "warning"] = "warning" if granted.get(breach.code) else "error"
        breaches.append(Breach(breach.code, severity, breach.because))
    return (*breaches, *_young(seats, rules))


def _size(seats: Sequence[Seat], rules: Row, on: date | None) -> list[Breach]:
    most, least = threshold("K17", on), rules["smallest_sensible"]
    if len(seats) > most.value:
        because = reason("too_many_members", most.source, members=len(seats), most=most.value)
        return [Breach("too_many_members", "error", because)]
    if len(seats) < least:
        return [Breach("too_few_members", "warning", reason("too_few_members", members=len(seats), least=least))]
    return []


def _offices(seats: Sequence[Seat]) -> list[Breach]:
    article = "안양시 인공지능산업 육성 및 지원 조례 제9조제1항"
    breaches: list[Breach] = []
    for code, role in (("chairs", "chair"), ("vice_chairs", "vice_chair")):
        holders = tuple(seat.person for seat in seats if seat.role == role)
        if len(holders) > 1:
            breaches.append(Breach(code, "error", reason(code, article, names=holders)))
    return breaches


def _officials(seats: Sequence[Seat], rules: Row, on: date | None) -> list[Breach]:
    officials, most = sum(seat.official for seat in seats), most_officials(len(seats), on)
    if not rules["officials_limited"] or officials <= most:
        return []
    because = reason("officials", threshold("K15", on).source, officials=officials, members=len(seats), most=most)
    return [Breach("officials", "error", because)]


def _one_sex(seats: Sequence[Seat], on: date | None) -> list[Breach]:
    commissioned = [seat for seat in seats if seat.mode == "commissioned"]
    most = most_of_one_sex(len(commissioned), on)
    larger = max(sum(seat.gender == sex for seat in commissioned) for sex in ("female", "male"))
    if larger <= most:
        return []
    because = reason("one_sex", threshold("K16", on).source, number=larger, members=len(commissioned), most=most)
    return [Breach("one_sex", "error", because)]


def _committees(seats: Sequence[Seat], on: date | None) -> list[Breach]:
    most = threshold("K18", on)
    busy = tuple(seat.person for seat in seats if seat.other_committees + 1 > most.value)
    return (
        [Breach("committees", "error", reason("committees", most.source, names=busy, most=most.value))] if busy else []
    )


def _young(seats: Sequence[Seat], rules: Row) -> list[Breach]:
    commissioned = [seat for seat in seats if seat.mode == "commissioned"]
    young = sum(seat.young for seat in commissioned)
    if young * 100 >= len(commissioned) * rules["young_percent"]:
        return []
    because = reason(
        "young", f"{GENERAL} 제6조", young=young, members=len(commissioned), percent=rules["young_percent"]
    )
    return [Breach("young", "warning", because)]
