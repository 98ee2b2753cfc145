"""Terms, renewals, gaps and posts (article 9, paragraph 4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.law.errors import LawError
from tasks.law.terms import (
    Term,
    consecutive_terms,
    fixed_term,
    in_office,
    in_office_with_holdover,
    may_serve_again,
    members_in_office,
    renewed,
    watch_days,
    while_in_post,
)

FIRST = fixed_term(date(2026, 3, 1))
SECOND = renewed(FIRST)


def test_at_a9p4_1_two_years_one_renewal_and_no_third_term() -> None:
    assert (date(2028, 2, 29), date(2030, 2, 28)) == (FIRST.last, SECOND.last)
    assert may_serve_again([FIRST], SECOND.first).allowed
    assert not may_serve_again([FIRST, SECOND], date(2030, 3, 1)).allowed


def test_at_a9p4_2_a_term_from_a_leap_day_ends_on_the_28th() -> None:
    assert date(2026, 2, 28) == fixed_term(date(2024, 2, 29), on=date(2026, 1, 1)).last


def test_at_a9p4_3_the_seat_is_vacant_the_day_after_the_term() -> None:
    assert in_office(FIRST, date(2028, 2, 29))
    assert not in_office(FIRST, date(2028, 3, 1))
    assert (members_in_office([FIRST], date(2028, 2, 29)), members_in_office([FIRST], date(2028, 3, 1))) == (1, 0)


def test_at_a9p4_4_a_renewal_begins_the_day_after() -> None:
    assert date(2028, 3, 1) == SECOND.first


def test_at_a9p4p_1_a_councillor_serves_as_long_as_the_mandate_and_needs_no_renewal() -> None:
    term = while_in_post(date(2026, 7, 1), date(2030, 6, 30))
    assert in_office(term, date(2030, 6, 30))
    assert not in_office(term, date(2030, 7, 1))
    with pytest.raises(LawError, match="연임"):
        renewed(while_in_post(date(2026, 7, 1)))


def test_a_gap_after_both_terms_is_possible_with_a_written_reason() -> None:
    again = may_serve_again([FIRST, SECOND], date(2030, 3, 2))
    assert (again.allowed, again.needs_reason) == (True, True)


def test_a_gap_after_one_term_starts_afresh_without_a_reason() -> None:
    again = may_serve_again([FIRST], date(2028, 4, 1))
    assert (again.allowed, again.needs_reason) == (True, False)


def test_a_successor_of_someone_who_left_early_serves_two_full_years() -> None:
    assert date(2029, 5, 31) == fixed_term(date(2027, 6, 1)).last


def test_only_the_subsidy_committee_goes_on_until_the_successor_comes() -> None:
    day, next_day = date(2028, 3, 10), date(2028, 3, 11)
    assert in_office_with_holdover(FIRST, day, "subsidy_committee", None)
    assert in_office_with_holdover(FIRST, day, "subsidy_committee", next_day)
    assert not in_office_with_holdover(FIRST, day, "subsidy_committee", day)
    assert not in_office_with_holdover(FIRST, day, "ai_committee", None)


def test_the_end_is_brought_up_ninety_sixty_and_thirty_days_before() -> None:
    assert (date(2027, 12, 1), date(2027, 12, 31), date(2028, 1, 30)) == watch_days(FIRST)
    assert watch_days(while_in_post(date(2026, 7, 1))) == ()


def test_overlapping_terms_are_refused() -> None:
    with pytest.raises(LawError, match="끝나지 않았습니다"):
        may_serve_again([FIRST], date(2028, 2, 29))


def test_a_term_cannot_end_before_it_begins() -> None:
    with pytest.raises(LawError, match="빠릅니다"):
        Term(date(2026, 3, 1), date(2026, 2, 28))


@given(st.dates(date(2025, 7, 15), date(2080, 1, 1)), st.integers(1, 6))
def test_renewed_terms_leave_no_day_out_and_overlap_nowhere(first: date, number: int) -> None:
    terms = [fixed_term(first)]
    for _ in range(number - 1):
        terms.append(renewed(terms[-1]))
    last = terms[-1].last
    assert last is not None
    assert number == consecutive_terms(terms, last + timedelta(days=1))
    assert all(members_in_office(terms, term.first) == 1 for term in terms)
