"""Limits of surcharges and exclusions."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.law.errors import LawError
from tasks.law.sanctions import Excluded, Ground, excluded_on, exclusion_period, exclusion_years, surcharge_cap


def test_imp_28_a_surcharge_is_at_most_five_times_the_return() -> None:
    assert surcharge_cap(4_000_000) == 20_000_000


def test_fines_count_into_the_same_limit() -> None:
    assert surcharge_cap(4_000_000, fines=5_000_000) == 15_000_000
    assert surcharge_cap(1_000_000, fines=6_000_000) == 0


@pytest.mark.parametrize(
    ("party", "ground", "cancellations", "years"),
    [
        ("grantee", "fraud", 1, 5),
        ("grantee", "misuse", 1, 0),
        ("grantee", "misuse", 2, 3),
        ("grantee", "breach", 2, 0),
        ("grantee", "breach", 3, 2),
        ("sub_recipient", "breach", 3, 1),
    ],
)
def test_exclusion_depends_on_who_why_and_how_often(
    party: Excluded, ground: Ground, cancellations: int, years: int
) -> None:
    assert years == exclusion_years(party, ground, cancellations)


def test_a_ground_the_law_does_not_know_is_refused() -> None:
    with pytest.raises(LawError, match="grantee/lateness"):
        exclusion_years("grantee", "lateness", 1)  # type: ignore[arg-type]


def test_imp_12_the_last_day_of_an_exclusion_still_excludes_and_the_next_does_not() -> None:
    until = exclusion_period(date(2026, 3, 2), 2).due
    assert date(2028, 3, 1) == until
    assert excluded_on(until, date(2028, 3, 1))
    assert not excluded_on(until, date(2028, 3, 2))
