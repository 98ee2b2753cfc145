"""Settlement per funding source adds up to the won."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.law.errors import LawError
from tasks.law.settlement import SUBSIDY, Source, SourceKind, settle, statutory_interest

WON = st.integers(0, 2_000_000_000)


@st.composite
def reported(draw: st.DrawFn, kind: SourceKind) -> Source:
    planned = draw(WON)
    disbursed = draw(st.integers(0, planned)) if kind in SUBSIDY else draw(WON)
    spent = draw(WON)
    disallowed = draw(st.integers(0, spent))
    return Source(kind, planned, disbursed, spent, disallowed, draw(st.integers(0, 10_000_000)), draw(WON))


all_sources = st.tuples(reported("city"), reported("province"), reported("own"), reported("other"))


@given(all_sources)
def test_every_won_of_a_subsidy_is_accounted_for(sources: tuple[Source, ...]) -> None:
    for source, settled in zip(sources, settle(sources).sources, strict=True):
        if source.kind in SUBSIDY:
            came_in = source.disbursed + source.interest + settled.still_payable
            went_out = settled.recognised + settled.returned_balance + settled.returned_interest
            assert came_in == went_out + settled.dropped_interest
            assert 0 <= settled.dropped_interest < 10


@given(all_sources)
def test_never_more_is_recognised_than_granted_or_really_spent(sources: tuple[Source, ...]) -> None:
    for source, settled in zip(sources, settle(sources).sources, strict=True):
        assert settled.recognised <= source.spent - source.disallowed
        if source.kind in SUBSIDY:
            assert settled.recognised <= source.planned
        else:
            assert settled.returned_balance + settled.returned_interest + settled.returned_profit == 0


@given(all_sources, st.integers(0, 1_000_000))
def test_disallowing_more_never_returns_less(sources: tuple[Source, ...], more: int) -> None:
    city = sources[0]
    disallowed = min(city.spent, city.disallowed + more)
    stricter = Source("city", city.planned, city.disbursed, city.spent, disallowed, city.interest, city.profit)
    without_split = [city, sources[1]]
    assert settle([stricter, sources[1]]).return_amount >= settle(without_split).return_amount


def test_imp_21_the_worked_example_returns_4_012_340_won() -> None:
    settled = settle(
        [
            Source("city", 40_000_000, 40_000_000, 40_000_000, interest=12_345),
            Source("own", 10_000_000, 5_000_000, 5_000_000),
        ]
    )
    assert (settled.fixed_amount, settled.return_amount, settled.own_shortfall) == (36_000_000, 4_012_340, 5_000_000)
    assert [step.key for step in settled.because] == [
        "own_share_short",
        "amount_fixed",
        "return_balance",
        "return_interest",
        "interest_dropped",
    ]


def test_own_money_spent_as_planned_needs_no_split() -> None:
    settled = settle(
        [Source("city", 40_000_000, 40_000_000, 32_000_000), Source("own", 10_000_000, 8_000_000, 8_000_000)]
    )
    assert (settled.fixed_amount, settled.return_amount) == (32_000_000, 8_000_000)


def test_province_and_city_each_get_their_own_part_back() -> None:
    settled = settle(
        [
            Source("city", 30_000_000, 30_000_000, 30_000_000, disallowed=3_000_000, interest=101),
            Source("province", 10_000_000, 10_000_000, 10_000_000, interest=9),
        ]
    )
    city, province = settled.sources
    assert (city.returned_balance, city.returned_interest, city.dropped_interest) == (3_000_000, 100, 1)
    assert (province.returned_balance, province.returned_interest, province.dropped_interest) == (0, 0, 9)


def test_profit_goes_back_where_a_condition_says_so() -> None:
    assert settle([Source("city", 1_000_000, 1_000_000, 1_000_000, profit=700_000)]).return_amount == 700_000


def test_money_granted_spent_and_not_yet_paid_is_still_payable() -> None:
    settled = settle([Source("city", 10_000_000, 7_000_000, 10_000_000)])
    assert (settled.return_amount, settled.sources[0].still_payable) == (0, 3_000_000)


def test_interest_that_cannot_be_computed_is_five_percent_a_year() -> None:
    assert statutory_interest(1_000_000, date(2026, 1, 1), date(2027, 1, 1)) == 50_000


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (Source("city", 1, 2, 0), "more_disbursed_than_granted"),
        (Source("city", 5, 2, 1, disallowed=2), "more_disallowed_than_spent"),
        (Source("city", 5, -2, 1), "not_whole"),
        (Source("own", 5, 2, 1), "no_subsidy_source"),
        (Source("national", 5, 2, 1), "unknown_source"),  # type: ignore[arg-type]
    ],
)
def test_figures_that_cannot_be_true_are_refused(source: Source, code: str) -> None:
    with pytest.raises(LawError) as caught:
        settle([source])
    assert code == caught.value.code
