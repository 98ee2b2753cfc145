"""What the papers say about an applicant. It prepares an official's judgement and never decides.

행정기본법 제20조: a disposition with discretion is not made by a machine; every result is a suggestion with reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from tasks.law.dates import as_date
from tasks.law.durations import Duration
from tasks.law.errors import LawError
from tasks.law.periods.spans import last_day
from tasks.law.reasons import Reason, reason
from tasks.law.rules import only_row, rows_in_force, table
from tasks.law.sanctions import excluded_on

CertificateKind = Literal["sme", "venture", "micro"]
_SUPPORT_CLAUSE = re.compile("A6I[1-9]|A7I[1-4]")
Suggestion = Literal["meets", "not_met", "needs_supplement", "needs_human_review"]


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which a paper proves something, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Certificate:
    """A status certificate (확인서) with its printed dates; `cancelled` once the status was taken away."""

    kind: CertificateKind
    validity: Validity
    cancelled: bool = False

    def proves_on(self, day: date) -> bool:
        """Tell whether the certificate holds on a day."""
        return not self.cancelled and self.validity.first <= day <= self.validity.last


@dataclass(frozen=True, slots=True)
class Preparation:
    """A suggestion for the official, and why."""

    suggestion: Suggestion
    because: tuple[Reason, ...]


def sme_validity(fiscal_year_end: object, on: date | None = None) -> Validity:
    """Give when SME status holds: a year from three months after the fiscal year (중소기업기본법 시행령 제3조의3)."""
    row = only_row([row for row in table("enterprises")["certificate"] if row["kind"] == "sme"], on, "sme")
    new_year = as_date(fiscal_year_end) + timedelta(days=1)
    first = last_day(new_year, Duration(months=row["months_after_fiscal_year"])) + timedelta(days=1)
    return Validity(first, last_day(first, Duration(years=row["years"])))


def venture_validity(confirmed: object, on: date | None = None) -> Validity:
    """Give when a venture certificate holds: three years from confirmation (벤처기업법 시행령 제18조의4)."""
    row = only_row([row for row in table("enterprises")["certificate"] if row["kind"] == "venture"], on, "venture")
    first = as_date(confirmed)
    return Validity(first, last_day(first, Duration(years=row["years"])))


def fits_micro(regular_employees: Decimal | int, industry: str, on: date | None = None) -> bool:
    """Tell whether a small enterprise has few enough regular employees to be micro (소상공인기본법 시행령 제3조).

    `regular_employees` is the average of twelve month-ends; part-timers from 60 hours a month count one half.
    """
    rows = {row["industry"]: row for row in rows_in_force(table("enterprises")["micro"], on)}
    limit: int = rows.get(industry, rows["other"])["fewer_employees"]
    return regular_employees < limit


def needs_size_test(clause: str, on: date | None = None) -> bool:
    """Tell whether support under a clause is for 중소기업등 only (제7조제2호, 제3호).

    Raises LawError `not_a_support_clause` for anything but an item of articles 6 and 7.
    """
    if not _SUPPORT_CLAUSE.fullmatch(clause):
        raise LawError("not_a_support_clause", clause=clause)
    return any(row["clause"] == clause for row in rows_in_force(table("enterprises")["size_test"], on))


def size_status(
    clause: str, certificates: Sequence[Certificate], filed_on: date, decided_on: date | None = None
) -> Preparation:
    """Suggest whether the size test of a clause is met on the day of filing and, once known, of the decision.

    One valid certificate of any kind is enough; an expired one asks for a supplement.
    """
    if not needs_size_test(clause):
        return Preparation("meets", (reason("no_size_test", clause),))
    days = [filed_on] if decided_on is None else [filed_on, decided_on]
    unproven = [day for day in days if not any(each.proves_on(day) for each in certificates)]
    if not unproven:
        return Preparation("meets", (reason("size_proven", clause, days=tuple(days)),))
    if any(not each.cancelled for each in certificates):
        last = max(each.validity.last for each in certificates if not each.cancelled)
        return Preparation("needs_supplement", (reason("certificate_expired", clause, day=unproven[0], last=last),))
    return Preparation("not_met", (reason("no_certificate", clause),))


def operator_status(abilities: Sequence[str], activities: Sequence[str]) -> Preparation:
    """Suggest whether an applicant is an AI operator (제2조제1호, 제3호, 제4호); a doubt always goes to a person.

    `activities` among develop, manufacture, produce, distribute, service; `abilities` the AI abilities claimed.
    """
    if not activities:
        return Preparation("not_met", (reason("no_activity", "제2조제3호·제4호"),))
    if not abilities:
        return Preparation("needs_human_review", (reason("no_ability", "제2조제1호"),))
    return Preparation("meets", (reason("likely_operator", "제2조제1호·제4호"),))


def exclusion_status(excluded_until: date | None, wage_defaulter: bool, filed_on: date) -> Preparation:
    """Suggest whether someone must be left out (지방보조금법 제32조, 지방보조금 관리기준 제3조제3항)."""
    because: list[Reason] = []
    if excluded_until is not None and excluded_on(excluded_until, filed_on):
        because.append(reason("excluded", "지방보조금법 제32조", until=excluded_until))
    if wage_defaulter:
        because.append(reason("wage_defaulter", "지방보조금 관리기준 제3조제3항"))
    if because:
        return Preparation("not_met", tuple(because))
    return Preparation("meets", (reason("not_excluded", "지방보조금법 제32조", day=filed_on),))


def duplicates(party_no: str, purpose: str, year: int, grants: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    """List earlier grants that may pay for the same thing: same party, year and purpose (지방보조금법 제6조제3항).

    Each grant has `id`, `party_no`, `purpose`, `fiscal_year`; spaces and case do not matter. A person judges them.
    """
    wanted = (_digits_only(party_no), _squeezed(purpose), year)
    found: list[str] = []
    for grant in grants:
        missing = {"id", "party_no", "purpose", "fiscal_year"} - set(grant)
        if missing:
            raise LawError("grant_incomplete", missing=", ".join(sorted(missing)))
        if (_digits_only(grant["party_no"]), _squeezed(grant["purpose"]), grant["fiscal_year"]) == wanted:
            found.append(str(grant["id"]))
    return tuple(found)


def _digits_only(text: object) -> str:
    return "".join(sign for sign in str(text) if sign.isdigit())


def _squeezed(text: object) -> str:
    return "".join(str(text).split()).casefold()
