"""Terms of committee members: fixed terms, one renewal, gaps, terms that last while a post is held (제9조제4항)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.law.composition import committee_rules
from tasks.law.durations import Duration
from tasks.law.errors import LawError
from tasks.law.periods.spans import last_day
from tasks.law.reasons import Reason, reason

TERM = "안양시 인공지능산업 육성 및 지원 조례 제9조제4항"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """Days in office, both included; `last` is None while it is open (a post is held and its end is not known)."""

    first: date
    last: date | None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise LawError("term_backwards", first=self.first, last=self.last)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a further term may begin, and whether a reason must be written down for it."""

    allowed: bool
    needs_reason: bool
    because: tuple[Reason, ...]


def fixed_term(first: date, committee: str = "ai_committee", on: date | None = None) -> Term:
    """Give a full term from its first day, which counts: 2026-03-01 → 2028-02-29, 2024-02-29 → 2026-02-28.

    Successors of members who left early serve a full term too: no clause gives them only the rest.
    """
    years = committee_rules(committee, on)["term_years"]
    return Term(first, last_day(first, Duration(years=years)))


def while_in_post(first: date, post_ends: date | None = None) -> Term:
    """Give the term of an ex officio member or councillor: while the post is held (제9조제4항 단서), no renewals."""
    return Term(first, post_ends)


def renewed(term: Term, committee: str = "ai_committee", on: date | None = None) -> Term:
    """Give the renewal, which begins the day after the old term ends; raises LawError `open_term` for an open term."""
    if term.last is None:
        raise LawError("open_term", first=term.first)
    return fixed_term(term.last + _ONE_DAY, committee, on)


def consecutive_terms(earlier: Sequence[Term], first: date) -> int:
    """Count the fixed terms that run without a gap up to the day before `first` (연임, not 중임)."""
    number = 0
    for term in sorted(earlier, key=lambda each: each.first, reverse=True):
        if term.last != first - _ONE_DAY:
            break
        number, first = number + 1, term.first
    return number


def may_serve_again(
    earlier: Sequence[Term], first: date, committee: str = "ai_committee", on: date | None = None
) -> Eligibility:
    """Tell whether a commissioned member may begin a term on `first`: one renewal in a row.

    After the last permitted term, a start with a gap is possible in law but needs a written reason.
    """
    _refuse_overlap(earlier, first)
    most = 1 + committee_rules(committee, on)["renewals"]
    if consecutive_terms(earlier, first) >= most:
        return Eligibility(False, False, (reason("renewals_used_up", TERM, most=most),))
    last = max((term.last for term in earlier if term.last), default=None)
    if last is not None and last < first - _ONE_DAY and consecutive_terms(earlier, last + _ONE_DAY) >= most:
        gap = (first - last).days - 1
        return Eligibility(True, True, (reason("renewal_after_gap", TERM, days=gap),))
    return Eligibility(True, False, (reason("renewal_allowed", TERM, most=most),))


def in_office(term: Term, day: date) -> bool:
    """Tell whether the member is in office (재적위원) that day; nobody holds over after the last day."""
    return term.first <= day and (term.last is None or day <= term.last)


def in_office_with_holdover(term: Term, day: date, committee: str, successor_from: date | None) -> bool:
    """Tell the same for a private member of a committee whose members go on until a successor is commissioned.

    안양시 지방보조금 관리 조례 제10조제2항; a committee without such a clause knows no holdover.
    """
    if in_office(term, day) or not committee_rules(committee, day)["holdover"]:
        return in_office(term, day)
    return term.first <= day and (successor_from is None or day < successor_from)


def members_in_office(terms: Iterable[Term], day: date) -> int:
    """Count the members in office on the day of a meeting; vacant and ended seats do not count."""
    return sum(in_office(term, day) for term in terms)


def watch_days(term: Term, committee: str = "ai_committee") -> tuple[date, ...]:
    """Give the days on which the coming end is brought up (90, 60, 30 days before it); none for an open term."""
    if term.last is None:
        return ()
    return tuple(term.last - timedelta(days=number) for number in committee_rules(committee)["watch_days"])


def _refuse_overlap(earlier: Sequence[Term], first: date) -> None:
    running = next((term for term in earlier if term.last is None or term.last >= first), None)
    if running is not None:
        raise LawError("terms_overlap", first=first, running=running.first)
